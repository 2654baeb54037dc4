#!/bin/sh
# Hosts that misbehave (tests/faults): what is closed stays closed, endless places are left, every single fault is
# survived with a stored reason, and nothing outside the named net is reached.
. "$(dirname "$0")/lib/market.sh"
FAULTS=${FAULTS:-build/release/faults}
[ -x "$FAULTS" ] || { say "no $FAULTS here: left out"; exit 0; }
"$FAULTS" "$T/ready" "$T/log" &
MARKET_PID=$!
i=0
while [ ! -s "$T/ready" ]; do i=$((i + 1)); [ $i -lt 100 ] || fail "the hosts do not open"; sleep 0.05; done
# SLOW=1: with the one host whose retries take a minute.
awk -v slow="${SLOW:-}" '$1 != "home503" || slow {print $2}' "$T/ready" >"$T/seeds"

expect 4 timeout 300 "$BAZARKAV" crawl --seeds "$T/seeds" --db "$T/x.db" --contact https://faults.example/ \
    --allow-net 127.0.4.0/24 --delay 0.02 --no-progress
asked() { awk -F'\t' -v h="$1" '$2 == h' "$T/log" | wc -l; }
hidden() { awk -F'\t' -v h="$1" '$2 == h && $4 ~ /^\/(private|hidden)/' "$T/log" | wc -l; }
pages() { awk -F'\t' -v h="$1" '$2 == h && $5 == 200 && $4 ~ /^\/public/ && !seen[$4]++' "$T/log" | wc -l; }

same "requests outside the named net" "$(asked canary)" 0
# (A handler that still writes when the client has gone counts as busy: cases, endless, map-junk.)
same "requests of one host at once" "$(awk -F'\t' '$2 !~ /^(cases|endless|map-junk)$/ && $8 > m {m = $8} END {print m}' "$T/log")" 1
for h in ok utf16 utf16be r206 endless busy hints weak dates map-ent map-bomb soft404; do
    same "closed pages of $h" "$(hidden $h)" 0
    at_least "open pages of $h" "$(pages $h)" 4
done
at_least "open pages of forbids, one of them refused" "$(pages forbids)" 3
for h in r304 https port inside cut gzipcut ours drop; do
    same "pages of $h, whose rules are unknown or closed" "$(awk -F'\t' -v h=$h '$2 == h && $4 !~ /^\/robots/' "$T/log" | wc -l)" 0
    at_most "how often its rules were asked for" "$(asked $h)" 4
done
same "links that a directive hides" "$(hidden tags)" 0
same "links that a directive for others does not hide" "$(awk -F'\t' '$2 == "tags" && $4 ~ /^\/open/' "$T/log" | wc -l)" 2
same "closed pages by redirect, base or refresh" "$(hidden cases)" 0
for h in calendar facets visit growth canon refresh cookie map-nest map-junk feed twins; do
    at_most "requests of the endless host $h" "$(asked $h)" 150
done
at_least "single faults tried" "$(awk -F'\t' '$2 == "cases" {print $4}' "$T/log" | sort -u | wc -l)" 65
at_most "bytes of one answer" "$(awk -F'\t' '$6 > m {m = $6} END {print m}' "$T/log")" 20000000
# 429 with a date: nothing within the two seconds or more that it names; 403 and 503 with seconds likewise.
rested() { awk -F'\t' -v h="$1" -v s="$2" -v ms="$3" '$2 == h {if (busy && $1 - busy < ms) bad++; busy = $5 == s ? $1 : 0} END {exit bad > 0}' "$T/log"; }
rested dates 429 1900 || fail "a request before the date of Retry-After"
rested forbids 403 1990 || fail "a request within Retry-After of a 403"
same "requests of dayoff after it asked for two days" "$(awk -F'\t' '$2 == "dayoff" {if (s) n++; s = s || $5 == 503} END {print n + 0}' "$T/log")" 0
expect 0 "$BAZARKAV" --db "$T/x.db" audit politeness --plain
grep -q . "$T/out" || fail "no audit"
say "$(wc -l <"$T/log") requests of $(wc -l <"$T/seeds") hosts"
