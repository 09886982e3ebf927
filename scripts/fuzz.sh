#!/usr/bin/env bash
# usage: fuzz.sh TARGET|all [--seconds N] [--keep DIR]   coverage-guided fuzzing (jazzer) of one of the toolkit's doors, or of
# each in turn for N seconds (60): part10, json, xml, pdu, command, and each codec. The corpus and what is found stay in DIR
# (gateway/dicom/target/fuzz); a finding ends the run with exit code 77 and its bytes belong into src/test/resources/fuzz/TARGET.
. "$(dirname "$0")/lib/common.sh"
target=${1:-} seconds=60 keep="$root/gateway/dicom/target/fuzz"
[ -n "$target" ] || { sed -n 2,4p "$0" | cut -c3- >&2; exit 2; }
shift
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2; shift 2 ;;
    --keep) keep=$2; shift 2 ;;
    *) sed -n 2,4p "$0" | cut -c3- >&2; exit 2 ;;
  esac
done
need_build_tools
maven -q -Pfuzz -Dviewer.skip=true -Dspotless.check.skip=true -pl gateway/dicom test-compile >&2
classpath=$(maven -q -Pfuzz -Dviewer.skip=true -pl gateway/dicom exec:exec -Dexec.executable=echo -Dexec.args=%classpath \
  -Dexec.classpathScope=test 2>/dev/null | grep -o '/.*jazzer.*\.jar')
java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx768m -cp "$classpath")
cd "$root/gateway/dicom"
"${java[@]}" vn.lienvien.dicom.fuzz.Fuzz seeds "$keep" >&2

fuzz() { # TARGET
  local corpus="$keep/$1/corpus" findings="$keep/$1/findings"
  mkdir -p "$corpus" "$findings" "$keep/tmp"
  say "fuzzing $1 for $seconds s"
  "${java[@]}" -Dio.netty.noUnsafe=true -Djava.io.tmpdir="$keep/tmp" com.code_intelligence.jazzer.Jazzer --target_class=vn.lienvien.dicom.fuzz.Fuzz --target_args="$1" \
    --instrumentation_includes='vn.lienvien.**:com.twelvemonkeys.imageio.plugins.jpeg.**' \
    --reproducer_path="$findings" "$corpus" -artifact_prefix="$findings/" \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 2>&1 |
    grep -v '^INFO\|^WARN\|^#\|^"\|^OpenJDK' >&2
}

if [ "$target" = all ]; then
  "${java[@]}" vn.lienvien.dicom.fuzz.Fuzz targets | while read -r each; do fuzz "$each" </dev/null; done
else
  fuzz "$target"
fi
