#include "text/scan.h"

#include <string.h>

#include "text/digits.h"
#include "text/utf8.h"

enum { HOST_MAX = 253, TLD_MIN = 2 };

bool scan_word_class(uint32_t cp)
{
    char_class c = char_class_of(cp);
    return c == CH_PERSIAN || c == CH_MARK;
}

static bool alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool alnum(char c) { return alpha(c) || digit(c); }

/* Class of the character at `p`, its value and length; CH_SPACE at the end. */
static char_class peek(const char *p, const char *end, uint32_t *cp, size_t *n)
{
    *n = 0;
    *cp = 0;
    if (p >= end) return CH_SPACE;
    *cp = utf8_at(p, end, n);
    return *cp == UTF8_BAD ? CH_BAD : char_class_of(*cp);
}

/* The rest of a link: all but blanks, quotes and closing punctuation at its end. */
static size_t url_rest(const char *p, const char *end)
{
    const char *q = p;
    while (q < end) {
        uint32_t cp;
        size_t n;
        char_class c = peek(q, end, &cp, &n);
        if (c == CH_SPACE || c == CH_NEWLINE || c == CH_BAD || c == CH_ZWNJ || c == CH_EMOJI) break;
        if (cp == '<' || cp == '>' || cp == '"' || cp == 0xAB || cp == 0xBB || cp == 0x60C) break;
        q += n;
    }
    while (q > p && memchr(".,;:!?)]}'", q[-1], 10)) q--;
    while (q - p > 1 && ((unsigned char)q[-2] == 0xD8 || (unsigned char)q[-2] == 0xDB) &&
           char_class_of((((unsigned char)q[-2] & 0x1Fu) << 6) | ((unsigned char)q[-1] & 0x3Fu)) ==
               CH_PUNCT)
        q -= 2;
    return (size_t)(q - p);
}

/* "shop.example.ir" with at least one dot and a last label of letters; 0 if it is none. */
static size_t host(const char *p, const char *end)
{
    size_t i = 0, n = (size_t)(end - p), label = 0, dots = 0;
    if (n > HOST_MAX) n = HOST_MAX;
    while (i < n && (alnum(p[i]) || p[i] == '-' || (p[i] == '.' && i && p[i - 1] != '.'))) {
        if (p[i] == '.') dots++, label = i + 1;
        i++;
    }
    while (i && (p[i - 1] == '.' || p[i - 1] == '-')) {
        i--;
        if (p[i] == '.' && dots) dots--;
        for (label = i; label && p[label - 1] != '.';) label--;
    }
    if (!dots || i - label < TLD_MIN) return 0;
    for (size_t k = label; k < i; k++)
        if (!alpha(p[k]) || (k > label && alpha(p[k]) && p[k] < 'a' && p[label] >= 'a')) return 0;
    return i;
}

static size_t email(const char *p, const char *end)
{
    size_t i = 0, n = (size_t)(end - p);
    while (i < n && i < 64 && (alnum(p[i]) || memchr("._%+-", p[i], 5))) i++;
    if (!i || i >= n || p[i] != '@' || !alnum(p[0])) return 0;
    size_t h = host(p + i + 1, end);
    return h ? i + 1 + h : 0;
}

/* Latin letters, digits and what holds them together: iPhone13, A52, C++, Coca-Cola, don't. */
static size_t latin(const char *p, const char *end)
{
    const char *q = p;
    while (q < end) {
        uint32_t cp;
        size_t n, m;
        char_class c = peek(q, end, &cp, &n);
        if (c == CH_LATIN || c == CH_MARK || (c == CH_DIGIT && cp < 0x80) || cp == '_') {
            q += n;
            continue;
        }
        if (c == CH_DIGIT && q > p) {
            q += n;
            continue;
        }
        if ((cp == '-' || cp == '\'' || cp == '.' || cp == '&' || cp == 0x2019) && q > p) {
            uint32_t next;
            char_class d = peek(q + n, end, &next, &m);
            if (d == CH_LATIN || (d == CH_DIGIT && next < 0x80)) {
                q += n;
                continue;
            }
        }
        break;
    }
    while (q < end && (*q == '+' || *q == '#') && (q - p == 1 || (q - p < 4 && q[-1] == '+'))) q++;
    return (size_t)(q - p);
}

static bool has_letter(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (alpha(p[i]) || (unsigned char)p[i] >= 0x80) return true;
    return false;
}

static size_t scan_latin(const char *p, const char *end, token_kind *kind)
{
    size_t left = (size_t)(end - p), n = 0;
    sv s = {p, left};
    if (sv_istarts(s, SV("http://")) || sv_istarts(s, SV("https://"))) {
        *kind = TOKEN_URL;
        return url_rest(p, end);
    }
    if (sv_istarts(s, SV("www.")) && host(p, end)) {
        *kind = TOKEN_URL;
        return url_rest(p, end);
    }
    if ((n = email(p, end)) != 0) {
        *kind = TOKEN_EMAIL;
        return n;
    }
    if ((n = host(p, end)) != 0) {
        *kind = TOKEN_URL;
        return n < left && (p[n] == '/' || p[n] == '?') ? url_rest(p, end) : n;
    }
    *kind = TOKEN_LATIN;
    n = latin(p, end);
    return n ? n : 1;
}

/* Digits after `p`; *ret_n their number. */
static const char *digits_run(const char *p, const char *end, size_t *ret_n)
{
    *ret_n = 0;
    while (p < end) {
        uint32_t cp;
        size_t n;
        char_class c = peek(p, end, &cp, &n);
        if (c == CH_MARK && *ret_n) {
            p += n;
            continue;
        }
        if (c != CH_DIGIT) break;
        p += n;
        ++*ret_n;
    }
    return p;
}

static bool separator(uint32_t cp, size_t before, size_t after)
{
    switch (cp) {
    case '.':
    case '/':
    case ':':
    case 0x66B: return true;
    case ',':
    case 0x66C:
    case '\'':
    case 0x60C: return after == 3 && before <= 3;
    case '-': return before == 4 || after == 4 || (before <= 2 && after <= 2 && false);
    default: return false;
    }
}

/* «۲۵۰٬۰۰۰», "3.5", «۱۴۰۲/۰۳/۱۵», "18:30" */
static size_t number(const char *p, const char *end)
{
    size_t before, after;
    const char *q = digits_run(p, end, &before);
    for (;;) {
        uint32_t cp;
        size_t n;
        (void)peek(q, end, &cp, &n);
        const char *r = digits_run(q + n, end, &after);
        if (!n || !after || !separator(cp, before, after)) return (size_t)(q - p);
        if (cp == '-' && before != 4 && after != 4) return (size_t)(q - p);
        q = r;
        before = after;
    }
}

static size_t scan_digit(const char *p, const char *end, token_kind *kind)
{
    size_t n = 0, mail = digit(*p) ? email(p, end) : 0;
    if (mail) {
        *kind = TOKEN_EMAIL;
        return mail;
    }
    size_t h = digit(*p) ? host(p, end) : 0;
    n = number(p, end);
    if (h > n && has_letter(p, h)) {
        *kind = TOKEN_URL;
        return h + (p + h < end && p[h] == '/' ? url_rest(p + h, end) : 0);
    }
    *kind = TOKEN_NUMBER;
    return n ? n : 1;
}

/* @name, #tag: letters of any kind, digits, _ and half-spaces between. */
static size_t scan_mark(const char *p, const char *end, bool tag)
{
    const char *q = p + 1, *last = q;
    while (q < end) {
        uint32_t cp;
        size_t n;
        char_class c = peek(q, end, &cp, &n);
        bool letter = c == CH_LATIN || c == CH_DIGIT || cp == '_' || c == CH_PERSIAN ||
                      c == CH_LETTER || c == CH_MARK;
        bool between = c == CH_ZWNJ || c == CH_DROP || (!tag && cp == '.');
        if (!letter && !between) break;
        q += n;
        if (letter) last = q;
    }
    return (size_t)(last - p);
}

/* A grapheme cluster of emoji: joiners, skin tones, flags, keycaps. */
static size_t scan_emoji(const char *p, const char *end)
{
    uint32_t cp, first;
    size_t n;
    (void)peek(p, end, &first, &n);
    const char *q = p + n;
    bool joined = false, flag = first >= 0x1F1E6 && first <= 0x1F1FF;
    while (q < end) {
        char_class c = peek(q, end, &cp, &n);
        bool more = cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0x20E3 ||
                    (cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0020 && cp <= 0xE007F);
        if (c == CH_EMOJI && joined) more = true;
        if (flag && cp >= 0x1F1E6 && cp <= 0x1F1FF) more = true, flag = false;
        if (!more) break;
        joined = cp == 0x200D;
        q += n;
    }
    return (size_t)(q - p);
}

static bool follows_word(const char *begin, const char *p)
{
    return p > begin && (alnum(p[-1]) || p[-1] == '_');
}

static size_t scan_punct(const char *begin, const char *p, const char *end, token_kind *kind)
{
    uint32_t cp, next;
    size_t n, m;
    (void)peek(p, end, &cp, &n);
    char_class c = peek(p + n, end, &next, &m);
    if (cp == '@' && !follows_word(begin, p) && (c == CH_LATIN || c == CH_PERSIAN || next == '_')) {
        *kind = TOKEN_HANDLE;
        return scan_mark(p, end, false);
    }
    if (cp == '#' && (c == CH_LATIN || c == CH_PERSIAN || c == CH_DIGIT || c == CH_LETTER)) {
        *kind = TOKEN_TAG;
        return scan_mark(p, end, true);
    }
    *kind = TOKEN_PUNCT;
    const char *q = p + n;
    if (memchr(".!?-_=*~", (int)(cp & 0x7F), 8) && cp < 0x80)
        while (q < end && *q == *p) q++;
    else if (cp == 0x61F)
        while (end - q >= 2 && memcmp(q, p, 2) == 0) q += 2;
    return (size_t)(q - p);
}

size_t scan_span(const char *begin, const char *p, const char *end, char_class c, token_kind *kind)
{
    if (c == CH_LATIN) return scan_latin(p, end, kind);
    if (c == CH_DIGIT) return scan_digit(p, end, kind);
    if (c == CH_EMOJI) {
        *kind = TOKEN_EMOJI;
        return scan_emoji(p, end);
    }
    return scan_punct(begin, p, end, kind);
}

size_t scan_fold(sv raw, char *out)
{
    size_t w = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; p < end;) {
        uint32_t cp = utf8_next(&p, end);
        char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
        if (c == CH_BAD || c == CH_MARK || c == CH_DROP) continue;
        w += utf8_put(out + w, char_fold(cp));
    }
    return w;
}

size_t scan_number_norm(sv raw, char *out)
{
    size_t w = 0, dots = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; p < end;) {
        uint32_t cp = utf8_next(&p, end);
        int d = digit_value(cp);
        if (d >= 0)
            out[w++] = (char)('0' + d);
        else if (cp == 0x66B || cp == '.')
            out[w++] = '.', dots++;
        else if (cp == '/' || cp == ':' || cp == '-')
            out[w++] = (char)cp;
        else if (cp < 0x80 || cp == 0x66C || cp == 0x60C)
            continue;
        else if (char_class_of(cp) == CH_DIGIT)
            w += utf8_put(out + w, char_fold(cp));
    }
    return w;
}

bool scan_blank(sv s)
{
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        uint32_t cp = utf8_next(&p, end);
        char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
        if (c != CH_SPACE && c != CH_ZWNJ && c != CH_DROP) return false;
    }
    return true;
}
