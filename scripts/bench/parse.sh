#!/usr/bin/env bash
# usage: parse.sh [--data DIR] [--runs N]
# Dump of all files below DIR, and of one file with a sequence of 100,000 items: ours in a loop in one process, after its start,
# beside one dcmdump process per run; both write to a file. Milliseconds, JSON lines of medians, ratio > 1 = ours is faster.
. "$(dirname "$0")/../lib/common.sh"
need_packages dcmtk
data="$root/../shared/data" runs=7
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    *) sed -n 2,4p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
need_build_tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
classpath=$(maven -q -Dviewer.skip=true -Dspotless.check.skip=true -pl gateway/server -am test-compile exec:exec -Dexec.executable=echo \
  -Dexec.args=%classpath -Dexec.classpathScope=test 2>/dev/null | grep -o '/.*picocli.*\.jar' | tail -1)
java=("$JAVA_HOME/bin/java" -Xmx1g -cp "$classpath" vn.lienvien.cli.DumpBench)

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
theirs() { # PATH: milliseconds of each run
  local start end
  for _ in $(seq "$runs"); do
    start=$(date +%s%N)
    find "$1" -type f -not -name '*.md' -print0 | sort -z | xargs -0 dcmdump +F -q >"$work/theirs.txt" 2>/dev/null || true
    end=$(date +%s%N)
    awk -v n="$((end - start))" 'BEGIN { printf "%.3f\n", n / 1e6 }'
  done
}
line() { # CASE PATH
  local ours peer
  peer=$(theirs "$2" | median)
  ours=$("${java[@]}" run "$2" "$work/ours.txt" "$runs" | median)
  awk -v c="$1" -v o="$ours" -v p="$peer" 'BEGIN { r = p / o; printf "{\"bench\":\"parse\",\"case\":\"%s\",\"unit\":\"ms\",\"ours\":%s,\"peer\":%s,\"peerName\":\"dcmdump\",\"ratio\":%.2f,\"target\":1.0,\"pass\":%s}\n", c, o, p, r, (r >= 1 ? "true" : "false") }'
}
"${java[@]}" sequence "$work/sequence.dcm" 100000
line "dump of all of $(basename "$data")" "$data"
line "dump of a sequence of 100,000 items" "$work/sequence.dcm"
