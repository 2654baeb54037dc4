#!/bin/sh
# A site that nobody knows: a recipe as docs/RECIPES.md tells to write one, tried on a saved page, tested, and used on
# the net; what each page claims and how each comment was found can be seen afterwards.
. "$(dirname "$0")/lib/market.sh"
R=$T/r
mkdir "$R"
cat >"$R/page.html" <<'P'
<!DOCTYPE html><html lang="fa"><body><h1>کافه</h1><p>کافه‌ای کوچک با قهوهٔ تازه و شیرینی خانگی.</p><div class="voices">
<div class="voice" data-v="a"><b class="who">پرستو</b><i class="when">۱۲ شهریور ۱۴۰۳</i><div class="say">عالی بود.<u>پسند</u></div><s>۵ از ۵</s>
<div class="voice answer" data-v="b"><b class="who">کافه</b><i class="when">۱۴ شهریور ۱۴۰۳</i><div class="say">ممنون!</div></div></div></div></body></html>
P
cat >"$R/my.recipe" <<'P'
recipe = my
match  = css:.voices
item   = css:.voice
id     = . | attr:data-v
author = css:.who
date   = css:.when | jalali
text   = css:.say | drop u
rating = css:s
parent = nest
owner  = css:.answer
test   = page.html -> page.gold.json
P
cat >"$R/page.gold.json" <<'P'
{"url": "https://a.example/", "comments": [
 {"id": "a", "author": "پرستو", "date": "2024-09-02", "text": "عالی بود.", "rating": 5, "parent": null},
 {"id": "b", "parent": "a", "text": "ممنون!", "rating": null}]}
P
expect 0 "$BAZARKAV" recipe try "$R/page.html" "$R/my.recipe"
told 'found 2'
expect 0 "$BAZARKAV" recipe test "$R/my.recipe"
sed -i 's/"a", "text": "ممنون!"/"z", "text": "ممنون!"/' "$R/page.gold.json"
expect 4 "$BAZARKAV" recipe test "$R/my.recipe"
told 'comment 2: parent is not "z"'
expect 4 "$BAZARKAV" --lang fa recipe test "$R/my.recipe"
told 'دیدگاه 2: parent برابر "z" نیست'

# Mistakes: file, line, what is wrong, in both languages.
sed 's/^author/auther/' "$R/my.recipe" >"$R/bad.recipe"
expect 3 "$BAZARKAV" recipe test "$R/bad.recipe"
told 'bad.recipe:5: unknown key "auther"'
expect 3 "$BAZARKAV" --lang fa recipe test "$R/bad.recipe"
told 'bad.recipe:5: کلید ناشناخته: "auther"'
sed 's/| jalali/| jalalii/' "$R/my.recipe" >"$R/bad.recipe"
expect 3 "$BAZARKAV" recipe test "$R/bad.recipe"
told 'bad.recipe:6: unknown filter "jalalii"'

# On the net: one page, nothing stored, robots.txt obeyed.
market_start
project "$T/p" wordpress
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02
expect 0 "$BAZARKAV" -C "$T/p" export pages --format tsv
busy=$(awk -F"\t" 'NR > 1 && $5 > 1 {print $1; exit}' "$T/out")
[ "$busy" ] || fail "no page with comments"
expect 0 env COLUMNS=300 "$BAZARKAV" -C "$T/p" show page "$busy"
told 'Pages'
told 'platform'
expect 0 "$BAZARKAV" -C "$T/p" export comments --format csv
head -1 "$T/out" | grep -q 'layer,confidence' || fail "comments do not tell their layer"
lines=$(wc -l <"$T/log")
expect 0 "$BAZARKAV" -C "$T/p" check --recipe "$busy" $NET
told "$busy"
told 'found'
same "requests of check --recipe" "$(tail -n +$((lines + 1)) "$T/log" | wc -l)" 2
expect 5 "$BAZARKAV" -C "$T/p" check --recipe "$(address shop)cart/" $NET
market_stop
