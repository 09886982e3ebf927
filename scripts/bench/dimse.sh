#!/usr/bin/env bash
# usage: dimse.sh [--data DIR] [--runs N] [--repeat N]
# One DCMTK storescu into each receiver in turn, every object under a new UID: ours (durable: file and row forced to the disk
# before the response), storescp (no fsync) and Orthanc (SQLite). Objects per second, JSON lines of medians.
. "$(dirname "$0")/../lib/common.sh"
need_packages dcmtk orthanc python3
data="$root/../shared/data/series_ct_ge_head28" runs=5 repeat=10
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --repeat) repeat=$2; shift 2 ;;
    *) sed -n 2,4p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
find_jdk
home=$(distribution)
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
    - {aeTitle: ECHOSCU, host: 127.0.0.1, port: 104, roles: [store]}
archive: {layout: pacs}
YAML
cat >"$work/orthanc.json" <<JSON
{"StorageDirectory": "$work/orthanc", "IndexDirectory": "$work/orthanc", "DicomAet": "ORTHANC", "DicomPort": $orthanc,
 "HttpPort": $http, "DicomAlwaysAllowStore": true, "StorageCompression": false, "Plugins": []}
JSON
mkdir -p "$work/storescp"
"$home/bin/lienvien" serve --config "$work/ours.yaml" >"$work/ours.log" 2>&1 & pids+=($!)
TCP_NODELAY=1 storescp -od "$work/storescp" -aet STORESCP "$dcmtk" >"$work/storescp.log" 2>&1 & pids+=($!)
TCP_NODELAY=1 Orthanc "$work/orthanc.json" >"$work/orthanc.log" 2>&1 & pids+=($!)
await OURS "$ours"; await STORESCP "$dcmtk"; await ORTHANC "$orthanc"

objects=$(( $(find "$data" -type f | wc -l) * repeat ))
# rate AET PORT ASSOCIATIONS NODELAY: objects per second of that many storescu at once
rate() {
  local start end i senders=()
  start=$(date +%s.%N)
  for i in $(seq "$3"); do
    TCP_NODELAY=$4 storescu +sd -nh -aec "$1" --repeat "$(( repeat / $3 ))" +II 127.0.0.1 "$2" "$data" >/dev/null 2>&1 & senders+=($!)
  done
  for i in "${senders[@]}"; do wait "$i" || fail "storescu into $1 failed"; done
  end=$(date +%s.%N)
  awk -v n="$(( objects / repeat * (repeat / $3) * $3 ))" -v s="$start" -v e="$end" 'BEGIN { printf "%.1f\n", n / (e - s) }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
line() { # CASE OURS PEER PEERNAME TARGET
  awk -v c="$1" -v o="$2" -v p="$3" -v n="$4" -v t="$5" 'BEGIN { r = o / p; printf "{\"bench\":\"dimse\",\"case\":\"%s\",\"unit\":\"objects/s\",\"ours\":%s,\"peer\":%s,\"peerName\":\"%s\",\"ratio\":%.2f,\"target\":%s,\"pass\":%s}\n", c, o, p, n, r, t, (r >= t ? "true" : "false") }'
}
for associations in 1 4; do
  for receiver in ours storescp orthanc; do : >"$work/$receiver.$associations"; done
  rate OURS "$ours" "$associations" 1 >/dev/null
  for _ in $(seq "$runs"); do
    rate OURS "$ours" "$associations" 1 >>"$work/ours.$associations"
    rate STORESCP "$dcmtk" "$associations" 1 >>"$work/storescp.$associations"
    rate ORTHANC "$orthanc" "$associations" 1 >>"$work/orthanc.$associations"
    find "$work/storescp" -type f -delete
  done
  mine=$(median <"$work/ours.$associations")
  line "CT store, durable, $associations association(s)" "$mine" "$(median <"$work/storescp.$associations")" "storescp (no fsync)" "$([ "$associations" = 1 ] && echo 0.6 || echo 1.0)"
  line "CT store, durable, $associations association(s)" "$mine" "$(median <"$work/orthanc.$associations")" "Orthanc (SQLite)" "$([ "$associations" = 1 ] && echo 2.0 || echo 1.0)"
done
nagle=$(for _ in $(seq "$runs"); do rate OURS "$ours" 1 0; done | median)
line "CT store, storescu as it comes (Nagle on)" "$nagle" 200 "the issue's 200 objects/s" 1.0
