#!/bin/sh
# library.sh    the example of docs/examples compiles with what `make install` puts down and pkg-config says, and runs.
set -eu
b=${BAZARKAV:-./bazarkav}
[ -e build/release/libbazarkav-text.a ] && command -v pkg-config >/dev/null || { echo "   skipped: nothing to link"; exit 0; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "library.sh: $*" >&2; exit 1; }
sh docs/install.sh "$dir" /usr/local >"$dir/log" 2>&1 || { cat "$dir/log"; fail install; }
sed -i "s|^prefix=.*|prefix=$dir/usr/local|" "$dir/usr/local/lib/pkgconfig/bazarkav-text.pc"
export PKG_CONFIG_PATH=$dir/usr/local/lib/pkgconfig
# shellcheck disable=SC2046 # words are wanted
${CC:-gcc} "$dir/usr/local/share/doc/bazarkav/examples/tokens.c" $(pkg-config --cflags --libs bazarkav-text) -o "$dir/tokens" || fail "does not compile"
export BAZARKAV_SHARE=$dir/usr/local/share/bazarkav
got=$(echo 'کتاب‌ها را می خرم' | "$dir/tokens" | cut -f3 | tr '\n' ' ')
[ "$got" = 'کتاب را خرید#خر ' ] || fail "says: $got"
