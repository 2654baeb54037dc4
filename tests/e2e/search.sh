#!/bin/sh
# search.sh    words are found in whatever spelling, by their base, in every form of output; nothing found is said.
set -eu
b=${BAZARKAV:-./bazarkav}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "search.sh: $*" >&2; exit 1; }
"$b" demo "$dir/demo" >"$dir/log" 2>&1 || [ $? -le 4 ] || { cat "$dir/log"; fail "demo"; }
find() { "$b" search --db "$dir/demo/bazarkav.db" "$@"; }

find --plain --limit 0 کیفیت | sort >"$dir/persian"
find --plain --limit 0 كيفيت | sort >"$dir/arabic"
[ -s "$dir/persian" ] || fail "nothing about کیفیت"
cmp -s "$dir/persian" "$dir/arabic" || fail "كيفيت finds other texts than کیفیت"
grep -q '^comment	' "$dir/persian" && grep -q '^page	' "$dir/persian" || fail "comments and pages"
find --plain --limit 0 قيمت ها | cut -f2 | sort >"$dir/apart"
find --plain --limit 0 قیمت‌ها | cut -f2 | sort >"$dir/joined"
[ -s "$dir/apart" ] && cmp -s "$dir/apart" "$dir/joined" || fail "قيمت ها finds other texts than قیمت‌ها"
[ "$(find --plain --limit 1 قهوه | wc -l)" -le 2 ] || fail "limit"
find --json قهوه | python3 -c 'import json,sys; h=json.load(sys.stdin)["hits"]; assert h and all(x["text"] and x["url"] for x in h)' || fail json
find --json 'نیست‌درجهان" OR "قهوه' >"$dir/odd" || fail "quotes in a query"
[ -z "$(find --plain ژژژژ 2>"$dir/err")" ] && [ -s "$dir/err" ] || fail "nothing found and nothing said"
find 2>/dev/null && fail "no word is no usage" || [ $? = 2 ] || fail "exit code"
BAZARKAV_LANG=en "$b" search --help | grep -q 'whatever spelling' || fail "help"
