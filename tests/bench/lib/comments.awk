# Invented comments for benches: many texts, authors, dates and shops. The same arguments give the same file.
#   awk -v n=250000 -v shop=1 -v shops=6 -f comments.awk demo/data/comments.tsv > shop1.csv
# n  comments over all shops; an author writes four on average, one of fifty writes many.
BEGIN { FS = "\t"; split("سلام، |به نظر من |راستش |بعد از چند بار خرید: |دیروز گرفتم، |برای پسرم گرفتم، |ما از شیراز سفارش دادیم، |تو رشت هستم، |همیشه از اینجا می‌خرم. |بار اولم بود. ||||", head, "|"); nh = 13
    split(" ممنون.| خلاصه راضی‌ام.| دیگه نمی‌خرم.| به همه پیشنهاد می‌کنم.| کاش رنگ دیگه هم داشت.| قیمتش هم گرونه.| ارسالش سه روز طول کشید.| بسته‌بندیش عالی بود.| حدود ۲۵۰ هزار تومان دادم.|||", tail, "|"); nt = 12 }
/^#/ || $10 == "" || $9 == "" { next }
{ gsub(/"/, "", $10); text[nx++] = $10 }
function roll(m) { x = (x * 69069 + 12345) % 4294967296; return int(x / 65536) % m }
END {
    print "id,author,date,rating,text"
    x = shop * 7919 + 1
    for (i = shop; i <= n; i += shops) {
        a = roll(50) == 0 ? roll(20) : roll(32768) * 8 + roll(8)
        d = 20000 + int(420 * (i / n)) # days since 1970: the last year and a bit
        t = d * 86400 + roll(24) * 3600 + roll(60) * 60
        printf "%d,u%d,%s,%s,\"%s%s%s%s\"\n", i, a % (n / 4), strftime("%Y-%m-%dT%H:%M:%SZ", t, 1), roll(3) ? "" : 1 + roll(5),
            head[1 + roll(nh)], text[roll(nx)], roll(3) ? "" : " " text[roll(nx)], tail[1 + roll(nt)]
    }
}
