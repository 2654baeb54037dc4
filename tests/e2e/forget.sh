#!/bin/sh
# Erasure: words of a comment are in no file after forget, raw answers included, and no later crawl brings them back.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P" wordpress plain
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.02 --keep-raw
expect 0 "$BAZARKAV" -C "$P" analyze
all=$(comments "$P")

# in: does some file of the project hold the words, WARC records unpacked?
in_files() {
    { cat "$P"/bazarkav.db*; find "$P" -name '*.warc.gz' -exec zcat {} +; } 2>/dev/null | grep -qF -- "$1"
}
# the first long comment of a site: its text up to 60 bytes is looked for
words_of() {
    "$BAZARKAV" -C "$P" export comments --format tsv 2>/dev/null |
        awk -F'\t' -v at="$1" 'index($0, at) && length($5) > 40 {print $5; exit}' | cut -c1-48 | iconv -c -f UTF-8 -t UTF-8
}

w=$(words_of "$(address wordpress)")
[ -n "$w" ] || fail "no comment to forget"
in_files "$w" || fail "the words are not stored in the first place"
expect 0 "$BAZARKAV" -C "$P" forget --text "$w" --yes
! in_files "$w" || fail "erased words are in a file: $w"
at_most "comments" "$(comments "$P")" $((all - 1))
expect 0 "$BAZARKAV" -C "$P" analyze
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.02 --refresh
! in_files "$w" || fail "the next crawl brought the words back: $w"

w=$(words_of "$(address plain)")
[ -n "$w" ] || fail "no comment of the other site"
host=$(address plain | sed 's|.*//||; s|/.*||')
expect 0 "$BAZARKAV" -C "$P" forget --site "$host" --yes
! in_files "$w" || fail "a forgotten site is in a file"
find "$P" -name '*.warc.gz' | while read -r f; do zcat "$f" >/dev/null || fail "$f is no gzip file any more"; done

# The name of a product: in titles, facts, changes, alerts, raw answers, and typed with the letters of another keyboard.
Q=$T/q
project "$Q"
printf '[هشدار]\nقیمت = ۱٪\n' >>"$Q/seeds.ini"
expect 0 "$BAZARKAV" -C "$Q" monitor $NET --delay 0.02 --keep-raw
market_second_state
expect 10 "$BAZARKAV" -C "$Q" monitor $NET --delay 0.02 --refresh --keep-raw --exit-code
w=$("$BAZARKAV" -C "$Q" --json diff | grep -o '"kind":"price"[^}]*' | grep -o '"key":"[^"]*' | head -1 | cut -d'"' -f4)
[ -n "$w" ] || fail "no price has changed"
P=$Q
in_files "$w" || fail "the name of the product is not stored in the first place"
expect 0 "$BAZARKAV" -C "$Q" forget --text "$(printf %s "$w" | sed 's/ی/ي/g; s/ک/ك/g')" --yes
! in_files "$w" || fail "the name of a product is in a file: $w"
expect 0 "$BAZARKAV" -C "$Q" --json diff
! grep -qF "$w" "$T/out" || fail "a change names what was forgotten"
P=$T/p

# A page as it is copied from a browser: letters instead of escapes, the mark of a campaign, the scheme in capitals.
page=$("$BAZARKAV" -C "$P" export comments --format tsv 2>/dev/null | awk -F'\t' 'NR > 1 && $1 ~ /%D/ {print $1; exit}' | cut -d'#' -f1)
[ -n "$page" ] || fail "no page with an escaped address"
on_page() { "$BAZARKAV" -C "$P" export comments --format tsv 2>/dev/null | awk -F'\t' -v p="$page" '{sub(/#.*/, "", $1)} $1 == p {n++} END {print n + 0}'; }
at_least "comments of the page" "$(on_page)" 1
shown=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.unquote(sys.argv[1]).replace("http:", "HTTP:"))' "$page")
expect 0 "$BAZARKAV" -C "$P" forget --url "$shown?utm_source=news" --yes
same "comments of a forgotten page" "$(on_page)" 0
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.02 --refresh
same "comments of it after a crawl" "$(on_page)" 0

# retention: text goes, counts stay
n=$("$BAZARKAV" -C "$P" export needs --format tsv 2>/dev/null | wc -l)
expect 0 "$BAZARKAV" -C "$P" purge --older-than 0d
same "comments with text" "$(comments "$P")" 0
expect 0 "$BAZARKAV" -C "$P" analyze
same "needs after the purge" "$("$BAZARKAV" -C "$P" export needs --format tsv 2>/dev/null | wc -l)" "$n"
expect 2 "$BAZARKAV" -C "$P" forget
expect 0 "$BAZARKAV" -C "$P" policy
told "test@bazarkav.example"
