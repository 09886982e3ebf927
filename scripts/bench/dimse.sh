#!/usr/bin/env bash
# usage: dimse.sh [--data DIR] [--mr DIR] [--runs N] [--repeat N] [--warm N] [--cases "ct j2k mr nagle send line"]
# storescu, once or four at a time, into each receiver in turn, every object under a new UID: ours (durable: forced to the disk before
# the response), storescp (no fsync) and Orthanc (SQLite). ct: native 512x512; j2k: the same in JPEG 2000; mr: native 64x64 without the
# vendor's protocol, about 25 KB. nagle: storescu as it comes. send: ours into storescp, a short run and one five times as long. line: over 20 ms of round trip. Objects per
# second, JSON lines of medians. Ours is measured as it runs after its first ten thousand objects, compiled, and so it says first; what
# it sends is sent by a process just started, installed as the guide says, with lienvien-quickstart.
. "$(dirname "$0")/../lib/common.sh"
need_packages dcmtk orthanc python3 libgdcm-tools
data="$root/../shared/data/series_ct_ge_head28" mr="$root/../shared/data/series_mr_sie_pdt2_70" runs=5 repeat=20 warm=18
cases="ct j2k mr nagle send line"
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --mr) mr=$2; shift 2 ;;
    --cases) cases=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    --warm) warm=$2; shift 2 ;;
    *) sed -n 2,7p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
find_jdk
home=$(distribution)
"$home/bin/lienvien-quickstart"
work=$(mktemp -d)
pids=()
finish() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
await() { for _ in $(seq 300); do echoscu -aec "$1" 127.0.0.1 "$2" 2>/dev/null && return; sleep 0.1; done; fail "$1 does not answer"; }

ours=$(free_port) dcmtk=$(free_port) orthanc=$(free_port) http=$(free_port)
cat >"$work/ours.yaml" <<YAML
site: {id: bench, name: Bench}
dataDirectory: $work/ours
dicom:
  aeTitle: OURS
  bind: 127.0.0.1
  port: $ours
  peers:
    - {aeTitle: STORESCU, host: 127.0.0.1, port: 104, roles: [store]}
    - {aeTitle: LIENVIEN, host: 127.0.0.1, port: 104, roles: [store]}
    - {aeTitle: ECHOSCU, host: 127.0.0.1, port: 104, roles: [store]}
archive: {layout: pacs}
YAML
cat >"$work/orthanc.json" <<JSON
{"StorageDirectory": "$work/orthanc", "IndexDirectory": "$work/orthanc", "DicomAet": "ORTHANC", "DicomPort": $orthanc,
 "HttpPort": $http, "DicomAlwaysAllowStore": true, "StorageCompression": false, "Plugins": []}
JSON
mkdir -p "$work/storescp"
"$home/bin/lienvien" serve --config "$work/ours.yaml" >"$work/ours.log" 2>&1 & pids+=($!)
TCP_NODELAY=1 storescp +xa -od "$work/storescp" -aet STORESCP "$dcmtk" >"$work/storescp.log" 2>&1 & pids+=($!)
TCP_NODELAY=1 Orthanc "$work/orthanc.json" >"$work/orthanc.log" 2>&1 & pids+=($!)
await OURS "$ours"; await STORESCP "$dcmtk"; await ORTHANC "$orthanc"

compress() { # FROM TO: every file of a folder in JPEG 2000 without loss
  local file
  mkdir -p "$2"
  for file in "$1"/*; do gdcmconv --j2k "$file" "$2/$(basename "$file")" >/dev/null 2>&1 || fail "gdcmconv $file"; done
}
shorten() { # FROM TO: every file of a folder without the vendor's series header
  cp -r "$1" "$2"
  chmod -R u+w "$2"
  dcmodify -nb -ie -ea "(0029,1020)" "$2"/* >/dev/null 2>&1 || fail "dcmodify of $1"
}
# rate AET PORT ASSOCIATIONS NODELAY DIR: objects per second of that many storescu at once, about 28 x repeat objects in all
rate() {
  local start end i senders=() count times
  count=$(find "$5" -type f | wc -l)
  times=$(( (28 * repeat + count * $3 - 1) / (count * $3) ))
  start=$(date +%s.%N)
  for i in $(seq "$3"); do
    TCP_NODELAY=$4 storescu -xv +sd -nh -aec "$1" --repeat "$times" +II 127.0.0.1 "$2" "$5" >/dev/null 2>&1 & senders+=($!)
  done
  for i in "${senders[@]}"; do wait "$i" || fail "storescu into $1 failed"; done
  end=$(date +%s.%N)
  awk -v n="$(( count * times * $3 ))" -v s="$start" -v e="$end" 'BEGIN { printf "%.1f\n", n / (e - s) }'
}
# ours_sends AET PORT WINDOW TIMES DIR: objects per second of lienvien dicom send from its first request to the last response
ours_sends() {
  "$home/bin/lienvien" dicom send --json --window "$3" --repeat "$4" -aec "$1" 127.0.0.1 "$2" "$5" |
    python3 -c 'import json, sys; r = json.load(sys.stdin); print("%.1f" % (r["taken"] / r["seconds"]))'
}
dcmtk_sends() { # AET PORT TIMES DIR
  local start end
  start=$(date +%s.%N)
  TCP_NODELAY=1 storescu -xv +sd -nh -aec "$1" --repeat "$3" 127.0.0.1 "$2" "$4" >/dev/null 2>&1 || fail "storescu into $1 failed"
  end=$(date +%s.%N)
  awk -v n="$(( $(find "$4" -type f | wc -l) * $3 ))" -v s="$start" -v e="$end" 'BEGIN { printf "%.1f\n", n / (e - s) }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
line() { # CASE OURS PEER PEERNAME TARGET
  awk -v c="$1" -v o="$2" -v p="$3" -v n="$4" -v t="$5" 'BEGIN { r = o / p; printf "{\"bench\":\"dimse\",\"case\":\"%s\",\"unit\":\"objects/s\",\"ours\":%s,\"peer\":%s,\"peerName\":\"%s\",\"ratio\":%.2f,\"target\":%s,\"pass\":%s}\n", c, o, p, n, r, t, (r >= t ? "true" : "false") }'
}
receive() { # NAME DIR
  local associations receiver mine
  for associations in 1 4; do
    for receiver in ours storescp orthanc; do : >"$work/$receiver.rates"; done
    for _ in $(seq "$runs"); do
      rate OURS "$ours" "$associations" 1 "$2" >>"$work/ours.rates"
      rate STORESCP "$dcmtk" "$associations" 1 "$2" >>"$work/storescp.rates"
      rate ORTHANC "$orthanc" "$associations" 1 "$2" >>"$work/orthanc.rates"
      find "$work/storescp" -type f -delete
    done
    mine=$(median <"$work/ours.rates")
    line "$1 store, durable, $associations association(s)" "$mine" "$(median <"$work/storescp.rates")" "storescp (no fsync)" "$([ "$associations" = 1 ] && echo 0.6 || echo 1.0)"
    line "$1 store, durable, $associations association(s)" "$mine" "$(median <"$work/orthanc.rates")" "Orthanc (SQLite)" "$([ "$associations" = 1 ] && echo 2.0 || echo 1.0)"
  done
}
# a gateway runs for months: what the compiler of the JVM has to learn it learns before
say "warming up, objects/s: $(for _ in $(seq "$warm"); do rate OURS "$ours" 1 1 "$data"; done | xargs)"
for case in $cases; do
  case $case in
    ct) receive "CT" "$data" ;;
    j2k) compress "$data" "$work/j2k"; receive "CT JPEG 2000" "$work/j2k" ;;
    mr) [ -d "$work/mr" ] || shorten "$mr" "$work/mr"; receive "MR, $(( $(du -sb "$work/mr" | cut -f1) / $(find "$work/mr" -type f | wc -l) / 1000 )) KB" "$work/mr" ;;
    nagle)
      nagle=$(for _ in $(seq "$runs"); do rate OURS "$ours" 1 0 "$data"; done | median)
      line "CT store, storescu as it comes (Nagle on)" "$nagle" 200 "the issue's 200 objects/s" 1.0 ;;
    send)
      for times in "$(( repeat * 2 ))" "$(( repeat * 10 ))"; do
        : >"$work/ours.rates"; : >"$work/storescp.rates"
        for _ in $(seq "$runs"); do
          ours_sends STORESCP "$dcmtk" 1 "$times" "$data" >>"$work/ours.rates"
          dcmtk_sends STORESCP "$dcmtk" "$times" "$data" >>"$work/storescp.rates"
        done
        line "CT send into storescp, one at a time, $(( $(find "$data" -type f | wc -l) * times )) objects" "$(median <"$work/ours.rates")" \
          "$(median <"$work/storescp.rates")" storescu 1.0
      done ;;
    line)
      [ -d "$work/mr" ] || shorten "$mr" "$work/mr"
      far=$(free_port)
      python3 "$root/scripts/bench/delay-proxy.py" "$far" "$ours" 0.01 & pids+=($!)
      await OURS "$far"
      : >"$work/ours.rates"; : >"$work/storescp.rates"
      for _ in $(seq "$runs"); do
        ours_sends OURS "$far" 16 2 "$work/mr" >>"$work/ours.rates"
        dcmtk_sends OURS "$far" 2 "$work/mr" >>"$work/storescp.rates"
      done
      line "MR send into ours over 20 ms, window 16" "$(median <"$work/ours.rates")" "$(median <"$work/storescp.rates")" storescu 1.5 ;;
  esac
done
