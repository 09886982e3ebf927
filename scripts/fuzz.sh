#!/usr/bin/env bash
# usage: fuzz.sh TARGET|all [--seconds N] [--at-once N] [--seed N] [--keep DIR]   coverage-guided fuzzing (jazzer) of one of the
# toolkit's doors, or of all of them, so many at once (1), for N seconds each (60): part10, json, xml, pdu, command, and each codec.
# The corpus and what is found stay in DIR (gateway/dicom/target/fuzz). A finding is named and ends with exit code 77; its bytes
# belong into gateway/dicom/src/test/resources/fuzz/TARGET.
. "$(dirname "$0")/lib/common.sh"
usage() { sed -n 2,5p "$0" | cut -c3- >&2; exit 2; }
target=${1:-} seconds=60 at_once=1 seed=0 keep="$root/gateway/dicom/target/fuzz"
[ -n "$target" ] || usage
shift
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || usage
  case $1 in
    --seconds) seconds=$2 ;;
    --at-once) at_once=$2 ;;
    --seed) seed=$2 ;;
    --keep) keep=$2 ;;
    *) usage ;;
  esac
  shift 2
done
need_build_tools
maven -q -Pfuzz -Dviewer.skip=true -Dspotless.check.skip=true -pl gateway/dicom test-compile >&2
classpath=$(maven -q -Pfuzz -Dviewer.skip=true -pl gateway/dicom exec:exec -Dexec.executable=echo -Dexec.args=%classpath \
  -Dexec.classpathScope=test 2>/dev/null | grep -o '/.*jazzer.*\.jar')
java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx768m -cp "$classpath")
mkdir -p "$keep/tmp"
keep=$(cd "$keep" && pwd)
cd "$root/gateway/dicom"
"${java[@]}" vn.lienvien.dicom.fuzz.Fuzz seeds "$keep" >"$keep/seeds.log" || fail "no seeds: $(tail -3 "$keep/seeds.log")"

# fuzz TARGET: 77 where something was found. What hangs is told by the processor time of the thread (Fuzz.java); libFuzzer's own
# alarm is a wall clock, which a loaded machine would set off, and only ends what never comes back.
fuzz() {
  local corpus="$keep/$1/corpus" findings="$keep/$1/findings" log="$keep/$1/log" code=0
  mkdir -p "$corpus" "$findings"
  "${java[@]}" -Dio.netty.noUnsafe=true -Djava.io.tmpdir="$keep/tmp" com.code_intelligence.jazzer.Jazzer \
    --target_class=vn.lienvien.dicom.fuzz.Fuzz --target_args="$1" \
    --instrumentation_includes='vn.lienvien.**:com.twelvemonkeys.imageio.plugins.jpeg.**' \
    --reproducer_path="$findings" "$corpus" -artifact_prefix="$findings/" -seed="$seed" -report_slow_units=3600 \
    -max_total_time="$seconds" -timeout=900 -rss_limit_mb=4096 -max_len=65536 >"$log" 2>&1 </dev/null || code=$?
  if [ "$code" -eq 0 ]; then
    say "fuzzing $1: nothing found in $(grep -o '^Done .*' "$log" || echo "$seconds s")"
  else
    say "fuzzing $1: FOUND SOMETHING (exit code $code); the bytes are in $findings, all that was printed in $log:"
    grep -v '^INFO\|^WARN\|^#\|^"\|^OpenJDK' "$log" | head -40 >&2
    return 77
  fi
}

if [ "$target" != all ]; then
  fuzz "$target"
  exit
fi
# lane NUMBER: every so-manieth target, one after the other
lane() {
  local i=0 found=0 each
  for each in $targets; do
    [ $((i++ % at_once)) -ne "$1" ] || fuzz "$each" || found=77
  done
  return "$found"
}
targets=$("${java[@]}" vn.lienvien.dicom.fuzz.Fuzz targets)
lanes=() found=0
for ((number = 0; number < at_once; number++)); do lane "$number" & lanes+=($!); done
for each in "${lanes[@]}"; do wait "$each" || found=77; done
exit "$found"
