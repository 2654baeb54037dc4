#include "parsers/html_lift.h"

#include <stdlib.h>

enum { BODY_MIN = 48, PICTURE_MIN = 48, SCRIPTS_MAX = 100000 };

/* U+F8FE or U+F8FD, for private use, and a number in base 32 stand for a value and for a text. */
#define STANDS        "\xEF\xA3"
#define STANDS_VALUE  '\xBE'
#define STANDS_TEXT   '\xBD'
#define STANDS_LETTER 0xF8FDU /* the lower one of the two */
enum { DIGIT_BITS = 5, DIGITS = 3, PARTS_MAX = 1 << DIGIT_BITS * DIGITS };
enum { STAND_BYTES = sizeof STANDS + DIGITS, PART_MIN = STAND_BYTES + 1 };

typedef struct lift {
    arena *a;
    lifted *out;
    sv s;
    size_t at;   /* read so far */
    size_t kept; /* and written, or left out, so far */
    bool whole;  /* nothing in the page looks like what stands for a part of it */
} lift;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Of an attribute; of a tag all but '='. NUL, too, as strchr(3) had it. */
static const bool ends_name[256] = {[0] = true,
    ['\t'] = true,
    ['\n'] = true,
    ['\v'] = true,
    ['\f'] = true,
    ['\r'] = true,
    [' '] = true,
    ['/'] = true,
    ['>'] = true,
    ['='] = true};

/* sv_find() for two bytes of which the first is rare. */
static size_t find_pair(sv s, size_t at, const char *pair)
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

/* Whether a reference (&#xF8FE;) makes one of the two letters that stand for parts; counted in 32 bits, as Gumbo does. */
static bool refers_to_stand(sv s)
{
    for (size_t at = 0; (at = find_pair(s, at, "&#")) != SV_NPOS;) {
        at += 2;
        bool hex = at < s.n && (s.p[at] | 0x20) == 'x';
        uint32_t letter = 0;
        for (at += hex; at < s.n; at++) {
            uint32_t c = (unsigned char)s.p[at], digit = c - '0';
            if (hex && digit > 9) digit = (c | 0x20) - 'a' <= 5 ? (c | 0x20) - 'a' + 10 : 16;
            if (digit >= (hex ? 16U : 10U)) break;
            letter = letter * (hex ? 16U : 10U) + digit;
        }
        if (letter == STANDS_LETTER || letter == STANDS_LETTER + 1) return true;
    }
    return false;
}

static sv from(const lift *l, size_t at) { return sv_sub(l->s, at, SV_NPOS); }

/* Writes what was read up to `at`. */
static void keep_to(lift *l, size_t at)
{
    buf_put(&l->out->text, sv_sub(l->s, l->kept, at - l->kept));
    l->kept = at;
}

/* Writes up to `at` and leaves out what is from there to `end`. */
static void leave_out(lift *l, size_t at, size_t end)
{
    keep_to(l, at);
    l->kept = end;
}

/* Behind the "-->" of a comment whose "<!--" ends at `at`; SV_NPOS: it never ends. */
static size_t comment_end(const lift *l, size_t at)
{
    if (sv_starts(from(l, at), SV(">"))) return at + 1;
    if (sv_starts(from(l, at), SV("->"))) return at + 2;
    for (;;) {
        at = find_pair(l->s, at, "--");
        if (at == SV_NPOS) return SV_NPOS;
        if (sv_starts(from(l, at + 2), SV(">"))) return at + 3;
        if (sv_starts(from(l, at + 2), SV("!>"))) return at + 4;
        at++;
    }
}

/* Where the body of a raw element ends: at its end tag; SV_NPOS: there is none. */
static size_t body_end(const lift *l, size_t at, sv name)
{
    for (;;) {
        at = find_pair(l->s, at, "</");
        if (at == SV_NPOS) return SV_NPOS;
        sv rest = from(l, at + 2);
        char after = rest.n > name.n ? rest.p[name.n] : 0;
        if (sv_istarts(rest, name) && (sv_space(after) || after == '>' || after == '/')) return at;
        at += 2;
    }
}

/* Drawings, and lists of pictures in many sizes. */
static bool is_picture(sv name, sv value)
{
    static const sv names[] = {SV_INIT("d"), SV_INIT("points"), SV_INIT("srcset"),
        SV_INIT("data-srcset"), SV_INIT("data-lazy-srcset"), SV_INIT("imagesrcset"),
        SV_INIT("sizes")};
    if (value.n < PICTURE_MIN) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sv_ieq(name, names[i])) return true;
    return sv_istarts(value, SV("data:image"));
}

/* ASCII that may be lifted: what could end a tag, a value, a CDATA section or a remark stays where it is, should the
 * tree builder see one there. Set apart from these, ' and " may stand in a text. */
static bool is_plain_ascii(unsigned char c, bool text)
{
    if (c == '"' || c == '\'') return text;
    return (c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>') || c == '\n' || c == '\t';
}

/* Whether the tree builder leaves the bytes as they are: no references, no line ends to be unified and none of the
 * letters that it replaces. */
static bool is_plain(sv s, bool text)
{
    if (s.n < PART_MIN) return false;
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

/* A number in place of the bytes from `at` to `end`. */
static void stand_in(lift *l, size_t at, size_t end, char kind, size_t number)
{
    char text[STAND_BYTES] = STANDS;
    size_t n = sizeof STANDS - 1;
    text[n++] = kind;
    for (; n < sizeof text; n++, number >>= DIGIT_BITS)
        text[n] = (char)('@' + (number & ((1 << DIGIT_BITS) - 1))); /* the last digit first */
    keep_to(l, at);
    buf_put(&l->out->text, (sv){text, n});
    l->kept = end;
}

static err lift_value(lift *l, size_t at, size_t end)
{
    sv value = sv_sub(l->s, at, end - at);
    size_t place = (size_t)(uintptr_t)map_get(&l->out->place, value);
    if (!place) {
        if (l->out->value.n >= PARTS_MAX) return ERR_OK;
        sv *slot = VEC_PUSH(l->a, &l->out->value);
        if (!slot) return ERR_NOMEM;
        *slot = arena_sv(l->a, value);
        place = l->out->value.n;
        union {
            uintptr_t in;
            void *out; /* never followed */
        } u = {.in = place};
        if (!slot->p || map_put(&l->out->place, *slot, u.out)) return ERR_NOMEM;
    }
    stand_in(l, at, end, STANDS_VALUE, place - 1);
    return ERR_OK;
}

/* The text behind a tag, without the white space around it, which decides where it goes. */
static err lift_text(lift *l)
{
    const char *lt = memchr(l->s.p + l->at, '<', l->s.n - l->at);
    if (!lt || l->out->texts.n >= PARTS_MAX) return ERR_OK;
    sv text = sv_trim(sv_sub(l->s, l->at, (size_t)(lt - l->s.p) - l->at));
    if (!is_plain(text, true)) return ERR_OK;
    sv *slot = VEC_PUSH(l->a, &l->out->texts);
    if (!slot) return ERR_NOMEM;
    *slot = text;
    size_t at = (size_t)(text.p - l->s.p);
    stand_in(l, at, at + text.n, STANDS_TEXT, l->out->texts.n - 1);
    return ERR_OK;
}

/* Reads one attribute at l->at; false: the tag, or the page, ends here. */
static bool attribute(lift *l, err *e)
{
    while (l->at < l->s.n && (sv_space(l->s.p[l->at]) || l->s.p[l->at] == '/')) l->at++;
    if (l->at >= l->s.n || l->s.p[l->at] == '>') return false;
    size_t start = l->at++; /* "=" may begin a name */
    while (l->at < l->s.n && !ends_name[(unsigned char)l->s.p[l->at]]) l->at++;
    sv name = sv_sub(l->s, start, l->at - start);
    while (l->at < l->s.n && sv_space(l->s.p[l->at])) l->at++;
    if (l->at >= l->s.n || l->s.p[l->at] != '=') return true;
    l->at++;
    while (l->at < l->s.n && sv_space(l->s.p[l->at])) l->at++;
    if (l->at >= l->s.n) return false;
    char quote = l->s.p[l->at];
    if (quote != '"' && quote != '\'') {
        while (l->at < l->s.n && !sv_space(l->s.p[l->at]) && l->s.p[l->at] != '>') l->at++;
        return true;
    }
    size_t value = ++l->at;
    const char *end = memchr(l->s.p + value, quote, l->s.n - value);
    l->at = end ? (size_t)(end - l->s.p) : l->s.n;
    sv is = sv_sub(l->s, value, l->at - value);
    if (end && is_picture(name, is))
        leave_out(l, value, l->at);
    else if (end && is_plain(is, false) && l->whole && !sv_ieq(name, SV("encoding")))
        *e = lift_value(l, value, l->at);
    if (end) l->at++;
    return !*e;
}

/* A script's body goes to the list, and its number into the tag, whose ">" is before l->at. */
static err script_body(lift *l, size_t end)
{
    sv body = sv_sub(l->s, l->at, end - l->at);
    if (body.n < BODY_MIN || l->out->script.n >= SCRIPTS_MAX) return ERR_OK;
    sv *slot = VEC_PUSH(l->a, &l->out->script);
    if (!slot) return ERR_NOMEM;
    *slot = body;
    keep_to(l, l->at - 1);
    buf_printf(&l->out->text, " " HTML_LIFT_MARK "=%zu", l->out->script.n - 1);
    keep_to(l, l->at);
    leave_out(l, l->at, end);
    return ERR_OK;
}

/* After the start tag of an element whose content is no markup. false: nothing more can be told. */
static bool raw_body(lift *l, sv name, err *e)
{
    size_t end = body_end(l, l->at, name);
    if (end == SV_NPOS) return false;
    if (sv_ieq(name, SV("style")))
        leave_out(l, l->at, end);
    else if (sv_ieq(name, SV("script"))) {
        if (sv_find(sv_sub(l->s, l->at, end - l->at), SV("<!--")) != SV_NPOS) {
            /* an end tag after "<!-- <script" is none: leave such a body to the parser */
            size_t nested = sv_find(sv_sub(l->s, l->at, end - l->at), SV("<script"));
            if (nested != SV_NPOS) return false;
        }
        *e = script_body(l, end);
    }
    l->at = end;
    return true;
}

static bool is_raw(sv name)
{
    static const sv names[] = {SV_INIT("script"), SV_INIT("style"), SV_INIT("textarea"),
        SV_INIT("title"), SV_INIT("iframe"), SV_INIT("xmp"), SV_INIT("noembed"),
        SV_INIT("noframes")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sv_ieq(name, names[i])) return true;
    return false;
}

static sv tag_name(lift *l)
{
    size_t start = l->at;
    while (l->at < l->s.n && (l->s.p[l->at] == '=' || !ends_name[(unsigned char)l->s.p[l->at]]))
        l->at++;
    return sv_sub(l->s, start, l->at - start);
}

/* A start tag at l->at, behind its "<". */
static bool start_tag(lift *l, err *e)
{
    sv name = tag_name(l);
    while (attribute(l, e)) {}
    if (*e || l->at >= l->s.n || sv_ieq(name, SV("plaintext"))) return false;
    bool closed = l->s.p[l->at - 1] == '/'; /* <script/> in a drawing */
    l->at++;
    return closed || !is_raw(name) || raw_body(l, name, e);
}

/* An end tag at l->at, behind its "<", or no tag at all; false: nothing more can be told. */
static bool end_tag(lift *l, err *e)
{
    sv rest = from(l, l->at);
    if (rest.n < 2 || rest.p[0] != '/' || !is_letter(rest.p[1])) return true;
    l->at++;
    tag_name(l);
    while (attribute(l, e)) {} /* of no use, but a quote in one hides what follows */
    if (*e || l->at >= l->s.n) return false;
    l->at++;
    return true;
}

/* Whether what stands before `at` would make a tag of what follows, were it moved there. */
static bool opens_tag(sv page, size_t at)
{
    return sv_ends(sv_sub(page, 0, at), SV("<")) || sv_ends(sv_sub(page, 0, at), SV("</"));
}

static err lift_all(lift *l)
{
    const sv page = l->s;
    err e = ERR_OK;
    while (l->at < page.n && !e) {
        const char *lt = memchr(page.p + l->at, '<', page.n - l->at);
        if (!lt) break;
        size_t start = (size_t)(lt - page.p);
        l->at = start + 1;
        if (l->at >= page.n) break;
        if (sv_starts(from(l, l->at), SV("!--"))) {
            l->at = comment_end(l, l->at + 3);
            if (l->at == SV_NPOS) break;
            if (!opens_tag(page, start)) leave_out(l, start, l->at);
        } else if (is_letter(page.p[l->at])) {
            if (!start_tag(l, &e)) break;
        } else if (!end_tag(l, &e))
            break;
        if (!e && l->whole && page.p[l->at - 1] == '>') e = lift_text(l);
    }
    keep_to(l, page.n);
    return e ? e : l->out->text.e;
}

err html_lift(arena *a, sv page, lifted *ret)
{
    *ret = (lifted){.text = BUF_INIT(page.n + 1), .place = MAP_INIT(a)};
    ret->text.p = malloc(page.n + 2); /* what is not written is not touched, either */
    if (ret->text.p) ret->text.cap = page.n + 2;
    lift l = {.a = a, .out = ret, .s = page, .whole = find_pair(page, 0, STANDS) == SV_NPOS};
    err e = lift_all(&l);
    if (e || !l.whole || !refers_to_stand(buf_sv(&ret->text))) return e;
    buf text = ret->text;
    buf_reset(&text);
    *ret = (lifted){.text = text, .place = MAP_INIT(a)};
    l = (lift){.a = a, .out = ret, .s = page};
    return lift_all(&l);
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

/* What stands at the start of s, which begins with STANDS; {NULL, 0}: itself. */
static sv stood_for(const lifted *l, sv s)
{
    size_t number = 0;
    if (s.n < STAND_BYTES) return (sv){NULL, 0};
    for (size_t k = STAND_BYTES; k-- > sizeof STANDS;) {
        unsigned digit = (unsigned char)s.p[k] - (unsigned)'@';
        if (digit >> DIGIT_BITS) return (sv){NULL, 0};
        number = number << DIGIT_BITS | digit;
    }
    char kind = s.p[sizeof STANDS - 1];
    if (kind == STANDS_VALUE && number < l->value.n) return l->value.at[number];
    return kind == STANDS_TEXT && number < l->texts.n ? l->texts.at[number] : (sv){NULL, 0};
}

static err join(arena *a, const lifted *l, sv s, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(l->text.limit); /* no part stands in two texts */
    while (s.n) {
        size_t at = find_pair(s, 0, STANDS);
        buf_put(&b, sv_sub(s, 0, at));
        if (at == SV_NPOS) break;
        s = sv_sub(s, at, SV_NPOS);
        sv part = stood_for(l, s);
        buf_put(&b, part.p ? part : sv_sub(s, 0, 1));
        s = sv_sub(s, part.p ? STAND_BYTES : 1, SV_NPOS);
    }
    *ret = arena_sv(a, buf_sv(&b));
    return b.e ? b.e : ret->p ? ERR_OK : ERR_NOMEM;
}

err html_restored(arena *a, const lifted *l, sv s, sv *ret)
{
    bool any = (l->value.n || l->texts.n) && s.n >= STAND_BYTES;
    size_t at = any ? find_pair(s, 0, STANDS) : SV_NPOS;
    sv part = at == 0 && s.n == STAND_BYTES ? stood_for(l, s) : (sv){NULL, 0};
    if (part.p && s.p[sizeof STANDS - 1] == STANDS_VALUE)
        *ret = part;
    else if (part.p || at == SV_NPOS)
        *ret = arena_sv(a, part.p ? part : s);
    else
        return join(a, l, s, ret);
    return ret->p ? ERR_OK : ERR_NOMEM;
}
