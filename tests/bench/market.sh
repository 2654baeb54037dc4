#!/bin/sh
# A market of N invented comments read anew and counted: processor time and memory by N, and how time grows from one size
# to the next (1.0: in proportion). SIZES="250000 500000 1000000" for the large ones. No network.
set -eu
B=${BAZARKAV:-./bazarkav}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cpu() { # runs the rest, prints seconds of processor time and the most memory in MB
    /usr/bin/env python3 - "$@" <<'PY'
import resource, subprocess, sys, time
t = time.time()
p = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
if p.returncode: sys.exit(p.stderr)
u = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f %.2f %.0f" % (u.ru_utime + u.ru_stime, time.time() - t, u.ru_maxrss / 1024))
PY
}
last_n=0 last_t=0
for n in ${SIZES:-10000 20000 40000}; do
    d="$T/$n"
    mkdir "$d"
    printf '[project]\ntitle = bench\ncontact = bench@example.org\n\n[competitor "shop1"]\nurl = http://127.0.0.1:9/\n' >"$d/seeds.ini"
    for shop in 1 2 3 4; do
        awk -v n="$n" -v shop="$shop" -v shops=4 -f tests/bench/lib/comments.awk demo/data/comments.tsv >"$T/shop.csv"
        "$B" -C "$d" import "$T/shop.csv" --source "shop$shop" -q >/dev/null
    done
    all=$(cpu "$B" -C "$d" analyze --all -q)
    report=$(cpu "$B" -C "$d" report -q)
    needs=$(cpu "$B" -C "$d" export needs -q -o "$d/needs.csv")
    echo "$n $all $report $needs $last_n $last_t" | awk '{
        printf "%8d comments  analyze %7.2f s cpu %7.2f s wall %5d MB %8.0f comments/s", $1, $2, $3, $4, $1 / $2
        if ($11) printf "  growth %.2f", ($2 / $12) / ($1 / $11)
        printf "  report %.2f s  export %.2f s cpu\n", $5, $8 }'
    last_n=$n last_t=${all%% *}
    rm -rf "$d"
done
