#!/bin/sh
# The raw archive: daily WARC files whose bytes are all indexed, parsed again without a request; files of others (wget)
# are imported.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P"
expect 0 "$BAZARKAV" -C "$P" crawl $NET --delay 0.02 --keep-raw
same "comments" "$(comments "$P")" $PUBLIC
file=$P/bazarkav.db.warc/bazarkav-$(date -u +%Y%m%d).warc.gz
[ -s "$file" ] || fail "no daily archive $file"
gzip -t "$file" || fail "the archive is no gzip file"
same "kinds of records" "$(zcat "$file" | grep -a '^WARC-Type' | tr -d '\r' | sort -u | tr '\n' ' ')" "WARC-Type: response WARC-Type: warcinfo "

: >"$T/log"
expect 0 "$BAZARKAV" -C "$P" analyze --reparse
same "requests of a reparse" "$(wc -l <"$T/log")" 0
same "comments after the reparse" "$(comments "$P")" $PUBLIC

# A damaged record is told and skipped; the others are read.
size=$(wc -c <"$file")
dd if=/dev/zero of="$file" bs=1 seek=$((size / 2)) count=40 conv=notrunc 2>/dev/null
expect 0 "$BAZARKAV" -C "$P" --lang en analyze --reparse
told '[12] unreadable'

# Our file in another project, and one that wget wrote.
mkdir "$T/other"
cp "$P/seeds.ini" "$T/other/"
expect 0 "$BAZARKAV" -C "$T/other" import "$file"
at_least "comments imported from our own archive" "$(comments "$T/other")" 300
if command -v wget >/dev/null; then
    mkdir "$T/wget"
    (cd "$T/wget" && wget -q -r -l 2 --no-parent -e robots=off --reject-regex 'replytocom|cart' --warc-file=theirs \
        --header 'Accept-Encoding: gzip' "$(address wordpress)") || :
    mkdir "$T/foreign"
    cp "$P/seeds.ini" "$T/foreign/"
    expect 0 "$BAZARKAV" -C "$T/foreign" import "$T/wget/theirs.warc.gz"
    at_least "comments imported from wget's archive" "$(comments "$T/foreign")" 20
    say "$(zcat "$T/wget/theirs.warc.gz" | grep -ac '^WARC-Type: response') records of wget, $(comments "$T/foreign") comments"
else
    say "no wget here: files of others are left out"
fi
