#!/bin/sh
# A page that was cut short - a compressed one without the end of its stream, one shorter than its Content-Length, one
# that ends with its connection - takes nothing away and is no change; the first two are failures of their own name.
# A page that sends its readers on is followed, within the rules; rules may come deflated without a head.
. "$(dirname "$0")/lib/market.sh"
cat >"$T/site.py" <<'END'
import gzip, http.server, os, sys, zlib
LOG = open(sys.argv[1], 'a', buffering=1)
CUT = sys.argv[2]
def comment(n, text): return ('<li class="comment" id="comment-%d"><div class="comment-body"><cite class="fn">کاربر %d</cite>'
    '<time datetime="2026-03-0%dT10:00:00+03:30">۱۰ اسفند</time><p>%s</p></div></li>\n' % (n, n, n % 9 + 1, text))
TEXTS = ['عطرش عالی بود ولی گران است', 'خیلی زود رسید و بسته‌بندی خوب بود', 'طعمش را دوست نداشتم', 'قیمت مناسبی دارد',
    'پشتیبانی پاسخ نمی‌دهد', 'برای هدیه خریدم و راضی بودم', 'دوباره سفارش می‌دهم', 'رنگش با عکس فرق داشت']
def shop(name, first): return ('<html><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p></article><ol class="comment-list">%s</ol>'
    '</body></html>') % (name, name, (name + ' خوب از باغ‌های لاهیجان می‌آید. ') * 20, ''.join(comment(first + i, name + ': ' + t) for i, t in enumerate(TEXTS)))
def page(text): return '<html><body><p>%s</p></body></html>' % text
PAGES = {'/': '<html><body><a href="/tea/">چای</a> <a href="/length/">۱</a> <a href="/closed/">۲</a> <a href="/old/">کهنه</a> <a href="/shut/">بسته</a></body></html>',
    '/tea/': shop('چای', 1), '/length/': shop('قهوه', 11), '/closed/': shop('دمنوش', 21), '/new/': page('صفحهٔ تازه'), '/private/': page('بسته'),
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
            whole = len(body)
            if self.path in ('/length/', '/closed/'): # not compressed, so that each is cut in its own way
                coding, body = 'identity', PAGES[self.path].encode()
                whole = len(body)
            if self.path in ('/tea/', '/length/', '/closed/') and os.path.exists(CUT): body = body[:len(body) * 3 // 4]
        self.send_response(code)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Encoding', coding)
        if self.path == '/tea/': self.send_header('ETag', tag)
        if self.path == '/closed/': self.send_header('Connection', 'close')
        else: self.send_header('Content-Length', str(whole if self.path == '/length/' else len(body)))
        self.close_connection = self.path in ('/closed/', '/length/')
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
same "comments of the whole pages" "$(comments "$T/p")" 24
same "requests of where a page sends on to" "$(grep -c '^/new/$' "$T/log")" 1
same "requests of what robots.txt closes" "$(grep -c '^/private/' "$T/log" || :)" 0
touch "$T/cut"
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --refresh
at_least "requests of the page" "$(grep -c "^/tea/$" "$T/log")" 2
same "comments after pages that broke off" "$(comments "$T/p")" 24
expect 0 "$BAZARKAV" -C "$T/p" export pages --format csv
same "pages that break off" "$(grep -c 'the page breaks off' "$T/out")" 1
expect 0 "$BAZARKAV" -C "$T/p" status
same "pages that failed because they were cut" "$(grep -c 'cut short' "$T/out")" 2
expect 0 "$BAZARKAV" -C "$T/p" --lang fa status
same "the same in Persian" "$(grep -c 'نیمه‌کاره' "$T/out")" 2
expect 0 "$BAZARKAV" -C "$T/p" diff
told 'Nothing has changed'
mv "$T/cut" "$T/cut.whole" # the same pages, whole: with the mark of what broke off it would not be sent again
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --refresh
expect 0 "$BAZARKAV" -C "$T/p" export pages --format csv
! grep -q 'the page breaks off' "$T/out" || fail "the whole page is not read after one that broke off"
same "comments of the whole pages at last" "$(comments "$T/p")" 24
