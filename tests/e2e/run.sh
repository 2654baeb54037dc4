#!/bin/sh
# The main job: from a seeds file to a report. All public comments and nothing else, politely; a second run asks for
# changes only.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P"

expect 0 "$BAZARKAV" -C "$P" run $NET --delay 0.05
same "comments stored" "$(comments "$P")" $PUBLIC
same "comments stored twice" \
    "$("$BAZARKAV" -C "$P" export comments --format ndjson 2>/dev/null | grep -o '"id":"[^"]*"' | sort | uniq -d | wc -l)" 0
same "hidden comments in any file" "$(grep -rlF 'نهنگ' "$P" | wc -l)" 0
[ -s "$P/report.html" ] || fail "no report"
[ -s "$P/report.en.html" ] || fail "no second report"
grep -q 'dir="rtl"' "$P/report.html" || fail "the Persian report is not right to left"
same "scripts in the report" "$(grep -ci '<script' "$P/report.html" "$P/report.en.html" | awk -F: '{n+=$2} END {print n}')" 0

assert_polite
gap=$(smallest_gap)
at_least "gap between two requests of a host (ms), 50 asked for" "$gap" 45
slow=$(smallest_gap 127.0.0.3)
at_least "gap where robots.txt asks for 100 ms" "$slow" 95
say "$(wc -l <"$T/log") requests, smallest mean gap $gap ms, $PUBLIC comments"

before=$("$BAZARKAV" -C "$P" export evidence --format csv 2>/dev/null | cksum)
: >"$T/log"
expect 0 "$BAZARKAV" -C "$P" run $NET --delay 0.05 --refresh
same "full answers in the second run" "$(awk -F'\t' '$5 == 200' "$T/log" | wc -l)" 0
same "unconditional requests in the second run" "$(awk -F'\t' '$7 != "conditional" && $4 != "/robots.txt"' "$T/log" | wc -l)" 0
same "comments after the second run" "$(comments "$P")" $PUBLIC
same "evidence after the second run" "$("$BAZARKAV" -C "$P" export evidence --format csv 2>/dev/null | cksum)" "$before"
told "no finding changed"
assert_polite known

# Some weeks later: the third run says what changed, and diff shows it.
market_second_state
expect 0 "$BAZARKAV" -C "$P" run $NET --delay 0.05 --refresh
same "comments some weeks later" "$(comments "$P")" $PUBLIC_2
expect 0 "$BAZARKAV" -C "$P" diff --plain
same "changes" "$(grep -cE '^(category|complaints|gone|price)	' "$T/out")" 4
