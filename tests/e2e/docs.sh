#!/bin/sh
# What is printed about the program fits the program: manual pages, help with examples in both languages, completion.
. "$(dirname "$0")/lib/market.sh"
root=$(dirname "$0")/../..
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
