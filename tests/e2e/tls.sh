#!/bin/sh
# TLS and HTTP/2 against a local nginx: pages come over h2 with a certificate of a test authority; a certificate of
# another authority, an old one and one for another name are refused, with a reason, in both languages.
. "$(dirname "$0")/lib/market.sh"
for tool in nginx openssl; do
    command -v $tool >/dev/null || [ -x /usr/sbin/$tool ] || { say "no $tool here: left out"; exit 0; }
done
PATH=$PATH:/usr/sbin
cd "$T"
mkdir site
for i in 1 2 3; do echo "<p>صفحهٔ $i می‌گوید که بند کیف پاره شد ولی ارسال سریع بود.</p>" >site/$i.html; done
echo '<a href=/1.html>a</a><a href=/2.html>b</a><a href=/3.html>c</a>' >site/index.html

authority() { openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.pem" -days 30 -subj "/CN=$1" 2>/dev/null; }
# certificate NAME AUTHORITY ADDRESS [OPTIONS OF x509]
certificate() {
    name=$1 by=$2
    printf 'subjectAltName=IP:%s\n' "$3" >"$name.ext"
    shift 3
    openssl req -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.csr" -subj "/CN=$name" 2>/dev/null
    openssl x509 -req -in "$name.csr" -CA "$by.pem" -CAkey "$by.key" -CAcreateserial -extfile "$name.ext" -out "$name.pem" "$@" 2>/dev/null
}
authority ours
authority other
certificate good ours 127.0.6.1 -days 30
certificate foreign other 127.0.6.2 -days 30
certificate old ours 127.0.6.3 -days -1
certificate wrong ours 127.0.6.99 -days 30

# start PORT: false when it is taken
start() {
    {
        [ "$(id -u)" -ne 0 ] || echo "user root;" # the folder is private
        echo "worker_processes 1; daemon off; pid $T/nginx.pid; error_log $T/error.log; events {}"
        echo "http { types { text/html html; } log_format l '\$server_addr \$server_protocol \$uri \$status'; access_log $T/log l;"
        for t in client_body proxy fastcgi uwsgi scgi; do echo "${t}_temp_path $T/tmp-$t;"; done
        i=1
        for name in good foreign old wrong; do
            echo "server { listen 127.0.6.$i:$1 ssl http2; ssl_certificate $T/$name.pem; ssl_certificate_key $T/$name.key; root $T/site; }"
            i=$((i + 1))
        done
        echo "}"
    } >nginx.conf
    nginx -p "$T" -c "$T/nginx.conf" 2>"$T/nginx.err" &
    MARKET_PID=$!
    i=0
    while [ ! -s nginx.pid ]; do
        i=$((i + 1))
        [ $i -lt 60 ] && kill -0 $MARKET_PID 2>/dev/null || { MARKET_PID=; return 1; }
        sleep 0.05
    done
}
port=$((20000 + $$ % 20000))
start $port || start $((port + 1)) || start $((port + 2)) || fail "nginx does not start: $(cat nginx.err)"
port=$(sed -n 's/.*127.0.6.1:\([0-9]*\) .*/\1/p' nginx.conf)

echo "https://127.0.6.1:$port/" >seeds
expect 0 "$BAZARKAV" crawl --seeds seeds --db good.db --contact https://tls.example/ --allow-net 127.0.6.0/24 --delay 0.02 --no-progress --ca ours.pem
same "pages over HTTP/2" "$(grep -c '^127.0.6.1 HTTP/2.0 /[123i].*html 200' log)" 4
same "requests not over HTTP/2" "$(grep -vc 'HTTP/2.0' log || :)" 0

for i in 2 3 4; do echo "https://127.0.6.$i:$port/"; done >seeds
: >log
expect 4 "$BAZARKAV" --lang en crawl --seeds seeds --db bad.db --contact https://tls.example/ --allow-net 127.0.6.0/24 --delay 0.02 --no-progress --ca ours.pem
same "requests answered behind a bad certificate" "$(grep -c ' 200$' log || :)" 0
told 'its TLS certificate was refused'
told 'expired'
told 'issuer certificate\|self.signed'
told '127.0.6.4.*refused'
expect 4 "$BAZARKAV" --lang fa crawl --seeds seeds --db bad.db --contact https://tls.example/ --allow-net 127.0.6.0/24 --delay 0.02 --no-progress --ca ours.pem
told 'گواهی TLS پذیرفته نشد'
# Without --ca the system's authorities count, and ours is none of them.
echo "https://127.0.6.1:$port/" >seeds
expect 4 "$BAZARKAV" --lang en crawl --seeds seeds --db system.db --contact https://tls.example/ --allow-net 127.0.6.0/24 --delay 0.02 --no-progress
told 'refused'
