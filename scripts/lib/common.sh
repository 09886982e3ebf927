# Sourced by the scripts beside it: a sane environment on a bare machine, and what is missing gets installed.
set -euo pipefail
export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export LANG="${LANG:-C.UTF-8}"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# need_packages NAME...: Debian packages, installed when dpkg does not know them
need_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ "${#missing[@]}" -eq 0 ] && return 0
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || fail "please install (as root): apt-get install ${missing[*]}"
  say "installing Debian packages: ${missing[*]}"
  apt-get -qq update >&2
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install: ${missing[*]}"
}

# find_jdk: sets JAVA_HOME to a JDK 25
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
    "$candidate/bin/java" -version 2>&1 | grep -q '"25' || continue
    export JAVA_HOME=$candidate
    return 0
  done
  fail "no JDK 25 found: install one below /usr/lib/jvm or set JAVA_HOME"
}

need_build_tools() {
  find_jdk
  command -v mvn >/dev/null || need_packages maven
  command -v npm >/dev/null || need_packages nodejs npm
}

maven() {
  (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" mvn -B --no-transfer-progress "$@")
}

# distribution: builds the unpacked distributable when sources are newer; prints its directory
distribution() {
  local home="$root/gateway/server/target/lienvien" stamp
  stamp="$home/.built"
  if [ ! -e "$stamp" ] || [ -n "$(find "$root/gateway" "$root/viewer-web" "$root/test-data" "$root/pom.xml" "$root/conf" -newer "$stamp" -type f \
      -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -print -quit)" ]; then
    need_build_tools
    say "building (first time a few minutes)"
    maven -q -DskipTests -Dspotless.check.skip=true package >&2
    rm -f "$home"/lib/*.aot
    touch "$stamp"
  fi
  printf '%s\n' "$home"
}
