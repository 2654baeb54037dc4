#!/bin/sh
# What the seeds file leaves out, and the kinds of sites that are not read, are not asked for: neither found on a page,
# nor left waiting by an earlier run, nor as a start address.
. "$(dirname "$0")/lib/market.sh"
P=$T/p
market_start
asked() { awk -F'\t' -v p="$1" 'index($4, p) {n++} END {print n + 0}' "$T/log"; }

project "$P" block
expect 4 "$BAZARKAV" -C "$P" crawl $NET --delay 0.05 --max-pages 2
cp -r "$P" "$T/control"
cp -r "$P" "$T/unfinished"
expect 0 "$BAZARKAV" -C "$T/control" crawl $NET --delay 0.05
at_least "requests of */1405/* that an unfinished crawl goes on with" "$(asked /1405/)" 1
printf '[پرهیز]\nنشانی = */1405/*، /faq\n' >>"$P/seeds.ini"
: >"$T/log"
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.05
same "requests of */1405/*" "$(asked /1405/)" 0
same "requests below /faq" "$(asked /faq)" 0
at_least "other requests" "$(wc -l <"$T/log")" 3
expect 0 "$BAZARKAV" -C "$P" export skips --format csv
grep -q 'excluded,\*/1405/\*' "$T/out" || fail "the pattern is not in the list of what was left out"
# Nothing is left of an address that waited when the pattern came: it may be a person's page.
kept() { python3 -c 'import sqlite3, sys
d = sqlite3.connect(sys.argv[1])
print(*[r[0] for r in d.execute("SELECT url FROM urls WHERE fetched_at IS NULL UNION ALL SELECT example FROM skips")], sep="\n")' "$1/bazarkav.db"; }
at_least "waiting addresses of an unfinished crawl" "$(kept "$T/unfinished" | grep -c '/1405/')" 1
same "addresses kept of what a pattern leaves out" "$(kept "$P" | grep -c -e '/1405/' -e '/faq')" 0

project "$T/n" block
printf '[پرهیز]\nنشانی = */1405/*\n' >>"$T/n/seeds.ini"
expect 0 "$BAZARKAV" -C "$T/n" crawl $NET --delay 0.05
expect 0 "$BAZARKAV" -C "$T/n" export skips --format csv
grep -q 'excluded,\*/1405/\*' "$T/out" || fail "the pattern is not in the list of what was left out"
! grep -q 'http[^,]*/1405/' "$T/out" || fail "an address that was left out is kept"

project "$T/q" plain shop
printf '[رقیب "درمان"]\nنشانی = https://doctoreto.com/a\n[پرهیز]\nurl = %s\n' "$(address shop)" >>"$T/q/seeds.ini"
expect 0 "$BAZARKAV" -C "$T/q" check
told "left out by design (illness"
told "of \[exclude\] leaves it out"
: >"$T/log"
expect 0 "$BAZARKAV" -C "$T/q" crawl $NET --delay 0.05
told "left out by design (illness"
same "requests of the host that is left out" "$(awk -F'\t' '$2 == "127.0.0.4"' "$T/log" | wc -l)" 0
at_least "requests of the other" "$(awk -F'\t' '$2 == "127.0.0.3"' "$T/log" | wc -l)" 3
expect 0 "$BAZARKAV" -C "$T/q" export skips --format csv
grep -q 'kind,doctoreto.com' "$T/out" || fail "the kind of site is not in the list of what was left out"
! grep -q 'doctoreto.com/a' "$T/out" || fail "the address of a start page that was left out is kept"

project "$T/r" plain
printf '[پرهیز]\nurl = %s\n' "$(address plain)" >>"$T/r/seeds.ini"
expect 5 "$BAZARKAV" -C "$T/r" crawl $NET
told "no start address is left to read"
