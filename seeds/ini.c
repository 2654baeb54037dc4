#include "seeds/ini.h"

#include <utf8proc.h>

ini ini_open(sv text)
{
    if (sv_starts(text, SV("\xEF\xBB\xBF"))) text = sv_sub(text, 3, text.n);
    return (ini){.rest = text};
}

static bool valid_utf8(sv s)
{
    while (s.n) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &c);
        if (n <= 0 || c == 0) return false;
        s = sv_sub(s, (size_t)n, s.n);
    }
    return true;
}

/* Characters before `at` in `line`, plus one. */
static int column_of(sv line, const char *at)
{
    int column = 1;
    for (const char *p = line.p; p < at; p++) column += ((unsigned char)*p & 0xC0) != 0x80;
    return column;
}

/* The value without a trailing comment: a blank and a semicolon begin one. */
static sv without_comment(sv v)
{
    for (size_t i = 1; i < v.n; i++)
        if (v.p[i] == ';' && sv_space(v.p[i - 1])) return sv_trim(sv_sub(v, 0, i));
    return v;
}

static ini_line bad(ini_line l, ini_why why)
{
    l.kind = INI_BAD;
    l.why = why;
    return l;
}

/* "text" ; comment -> text. False when the closing quote is missing. */
static bool unquote(sv *v)
{
    if (!v->n || v->p[0] != '"') {
        *v = without_comment(*v);
        return true;
    }
    sv rest = sv_sub(*v, 1, v->n);
    sv inside = sv_cut(&rest, '"');
    if (!rest.p) return false;
    *v = inside;
    return true;
}

/* The first of the quotes that word processors put; `n` its bytes. */
static const char *curly(sv s, size_t *n)
{
    static const sv quotes[] = {
        SV_INIT("\u201C"), SV_INIT("\u201D"), SV_INIT("\u201E"), SV_INIT("«"), SV_INIT("»")};
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < sizeof quotes / sizeof quotes[0]; k++)
            if (sv_starts(sv_sub(s, i, s.n), quotes[k])) {
                *n = quotes[k].n;
                return s.p + i;
            }
    return NULL;
}

sv ini_uncurl(sv v)
{
    size_t n = 0;
    const char *open = curly(v, &n);
    if (!open || open != v.p) return v;
    sv rest = sv_sub(v, n, v.n);
    const char *close = curly(rest, &n);
    return close && close + n == v.p + v.n ? sv_trim((sv){rest.p, (size_t)(close - rest.p)}) : v;
}

static ini_line section(ini_line l, sv raw, sv s)
{
    size_t curl = 0;
    sv rest = sv_sub(s, 1, s.n);
    const char *close = rest.n ? memrchr(rest.p, ']', rest.n) : NULL;
    if (!close) return bad(l, INI_NO_BRACKET);
    sv inside = sv_trim((sv){rest.p, (size_t)(close - rest.p)});
    const char *quote = inside.n ? memchr(inside.p, '"', inside.n) : NULL;
    l.kind = INI_SECTION;
    l.key = inside;
    if (quote) {
        l.key = sv_trim((sv){inside.p, (size_t)(quote - inside.p)});
        l.value = (sv){quote, inside.n - (size_t)(quote - inside.p)};
        if (!unquote(&l.value)) return bad(l, INI_NO_QUOTE);
        l.value = sv_trim(l.value);
    } else if ((quote = curly(inside, &curl)) != NULL) {
        l.key = sv_trim((sv){inside.p, (size_t)(quote - inside.p)});
        l.value = ini_uncurl((sv){quote, inside.n - (size_t)(quote - inside.p)});
    }
    l.key_column = column_of(raw, l.key.n ? l.key.p : s.p);
    return l;
}

static ini_line pair(ini_line l, sv raw, sv s)
{
    l.key = s;
    if (!memchr(s.p, '=', s.n)) return bad(l, INI_NO_EQUALS);
    sv value = s;
    l.key = sv_trim(sv_cut(&value, '='));
    l.value = sv_trim(value);
    if (!l.key.n) return bad(l, INI_NO_KEY);
    l.kind = INI_PAIR;
    l.value_column = column_of(raw, l.value.n ? l.value.p : s.p + s.n);
    return unquote(&l.value) ? l : bad(l, INI_NO_QUOTE);
}

ini_line ini_next(ini *in)
{
    while (in->rest.p) {
        sv raw = sv_cut(&in->rest, '\n'), s = sv_trim(raw);
        in->line++;
        if (!s.n) continue;
        ini_line l = {.line = in->line, .key_column = column_of(raw, s.p)};
        if (raw.n > INI_LINE_BYTES) return bad(l, INI_TOO_LONG);
        if (!valid_utf8(s)) return bad(l, INI_NOT_UTF8);
        if (s.p[0] == ';' || s.p[0] == '#') {
            l.kind = INI_COMMENT;
            l.value = sv_trim(sv_sub(s, 1, s.n));
            return l;
        }
        return s.p[0] == '[' ? section(l, raw, s) : pair(l, raw, s);
    }
    return (ini_line){.kind = INI_END, .line = in->line};
}
