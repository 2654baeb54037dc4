#!/bin/sh
# What the program never does (PRIVACY duties 1 and 2): leave the listed sites, go on without a contact, keep what a page
# asks not to be kept, follow what it asks not to be followed, bring a cookie back, log in.
. "$(dirname "$0")/lib/market.sh"
cat >"$T/site.py" <<'END'
import http.server, sys, threading
TEXT = '<ol class="comment-list"><li class="comment" id="comment-%d"><article><footer><b class="fn">ندا</b>' \
       '<time datetime="2026-10-02T08:00:00+00:00">x</time></footer><div class="comment-content"><p>%s</p></div></article></li></ol>'
def page(body, head=''): return '<html><head><title>چای</title>%s</head><body><h1>چای</h1>%s</body></html>' % (head, body)
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[1], 'a') as log:
            print(self.server.server_address[0], self.path, 'cookie' if 'Cookie' in self.headers else '-',
                  'auth' if 'Authorization' in self.headers else '-', file=log)
        kind, code, extra = 'text/html; charset=utf-8', 200, []
        other = 'http://127.0.0.12:%d' % self.server.server_address[1]
        if self.path == '/robots.txt': kind, body = 'text/plain', 'User-agent: *\nAllow: /\n'
        elif self.path == '/':
            body = page('<a href="/open/">a</a><a href="/meta/">b</a><a href="/header/">c</a><a href="/token/">d</a>'
                        '<a href="%s/">e</a><a href="/no/" rel="nofollow">f</a><a href="/moved/">g</a><a href="/locked/">h</a>' % other)
        elif self.path == '/open/': body = page(TEXT % (1, 'بسته‌بندی این فروشگاه عالی بود'))
        elif self.path == '/meta/': body = page(TEXT % (2, 'نگه‌ندارید یک'), '<meta name="robots" content="noindex">')
        elif self.path == '/header/': body = page(TEXT % (3, 'نگه‌ندارید دو')); extra = [('X-Robots-Tag', 'none')]
        elif self.path == '/token/': body = page(TEXT % (4, 'نگه‌ندارید سه')); extra = [('X-Robots-Tag', 'bazarkav: noindex')]
        elif self.path == '/moved/': code, body, extra = 302, '', [('Location', other + '/landing/')]
        elif self.path == '/locked/': code, body, extra = 401, 'who?', [('WWW-Authenticate', 'Basic realm="x"')]
        else: code, body = 404, 'nothing'
        body = body.encode()
        self.send_response(code)
        for k, v in extra + [('Set-Cookie', 'id=7; Path=/'), ('Content-Type', kind), ('Content-Length', str(len(body)))]:
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass
first = http.server.ThreadingHTTPServer(('127.0.0.11', 0), Site)
port = first.server_address[1]
second = http.server.ThreadingHTTPServer(('127.0.0.12', port), Site)
threading.Thread(target=second.serve_forever, daemon=True).start()
print(port, flush=True)
first.serve_forever()
END
python3 "$T/site.py" "$T/asked" >"$T/port" &
MARKET_PID=$!
i=0
while [ ! -s "$T/port" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
mkdir "$T/p"
seeds() { printf '[پروژه]\nعنوان = آزمون\n%s[رقیب "چای"]\nنشانی = http://127.0.0.11:%s/\n' "$1" "$(cat "$T/port")" >"$T/p/seeds.ini"; }

: >"$T/asked"
seeds ''
for verb in crawl run monitor; do
    expect 5 "$BAZARKAV" -C "$T/p" $verb $NET --delay 0.02
    told 'contact'
done
same "requests without a contact" "$(wc -l <"$T/asked")" 0

seeds 'تماس = test@bazarkav.example
'
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --keep-raw
"$BAZARKAV" -C "$T/p" export comments --format csv >"$T/out" 2>/dev/null
told 'عالی بود'
same "comments kept of pages that ask for noindex" "$(grep -c 'نگه‌ندارید' "$T/out" || :)" 0
same "the same in the data base" "$(cat "$T/p"/bazarkav.db "$T/p"/bazarkav.db-wal 2>/dev/null | grep -caF 'نگه‌ندارید' || :)" 0
same "the same among the raw answers" "$(zcat "$T/p"/*.warc/*.gz | grep -caF 'نگه‌ندارید' || :)" 0
at_least "raw answers with what may be kept" "$(zcat "$T/p"/*.warc/*.gz | grep -caF 'عالی بود' || :)" 1
same "requests of a site that is not listed" "$(grep -c '^127.0.0.12 ' "$T/asked" || :)" 0
same "links followed that ask not to be" "$(grep -c ' /no/' "$T/asked" || :)" 0
at_least "requests of the listed site" "$(grep -c '^127.0.0.11 ' "$T/asked")" 7
same "requests of a page that wants a log-in" "$(grep -c ' /locked/' "$T/asked")" 1
expect 0 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02 --refresh
same "cookies brought back" "$(awk '$3 == "cookie"' "$T/asked" | wc -l)" 0
same "log-ins" "$(awk '$4 == "auth"' "$T/asked" | wc -l)" 0

# A day's share of one host is a day's share, also for a second run of the same day.
rm -rf "$T/p"/bazarkav.db*
: >"$T/asked"
seeds 'تماس = test@bazarkav.example
سقف روزانه = ۳
'
for turn in 1 2; do
    expect 4 "$BAZARKAV" -C "$T/p" crawl $NET --delay 0.02
    told 'daily cap'
    same "pages of a day (run $turn)" "$(grep -vc robots.txt "$T/asked")" 3
done
