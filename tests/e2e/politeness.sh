#!/bin/sh
# What a host may expect: the floor of one second without a test net, rest after 429 and 503, and no page from a host
# whose robots.txt cannot be read.
. "$(dirname "$0")/lib/market.sh"
P=$T/p

market_start --fault '503x1:/1405/06/breakfast/' --fault '429x1:/faq/'
project "$P" block
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.05
assert_polite
for page in /1405/06/breakfast/ /faq/; do
    same "requests of $page" "$(awk -F'\t' -v p="$page" '$4 == p' "$T/log" | wc -l)" 2
done
# Nothing at all is asked for during the second that Retry-After names.
sort -n "$T/log" | awk -F'\t' 'busy && $1 - busy < 990 {bad++} {busy = 0} $5 == 429 || $5 == 503 {busy = $1} END {exit bad > 0}' ||
    fail "a request within Retry-After"
same "comments of the site" "$(comments "$P")" 113
market_stop

# Twice nothing may be read; each takes the 20 s of its retries, so side by side.
rm -f "$T/log"
market_start --fault '500:/robots.txt'
project "$T/broken" plain
"$BAZARKAV" -C "$T/broken" crawl $NET --delay 0.05 >/dev/null 2>&1 &
broken=$!
project "$T/private" shop
expect 4 "$BAZARKAV" -C "$T/private" crawl --no-progress --delay 0
got=0
wait $broken || got=$?
same "exit code when robots.txt fails" $got 4
same "pages of a host whose robots.txt fails" "$(grep -vc '/robots.txt' "$T/log" || :)" 0
same "requests to a private address without --allow-net" "$(grep -c '	127.0.0.4	' "$T/log" || :)" 0
