#!/bin/sh
# crash.sh PROGRAM TOOLS ROUNDS: the crash test against the demo market, then twice with a broken variant, which the
# test must notice. TOOLS holds crash and mutant_*.so (see the Makefile).
set -u
program=$1 tools=$2 rounds=$3
T=$(mktemp -d)
"$program" demo --serve --ready "$T/ready" --log "$T/log" &
market=$!
trap 'kill $market 2>/dev/null; rm -rf "$T"' EXIT
i=0
while [ ! -s "$T/ready" ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
addresses=$(awk '{print $1}' "$T/ready")
"$tools/crash" "$program" "$rounds" $addresses || exit 1
for variant in "$tools"/mutant_*.so; do
    printf '%s: ' "$(basename "$variant" .so)"
    if CRASH_PRELOAD=$variant "$tools/crash" "$program" "$rounds" $addresses >"$T/out"; then
        echo "NOT NOTICED"
        cat "$T/out"
        exit 1
    fi
    grep -m1 FAULT "$T/out"
done
