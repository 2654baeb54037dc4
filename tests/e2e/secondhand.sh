#!/bin/sh
# Comments that come by an end point: under the page where people read them, and not at all when robots.txt closes
# that page.
. "$(dirname "$0")/lib/market.sh"
cat >"$T/site.py" <<'END'
import http.server, json
PAGE = ('<html><head><title>چای</title><link rel="https://api.w.org/" href="/wp-json/">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/7"></head><body class="single">'
        '<article><h1>چای</h1><p>دربارهٔ چای و دم کردن آن در خانه.</p></article>'
        '<p class="comments-title">2 دیدگاه</p></body></html>')
def comment(n, page, text):
    return {'id': n, 'post': 7, 'parent': 0, 'author_name': 'سارا', 'date_gmt': '2026-10-02T08:00:00', 'type': 'comment',
            'link': 'http://%s%s#comment-%d' % (HOST, page, n), 'content': {'rendered': '<p>%s</p>' % text}}
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, code, body = 'text/html; charset=utf-8', 200, PAGE
        if self.path == '/robots.txt': kind, body = 'text/plain', 'User-agent: *\nDisallow: /club/\n'
        elif self.path.startswith('/wp-json/wp/v2/comments'):
            kind = 'application/json'
            body = json.dumps([comment(1, '/%da%86%d8%a7%db%8c/comment-page-1/', 'عطرش عالی بود ولی گران است'),
                               comment(2, '/club/members/', 'این را کسی نباید بخواند')])
        elif self.path == '/': body = '<html><body><a href="/%DA%86%D8%A7%DB%8C/">چای</a></body></html>'
        elif self.path != '/%DA%86%D8%A7%DB%8C/': code, body = 404, 'nothing'
        body = body.encode()
        self.send_response(code)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
HOST = '127.0.0.1:%d' % server.server_port
print(HOST, flush=True)
server.serve_forever()
END
python3 "$T/site.py" >"$T/host" &
MARKET_PID=$!
i=0
while [ ! -s "$T/host" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
host=$(cat "$T/host")
mkdir "$T/p"
printf '[پروژه]\nعنوان = آزمون\nتماس = test@bazarkav.example\n[رقیب "چای"]\nنشانی = http://%s/\n' "$host" >"$T/p/seeds.ini"
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --keep-raw
expect 0 "$BAZARKAV" -C "$T/p" export comments --format csv
told 'عطرش'
told "http://$host/%DA%86%D8%A7%DB%8C/,1,"
! grep -q 'نباید' "$T/out" || fail "a comment of a closed page is exported"
"$BAZARKAV" -C "$T/p" export comments --format csv >"$T/before" 2>/dev/null
expect 0 "$BAZARKAV" -C "$T/p" analyze --reparse
"$BAZARKAV" -C "$T/p" export comments --format csv >"$T/after" 2>/dev/null
cmp -s "$T/before" "$T/after" || fail "parsing the archive anew changes the comments"
! grep -rqF 'نباید' "$T/p" || fail "a comment of a closed page is stored"
same "comments of closed pages that are counted" \
    "$("$BAZARKAV" -C "$T/p" export skips --format csv 2>/dev/null | grep -c robots_comments)" 1
