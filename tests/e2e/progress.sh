#!/bin/sh
# What a person sees while a crawl runs: lines that fit the terminal, one status on SIGUSR1, Ctrl-C once and twice.
. "$(dirname "$0")/lib/market.sh"
market_start --wait 60
# A bare chroot has no /dev/pts, so no terminal can be made there.
langs="en fa"
script -qec 'echo terminal' /dev/null 2>/dev/null | grep -q terminal || { say "no terminal here: its lines are left out"; langs=; }

# begin DIR COMMAND...: in the background, its process in $C, well on its way
begin() {
    project "$1"
    : >"$T/log"
    shift
    "$@" >"$T/out" 2>"$T/err" &
    C=$!
    i=0
    while [ "$(wc -l <"$T/log")" -lt 12 ]; do
        i=$((i + 1))
        [ $i -lt 400 ] || fail "the crawl does not begin"
        sleep 0.05
    done
}

# On a terminal of 80 columns: the widest line, in both languages; python-free: awk counts what is no continuation byte.
for l in $langs; do
    project "$T/tty-$l"
    script -qec "stty cols 80; exec $BAZARKAV -C $T/tty-$l --lang $l crawl --allow-net 127.0.0.0/8 --delay 0.1 --max-pages 12" "$T/screen" >/dev/null 2>&1 || :
    grep -q '█\|░' "$T/screen" || fail "no bar on a terminal ($l)"
    widest=$(tr '\r' '\n' <"$T/screen" | sed 's/\x1b\[[0-9]*[A-Za-z]//g; s/\xe2\x80\x8c//g' | LC_ALL=C sed 's/[\x80-\xbf]//g' | grep -a '^crawl\|^  [0-9a-z]' | LC_ALL=C awk '{if (length($0) > m) m = length($0)} END {print m + 0}')
    at_most "widest progress line ($l)" "$widest" 80
    at_least "hosts on the screen ($l)" "$(grep -ac '127\.0\.0\.[1-4] ' "$T/screen")" 4
done

begin "$T/usr1" "$BAZARKAV" -C "$T/usr1" crawl $NET --delay 0.1
kill -USR1 $C
sleep 1
kill -0 $C || fail "SIGUSR1 ended the crawl"
told '^crawl  \['
at_least "hosts in the status" "$(grep -c '^  127\.' "$T/err")" 4

# Once: all is saved, how to go on, 130.
kill -INT $C
got=0
wait $C || got=$?
same "exit code after Ctrl-C" $got 130
told 'go on with: bazarkav crawl'
expect 0 "$BAZARKAV" --db "$T/usr1/bazarkav.db" status
told 'bazarkav crawl'

# Twice: at once, and nothing is broken.
begin "$T/twice" "$BAZARKAV" -C "$T/twice" crawl $NET --delay 0.1
kill -INT $C
kill -INT $C
got=0
wait $C || got=$?
same "exit code after the second Ctrl-C" $got 130
expect 0 "$BAZARKAV" -C "$T/twice" crawl $NET --delay 0.05
same "comments after two Ctrl-C and a second run" "$(comments "$T/twice")" $PUBLIC
