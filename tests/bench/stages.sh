#!/bin/sh
# Size, time and rate of the main stages, each beside a baseline of the same run (wc -m over the same bytes, which
# decodes UTF-8 and does nothing else). Only the ratios mean something on a noisy machine. Loopback only.
set -eu
B=${BAZARKAV:-./bazarkav}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
now() { date +%s%N; }
row() { # name bytes items from to base_ns
    awk -v n="$1" -v b="$2" -v i="$3" -v t="$(($5 - $4))" -v w="$6" 'BEGIN {
        s = t / 1e9; printf "%-22s %8.1f MB %9d items %8.2f s %8.1f MB/s %10.0f items/s %8.1f x baseline\n", n, b / 1e6, i, s, b / 1e6 / s, i / s, t / w }'
}
# the demo market's comments, many times over
awk -F'\t' '!/^#/ { print $9 }' demo/data/comments.tsv >"$T/one"
for _ in $(seq 60); do cat "$T/one"; done >"$T/lines"
awk '{ gsub(/[\\"]/, ""); printf "{\"id\":%d,\"text\":\"%s\"}\n", NR, $0 }' "$T/lines" >"$T/jsonl"
bytes=$(wc -c <"$T/lines")
lines=$(wc -l <"$T/lines")
a=$(now); LC_ALL=C.UTF-8 wc -m <"$T/lines" >/dev/null; b=$(now); base=$((b - a))
a=$(now); "$B" inspect tokens <"$T/lines" >/dev/null; b=$(now); row "tokens" "$bytes" "$lines" "$a" "$b" "$base"
a=$(now); "$B" inspect normal <"$T/lines" >/dev/null; b=$(now); row "normal form" "$bytes" "$lines" "$a" "$b" "$base"
a=$(now); "$B" inspect comments --no-learn <"$T/jsonl" >/dev/null; b=$(now); row "comments, no model" "$bytes" "$lines" "$a" "$b" "$base"
a=$(now); "$B" demo "$T/demo" >/dev/null 2>&1; b=$(now)
pages=$(grep -c . "$T/demo/requests.log")
row "demo, all stages" "$(wc -c <"$T/demo/bazarkav.db")" "$pages" "$a" "$b" "$base"
