#!/usr/bin/env bash
# A bad line between two network namespaces of this machine, for kernels with and without netem; needs root.
#   line.sh up SPEC [SEED]      SPEC: RATE,RTT,LOSS[,QUEUE] such as 4mbit,100ms,1% or 50mbit,30ms,0.1%,200ms; prints the line's number N.
#                               Ends: namespace lineaN at 10.79.N.1, linebN at 10.79.N.2; the host is 10.79.N.3 and reaches both past the line
#   line.sh set N SPEC          another rate, delay, loss
#   line.sh cut N | mend N      nothing passes | everything does again
#   line.sh rhythm N DOWN PERIOD   down for the last DOWN ms of every PERIOD ms; 0 0 ends that
#   line.sh counters N          packets, bytes, TCP payload, lost, overflowed, cut, a line for each direction
#   line.sh down N              takes it all away
#   line.sh check               measures a line of each kind against what was asked of it
. "$(dirname "$0")/../lib/common.sh"
here="$root/scripts/line"
usage() { sed -n '3,10p' "$0" | cut -c3- >&2; exit 2; }
run_directory() { printf '/tmp/lienvien-line-%s\n' "$1"; }

# shape SPEC: the emulator's command; the round trip is halved, the queue is 200 ms of the rate and at least 20 packets
shape() {
  awk -F, -v spec="$1" 'function bad() { print "not a line: " spec > "/dev/stderr"; exit 1 }
    BEGIN { n = split(spec, f, ","); if (n < 3 || n > 4) bad()
      if (f[1] !~ /^[0-9.]+(k|m)bit$/ || f[2] !~ /^[0-9.]+ms$/ || f[3] !~ /^[0-9.]+%$/ || (n == 4 && f[4] !~ /^[0-9.]+ms$/)) bad()
      kbit = f[1] + 0; if (f[1] ~ /mbit$/) kbit *= 1000
      queue = kbit * (n == 4 ? f[4] + 0 : 200) / 8; if (queue < 30000) queue = 30000
      printf "shape %d %d %d %d\n", kbit, f[2] * 500, f[3] * 10000, queue }'
}

command_line() { # N COMMAND: to a line that is up
  local control; control="$(run_directory "$1")/control"
  [ -p "$control" ] || fail "line $1 is not up"
  printf '%s\n' "$2" >"$control"
}

place() { # NAMESPACE DEVICE ADDRESS: an end of the line
  ip link set "$2" netns "$1" && ip -n "$1" link set lo up && ip -n "$1" address add "$3/29" dev "$2" &&
    ip -n "$1" link set "$2" mtu 1500 txqueuelen 1000 up || return 1
  # A kernel whose default is bbr would hide what loss does to everybody else; a namespace may choose by route only.
  ip -n "$1" route replace "${3%.*}.0/29" dev "$2" src "$3" congctl cubic
  ip netns exec "$1" sysctl -qw net.ipv4.tcp_no_metrics_save=1
}

up() { # SPEC SEED
  local command n run binary
  command=$(shape "$1")
  [ "$(id -u)" -eq 0 ] || fail "a line between network namespaces needs root"
  need_packages iproute2 procps gcc libc6-dev
  [ -c /dev/net/tun ] || fail "/dev/net/tun is missing"
  n=""
  for candidate in $(seq 1 250); do
    if mkdir "$(run_directory "$candidate")" 2>/dev/null; then n=$candidate; break; fi
  done
  [ -n "$n" ] || fail "every line number is taken; remove stale /tmp/lienvien-line-*"
  run=$(run_directory "$n") binary="$run/line"
  gcc -O2 -o "$binary" "$here/line.c"
  mkfifo "$run/control"
  ip netns add "linea$n"
  ip netns add "lineb$n"
  "$binary" "lva$n" "lvb$n" "lvh$n" "$run/control" "$2" >"$run/log" 2>&1 &
  echo $! >"$run/pid"
  for _ in $(seq 100); do grep -q ready "$run/log" && break; sleep 0.05; done
  grep -q ready "$run/log" || { down "$n"; fail "the line does not come up: $(cat "$run/log")"; }
  printf '%s\n' "$command" >"$run/control"
  { place "linea$n" "lva$n" "10.79.$n.1" && place "lineb$n" "lvb$n" "10.79.$n.2" &&
    ip address add "10.79.$n.3/29" dev "lvh$n" && ip link set "lvh$n" mtu 1500 txqueuelen 1000 up; } ||
    { down "$n"; fail "the ends of the line cannot be set up"; }
  printf '%s\n' "$n"
}

down() { # N
  local run; run=$(run_directory "$1")
  if [ -e "$run/pid" ]; then kill "$(cat "$run/pid")" 2>/dev/null || true; fi
  ip netns delete "linea$1" 2>/dev/null || true
  ip netns delete "lineb$1" 2>/dev/null || true
  rm -rf "$run"
}

counters() { # N
  local file; file="$(run_directory "$1")/counters"
  rm -f "$file"
  command_line "$1" "counters $file"
  for _ in $(seq 100); do [ -e "$file" ] && { cat "$file"; return; }; sleep 0.02; done
  fail "line $1 does not answer"
}

case ${1:-} in
  up) [ $# -ge 2 ] || usage; up "$2" "${3:-1}" ;;
  set) [ $# -eq 3 ] || usage; command=$(shape "$3"); command_line "$2" "$command" ;;
  cut | mend) [ $# -eq 2 ] || usage; command_line "$2" "$1" ;;
  rhythm) [ $# -eq 4 ] || usage; command_line "$2" "rhythm $3 $4" ;;
  counters) [ $# -eq 2 ] || usage; counters "$2" ;;
  down) [ $# -eq 2 ] || usage; down "$2" ;;
  check) need_packages python3; exec python3 "$here/check.py" ;;
  *) usage ;;
esac
