#!/bin/sh
# bazarkav demo: the first thing that a newcomer runs. Under 20 s, exit 0, all files there, truth found, and all of it
# works with no network but loopback.
. "$(dirname "$0")/lib/market.sh"
D=$T/demo
begin=$(date +%s)
expect 0 "$BAZARKAV" demo "$D" -v
took=$(($(date +%s) - begin))
at_most "seconds" $took 20
for f in report.html report.en.html needs.csv summary.xlsx seeds.ini bazarkav.db requests.log; do
    [ -s "$D/$f" ] || fail "no $f"
done
told "$PUBLIC comments"
cp "$D/requests.log" "$T/log"
assert_polite
same "hidden comments" "$(grep -rlF 'نهنگ' "$D" | wc -l)" 0
grep -E 'recall|precision' "$T/err" | while read -r line; do say "$line"; done
low=$(grep -oE '(recall|precision) [0-9.]+' "$T/err" | awk '$2 < 0.9 {n++} END {print n + 0}')
same "figures of truth below 0.9" "$low" 0

expect 0 "$BAZARKAV" --lang fa demo "$D"
told 'گزارش'
mkdir "$T/other"
echo '[project]' >"$T/other/seeds.ini"
expect 2 "$BAZARKAV" demo "$T/other"
same "the other project" "$(cat "$T/other/seeds.ini")" "[project]"

if [ "$(id -u)" -eq 0 ] && command -v ip >/dev/null && unshare -n true 2>/dev/null; then
    expect 0 unshare -n sh -c 'ip link set lo up && exec "$0" demo "$1"' "$BAZARKAV" "$T/alone"
else
    say "no network namespace here: loopback alone is not tried"
fi
