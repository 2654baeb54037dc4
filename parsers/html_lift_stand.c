/* What stands for a part of a page that was taken out, and putting it back. */
#include "parsers/html_lift_in.h"

/* U+F8FE, U+F8FD or U+F8FC, for private use, and a number in base 32 stand for a value, a text and a list of
 * attributes. */
#define STANDS        "\xEF\xA3"
#define STANDS_VALUE  '\xBE'
#define STANDS_TEXT   '\xBD'
#define STANDS_LIST   '\xBC'
#define STANDS_LETTER 0xF8FCU /* the lowest one of the three */
enum { KIND_BYTES = sizeof STANDS, DIGIT_BITS = 5, DIGITS_MAX = 4, SCRIPTS_MAX = 100000 };

static size_t stand_bytes(const lifted *l) { return KIND_BYTES + l->digits; }

static bool full(const lifted *l, size_t n) { return n >> DIGIT_BITS * l->digits; }

size_t lift_find_pair(sv s, size_t at, const char *pair)
{
    while (at < s.n) {
        const char *p = memchr(s.p + at, pair[0], s.n - at);
        if (!p) break;
        at = (size_t)(p - s.p);
        if (at + 1 < s.n && p[1] == pair[1]) return at;
        at++;
    }
    return SV_NPOS;
}

bool lift_stands_in(sv page) { return lift_find_pair(page, 0, STANDS) != SV_NPOS; }

/* References (&#xF8FE;) are counted in 32 bits, as Gumbo does. */
bool lift_refers_to_stand(sv s)
{
    for (size_t at = 0; (at = lift_find_pair(s, at, "&#")) != SV_NPOS;) {
        at += 2;
        bool hex = at < s.n && (s.p[at] | 0x20) == 'x';
        uint32_t letter = 0;
        for (at += hex; at < s.n; at++) {
            uint32_t c = (unsigned char)s.p[at], digit = c - '0';
            if (hex && digit > 9) digit = (c | 0x20) - 'a' <= 5 ? (c | 0x20) - 'a' + 10 : 16;
            if (digit >= (hex ? 16U : 10U)) break;
            letter = letter * (hex ? 16U : 10U) + digit;
        }
        if (letter >= STANDS_LETTER && letter <= STANDS_LETTER + 2) return true;
    }
    return false;
}

/* ASCII that may be lifted: what could end a tag, a value, a CDATA section or a remark stays where it is, should the
 * tree builder see one there. */
static bool is_plain_ascii(unsigned char c, bool text)
{
    if (c == '"' || c == '\'') return text;
    return (c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>') || c == '\n' || c == '\t';
}

bool lift_is_plain(sv s, bool text)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((unsigned)((c | 0x20) - 'a') < 26U) continue; /* most are letters */
        if (c < 0x80 && is_plain_ascii(c, text)) continue;
        if ((c >= 0xC3 && c < 0xEF) || (c >= 0x80 && c < 0xC0)) continue;
        if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] >= 0xA0) continue;
        bool last = c >= 0xF0 && i + 3 < s.n && (unsigned char)s.p[i + 2] == 0xBF &&
                    (unsigned char)s.p[i + 3] >= 0xBE; /* U+1FFFE ... */
        if (c < 0xF0 || last) return false;
    }
    return true;
}

static void stand_in(lift *l, size_t at, size_t end, char kind, size_t number)
{
    char text[KIND_BYTES + DIGITS_MAX] = STANDS;
    size_t n = sizeof STANDS - 1, all = stand_bytes(l->out);
    text[n++] = kind;
    for (; n < all; n++, number >>= DIGIT_BITS)
        text[n] = (char)('@' + (number & ((1 << DIGIT_BITS) - 1))); /* the last digit first */
    lift_keep_to(l, at);
    buf_put(&l->out->text, (sv){text, all});
    l->kept = end;
}

/* The place of a part among its like, from 1 on; 0: it has none yet. */
static size_t place_of(const map *m, sv part) { return (size_t)(uintptr_t)map_get(m, part); }

static err set_place(map *m, sv part, size_t place)
{
    union {
        uintptr_t in;
        void *out; /* never followed */
    } u = {.in = place};
    return part.p ? map_put(m, part, u.out) : ERR_NOMEM;
}

err lift_value(lift *l, size_t at, size_t end)
{
    sv value = sv_sub(l->s, at, end - at);
    if (value.n <= stand_bytes(l->out) || !lift_is_plain(value, false)) return ERR_OK;
    size_t place = place_of(&l->out->place, value);
    if (!place) {
        if (full(l->out, l->out->value.n)) return ERR_OK;
        sv *slot = VEC_PUSH(l->a, &l->out->value);
        if (!slot) return ERR_NOMEM;
        *slot = arena_sv(l->a, value);
        place = l->out->value.n;
        err e = set_place(&l->out->place, *slot, place);
        if (e) return e;
    }
    stand_in(l, at, end, STANDS_VALUE, place - 1);
    return ERR_OK;
}

err lift_text(lift *l, size_t at, size_t end)
{
    sv text = sv_sub(l->s, at, end - at);
    if (text.n <= stand_bytes(l->out) || full(l->out, l->out->texts.n)) return ERR_OK;
    if (!lift_is_plain(text, true)) return ERR_OK;
    sv *slot = VEC_PUSH(l->a, &l->out->texts);
    if (!slot) return ERR_NOMEM;
    *slot = text;
    stand_in(l, at, end, STANDS_TEXT, l->out->texts.n - 1);
    return ERR_OK;
}

err lift_list(lift *l, size_t at, size_t end, bool *ret_done)
{
    sv raw = sv_sub(l->s, at, end - at);
    size_t place = place_of(&l->out->listed, raw);
    if (!place) {
        if (raw.n <= stand_bytes(l->out) + 1 || full(l->out, l->out->list.n)) return ERR_OK;
        lifted_list *slot = VEC_PUSH(l->a, &l->out->list);
        if (!slot) return ERR_NOMEM;
        slot->raw = raw;
        place = l->out->list.n;
        err e = set_place(&l->out->listed, raw, place);
        if (e) return e;
    }
    stand_in(l, at + 1, end, STANDS_LIST, place - 1); /* behind the blank */
    *ret_done = true;
    return ERR_OK;
}

sv html_lifted(const lifted *l, sv mark)
{
    size_t i = 0;
    for (size_t k = 0; k < mark.n; k++) {
        if (mark.p[k] < '0' || mark.p[k] > '9' || i > SCRIPTS_MAX) return (sv){NULL, 0};
        i = i * 10 + (size_t)(mark.p[k] - '0');
    }
    return mark.n && i < l->script.n ? l->script.at[i] : (sv){NULL, 0};
}

/* The number at the start of s, which begins with STANDS; SV_NPOS: it is none. Names have lost their capitals. */
static size_t number_at(const lifted *l, sv s)
{
    size_t number = 0;
    if (s.n < stand_bytes(l)) return SV_NPOS;
    for (size_t k = stand_bytes(l); k-- > KIND_BYTES;) {
        unsigned c = (unsigned char)s.p[k], digit = (c >= 'a' && c <= 'z' ? c - 0x20 : c) - '@';
        if (digit >> DIGIT_BITS) return SV_NPOS;
        number = number << DIGIT_BITS | digit;
    }
    return number;
}

/* What stands at the start of s, which begins with STANDS; {NULL, 0}: itself. */
static sv stood_for(const lifted *l, sv s)
{
    size_t number = number_at(l, s);
    if (number == SV_NPOS) return (sv){NULL, 0};
    switch (s.p[KIND_BYTES - 1]) {
    case STANDS_VALUE: return number < l->value.n ? l->value.at[number] : (sv){NULL, 0};
    case STANDS_TEXT: return number < l->texts.n ? l->texts.at[number] : (sv){NULL, 0};
    case STANDS_LIST:
        return number < l->list.n ? sv_sub(l->list.at[number].raw, 1, SV_NPOS) : (sv){NULL, 0};
    default: return (sv){NULL, 0};
    }
}

lifted_list *html_lifted_list(const lifted *l, sv name)
{
    if (name.n != stand_bytes(l) || !sv_starts(name, SV(STANDS)) ||
        name.p[KIND_BYTES - 1] != STANDS_LIST)
        return NULL;
    size_t number = number_at(l, name);
    return number < l->list.n ? &l->list.at[number] : NULL;
}

static err join(arena *a, const lifted *l, sv s, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(l->text.limit); /* no part stands in two texts */
    while (s.n) {
        size_t at = lift_find_pair(s, 0, STANDS);
        buf_put(&b, sv_sub(s, 0, at));
        if (at == SV_NPOS) break;
        s = sv_sub(s, at, SV_NPOS);
        sv part = stood_for(l, s);
        buf_put(&b, part.p ? part : sv_sub(s, 0, 1));
        s = sv_sub(s, part.p ? stand_bytes(l) : 1, SV_NPOS);
    }
    *ret = arena_sv(a, buf_sv(&b));
    return b.e ? b.e : ret->p ? ERR_OK : ERR_NOMEM;
}

err html_restored(arena *a, const lifted *l, sv s, sv *ret)
{
    bool any = (l->value.n || l->texts.n || l->list.n) && s.n >= stand_bytes(l);
    size_t at = any ? lift_find_pair(s, 0, STANDS) : SV_NPOS;
    sv part = at == 0 && s.n == stand_bytes(l) ? stood_for(l, s) : (sv){NULL, 0};
    if (part.p && s.p[KIND_BYTES - 1] == STANDS_VALUE)
        *ret = part;
    else if (part.p || at == SV_NPOS)
        *ret = arena_sv(a, part.p ? part : s);
    else
        return join(a, l, s, ret);
    return ret->p ? ERR_OK : ERR_NOMEM;
}
