#!/usr/bin/env bash
# usage: link.sh [CASE…] [--runs N] [--peer-runs N] [--data DIR] [--work DIR] [--outage SECONDS]
# Two gateways in two network namespaces, an emulated line between them, real studies; beside them storescu, an Orthanc peer
# and one curl upload of the same compressed files on the same line. Needs root. Cases: ct small mr ct-loss large-loss large-far
# fast fast-loss cuts stat outage cap cap-loss hub. Seconds run from the study complete at A to its receipt at A; JSON lines of medians.
. "$(dirname "$0")/../lib/common.sh"
need_packages dcmtk orthanc curl python3 zstd iproute2 procps tar
case " $* " in *" --help "*) sed -n 2,5p "$0" >&2; exit 2 ;; esac
arguments=() work="" hub=""
for argument in "$@"; do
  if [ "$argument" = hub ]; then hub=yes; else arguments+=("$argument"); fi
done
if [ -n "$hub" ] || [ $# -eq 0 ]; then bash "$root/scripts/bench/link-hub.sh"; fi
if [ -n "$hub" ] && [ "${#arguments[@]}" -eq 0 ]; then exit 0; fi
case " $* " in *" --work "*) ;; *) work=$(mktemp -d /tmp/lienvien-bench.XXXXXX); arguments+=(--work "$work") ;; esac
case " $* " in *" --data "*) ;; *) arguments+=(--data "$root/../shared/data") ;; esac
find_jdk
home=$(distribution)
finish() { [ -z "$work" ] || rm -rf "$work"; }
trap finish EXIT
"$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp "$root/test-data/target/classes:$home/lib/*" vn.lienvien.demo.LinkBench \
  --distribution "$home" --line-script "$root/scripts/line/line.sh" --sink "$root/scripts/bench/upload-sink.py" "${arguments[@]}"
