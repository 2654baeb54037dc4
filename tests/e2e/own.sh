#!/bin/sh
# Our own reviews, named in the seeds file, are part of every run: stored once, told apart from the rivals', and a file
# that is missing does not stop the run. Words to follow are counted.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P" plain
cat >"$P/reviews.csv" <<'END'
متن,نویسنده,تاریخ,امتیاز,مبلغ
بسته‌بندی خیلی بد بود و لیوان شکسته رسید,ندا,1405/06/01,2,450000
قهوه‌اش تازه و عالی بود,امید,1405/06/02,5,300000
END
printf '[ما]\nنام = کافهٔ ما\nنظرهای خودمان = reviews.csv\n' >>"$P/seeds.ini"
expect 0 "$BAZARKAV" run "$P/seeds.ini" --db "$P/bazarkav.db" $NET --delay 0.05
told "own reviews of .*reviews.csv: 2 new, 0 were there"
rival=$("$BAZARKAV" -C "$P" export sources --format ndjson 2>/dev/null | grep -c '"ours":0')
own=$("$BAZARKAV" -C "$P" export sources --format ndjson 2>/dev/null | grep '"ours":1' | grep -c '"comments":2')
same "rivals" "$rival" 1
same "we, with two comments" "$own" 1
expect 0 "$BAZARKAV" -C "$P" run $NET --delay 0.05
told "0 new, 2 were there"
same "runs" "$("$BAZARKAV" -C "$P" status --json 2>/dev/null | grep -o '"run":' | wc -l)" 2

# Words that the user follows: counted in any spelling, hidden below k, and nought where nobody writes them.
printf '[کلیدواژه]\nنیاز = بسته بندی، بسته‌بندي، هیچ‌کس‌ننوشت، شکسته رسید\n' >>"$P/seeds.ini"
expect 0 "$BAZARKAV" -C "$P" run $NET --delay 0.05
"$BAZARKAV" -C "$P" export keywords --format tsv 2>/dev/null >"$T/words"
spelled() { awk -F'\t' -v w="$1" '$1 == w {print $3}' "$T/words"; }
at_least "authors who write of packaging" "$(spelled 'بسته بندی')" 5
same "the same in another spelling" "$(spelled 'بسته‌بندي')" "$(spelled 'بسته بندی')"
same "a word nobody writes" "$(spelled 'هیچ‌کس‌ننوشت')" 0
same "a word of one author" "$(spelled 'شکسته رسید')" ""
grep -q 'شکسته رسید</th><td data-l="نفر"><small>کمتر از ۵ نفر' "$P/report.html" || fail "the report does not tell the words"

rm "$P/reviews.csv"
expect 4 "$BAZARKAV" -C "$P" run $NET --delay 0.05
told "reviews.csv"
same "our comments without the file" "$("$BAZARKAV" -C "$P" export comments --format ndjson 2>/dev/null | grep -c 'شکسته رسید')" 1
