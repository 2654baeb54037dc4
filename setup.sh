#!/bin/sh
# Installs what bazarkav is built from: packages of Debian 12 (or a later Debian or Ubuntu), nothing else.
# Idempotent; says what it does. Needs root only when something is missing (uses sudo then, if you are not root).
#   ./setup.sh        to build, run the demo and the tests
#   ./setup.sh dev    also what `make lint`, `make fuzz` and the picture tests use
set -eu

build="gcc make pkg-config libcurl4-openssl-dev libxml2-dev libgumbo-dev libsqlite3-dev libutf8proc-dev
       libjansson-dev libuchardet-dev zlib1g-dev libpsl-dev libidn2-dev publicsuffix libxlsxwriter-dev
       libmicrohttpd-dev nettle-dev libxxhash-dev libbrotli-dev libzstd-dev ca-certificates
       check libsubunit-dev python3 iproute2"
dev="clang libclang-rt-14-dev clang-format clang-tidy cppcheck sqlite3 nginx-light openssl"

[ "${1:-}" = dev ] && build="$build $dev"
missing=
for p in $build; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
if [ -z "$missing" ]; then
    echo "setup: everything is installed"
    exit 0
fi
command -v apt-get >/dev/null || { echo "setup: no apt-get here; install by hand:$missing" >&2; exit 1; }
root=
[ "$(id -u)" = 0 ] || root=sudo
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq
$root apt-get install -y -qq --no-install-recommends $missing >/dev/null
echo "setup: done"
