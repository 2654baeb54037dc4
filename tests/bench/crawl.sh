#!/bin/sh
# An invented site of HOSTS x PAGES pages read without delays on loopback: processor time and memory of the whole crawl
# (fetch, parse, extract, store) for each page, beside wc -m over the same bytes. A second crawl asks for the same pages
# again and gets 304. The server's time is not counted.
set -eu
B=${BAZARKAV:-./bazarkav}
T=$(mktemp -d)
S=
trap '[ -z "$S" ] || kill $S 2>/dev/null; rm -rf "$T"' EXIT
cat >"$T/site.py" <<'PY'
import http.server, random, socketserver, sys
hosts, pages, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
texts = [l.split('\t')[8].strip() for l in open('demo/data/comments.tsv', encoding='utf-8') if l[0] != '#' and l.count('\t') >= 8]
def comment(r, n): return ('<li class="comment" id="comment-%d"><article><footer><b class="fn">کاربر %d</b> '
    '<time datetime="2026-0%d-1%dT10:00:00+03:30">۱۰ خرداد</time></footer><div class="comment-content"><p>%s</p></div>'
    '</article></li>\n') % (n, r.randrange(900), r.randrange(1, 9), r.randrange(9), r.choice(texts))
def page(host, n):
    r = random.Random(host * 100003 + n)
    links = ''.join('<li><a href="/p/%d/">مطلب %d</a></li>' % (k, k) for k in r.sample(range(pages), min(30, pages)))
    near = ''.join('<a href="/p/%d/">%d</a> ' % (k, k) for k in (2 * n + 1, 2 * n + 2) if k < pages)
    body = ''.join('<p>%s</p>\n' % ' '.join(r.choices(texts, k=6)) for _ in range(r.randrange(8, 16)))
    notes = ''.join(comment(r, n * 20 + k) for k in range(r.randrange(20)))
    return ('<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>مطلب %d</title></head><body><nav><ul>%s</ul>'
        '</nav><article><h1>مطلب %d</h1>%s</article>%s<ol class="comment-list">%s</ol></body></html>') % (
        n, links, n, body, near, notes)
class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        host, part, code = int(self.server.server_address[0].split('.')[3]), self.path.split('/'), 200
        if self.path == '/': n = 0
        elif part[1] == 'p' and part[2].isdigit() and int(part[2]) < pages: n = int(part[2])
        else: n, code = 0, 404
        if code == 200 and self.headers.get('If-None-Match'): code = 304
        body = PAGES[host, n] if code == 200 else b''
        self.wfile.write(b'HTTP/1.1 %d X\r\nContent-Type: text/html; charset=utf-8\r\nETag: "%d"\r\nContent-Length: %d\r\n\r\n'
            % (code, n, len(body)) + body)
    def log_message(self, *a): pass
class Server(socketserver.ThreadingMixIn, http.server.HTTPServer): daemon_threads = True
PAGES = {(h, n): page(h, n).encode() for h in range(1, hosts + 1) for n in range(pages)}
open(out, 'wb').write(b''.join(PAGES.values()))
import threading
port = 0
for h in range(1, hosts + 1):
    s = Server(('127.0.6.%d' % h, port), Site)
    port = s.server_port
    print('http://127.0.6.%d:%d/' % (h, port), flush=True)
    threading.Thread(target=s.serve_forever, daemon=True).start()
print('ready', flush=True)
threading.Event().wait()
PY
cpu() { # runs the rest, prints seconds of processor time, of the clock, and the most memory in MB
    python3 - "$@" <<'PY'
import resource, subprocess, sys, time
t = time.time()
p = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
if p.returncode: sys.exit(p.stderr)
u = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.3f %.3f %.0f" % (u.ru_utime + u.ru_stime, time.time() - t, u.ru_maxrss / 1024))
PY
}
: >"$T/hosts"
python3 "$T/site.py" "${HOSTS:-8}" "${PAGES:-150}" "$T/all" >"$T/hosts" &
S=$!
i=0
while ! grep -q ready "$T/hosts" && [ $i -lt 300 ]; do i=$((i + 1)); sleep 0.1; done
grep http "$T/hosts" >"$T/seeds"
base=$(cpu env LC_ALL=C.UTF-8 wc -m "$T/all")
bytes=$(wc -c <"$T/all")
for kind in first again; do
    got=$(cpu "$B" crawl --seeds "$T/seeds" --db "$T/x.db" --contact https://bench.example/ --allow-net 127.0.6.0/24 \
        --delay 0 --no-progress --refresh -q)
    echo "$kind $bytes $((${HOSTS:-8} * ${PAGES:-150})) $got $base" | awk '{
        printf "crawl, %-6s %7.1f MB %7d pages %7.2f s cpu %6.2f ms a page %6.0f pages/s of one processor %4d MB %7.1f x baseline\n",
            $1, $2 / 1e6, $3, $4, $4 / $3 * 1000, $3 / $4, $6, $4 / $7 }'
done
