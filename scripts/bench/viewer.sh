#!/usr/bin/env bash
# usage: viewer.sh [--data DIR] [--runs N]
# The pages in headless Chromium (software graphics) against a real consulting gateway, over HTTPS: list page, first image cold and
# warm, heap; then over an emulated line of 20 Mbit/s and 40 ms (scripts/line, needs root) the first image and the whole series. The
# study is a CT of about 60 slices; scrolling has 300, made of them. JSON lines of medians.
. "$(dirname "$0")/../lib/common.sh"
need_packages chromium dcmtk nodejs openssl curl
data="$root/../shared/data/series_ct_ibsi_phantom60" runs=5
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    *) sed -n 2,6p "$0" >&2; exit 2 ;;
  esac
done
[ -d "$data" ] || fail "no DICOM files at $data; give --data DIR"
work=$(mktemp -d)
gateway= line=
stop() { [ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true; wait 2>/dev/null || true; gateway=; }
finish() { stop; [ -z "$line" ] || "$root/scripts/line/line.sh" down "$line"; rm -rf "$work"; }
trap finish EXIT
line=$("$root/scripts/line/line.sh" up 20mbit,40ms,0%)
address=10.79.$line.2

# consulting NAME DATA: a hospital that has this study to read, behind the line, with HTTPS; sets base, user, password, trust
consulting() {
  local name=$1 site="$work/$1/b" account
  "$root/scripts/demo.sh" --data "$2" --work "$work/$name" >"$work/$name.out" 2>&1 &
  gateway=$!
  for _ in $(seq 600); do
    grep -q 'Click here' "$work/$name.out" && break
    kill -0 "$gateway" 2>/dev/null || { tail -5 "$work/$name.out" >&2; fail "the consultation to be looked at did not come about"; }
    sleep 0.5
  done
  sleep 2
  stop
  # The radiologist comes first: "name  address  user NAME password PASSWORD".
  account=$(grep -E 'user +[^ ]+ +password' "$work/$name.out" | head -1 || true)
  [ -n "$account" ] || { tail -8 "$work/$name.out" | sed 's/password .*//' >&2; fail "no radiologist among the accounts"; }
  user=$(sed -E 's/.*user +([^ ]+) .*/\1/' <<<"$account")
  password=$(sed -E 's/.*password +//' <<<"$account")
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$address" -addext "subjectAltName=IP:$address" \
    -keyout "$site/web.key" -out "$site/web.crt" 2>/dev/null
  trust=$(openssl x509 -in "$site/web.crt" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
  sed -i -E "s/^web: \{.*/web: {bind: $address, port: 8443, tls: {certificate: web.crt, key: web.key}}/" "$site/gateway.yaml"
  ip netns exec "lineb$line" "$root/scripts/lienvien" serve --config "$site/gateway.yaml" >"$site/serve.log" 2>&1 &
  gateway=$!
  base=https://$address:8443
  for _ in $(seq 120); do
    ip netns exec "lineb$line" curl -ksf "$base/health/ready" >/dev/null && return
    kill -0 "$gateway" 2>/dev/null || break
    sleep 0.5
  done
  tail -5 "$site/serve.log" >&2
  fail "the gateway did not come up"
}

# look NAMESPACE CASE: what a browser there says of the study
look() {
  (cd "$root/viewer-web" && ip netns exec "$1" node bench/viewer.mjs --base "$base" --user "$user" --password "$password" --trust "$trust" --runs "$runs" --case "$2")
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

consulting sixty "$data"
look "lineb$line" pages
look "linea$line" line
stop
three_hundred "$work/300"
consulting scroll "$work/300"
look "lineb$line" scroll
