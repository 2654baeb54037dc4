#!/bin/sh
# A compressed page that was cut short takes no comment away; a page that sends its readers on is followed, within the
# rules; rules may come deflated without a head.
. "$(dirname "$0")/lib/market.sh"
cat >"$T/site.py" <<'END'
import gzip, http.server, os, sys, zlib
LOG = open(sys.argv[1], 'a', buffering=1)
CUT = sys.argv[2]
def comment(n, text): return ('<li class="comment" id="comment-%d"><div class="comment-body"><cite class="fn">کاربر %d</cite>'
    '<time datetime="2026-03-0%dT10:00:00+03:30">۱۰ اسفند</time><p>%s</p></div></li>\n' % (n, n, n, text))
TEXTS = ['عطرش عالی بود ولی گران است', 'خیلی زود رسید و بسته‌بندی خوب بود', 'طعمش را دوست نداشتم', 'قیمت مناسبی دارد',
    'پشتیبانی پاسخ نمی‌دهد', 'برای هدیه خریدم و راضی بودم', 'دوباره سفارش می‌دهم', 'رنگش با عکس فرق داشت']
PAGE = ('<html><head><title>چای</title></head><body><article><h1>چای</h1><p>%s</p></article><ol class="comment-list">%s</ol>'
    '</body></html>') % ('چای خوب از باغ‌های لاهیجان می‌آید. ' * 20, ''.join(comment(i + 1, t) for i, t in enumerate(TEXTS)))
def page(text): return '<html><body><p>%s</p></body></html>' % text
PAGES = {'/': '<html><body><a href="/tea/">چای</a> <a href="/old/">کهنه</a> <a href="/shut/">بسته</a></body></html>',
    '/tea/': PAGE, '/new/': page('صفحهٔ تازه'), '/private/': page('بسته'),
    '/old/': '<html><head><meta http-equiv="refresh" content="0; url=/new/?utm_source=x"></head><body>رفتیم</body></html>',
    '/shut/': '<html><head><meta http-equiv="refresh" content="0; url=/private/"></head><body>رفتیم</body></html>'}
class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        print(self.path, file=LOG)
        coding, code, tag = 'gzip', 200, '"new"' if os.path.exists(CUT) or os.path.exists(CUT + '.whole') else '"old"'
        if self.path == '/robots.txt':
            z = zlib.compressobj(6, zlib.DEFLATED, -15)
            coding, body = 'deflate', z.compress(b'User-agent: *\nDisallow: /private/\n') + z.flush()
        elif self.path == '/tea/' and self.headers.get('If-None-Match') == tag:
            code, body = 304, b''
        else:
            if self.path not in PAGES: code = 404
            body = gzip.compress(PAGES.get(self.path, 'nothing').encode(), mtime=0)
            if self.path == '/tea/' and os.path.exists(CUT): body = body[:len(body) * 3 // 4]
        self.send_response(code)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Encoding', coding)
        if self.path == '/tea/': self.send_header('ETag', tag)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)
print('127.0.0.1:%d' % server.server_port, flush=True)
server.serve_forever()
END
python3 "$T/site.py" "$T/log" "$T/cut" >"$T/host" &
MARKET_PID=$!
i=0
while [ ! -s "$T/host" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
mkdir "$T/p"
printf '[پروژه]\nعنوان = آزمون\nتماس = test@bazarkav.example\n[رقیب "چای"]\nنشانی = http://%s/\n' "$(cat "$T/host")" >"$T/p/seeds.ini"
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02
same "comments of the whole page" "$(comments "$T/p")" 8
same "requests of where a page sends on to" "$(grep -c '^/new/$' "$T/log")" 1
same "requests of what robots.txt closes" "$(grep -c '^/private/' "$T/log" || :)" 0
touch "$T/cut"
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --refresh
at_least "requests of the page" "$(grep -c '^/tea/$' "$T/log")" 2
same "comments after a page that broke off" "$(comments "$T/p")" 8
expect 0 "$BAZARKAV" -C "$T/p" export pages --format csv
told 'the page breaks off'
mv "$T/cut" "$T/cut.whole" # the same page, whole: with the mark of what broke off it would not be sent again
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --refresh
expect 0 "$BAZARKAV" -C "$T/p" export pages --format csv
! grep -q 'the page breaks off' "$T/out" || fail "the whole page is not read after one that broke off"
