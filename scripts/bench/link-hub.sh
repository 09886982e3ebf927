#!/usr/bin/env bash
# usage: link-hub.sh [--spokes N] [--bytes N] [--line SPEC] [--cap BYTES]
# One hub and N spokes (200), each with its own certificate, database and sockets, on an emulated line; every spoke sends one study
# of so many bytes (1500000) at the same moment. How much of the hub's line they use, how far the last finishes behind the first, and
# the hub's resident memory. The studies' frames are noise under a video syntax: nothing is decoded. With --cap the hub divides so many
# bytes a second among its sites, as an operator who knows its line lets it; without, nothing is divided. JSON lines.
. "$(dirname "$0")/../lib/common.sh"
spokes=200 bytes=1500000 line=50mbit,40ms,0% cap=0
while [ $# -gt 0 ]; do
  case $1 in
    --spokes) spokes=$2; shift 2 ;;
    --bytes) bytes=$2; shift 2 ;;
    --line) line=$2; shift 2 ;;
    --cap) cap=$2; shift 2 ;;
    *) sed -n 2,6p "$0" | cut -c3- >&2; exit 2 ;;
  esac
done
need_packages iproute2 procps
need_build_tools
work=$(mktemp -d) hub="" number=""
finish() {
  [ -z "$hub" ] || kill "$hub" 2>/dev/null || true
  [ -z "$number" ] || "$root/scripts/line/line.sh" down "$number"
  rm -rf "$work"
}
trap finish EXIT
classpath=$(maven -q -Dviewer.skip=true -Dspotless.check.skip=true -pl gateway/server -am test-compile exec:exec -Dexec.executable=echo \
  -Dexec.args=%classpath -Dexec.classpathScope=test 2>/dev/null | grep -o '/.*picocli.*\.jar' | tail -1)
program=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$classpath")
"${program[@]}" vn.lienvien.link.ManySpokesBench identities "$work" "$spokes"
number=$("$root/scripts/line/line.sh" up "$line")
address=10.79.$number.2
ip netns exec "lineb$number" "${program[@]}" -Xmx768m vn.lienvien.link.ManySpokesBench hub "$work" "$address" 7443 "$cap" >"$work/hub.log" 2>&1 &
hub=$!
for _ in $(seq 300); do grep -q 'listens on' "$work/hub.log" && break; sleep 0.1; done
grep -q 'listens on' "$work/hub.log" || fail "the hub does not start: $(tail -3 "$work/hub.log")"
finished=$(ip netns exec "linea$number" "${program[@]}" -Xmx3g vn.lienvien.link.ManySpokesBench spokes "$work" "$address" 7443 "$spokes" "$bytes" |
  grep -E '^[0-9.]+ [0-9.]+$' | tail -1)
resident=$(awk '/VmHWM/ { print $2 * 1024 }' "/proc/$hub/status")
awk -v f="$finished" -v n="$spokes" -v b="$bytes" -v spec="$line" -v rss="$resident" '
  function row(name, unit, ours, reach, ratio) {
    printf "{\"bench\":\"link\",\"case\":\"hub, %d spokes of %d bytes, %s, %s\",\"unit\":\"%s\",\"ours\":%s,\"peer\":%s,\"peerName\":\"to reach\",\"ratio\":%.3f,\"target\":1.0,\"pass\":%s}\n",
      n, b, spec, name, unit, ours, reach, ratio, (ratio >= 1 ? "true" : "false") }
  BEGIN { split(f, t, " "); split(spec, s, ","); rate = s[1] * (s[1] ~ /mbit/ ? 1e6 : 1e3)
    use = n * b * 8 / t[2] / rate
    row("aggregate", "of the line", sprintf("%.3f", use), 0.9, use / 0.9)
    row("last over first", "x", sprintf("%.3f", t[2] / t[1]), 1.3, 1.3 / (t[2] / t[1]))
    row("hub at most resident", "MiB", sprintf("%.0f", rss / 1048576), 1024, 1024 * 1048576 / rss) }'
