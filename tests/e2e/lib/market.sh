# Sourced by the tests of this directory: the demo market on loopback, a project that reads it, small assertions.
# BAZARKAV is the program. Everything lives in $T, which is removed at the end.
set -eu
BAZARKAV=${BAZARKAV:-./bazarkav}
case $BAZARKAV in /*) ;; *) BAZARKAV=$PWD/$BAZARKAV ;; esac
unset BAZARKAV_DB BAZARKAV_SEEDS BAZARKAV_CONTACT || :
export LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_CONFIG_HOME=/nonexistent
T=$(mktemp -d)
MARKET_PID=
NET="--allow-net 127.0.0.0/8 --no-progress"

finish() {
    code=$?
    [ -z "$MARKET_PID" ] || kill "$MARKET_PID" 2>/dev/null || :
    umount "$T/mnt" 2>/dev/null || :
    rm -rf "$T"
    exit $code
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

say() { printf '   %s\n' "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    [ ! -s "$T/err" ] || sed 's/^/   | /' "$T/err" | head -20 >&2
    exit 1
}

# market_start [OPTIONS OF demo --serve]: addresses in $T/ready, requests in $T/log
market_start() {
    rm -f "$T/ready"
    "$BAZARKAV" demo --serve --ready "$T/ready" --log "$T/log" "$@" &
    MARKET_PID=$!
    i=0
    while [ ! -s "$T/ready" ]; do
        i=$((i + 1))
        [ $i -lt 100 ] || fail "the market does not open"
        sleep 0.05
    done
}
market_stop() {
    kill "$MARKET_PID" && wait "$MARKET_PID" 2>/dev/null || :
    MARKET_PID=
}
market_second_state() { kill -USR1 "$MARKET_PID"; sleep 0.2; }
address() { awk -v code="$1" '$2 == code {print $1}' "$T/ready"; }

# project DIR [SITE ...]: a seeds file for these sites, default all four
project() {
    dir=$1; shift
    mkdir -p "$dir"
    [ $# -gt 0 ] || set -- wordpress block plain shop
    {
        printf '[پروژه]\nعنوان = آزمون\nتماس = test@bazarkav.example\nمنطقه زمانی = Asia/Tehran\n'
        for site; do printf '[رقیب "%s"]\nنشانی = %s\n' "$site" "$(address "$site")"; done
    } >"$dir/seeds.ini"
}

# expect CODE COMMAND...: runs it, output in $T/out and $T/err
expect() {
    want=$1; shift
    got=0
    "$@" >"$T/out" 2>"$T/err" || got=$?
    [ $got -eq "$want" ] || fail "exit $got instead of $want: $*"
}
told() { grep -q -- "$1" "$T/err" "$T/out" || fail "not told: $1"; }
same() { [ "$2" = "$3" ] || fail "$1: $2 instead of $3"; }
at_least() { [ "$2" -ge "$3" ] || fail "$1: $2, less than $3"; }
at_most() { [ "$2" -le "$3" ] || fail "$1: $2, more than $3"; }
comments() { "$BAZARKAV" -C "$1" export comments --format ndjson 2>/dev/null | wc -l; }

PUBLIC=494 # comments that the market shows in its first state
PUBLIC_2=508

# The time between two requests of one host, ms, as the server saw it: the shortest mean over eight gaps in a row (or
# all, where there are fewer). A server that a busy machine keeps waiting notes one request late and the next one in
# time; over eight gaps that evens out, while a crawler that does not wait is far below.
smallest_gap() { # [HOST]
    sort -t "$(printf '\t')" -k2,2 -k1,1n "$T/log" | awk -F'\t' -v only="${1:-}" '
        function judge(n, d) { d = (t[n] - t[n > 8 ? n - 8 : 0]) / (n > 8 ? 8 : n); if (min == "" || d < min) min = d }
        only != "" && $2 != only { next }
        $2 != h { if (n > 0 && n < 8) judge(n); h = $2; n = -1 }
        { t[++n] = $1; if (n >= 8) judge(n) }
        END { if (n > 0 && n < 8) judge(n); printf "%d", min }'
}
# Largest number of requests of one host at the same time.
most_at_once() { awk -F'\t' '$6 > m {m = $6} END {print m + 0}' "$T/log"; }
# Politeness that holds in every run. With "known", robots.txt is in the store already and not asked for again.
assert_polite() {
    same "requests of one host at once" "$(most_at_once)" 1
    first=
    [ "${1:-}" = known ] || first=$(awk -F'\t' '!seen[$2]++ && $4 != "/robots.txt" {print $2 $4}' "$T/log")
    same "a host was asked for something before robots.txt" "$first" ""
    same "requests without name and contact" \
        "$(grep -vcE '	bazarkav/[0-9.]+ \(\+[^)]+\)$' "$T/log" || :)" 0
    same "requests that robots.txt forbids" \
        "$(grep -cE '/%D9%BE%DB%8C%D8%B4%E2%80%8C|replytocom|/wp-admin/|/cart/' "$T/log" || :)" 0
}
