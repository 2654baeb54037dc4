#!/bin/sh
# Monitoring: exactly the planted changes of the second state are told, dates, counters, banners and order are not;
# every sink gets its alert; a second look is silent.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P"
cat >"$T/sink.sh" <<'X'
#!/bin/sh
cat >"${0%.sh}.$1"
X
chmod +x "$T/sink.sh"
cat >"$T/mail.sh" <<'X'
#!/bin/sh
cat >"${0%.sh}.txt"
X
chmod +x "$T/mail.sh"
export BAZARKAV_SENDMAIL="$T/mail.sh"
cat >>"$P/seeds.ini" <<X
[هشدار]
قیمت = ۱۰٪
سهم شکایت = ۵
بخش تازه = بله
فایل = $T/alerts.ndjson
فرمان = $T/sink.sh json
ایمیل = market@bazarkav.example
X
sed "s|^فرمان.*|فرمان = exit 3|; s|^فایل.*|فایل = $T/other.ndjson|; /^ایمیل/d" "$P/seeds.ini" >"$T/seeds.ini"
expect 0 "$BAZARKAV" -C "$T" monitor $NET --delay 0.02
M="$BAZARKAV -C $P monitor $NET --delay 0.02 --refresh --exit-code"

expect 0 $M
told 'Nothing has changed'
expect 0 $M
told 'Nothing has changed'
same "alerts while nothing changes" "$([ -f "$T/alerts.ndjson" ] && wc -l <"$T/alerts.ndjson" || echo 0)" 0

market_second_state
expect 10 $M --plain
same "changes told" "$(cut -f1 "$T/out" | sort | tr '\n' ' ')" "category complaints gone price "
told '1,850,000 toman to 2,180,000 toman (+18%)'
told 'چای و دمنوش'
told 'cup-set'
told 'muted'
same "alerts in the file" "$(wc -l <"$T/alerts.ndjson")" 4
same "alerts for the command" "$(grep -o '"rule":' "$T/sink.json" | wc -l)" 4
grep -q '^To: market@bazarkav.example$' "$T/mail.txt" || fail "no mail"
same "comments" "$(comments "$P")" $PUBLIC_2

expect 0 $M
told 'Nothing has changed'
same "alerts after a second look" "$(wc -l <"$T/alerts.ndjson")" 4

expect 0 "$BAZARKAV" -C "$P" diff 2 3
told 'gone'
expect 0 "$BAZARKAV" -C "$P" --json diff
grep -q '"schema":"bazarkav/changes/1"' "$T/out" || fail "diff --json"

# A sink that fails is told and does not hide the others.
expect 4 "$BAZARKAV" -C "$T" monitor $NET --delay 0.02 --refresh
told 'exit 3'
same "alerts in the file of the other" "$(wc -l <"$T/other.ndjson")" 4
