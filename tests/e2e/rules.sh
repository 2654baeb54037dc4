#!/bin/sh
# robots.txt is kept for a day, whatever the program was restarted for; a day's pages of a host have an end.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P" block
rules() { grep -c '	/robots.txt	' "$T/log" || :; }
pages() { awk -F'\t' '$4 !~ /^\/(robots.txt|sitemap|feed)/' "$T/log" | wc -l; }
at() { # at SECONDS DIR OPTIONS: a crawl at that time
    when=$1 dir=$2
    shift 2
    : >"$T/log"
    SOURCE_DATE_EPOCH=$when "$BAZARKAV" -C "$dir" crawl $NET --delay 0 --refresh "$@" >"$T/out" 2>"$T/err" || :
}
DAY=1780000000
at $DAY "$P"
same "robots.txt at the beginning" "$(rules)" 1
at_least "pages at the beginning" "$(pages)" 5
at $((DAY + 86399)) "$P"
same "robots.txt a second before the day is over" "$(rules)" 0
at_least "pages then" "$(pages)" 5
at $((DAY + 86401)) "$P"
same "robots.txt a second after" "$(rules)" 1

project "$T/cap" block
sed -i 's/^تماس/سقف روزانه = ۷\nتماس/' "$T/cap/seeds.ini"
at $DAY "$T/cap"
same "requests within the cap, robots.txt apart" "$(awk -F'\t' '$4 != "/robots.txt"' "$T/log" | wc -l)" 7
at $((DAY + 60)) "$T/cap"
same "requests of the same day" "$(awk -F'\t' '$4 != "/robots.txt"' "$T/log" | wc -l)" 0
at $((DAY + 86401)) "$T/cap"
same "requests of the next day" "$(awk -F'\t' '$4 != "/robots.txt"' "$T/log" | wc -l)" 7
say "$(pages) pages of the next day"
