#include "text/mask.h"

#include "text/chars.h"
#include "text/digits.h"
#include "text/mask_in.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "util/buf.h"

#define ZWNJ "\xE2\x80\x8C"

typedef struct mask {
    sv s;
    buf out;
    size_t done;   /* bytes copied or replaced */
    bool personal; /* written by a person, not by a shop */
} mask;

static size_t replace(mask *m, size_t from, size_t to, sv with)
{
    buf_put(&m->out, (sv){m->s.p + m->done, from - m->done});
    buf_put(&m->out, with);
    m->done = to;
    return to;
}

static size_t number(mask *m, size_t at, size_t from, bool plus, bool ir)
{
    sv with = {NULL, 0};
    size_t next, to = mask_number(m->s, at, plus, ir, &with, &next);
    return to ? replace(m, from, to, with) : next;
}

/* Links to a person's page on a network. */
static bool profile_link(sv url)
{
    static const sv hosts[] = {SV_INIT("t.me/"), SV_INIT("telegram.me/"), SV_INIT("instagram.com/"),
        SV_INIT("facebook.com/"), SV_INIT("twitter.com/"), SV_INIT("x.com/"),
        SV_INIT("linkedin.com/in/"), SV_INIT("eitaa.com/"), SV_INIT("ble.ir/"),
        SV_INIT("rubika.ir/"), SV_INIT("tiktok.com/@")};
    size_t at = sv_find(url, SV("://"));
    sv bare = at == SV_NPOS ? url : sv_sub(url, at + 3, url.n);
    if (sv_istarts(bare, SV("www."))) bare = sv_sub(bare, 4, bare.n);
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        if (sv_istarts(bare, hosts[i]) && bare.n > hosts[i].n) return true;
    return false;
}

/* Most words begin nothing of all this. */
static bool may_begin(uint32_t cp, const char *letters)
{
    for (const char *p = letters, *end = letters + strlen(letters); p < end;)
        if (utf8_next(&p, end) == cp) return true;
    return false;
}

/* At the beginning of a word; 0: nothing there. */
static size_t words(mask *m, size_t at, uint32_t cp)
{
    size_t from = at, to = may_begin(cp, "صن") ? mask_spelled_phone(m->s, at) : 0;
    if (to) return replace(m, at, to, SV("[تلفن]"));
    to = mask_spelled_mail(m->s, at);
    if (to) return replace(m, at, to, SV("[ایمیل]"));
    if (!m->personal) return 0;
    to = may_begin(cp, "آایتپکtiuTIU") ? mask_told_name(m->s, at, &from) : 0;
    if (to) return replace(m, from, to, SV("[کاربر]"));
    to = may_begin(cp, "خکبمشاف") ? mask_street(m->s, at) : 0;
    return to ? replace(m, at, to, SV("[نشانی]")) : 0;
}

static size_t one_token(mask *m, size_t at, char_class c)
{
    const char *p = m->s.p + at, *end = m->s.p + m->s.n;
    token_kind kind;
    size_t span = scan_span(m->s.p, p, end, c, &kind);
    sv text = {p, span};
    if (kind == TOKEN_EMAIL) return replace(m, at, at + span, SV("[ایمیل]"));
    if (kind == TOKEN_HANDLE) return replace(m, at, at + span, SV("[کاربر]"));
    if (kind == TOKEN_URL && sv_find(text, SV("wa.me/")) != SV_NPOS)
        return replace(m, at, at + span, SV("[تلفن]"));
    if (kind == TOKEN_URL && m->personal && profile_link(text))
        return replace(m, at, at + span, SV("[کاربر]"));
    if (kind == TOKEN_NUMBER) return number(m, at, at, false, false);
    return at + span;
}

static size_t step(mask *m, size_t at)
{
    const char *p = m->s.p + at, *end = m->s.p + m->s.n;
    size_t n, found, ir;
    uint32_t cp = utf8_at(p, end, &n);
    char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    if (cp == '+' && at + 1 < m->s.n) {
        const char *q = p + 1;
        if (digit_value(utf8_next(&q, end)) >= 0) return number(m, at + 1, at, true, false);
    }
    bool letter = c == CH_PERSIAN || c == CH_LETTER || c == CH_LATIN;
    if (letter && !mask_inside_word(m->s, at) && (found = words(m, at, cp)) != 0) return found;
    if (c != CH_LATIN && c != CH_DIGIT && cp != '@') return at + n;
    if (c == CH_LATIN && mask_iban(m->s, at, &ir)) return number(m, ir, at, false, true);
    return one_token(m, at, c);
}

/* The first two letters of what `words` looks for: no other plain Persian word begins anything but a mail address. */
static bool may_tell(sv s, size_t at, bool personal)
{
    static const char always[] = "صفنه", own[] = "آیایاییوتلپیکاخیکوبلبومیبنشهبزاتفامح";
    if (s.n - at < 4) return true;
    for (const char *p = always; *p; p += 4)
        if (memcmp(s.p + at, p, 4) == 0) return true;
    if (!personal) return false;
    for (const char *p = own; *p; p += 4)
        if (memcmp(s.p + at, p, 4) == 0) return true;
    return memcmp(s.p + at, "خ", 2) == 0;
}

static bool plain_letter(sv s, size_t at)
{
    if (s.n - at < 2) return false;
    unsigned char lead = (unsigned char)s.p[at], tail = (unsigned char)s.p[at + 1];
    return lead >= 0xD8 && lead <= 0xDB && (tail & 0xC0) == 0x80 &&
           char_class_table[(lead & 0x1FU) << 6 | (tail & 0x3FU)] == CH_PERSIAN;
}

/* Could mask_spelled_mail find a sign behind the word whose plain letters end here? It begins no other way. */
static bool may_mail(sv s, size_t end)
{
    bool next_word = end < s.n && s.p[end] == ' ' && plain_letter(s, end + 1); /* mostly */
    size_t n, j = next_word ? end + 1 : mask_blanks(s, end), left = s.n - j;
    if (j == end && left && (s.p[j] & 0x80)) {
        uint32_t cp = utf8_at(s.p + j, s.p + s.n, &n);
        char_class k = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
        if (k == CH_MARK || k == CH_LETTER) return true; /* the word goes on */
    }
    if (!left) return false;
    char c = s.p[j], next = left > 1 ? sv_lower(s.p[j + 1]) : 0;
    if (c == 'a' || c == 'A') return next == 't';
    if (c != '\xD8') return c && strchr("([{@", c);
    return left < 4 || memcmp(s.p + j, "ات", 4) == 0 || memcmp(s.p + j, "اَ", 4) == 0;
}

/* Most of a text is Persian words, blanks and marks that begin nothing: where that ends, from `at` on. */
static size_t skip_plain(const mask *m, size_t at)
{
    sv s = m->s;
    bool inside = mask_inside_word(s, at);
    while (at < s.n) {
        if (plain_letter(s, at)) {
            size_t end = at + 2;
            while (end < s.n && plain_letter(s, end)) end += 2;
            if (!inside && (may_tell(s, at, m->personal) || may_mail(s, end))) return at;
            at = end;
            inside = true;
        } else if (s.n - at >= 3 && memcmp(s.p + at, ZWNJ, 3) == 0) {
            at += 3;
            inside = true;
        } else {
            unsigned char c = (unsigned char)s.p[at];
            char_class k = c < 0x80 ? (char_class)char_class_table[c] : CH_BAD;
            if ((k != CH_SPACE && k != CH_NEWLINE && k != CH_PUNCT) || c == '+' || c == '@')
                return at;
            at++;
            inside = false;
        }
    }
    return at;
}

static err run(arena *a, sv raw, bool personal, sv *ret)
{
    mask m = {.s = raw, .out = BUF_INIT(0), .personal = personal};
    for (size_t at = skip_plain(&m, 0); at < raw.n; at = skip_plain(&m, at)) at = step(&m, at);
    if (!m.done) {
        *ret = raw;
        return ERR_OK;
    }
    buf_put(&m.out, (sv){raw.p + m.done, raw.n - m.done});
    sv copy = m.out.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&m.out));
    err e = m.out.e ? m.out.e : copy.p ? ERR_OK : ERR_NOMEM;
    buf_clear(&m.out);
    if (!e) *ret = copy;
    return e;
}

err mask_private(arena *a, sv raw, sv *ret) { return run(a, raw, false, ret); }

err mask_personal(arena *a, sv raw, sv *ret) { return run(a, raw, true, ret); }
