#!/bin/sh
# How many addresses are left out, and why, is the same in every run over the same pages, however many threads read them:
# each counts once for a host that names it.
. "$(dirname "$0")/lib/market.sh"
cat >"$T/site.py" <<'END'
import http.server, sys
PAGES, SHARED = 24, 60
class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        host = self.headers['Host'].split(':')[0][-1]
        n = int(self.path.strip('/') or 0) if self.path.strip('/').isdigit() or self.path == '/' else -1
        links = ['/%d' % i for i in range(1, PAGES)]                                    # in scope
        links += ['https://elsewhere.example/%d' % i for i in range(SHARED)]             # every page of every host
        links += ['https://elsewhere.example/%s/%d' % (host, n * 3 + i) for i in range(6)] # two pages of one host
        links += ['/login?next=%d' % n, '/file%d.zip' % (n // 2)]
        body = '<html><body><p>صفحهٔ %s %d</p>%s</body></html>' % (host, n, ''.join('<a href="%s">x</a>' % l for l in links))
        body = body.encode() if n >= 0 else b''
        self.send_response(200 if n >= 0 else 404)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass
server = http.server.ThreadingHTTPServer(('0.0.0.0', 0), Site)
print(server.server_port, flush=True)
server.serve_forever()
END
python3 "$T/site.py" >"$T/port" &
MARKET_PID=$!
i=0
while [ ! -s "$T/port" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
port=$(cat "$T/port")
for i in 1 2 3 4; do
    mkdir "$T/p$i"
    {
        printf '[پروژه]\nعنوان = آزمون\nتماس = test@bazarkav.example\n'
        for n in 1 2 3; do printf '[رقیب "%s"]\nنشانی = http://127.0.0.%s:%s/\n' $n $n "$port"; done
    } >"$T/p$i/seeds.ini"
    expect 0 "$BAZARKAV" -C "$T/p$i" crawl $NET --delay 0 --workers $i
    expect 0 "$BAZARKAV" -C "$T/p$i" export skips --format tsv
    awk -F'\t' 'NR > 1 {print $1, $2, $4}' "$T/out" | sort >"$T/skips$i"
    cmp -s "$T/skips1" "$T/skips$i" || { diff "$T/skips1" "$T/skips$i" >&2 || :; fail "run $i counts otherwise"; }
done
# What `status` counts is the sum of these rows; robots.txt has a number of its own.
expect 0 "$BAZARKAV" -C "$T/p1" status --json
same "left out, by status" "$(sed 's/.*"skipped":\([0-9]*\).*/\1/' "$T/out")" "$(awk '$2 != "robots" {n += $3} END {print n}' "$T/skips1")"
expect 0 "$BAZARKAV" -C "$T/p1" export sources --format json
same "left out, by source" "$(tr ',' '\n' <"$T/out" | grep -c '"skipped": *172')" 3
for n in 1 2 3; do
    same "out of scope on host $n" "$(grep "//127.0.0.$n:.* scope" "$T/skips1" | cut -d' ' -f3)" 135 # 60 of all, 75 of its own
    same "files on host $n" "$(grep "//127.0.0.$n:.* file" "$T/skips1" | cut -d' ' -f3)" 12
done
