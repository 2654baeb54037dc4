#!/bin/sh
# Interrupted by Ctrl-C or killed: what was read stays, the next run goes on, no page is fetched twice.
. "$(dirname "$0")/lib/market.sh"
market_start --wait 30

twice() { awk -F'\t' '$5 == 200 && $4 != "/robots.txt"' "$T/log" | cut -f2,4 | sort | uniq -d | wc -l; }

# begin DIR: a crawl in the background, its process in $C, well on its way
begin() {
    project "$1"
    : >"$T/log"
    "$BAZARKAV" -C "$1" crawl $NET --delay 0.1 >"$T/out" 2>"$T/err" &
    C=$!
    i=0
    while [ "$(wc -l <"$T/log")" -lt 20 ]; do
        i=$((i + 1))
        [ $i -lt 200 ] || fail "the crawl does not begin"
        sleep 0.05
    done
}

begin "$T/ctrl-c"
kill -INT $C
got=0
wait $C || got=$?
same "exit code after Ctrl-C" $got 130
told "bazarkav crawl -C $T/ctrl-c --allow-net 127.0.0.0/8" # the command as it was given
again=$(sed -n "s/.*go on with: bazarkav //p" "$T/err")
eval "expect 0 \"\$BAZARKAV\" $again"
same "comments after Ctrl-C and a second run" "$(comments "$T/ctrl-c")" $PUBLIC
at_most "pages fetched twice after Ctrl-C" "$(twice)" 4 # at most what was under way at each host
assert_polite

begin "$T/killed"
kill -KILL $C
wait $C || :
expect 0 "$BAZARKAV" -C "$T/killed" crawl $NET --delay 0.05
same "comments after kill -9 and a second run" "$(comments "$T/killed")" $PUBLIC
at_most "pages fetched twice after kill -9" "$(twice)" 24 # the uncommitted batch: one second at most
