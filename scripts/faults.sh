#!/usr/bin/env bash
# usage: faults.sh [--kills N] [--seed N]   the link under faults, for long; exit code 0 when every parcel arrived once all the same
# Of N (default 1000): nineteen in twenty are faults inside one process (cuts at any byte, either end ended and begun again from its disk, torn
# files, wrong clocks, a full disk, a hub restored from its backup, half-open connections, corrupted content), one in twenty is a kill -9 of a
# link's process, and sixteen more kill whole gateways in the middle of a consultation. Then what strangers and hostile sites try (slow-loris,
# floods, oversized frames, zstd bombs, old receipts, foreign certificates). The seeds are printed; the same seed draws the same faults.
. "$(dirname "$0")/lib/common.sh"
kills=1000 seed=20261122
while [ $# -gt 0 ]; do
  case $1 in
    --kills) kills=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    *) sed -n 2,6p "$0" | cut -c3- >&2; exit 2 ;;
  esac
done
need_build_tools
say "seed $seed: $((kills * 19 / 20)) faults in one process, $((kills / 20)) kills of a process"
maven -q -pl gateway/server -am -Dviewer.skip=true -Dsurefire.failIfNoSpecifiedTests=false -Dtest=LinkFaultsTest,KilledProcessesTest,HostilePeersTest,LinkTlsTest,PackTest \
  -Dlienvien.faults=$((kills * 19 / 20)) -Dlienvien.kills=$((kills / 20)) -Dlienvien.seed="$seed" test
say "16 kills of whole gateways in the middle of a consultation"
distribution >/dev/null
maven -q -pl test-data -am -Dviewer.skip=true -Dsurefire.failIfNoSpecifiedTests=false -Dtest=KillAnywhereTest test
