#!/usr/bin/env bash
# usage: codec.sh [--group head|phantom|small|mixed|ratio|proof] [--data DIR] [--runs N] [--seconds S]
# JPEG 2000 lossless frames in memory, ours beside a C loop over the same shared object, run alternately; JSON lines of medians.
# A group takes one to four minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data="$root/../shared/data" runs=5 seconds=3 group=
while [ $# -gt 0 ]; do
  case $1 in
    --group) group=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    *) sed -n 2,4p "$0" >&2; exit 2 ;;
  esac
done

if [ -z "${JAVA_HOME:-}" ] || ! "$JAVA_HOME/bin/java" -version 2>&1 | grep -q '"25'; then
  JAVA_HOME=$(ls -d /usr/lib/jvm/*25* | head -1)
fi
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
mvn -B -q -Dviewer.skip=true -pl gateway/dicom test-compile >&2
classpath=$(mvn -B -q -Dviewer.skip=true -pl gateway/dicom exec:exec \
  -Dexec.executable=echo -Dexec.args=%classpath -Dexec.classpathScope=test 2>/dev/null |
  grep -o '/.*leptonica.*\.jar')

# The peer links the very object that the jar carries, by the jar's own header.
platform=linux-x86_64
[ "$(uname -m)" = aarch64 ] && platform=linux-arm64
jar=$(tr ':' '\n' <<<"$classpath" | grep "leptonica.*$platform.jar")
native="$work/org/bytedeco/leptonica/$platform"
(cd "$work" && "$JAVA_HOME/bin/jar" xf "$jar" "org/bytedeco/leptonica/$platform/libleptonica.so.6" \
  "org/bytedeco/leptonica/$platform/include/openjpeg-2.5")
cc -O3 -o "$work/j2k-loop" "$here/j2k-loop.c" -I "$native/include/openjpeg-2.5" \
  "$native/libleptonica.so.6" -Wl,-rpath,"$native" -lpthread -lm

java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xmx512m -cp "$classpath"
  vn.lienvien.dicom.codec.CodecBench)

median() { sort -n | awk '{v[NR]=$1} END {print (NR%2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }

measure() { # case, directory
  "${java[@]}" frames "$2" "$work/frames" >&2
  [ -s "$work/frames" ] || return 0
  local threads run way
  for threads in 1 2; do
    rm -f "$work"/{ours,peer}.{encode,decode}
    for run in $(seq "$runs"); do
      for side in ours peer; do
        if [ $side = ours ]; then
          "${java[@]}" run "$work/frames" "$threads" "$seconds"
        else
          "$work/j2k-loop" "$work/frames" "$threads" "$seconds"
        fi | while read -r way value; do echo "$value" >>"$work/$side.$way"; done
      done
    done
    for way in encode decode; do
      awk -v name="$1 $way, $threads thread(s)" -v ours="$(median <"$work/ours.$way")" \
        -v peer="$(median <"$work/peer.$way")" 'BEGIN {
          ratio = ours / peer; target = 0.95
          printf "{\"bench\":\"codec\",\"case\":\"%s\",\"unit\":\"MB/s\",\"ours\":%.1f,\"peer\":%.1f,", name, ours, peer
          printf "\"peerName\":\"C loop, same OpenJPEG\",\"ratio\":%.3f,\"target\":%.2f,\"pass\":%s}\n", ratio, target, (ratio >= target) ? "true" : "false" }'
    done
  done
}

line() { # case, unit, ours, peer, peer's name, target
  awk -v name="$1" -v unit="$2" -v ours="$3" -v peer="$4" -v peer_name="$5" -v target="$6" 'BEGIN {
    ratio = ours / peer
    printf "{\"bench\":\"codec\",\"case\":\"%s\",\"unit\":\"%s\",\"ours\":%.2f,\"peer\":%.2f,", name, unit, ours, peer
    printf "\"peerName\":\"%s\",\"ratio\":%.3f,\"target\":%.2f,\"pass\":%s}\n", peer_name, ratio, target, (ratio >= target) ? "true" : "false" }'
}

# How small: sizes do not vary, so one run is enough.
measure_ratio() { # case, directory
  "${java[@]}" frames "$2" "$work/frames" >&2
  line "$1 ratio" "x" "$("${java[@]}" ratio "$work/frames" | cut -d' ' -f2)" \
    "$("$work/j2k-loop" "$work/frames" ratio 2>/dev/null | cut -d' ' -f2)" "OpenJPEG, 6 resolutions" 1.00
}

# What the proof costs beside encoding alone, and the other process beside this one.
measure_proof() { # case, directory
  "${java[@]}" frames "$2" "$work/frames" >&2
  rm -f "$work"/cost.*
  local run way value
  for run in $(seq "$runs"); do
    "${java[@]}" proof "$work/frames" 1 | while read -r way value; do echo "$value" >>"$work/cost.$way"; done
  done
  line "$1 encode, decode, digest" "MB/s" "$(median <"$work/cost.proof")" "$(median <"$work/cost.encode")" "encode alone" 0.40
  line "$1 decode in another process" "MB/s" "$(median <"$work/cost.isolated")" "$(median <"$work/cost.decode")" "in this process" 0.90
}

group_of() { # name, case, directory
  case ${group:-$1} in "$1") measure "$2" "$3" ;; esac
}

group_of head "CT head 512x512" "$data/series_ct_ge_head28"
group_of phantom "CT phantom 201x204" "$data/series_ct_ibsi_phantom60"
group_of small "MR 64x64" "$data/series_mr_sie_pdt2_70"
group_of mixed "mixed files" "$data/files"

case ${group:-ratio} in
  ratio)
    measure_ratio "CT head 512x512" "$data/series_ct_ge_head28"
    measure_ratio "CT phantom 201x204" "$data/series_ct_ibsi_phantom60"
    measure_ratio "MR 64x64" "$data/series_mr_sie_pdt2_70"
    ;;
esac
case ${group:-proof} in
  proof) measure_proof "CT head 512x512" "$data/series_ct_ge_head28" ;;
esac
