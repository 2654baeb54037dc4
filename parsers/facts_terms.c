#include <math.h>
#include <pthread.h>

#include "parsers/facts_in.h"

enum { SENTENCE_BYTES = 420, SENTENCE_MIN = 12 };

/* A phrase, what a sentence with it is about, and the key that stays the same from run to run. */
static const struct {
    sv phrase;
    fact_kind kind;
    sv key;
} phrases[] = {
    {SV_INIT("ارسال رایگان"), FACT_DELIVERY, SV_INIT("ارسال رایگان")},
    {SV_INIT("هزینه ارسال"), FACT_DELIVERY, SV_INIT("هزینه ارسال")},
    {SV_INIT("هزینهٔ ارسال"), FACT_DELIVERY, SV_INIT("هزینه ارسال")},
    {SV_INIT("هزینه‌ی ارسال"), FACT_DELIVERY, SV_INIT("هزینه ارسال")},
    {SV_INIT("زمان ارسال"), FACT_DELIVERY, SV_INIT("زمان ارسال")},
    {SV_INIT("زمان تحویل"), FACT_DELIVERY, SV_INIT("زمان ارسال")},
    {SV_INIT("تحویل در"), FACT_DELIVERY, SV_INIT("زمان ارسال")},
    {SV_INIT("ارسال به"), FACT_DELIVERY, SV_INIT("ارسال به")},
    {SV_INIT("ارسال فوری"), FACT_DELIVERY, SV_INIT("ارسال فوری")},
    {SV_INIT("ارسال سریع"), FACT_DELIVERY, SV_INIT("ارسال فوری")},
    {SV_INIT("روز کاری"), FACT_DELIVERY, SV_INIT("زمان ارسال")},
    {SV_INIT("پیک موتوری"), FACT_DELIVERY, SV_INIT("پیک")},
    {SV_INIT("free shipping"), FACT_DELIVERY, SV_INIT("free shipping")},
    {SV_INIT("free delivery"), FACT_DELIVERY, SV_INIT("free shipping")},
    {SV_INIT("delivery time"), FACT_DELIVERY, SV_INIT("delivery time")},
    {SV_INIT("shipping cost"), FACT_DELIVERY, SV_INIT("shipping cost")},
    {SV_INIT("بازگشت کالا"), FACT_RETURNS, SV_INIT("بازگشت کالا")},
    {SV_INIT("ضمانت بازگشت"), FACT_RETURNS, SV_INIT("بازگشت کالا")},
    {SV_INIT("مرجوع"), FACT_RETURNS, SV_INIT("بازگشت کالا")},
    {SV_INIT("بازگردان"), FACT_RETURNS, SV_INIT("بازگشت کالا")},
    {SV_INIT("پس فرستا"), FACT_RETURNS, SV_INIT("بازگشت کالا")},
    {SV_INIT("بازگشت وجه"), FACT_RETURNS, SV_INIT("بازگشت وجه")},
    {SV_INIT("تعویض کالا"), FACT_RETURNS, SV_INIT("تعویض")},
    {SV_INIT("return policy"), FACT_RETURNS, SV_INIT("returns")},
    {SV_INIT("money back"), FACT_RETURNS, SV_INIT("returns")},
    {SV_INIT("refund"), FACT_RETURNS, SV_INIT("refund")},
};

/* What a line begins with when it tells an address or hours. */
static const struct {
    sv begins;
    fact_kind kind;
} labels[] = {{SV_INIT("آدرس"), FACT_ADDRESS}, {SV_INIT("نشانی"), FACT_ADDRESS},
    {SV_INIT("شعبه"), FACT_ADDRESS}, {SV_INIT("شعبهٔ"), FACT_ADDRESS},
    {SV_INIT("address:"), FACT_ADDRESS}, {SV_INIT("ساعت کار"), FACT_HOURS},
    {SV_INIT("ساعات کار"), FACT_HOURS}, {SV_INIT("ساعت‌های کار"), FACT_HOURS},
    {SV_INIT("opening hours"), FACT_HOURS}, {SV_INIT("business hours"), FACT_HOURS},
    {SV_INIT("hours:"), FACT_HOURS}, {SV_INIT("شماره تماس"), FACT_PHONE},
    {SV_INIT("شمارهٔ تماس"), FACT_PHONE}, {SV_INIT("تلفن"), FACT_PHONE},
    {SV_INIT("phone:"), FACT_PHONE}, {SV_INIT("tel:"), FACT_PHONE}};

enum {
    PHRASES = sizeof phrases / sizeof *phrases,
    LEAST = 6, /* bytes of the shortest one */
    START_BITS = 10
};

/* Where each phrase is first, as written and with ASCII case ignored; SV_NPOS: nowhere. */
typedef struct places {
    size_t exact[PHRASES], folded[PHRASES];
} places;

/* The first LEAST bytes of a phrase or a text as an index, the same for both cases of ASCII. */
static unsigned start_of(const char *p)
{
    uint32_t four;
    uint16_t two;
    memcpy(&four, p, sizeof four);
    memcpy(&two, p + sizeof four, sizeof two);
    uint64_t v = (uint64_t)(two | 0x2020U) << 32 | four | 0x20202020U;
    return (unsigned)(v * UINT64_C(0x9E3779B97F4A7C15) >> (64 - START_BITS));
}

/* For every start the first of the phrases that begin so, and behind each phrase the next one; PHRASES: no other. */
static unsigned char starts[1 << START_BITS], others[PHRASES];

static void learn_starts(void)
{
    memset(starts, PHRASES, sizeof starts);
    for (size_t k = PHRASES; k-- > 0;) {
        unsigned at = start_of(phrases[k].phrase.p);
        others[k] = starts[at];
        starts[at] = (unsigned char)k;
    }
}

/* Looks for all phrases in one pass; false: there is none. */
static bool find_phrases(sv text, places *ret)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, learn_starts);
    bool any = false;
    for (size_t i = 0; i + LEAST <= text.n; i++) {
        size_t at = i;
        i += (unsigned char)text.p[i] >= 0xC0; /* over the tail of the letter */
        for (size_t k = starts[start_of(text.p + at)]; k < PHRASES; k = others[k]) {
            sv rest = sv_sub(text, at, text.n);
            if (!sv_istarts(rest, phrases[k].phrase)) continue;
            for (size_t j = 0; j < PHRASES && !any; j++) ret->exact[j] = ret->folded[j] = SV_NPOS;
            any = true;
            if (ret->folded[k] == SV_NPOS) ret->folded[k] = at;
            if (ret->exact[k] == SV_NPOS && sv_starts(rest, phrases[k].phrase)) ret->exact[k] = at;
        }
    }
    return any;
}

/* The sentence of a paragraph around a place. */
static sv sentence(sv text, size_t at)
{
    size_t from = at, to = at;
    while (from && text.p[from - 1] != '\n' && text.p[from - 1] != '.' && text.p[from - 1] != '!')
        from--;
    while (to < text.n && text.p[to] != '\n' && text.p[to] != '.' && text.p[to] != '!') to++;
    return sv_trim(sv_sub(text, from, to - from));
}

static bool has_digit(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        if ((c >= '0' && c <= '9') || (c == 0xDB && d >= 0xB0 && d <= 0xB9) ||
            (c == 0xD9 && d >= 0xA0 && d <= 0xA9))
            return true;
    }
    return false;
}

/* Only the name of another page. */
static bool is_link(facts *f, const xmlNode *n, sv text)
{
    const xmlNode *a = html_first(n, GUMBO_TAG_A);
    return a && html_line(f->a, a).n * 10 > text.n * 8;
}

static void terms_in(facts *f, const xmlNode *n, sv text)
{
    places at;
    if (!find_phrases(text, &at) || is_link(f, n, text)) return;
    for (size_t i = 0; i < PHRASES; i++) {
        size_t from = at.exact[i] != SV_NPOS ? at.exact[i] : at.folded[i];
        if (from == SV_NPOS) continue;
        sv s = sentence(text, from);
        if (s.n < SENTENCE_MIN || s.n > SENTENCE_BYTES || s.n < phrases[i].phrase.n + 6) continue;
        if (facts_said_in_comment(f, s)) continue;
        facts_put(f, (doc_fact){.kind = phrases[i].kind,
                         .key = phrases[i].key,
                         .value = s,
                         .amount = (double)NAN,
                         .confidence = has_digit(s) ? 0.8f : 0.6f});
    }
}

/* A line of hours goes on with what else a visitor should know: only its first sentence tells hours. */
static sv first_sentence(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool point = s.p[i] == '.' && (i + 1 == s.n || sv_space(s.p[i + 1]));
        if (point || s.p[i] == '!') return sv_sub(s, 0, i);
    }
    return s;
}

/* An address ends where the telephone begins. */
static sv before_contact(sv s)
{
    static const sv words[] = {SV_INIT("تلفن"), SV_INIT("شماره تماس"), SV_INIT("شمارهٔ تماس"),
        SV_INIT("موبایل"), SV_INIT("همراه:"), SV_INIT("ایمیل"), SV_INIT("Tel"), SV_INIT("Phone")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = sv_find(s, words[i]), end = at + words[i].n;
        if (at == SV_NPOS || !at || (unsigned char)s.p[at - 1] >= 0x80) continue;
        if (end == s.n || (unsigned char)s.p[end] < 0x80) s = sv_sub(s, 0, at);
    }
    while (s.n && strchr(" .,-|/\n\t", s.p[s.n - 1])) s.n--;
    return sv_ends(s, SV("،")) ? sv_trim(sv_sub(s, 0, s.n - strlen("،"))) : s;
}

static sv told(fact_kind kind, sv text)
{
    if (kind == FACT_ADDRESS) return before_contact(text);
    sv first = first_sentence(text);
    return kind == FACT_HOURS && has_digit(first) ? first : text;
}

static void label_in(facts *f, sv text)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (!sv_istarts(text, labels[i].begins)) continue;
        sv value = sv_sub(text, labels[i].begins.n, text.n);
        bool colon = value.n && memchr(value.p, ':', value.n < 40 ? value.n : 40);
        if (!colon && !(labels[i].kind == FACT_HOURS && has_digit(value))) continue;
        sv rest = value;
        if (colon) (void)sv_cut(&rest, ':');
        sv one = told(labels[i].kind, sv_trim(rest));
        if (one.n < 6 || one.n > SENTENCE_BYTES) continue;
        if (labels[i].kind == FACT_PHONE && (one.n > 80 || !has_digit(one))) continue;
        sv key = colon ? sv_trim(sv_sub(text, 0, (size_t)(rest.p - text.p) - 1)) : labels[i].begins;
        facts_put(f, (doc_fact){.kind = labels[i].kind,
                         .key = key,
                         .value = one,
                         .amount = (double)NAN,
                         .confidence = 0.7f});
    }
}

static bool is_leaf(const xmlNode *n)
{
    for (const xmlNode *c = html_next(n, n); c; c = html_next(c, n))
        if (html_is_block(html_tag(c)) && !html_is(c, GUMBO_TAG_BR)) return false;
    return true;
}

/* One line or more of a part of the page. */
static void read_part(facts *f, const xmlNode *n, sv text)
{
    if (html_is(n, GUMBO_TAG_ADDRESS) && text.n > 10 && text.n < SENTENCE_BYTES)
        facts_put(f, (doc_fact){.kind = FACT_ADDRESS,
                         .key = SV("address"),
                         .value = before_contact(text),
                         .amount = (double)NAN,
                         .confidence = 0.7f});
    for (sv lines = text; lines.n;) label_in(f, sv_trim(sv_cut(&lines, '\n')));
    if (text.n < 4 * SENTENCE_BYTES) terms_in(f, n, text);
}

void facts_of_terms(facts *f)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    const xmlNode *body = f->t->body;
    for (const xmlNode *n = body; n && !f->e;) {
        bool out = facts_leave_out(n), read = false;
        if (!out)
            read = html_is(n, GUMBO_TAG_ADDRESS) || (html_is_block(html_tag(n)) && is_leaf(n));
        if (read) {
            buf_reset(&b);
            html_write(&(html_writer){.b = &b}, n);
            f->e = b.e;
            if (b.n && !b.e) read_part(f, n, buf_sv(&b));
        }
        n = out || read ? html_skip(n, body) : html_next(n, body);
    }
}
