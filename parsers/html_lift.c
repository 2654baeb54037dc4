#include "parsers/html_lift.h"

enum { BODY_MIN = 48, PICTURE_MIN = 48, SCRIPTS_MAX = 100000 };

/* U+F8FE, for private use, and a number in base 32 stand for a value; always shorter than it. */
#define STANDS_FOR "\xEF\xA3\xBE"
enum { VALUE_MIN = 7, DIGIT_BITS = 5, DIGITS_MAX = 3, VALUES_MAX = 1 << DIGIT_BITS * DIGITS_MAX };

typedef struct lift {
    arena *a;
    lifted *out;
    sv s;
    size_t at;   /* read so far */
    size_t kept; /* and written, or left out, so far */
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
        size_t dash = sv_find(from(l, at), SV("--"));
        if (dash == SV_NPOS) return SV_NPOS;
        at += dash;
        if (sv_starts(from(l, at + 2), SV(">"))) return at + 3;
        if (sv_starts(from(l, at + 2), SV("!>"))) return at + 4;
        at++;
    }
}

/* Where the body of a raw element ends: at its end tag; SV_NPOS: there is none. */
static size_t body_end(const lift *l, size_t at, sv name)
{
    for (;;) {
        size_t lt = sv_find(from(l, at), SV("</"));
        if (lt == SV_NPOS) return SV_NPOS;
        at += lt;
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

/* Whether the tree builder would leave the value as it is: no references, no line ends and no letters that it
 * replaces; and does not look at it. */
static bool is_plain(sv name, sv value)
{
    if (value.n < VALUE_MIN || sv_ieq(name, SV("encoding"))) return false;
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (c == '&' || (c < ' ' && c != '\n' && c != '\t') || c == 0x7F || c == 0xC2 || c >= 0xEF)
            return false;
    }
    return true;
}

/* A number in place of the value from `at` to `end`. */
static err lift_value(lift *l, size_t at, size_t end)
{
    sv value = sv_sub(l->s, at, end - at);
    size_t place = (size_t)(uintptr_t)map_get(&l->out->place, value);
    if (!place) {
        if (l->out->value.n >= VALUES_MAX) return ERR_OK;
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
    char text[sizeof STANDS_FOR + DIGITS_MAX] = STANDS_FOR;
    size_t n = sizeof STANDS_FOR - 1, left = place - 1;
    do text[n++] = (char)('@' + (left & ((1 << DIGIT_BITS) - 1))); /* the last digit first */
    while (left >>= DIGIT_BITS);
    keep_to(l, at);
    buf_put(&l->out->text, (sv){text, n});
    l->kept = end;
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
    else if (end && is_plain(name, is))
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

/* A start tag at l->at, behind its "<". */
static bool start_tag(lift *l, err *e)
{
    size_t start = l->at;
    while (l->at < l->s.n && (l->s.p[l->at] == '=' || !ends_name[(unsigned char)l->s.p[l->at]]))
        l->at++;
    sv name = sv_sub(l->s, start, l->at - start);
    while (attribute(l, e)) {}
    if (*e || l->at >= l->s.n || sv_ieq(name, SV("plaintext"))) return false;
    bool closed = l->s.p[l->at - 1] == '/'; /* <script/> in a drawing */
    l->at++;
    return closed || !is_raw(name) || raw_body(l, name, e);
}

err html_lift(arena *a, sv page, lifted *ret)
{
    *ret = (lifted){.text = BUF_INIT(page.n + 1), .place = MAP_INIT(a)};
    lift l = {.a = a, .out = ret, .s = page};
    err e = ERR_OK;
    while (l.at < page.n && !e) {
        const char *lt = memchr(page.p + l.at, '<', page.n - l.at);
        if (!lt) break;
        size_t start = (size_t)(lt - page.p);
        l.at = start + 1;
        if (sv_starts(from(&l, l.at), SV("!--"))) {
            l.at = comment_end(&l, l.at + 3);
            if (l.at == SV_NPOS) break;
            leave_out(&l, start, l.at);
        } else if (l.at < page.n && is_letter(page.p[l.at]) && !start_tag(&l, &e))
            break;
    }
    keep_to(&l, page.n);
    return e ? e : ret->text.e;
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

sv html_lifted_value(const lifted *l, sv value)
{
    const size_t head = sizeof STANDS_FOR - 1;
    if (value.n <= head || value.n >= VALUE_MIN || !sv_starts(value, SV(STANDS_FOR)))
        return (sv){NULL, 0};
    size_t i = 0;
    for (size_t k = value.n; k-- > head;) {
        unsigned digit = (unsigned char)value.p[k] - '@';
        if (digit >> DIGIT_BITS) return (sv){NULL, 0};
        i = i << DIGIT_BITS | digit;
    }
    return i < l->value.n ? l->value.at[i] : (sv){NULL, 0};
}
