#!/usr/bin/env bash
# usage: bench.sh codec|dimse|memory|parse|link|viewer [options]   ours and the peer side by side in one run; JSON lines of medians, ratio > 1 = ours is better
. "$(dirname "$0")/lib/common.sh"
name=${1:-}
script="$root/scripts/bench/$name.sh"
[ -n "$name" ] && [ -f "$script" ] || { sed -n 2p "$0" | cut -c3- >&2; exit 2; }
shift
find_jdk
need_packages gcc libc6-dev
exec bash "$script" "$@"
