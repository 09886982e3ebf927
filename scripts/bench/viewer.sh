#!/usr/bin/env bash
# usage: viewer.sh [--data DIR] [--runs N]
# The pages in headless Chromium (software graphics) against a real consulting gateway: list page, first image cold, warm and at
# 20 Mbit/s and 40 ms, whole series, scrolling, heap. The study is a CT of about 60 slices. JSON lines of medians.
. "$(dirname "$0")/../lib/common.sh"
need_packages chromium nodejs
data="$root/../shared/data/series_ct_ibsi_phantom60" runs=5
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    *) sed -n 2,4p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
work=$(mktemp -d)
demo=
finish() { [ -z "$demo" ] || kill "$demo" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

"$root/scripts/demo.sh" --data "$data" --work "$work/demo" >"$work/out" 2>&1 &
demo=$!
for _ in $(seq 600); do
  grep -q 'Click here' "$work/out" && break
  kill -0 "$demo" 2>/dev/null || { tail -5 "$work/out" >&2; fail "the two hospitals did not come up"; }
  sleep 0.5
done
sleep 2
# The radiologist comes first: "name  address  user NAME password PASSWORD".
account=$(grep -E 'user +[^ ]+ +password' "$work/out" | head -1 || true)
[ -n "$account" ] || { tail -8 "$work/out" | sed 's/password .*//' >&2; fail "no radiologist among the accounts"; }
base=$(sed -E 's/.*(http[^ ]+).*/\1/' <<<"$account")
user=$(sed -E 's/.*user +([^ ]+) .*/\1/' <<<"$account")
password=$(sed -E 's/.*password +//' <<<"$account")
(cd "$root/viewer-web" && node bench/viewer.mjs --base "$base" --user "$user" --password "$password" --runs "$runs")
