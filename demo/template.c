/* Small pieces that every kind of markup of the demo needs. All dates of the market lie in 1405 (2026-27). */
#include "demo/template.h"

enum { DAY_S = 86400, TEHRAN_S = 12600 };
static const int64_t FARVARDIN_1405_S = 1774051200; /* 2026-03-21T00:00:00Z */

void put_text(buf *b, sv s)
{
    for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
        case '&': buf_puts(b, "&amp;"); break;
        case '<': buf_puts(b, "&lt;"); break;
        case '>': buf_puts(b, "&gt;"); break;
        case '"': buf_puts(b, "&quot;"); break;
        default: buf_putc(b, s.p[i]);
        }
}

void put_path(buf *b, sv path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c < 0x80)
            buf_putc(b, (char)c);
        else
            buf_printf(b, "%%%02X", c);
    }
}

static void put_fa_text(buf *b, const char *ascii)
{
    for (; *ascii; ascii++) {
        if (*ascii >= '0' && *ascii <= '9')
            buf_put(b, (sv){(char[]){(char)0xdb, (char)(0xb0 + *ascii - '0')}, 2});
        else if (*ascii == ',')
            buf_puts(b, "٬");
        else
            buf_putc(b, *ascii);
    }
}

void put_fa(buf *b, int64_t n)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)n);
    put_fa_text(b, text);
}

void put_money(buf *b, int64_t toman)
{
    char text[24];
    if (toman >= 1000000)
        (void)snprintf(text, sizeof text, "%lld,%03lld,%03lld", (long long)(toman / 1000000),
            (long long)(toman / 1000 % 1000), (long long)(toman % 1000));
    else
        (void)snprintf(
            text, sizeof text, "%lld,%03lld", (long long)(toman / 1000), (long long)(toman % 1000));
    put_fa_text(b, text);
}

static int month_of(int day) { return day < 186 ? day / 31 : (day - 186) / 30 + 6; }
static int day_of(int day) { return (day < 186 ? day % 31 : (day - 186) % 30) + 1; }

void put_jalali(buf *b, int day)
{
    static const char *const month[] = {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
        "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"};
    put_fa(b, day_of(day));
    buf_printf(b, " %s ", month[month_of(day) % 12]);
    put_fa(b, 1405);
}

void put_jalali_iso(buf *b, int day)
{
    buf_printf(b, "1405-%02d-%02d", month_of(day) + 1, day_of(day));
}

int64_t tehran_s(int day, int minute)
{
    return FARVARDIN_1405_S + (int64_t)day * DAY_S + (int64_t)minute * 60 - TEHRAN_S;
}

void put_iso(buf *b, int day, int minute)
{
    time_t t = (time_t)(tehran_s(day, minute) + TEHRAN_S);
    struct tm tm;
    if (!gmtime_r(&t, &tm)) return;
    buf_printf(b, "%04d-%02d-%02dT%02d:%02d:00+03:30", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
        tm.tm_hour, tm.tm_min);
}

void put_paragraphs(buf *b, sv text)
{
    for (sv mark = SV("¶"); text.n;) {
        size_t n = sv_find(text, mark);
        buf_puts(b, "<p>");
        put_text(b, sv_sub(text, 0, n));
        buf_puts(b, "</p>\n");
        text = n == SV_NPOS ? (sv){NULL, 0} : sv_sub(text, n + mark.n, text.n);
    }
}

const market_page *next_page(const render *x, market_kind kind, size_t *at)
{
    while (*at < x->m->n_pages) {
        const market_page *p = &x->m->page[(*at)++];
        if (p->site == x->site && p->kind == kind && p->state <= x->state) return p;
    }
    return NULL;
}

const market_comment *next_comment(
    const render *x, const market_page *p, const market_comment *parent, size_t *at)
{
    while (*at < x->m->n_comments) {
        const market_comment *c = &x->m->comment[(*at)++];
        if (c->page == p && c->parent == parent && c->state <= x->state) return c;
    }
    return NULL;
}

void json_comments(render *x, json *j, const market_page *p, const market_comment *parent, sv key,
    json_comment_fn *one)
{
    size_t at = 0, n = 0;
    for (const market_comment *c; (c = next_comment(x, p, parent, &at)); n++) {
        if (!n) {
            json_key(j, key);
            json_open(j, '[');
        }
        one(x, j, p, c);
    }
    if (n) json_close(j, ']');
}

size_t count_comments(const render *x, const market_page *p)
{
    size_t n = 0;
    for (size_t i = 0; i < x->m->n_comments; i++)
        n += x->m->comment[i].page == p && x->m->comment[i].state <= x->state;
    return n;
}

void put_noise(render *x)
{
    buf_puts(x->b, "<div class=\"site-stats\"><span>امروز: ");
    put_jalali(x->b, x->state == 1 ? 241 : 248);
    buf_puts(x->b, "</span> <span class=\"views\">بازدید امروز: ");
    put_fa(x->b, x->state == 1 ? 1284 + x->site * 71 : 2019 + x->site * 53);
    buf_puts(x->b, "</span> <span>کاربران آنلاین: ");
    put_fa(x->b, x->state == 1 ? 12 : 31);
    buf_puts(x->b, "</span></div>\n");
}
