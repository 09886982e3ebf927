#!/usr/bin/env bash
# usage: viewer.sh [--data DIR] [--runs N]
# The pages in headless Chromium (software graphics) against a real consulting gateway: list page, first image cold, warm and at
# 20 Mbit/s and 40 ms, whole series, scrolling, heap. The study is a CT of about 60 slices; scrolling
# has 300, made of them. JSON lines of medians.
. "$(dirname "$0")/../lib/common.sh"
need_packages chromium dcmtk nodejs
data="$root/../shared/data/series_ct_ibsi_phantom60" runs=5
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    *) sed -n 2,5p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
work=$(mktemp -d)
demo=
stop() { [ -z "$demo" ] || kill "$demo" 2>/dev/null || true; wait 2>/dev/null || true; demo=; }
finish() { stop; rm -rf "$work"; }
trap finish EXIT

# measure NAME DATA [OPTION...]: two hospitals with this study, and what the browser says of the one that reads it
measure() {
  local name=$1 files=$2 account base user password
  shift 2
  "$root/scripts/demo.sh" --data "$files" --work "$work/$name" >"$work/$name.out" 2>&1 &
  demo=$!
  for _ in $(seq 600); do
    grep -q 'Click here' "$work/$name.out" && break
    kill -0 "$demo" 2>/dev/null || { tail -5 "$work/$name.out" >&2; fail "the two hospitals did not come up"; }
    sleep 0.5
  done
  sleep 2
  # The radiologist comes first: "name  address  user NAME password PASSWORD".
  account=$(grep -E 'user +[^ ]+ +password' "$work/$name.out" | head -1 || true)
  [ -n "$account" ] || { tail -8 "$work/$name.out" | sed 's/password .*//' >&2; fail "no radiologist among the accounts"; }
  base=$(sed -E 's/.*(http[^ ]+).*/\1/' <<<"$account")
  user=$(sed -E 's/.*user +([^ ]+) .*/\1/' <<<"$account")
  password=$(sed -E 's/.*password +//' <<<"$account")
  (cd "$root/viewer-web" && node bench/viewer.mjs --base "$base" --user "$user" --password "$password" --runs "$runs" "$@")
  stop
}

# three_hundred DIR: as many slices of one series, 3 mm apart, with the pictures of the given study
three_hundred() {
  local files=() one i
  for one in "$data"/*; do [ -z "$(dcmdump +P Rows "$one")" ] || files+=("$one"); done
  mkdir "$1"
  for i in $(seq 300); do
    cp "${files[$(((i - 1) % ${#files[@]}))]}" "$1/$i.dcm"
    dcmodify -nb -gin -m "InstanceNumber=$i" -m "(0020,0032)=-174\\-79\\$((i * 3))" "$1/$i.dcm" 2>/dev/null
  done
}

measure sixty "$data"
three_hundred "$work/300"
measure scroll "$work/300" --only scroll
