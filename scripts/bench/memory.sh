#!/usr/bin/env bash
# usage: memory.sh [--gib N] [--transcode-gib N] [--associations N] [--probes N]
# How much memory the gateway needs above its idle state: one large multi-frame object received, stored and sent again (C-GET), many
# associations at once, connect-and-close probes; and a transcoding of a large object in a process of its own. Peak resident set
# (VmHWM, reset before each case) against the issue's 512 MB.
. "$(dirname "$0")/../lib/common.sh"
need_packages python3 curl dcmtk
gib=6 transcode=1 associations=200 probes=100000
while [ $# -gt 0 ]; do
  case $1 in
    --gib) gib=$2; shift 2 ;;
    --transcode-gib) transcode=$2; shift 2 ;;
    --associations) associations=$2; shift 2 ;;
    --probes) probes=$2; shift 2 ;;
    *) sed -n 2,5p "$0" >&2; exit 2 ;;
  esac
done
find_jdk
home=$(distribution)
peer="$root/scripts/bench/memory-peer.py"
work=$(mktemp -d -p "${BENCH_DIR:-/tmp}")
server=
finish() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }; rm -rf "$work"; }
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port) web=$(free_port)
cat >"$work/site.yaml" <<YAML
site: {id: bench, name: Bench}
dataDirectory: $work/data
dicom:
  aeTitle: OURS
  bind: 127.0.0.1
  port: $port
  limits: {associations: 1000, associationsPerPeer: 1000}
  peers:
    - {aeTitle: LIENVIEN, host: 127.0.0.1, port: 104, roles: [store, get]}
    - {aeTitle: MEMORY, host: 127.0.0.1, port: 104, roles: [store]}
    - {aeTitle: ECHOSCU, host: 127.0.0.1, port: 104, roles: [store]}
web: {port: $web}
archive: {layout: pacs}
YAML
"$home/bin/lienvien" serve --config "$work/site.yaml" >"$work/log" 2>&1 & server=$!
for _ in $(seq 300); do echoscu -aec OURS 127.0.0.1 "$port" 2>/dev/null && break; sleep 0.1; done

kb() { awk -v key="$2:" '$1 == key { print $2 }' "/proc/$1/status"; }
reset() { echo 5 >"/proc/$1/clear_refs"; }
descriptors() { find "/proc/$server/fd" -mindepth 1 -maxdepth 1 | wc -l; }
line() { # CASE MB
  awk -v c="$1" -v o="$2" 'BEGIN { o = o < 1 ? 1 : o; r = 512 / o; printf "{\"bench\":\"memory\",\"case\":\"%s\",\"unit\":\"MB above idle\",\"ours\":%d,\"peer\":512,\"peerName\":\"the bound\",\"ratio\":%.2f,\"target\":1,\"pass\":%s}\n", c, o, r, (r >= 1 ? "true" : "false") }'
}
peak() { line "$1" $(( ($(kb "$server" VmHWM) - idle) / 1024 )); }

# a little of everything first, so that idle is not merely "not yet loaded"
python3 "$peer" store OURS "$port" 4 5 256
sleep 2
idle=$(kb "$server" VmRSS)
line "idle (not above anything)" $(( idle / 1024 ))

reset "$server"
before=$(descriptors)
python3 "$peer" probe "$port" "$probes"
sleep 7 # ARTIM
peak "$probes connections closed at once"
after=$(descriptors)
[ "$after" -le $(( before + 8 )) ] || fail "$((after - before)) descriptors leaked"
say "descriptors $before before, $after after the probes; $(curl -sf "http://127.0.0.1:$web/metrics" | grep 'end="probed"' || true)"

reset "$server"
python3 "$peer" store OURS "$port" "$associations" 5 512
peak "$associations associations at once, 5 objects of 512 KB each"

python3 "$peer" make "$work/large.dcm" "$gib" >"$work/uid"
reset "$server"
"$home/bin/lienvien" dicom send -aec OURS 127.0.0.1 "$port" "$work/large.dcm" >&2
peak "receive and store $gib GiB, multi-frame"
rm "$work/large.dcm"
reset "$server"
"$home/bin/lienvien" dicom get -aec OURS -k QueryRetrieveLevel=IMAGE -k StudyInstanceUID=2.25.100 -k SeriesInstanceUID=2.25.100.1 \
  -k "SOPInstanceUID=$(cat "$work/uid")" --sop-class 1.2.840.10008.5.1.4.1.1.7.3 --transfer-syntax 1.2.840.10008.1.2.1.98 -od "$work/got" 127.0.0.1 "$port" >&2
peak "send $gib GiB, multi-frame"
rm -rf "$work/got"

# in a process of its own, with the gateway's heap: the idle process is the same program doing nothing
python3 "$peer" make "$work/plain.dcm" "$transcode" >/dev/null
"$home/bin/lienvien" dicom transcode --help >/dev/null
"$home/bin/lienvien" dicom transcode --to JPEG2000 "$work/plain.dcm" "$work/j2k.dcm" >&2 & coder=$!
most=0
while kill -0 "$coder" 2>/dev/null; do
  now=$(kb "$coder" VmHWM 2>/dev/null || true)
  [ "${now:-0}" -le "$most" ] || most=$now
  sleep 0.2
done
wait "$coder" || fail "transcoding failed"
line "transcode $transcode GiB, multi-frame, whole process" $(( most / 1024 ))
