#!/usr/bin/env bash
# Two hospitals on this machine and one whole consultation between them.
#   demo.sh                  runs a consultation, prints where to click and the passwords, stays up
#   demo.sh --once           runs it unattended; exit code 0 or 1; the last line is a JSON summary
#   --data DIR               uses the DICOM files below DIR instead of the phantom
#   --work DIR               keeps everything there (default: a new directory under /tmp)
#   --peers lienvien|orthanc which program is the PACS of both hospitals
#   --line RATE,RTT,LOSS     an emulated line between them, such as 4mbit,100ms,1%, with progress to watch (needs root)
. "$(dirname "$0")/lib/common.sh"
case " $* " in *" --help "* | *" -h "*) sed -n '2,8p' "$0" | cut -c3-; exit 0 ;; esac
arguments=("$@")
case " $* " in *" --peers orthanc "*) need_packages orthanc ;; esac
case " $* " in *" --line "*) need_packages zstd iproute2 procps gcc libc6-dev; arguments+=(--line-script "$root/scripts/line/line.sh") ;; esac
case " $* " in *" --work "*) ;; *) arguments+=(--work "$(mktemp -d /tmp/lienvien-demo.XXXXXX)") ;; esac
find_jdk
home=$(distribution)
exec "$JAVA_HOME/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
  -cp "$root/test-data/target/classes:$home/lib/*" vn.lienvien.demo.Demo --distribution "$home" "${arguments[@]}"
