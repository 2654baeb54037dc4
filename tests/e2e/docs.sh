#!/bin/sh
# What is printed about the program fits the program: manual pages, help with examples in both languages, completion.
. "$(dirname "$0")/lib/market.sh"
root=$(cd "$(dirname "$0")/../.." && pwd)
"$BAZARKAV" manual man | cmp - "$root/docs/man/bazarkav.1" || fail "docs/man/bazarkav.1 is not what the program prints"
"$BAZARKAV" manual seeds | cmp - "$root/docs/man/bazarkav-seeds.5" || fail "docs/man/bazarkav-seeds.5 is old"
verbs=$("$BAZARKAV" help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
at_least "verbs" "$(echo "$verbs" | wc -l)" 20
for v in $verbs; do
    case $v in help | version) continue ;; esac
    for l in fa en; do
        expect 0 "$BAZARKAV" --lang $l help "$v"
        at_least "examples of $v in $l" "$(grep -c "bazarkav $v" "$T/out")" 2
    done
done
# Every command line and link of the documents: the verb is there, and its help has the options.
grep -ohE 'bazarkav [a-z]+[^`#)|]*' "$root/README.md" "$root"/docs/*.md "$root/CONTRIBUTING.md" | sort -u >"$T/lines"
at_least "command lines in the documents" "$(wc -l <"$T/lines")" 40
while read -r name v rest; do
    echo "$verbs" | grep -qx "$v" || continue # prose
    "$BAZARKAV" help "$v" >"$T/help"
    for o in $(printf %s "$rest" | sed 's/&&.*//; s/ · .*//; s/bazarkav .*//' | grep -oE '(^|[[:space:]])--[a-z-]+'); do
        grep -q -- "$o" "$T/help" || fail "the documents say: $name $v $rest, but there is no $o"
    done
done <"$T/lines"
for f in "$root/README.md" "$root"/docs/*.md "$root/CONTRIBUTING.md"; do
    for l in $(grep -oE '\]\([^)#h][^)]*\)' "$f" | tr -d '()]'); do
        [ -e "$(dirname "$f")/$l" ] || fail "$f: no $l"
    done
done
# From an empty directory to a first report, as the tutorial says it (against the demo market).
mkdir "$T/new"
market_start
cd "$T/new"
expect 0 "$BAZARKAV" init camping
cd camping
expect 5 "$BAZARKAV" check
told 'contact ='
printf 'name,url\nA,%s\nB,%s\n' "$(address shop)" "$(address plain)" >competitors.csv
sed -i 's|^contact .*|contact = you@example.org|; /^\[competitor/,/^url/d' seeds.ini
"$BAZARKAV" seeds --from-csv competitors.csv >>seeds.ini 2>/dev/null || fail "seeds --from-csv"
expect 0 "$BAZARKAV" check
told "seeds.ini: camping"
expect 0 "$BAZARKAV" run $NET --delay 0
[ -s report.html ] || fail "no report.html"
for line in "status" "show need" "export all --format xlsx -o market.xlsx" "analyze" "report" "timer print" \
    "policy" "audit privacy" "forget --url $(address shop)"; do
    # shellcheck disable=SC2086 # words are wanted
    expect 0 "$BAZARKAV" $line
done
expect 0 "$BAZARKAV" monitor $NET --delay 0
echo 'زیپش خراب بود، کاش ضدآب بود' | "$BAZARKAV" lexicon test >"$T/out" || fail "lexicon test"
told 'need.durability'
cd /
market_stop
if command -v groff >/dev/null; then
    for p in "$root"/docs/man/*; do
        [ -z "$(groff -man -Kutf8 -Tutf8 -ww -z "$p" 2>&1)" ] || fail "groff complains about $p"
    done
fi
command -v bash >/dev/null || { say "no bash here"; exit 0; }
"$BAZARKAV" manual bash >"$T/complete"
completes() { # WORDS... WANTED: the words typed so far, the last one to complete
    got=$(bash -c 'f=$1; shift; want=$1; shift; . "$f"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _bazarkav
        for w in "${COMPREPLY[@]}"; do [ "$w" != "$want" ] || echo yes; done' - "$T/complete" "$@")
    same "completion to $1" "$got" yes
}
completes export bazarkav ex
completes --format bazarkav export --fo
completes install bazarkav -C /tmp timer in
completes needs bazarkav export ne
completes fa bazarkav --lang f
