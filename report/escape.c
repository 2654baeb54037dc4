#include "report/escape.h"

/* Length of the UTF-8 sequence that `c` begins, 0 for none. */
static size_t sequence_length(unsigned char c)
{
    return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
}

uint32_t escape_next(sv *rest)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)rest->p;
    size_t n = sequence_length(p[0]);
    uint32_t c = n == 1 ? p[0] : (uint32_t)(p[0] & (0x7F >> n));
    bool ok = n && n <= rest->n;
    for (size_t i = 1; ok && i < n; i++) {
        ok = (p[i] & 0xC0) == 0x80;
        c = c << 6 | (p[i] & 0x3F);
    }
    ok = ok && c >= least[n] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    *rest = sv_sub(*rest, ok ? n : 1, rest->n);
    return ok ? c : 0xFFFD;
}

bool escape_shown(uint32_t c)
{
    if (c < 0x20) return c == '\n' || c == '\t';
    if (c >= 0x7F && c < 0xA0) return false;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return false;
    if (c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)) return false;
    return c < 0xE0000 || c > 0xE0FFF;
}

enum {
    MARKS_MOST = 3
}; /* on one letter: Persian needs two, what is stacked higher covers other lines */

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x610 && c <= 0x61A) ||
           (c >= 0x64B && c <= 0x65F) || (c >= 0x6D6 && c <= 0x6ED) ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

/* Calls for each shown character; `put` decides how it is written. */
typedef void put_char(buf *b, uint32_t c, sv bytes);

static void each(buf *b, sv s, put_char *put)
{
    int marks = 0;
    while (s.n) {
        sv at = s;
        uint32_t c = escape_next(&s);
        sv bytes = c == 0xFFFD ? SV("\xEF\xBF\xBD") : (sv){at.p, at.n - s.n};
        marks = is_mark(c) ? marks + 1 : 0;
        if (marks <= MARKS_MOST && escape_shown(c)) put(b, c, bytes);
    }
}

static void put_html(buf *b, uint32_t c, sv bytes)
{
    switch (c) {
    case '&': buf_puts(b, "&amp;"); return;
    case '<': buf_puts(b, "&lt;"); return;
    case '>': buf_puts(b, "&gt;"); return;
    case '"': buf_puts(b, "&quot;"); return;
    case '\'': buf_puts(b, "&#39;"); return;
    default: buf_put(b, bytes);
    }
}

static void put_line(buf *b, uint32_t c, sv bytes)
{
    if (c == '\n' || c == '\t')
        buf_putc(b, ' ');
    else
        buf_put(b, bytes);
}

static void put_md(buf *b, uint32_t c, sv bytes)
{
    if (c < 0x80 && strchr("\\`*_{}[]<>#|!~&$", (int)c)) buf_putc(b, '\\');
    put_line(b, c, bytes);
}

static void put_quoted(buf *b, uint32_t c, sv bytes)
{
    if (c == '"') buf_putc(b, '"');
    buf_put(b, bytes);
}

static void put_as_is(buf *b, uint32_t c, sv bytes)
{
    (void)c;
    buf_put(b, bytes);
}

void escape_html(buf *b, sv s) { each(b, s, put_html); }
void escape_term(buf *b, sv s) { each(b, s, put_line); }
void escape_md(buf *b, sv s) { each(b, sv_trim(s), put_md); }
void escape_clean(buf *b, sv s) { each(b, s, put_as_is); }

bool escape_formula(sv s)
{
    while (s.n) {
        sv before = s;
        uint32_t c = escape_next(&s);
        if (c == '\t' || c == '\r') return true;
        if (c == ' ' || c == '\n' || c == 0xA0 || (c >= 0x200B && c <= 0x200F) || !escape_shown(c))
            continue;
        return (c < 0x80 && strchr("=+-@|", (int)c)) || c == 0xFF1D || c == 0xFF0B || c == 0xFF0D ||
               c == 0xFF20 || c == 0x2212 || before.n == 0;
    }
    return false;
}

void escape_csv(buf *b, sv s)
{
    bool formula = escape_formula(s), quote = formula;
    for (size_t i = 0; i < s.n && !quote; i++) quote = strchr(",\"\r\n;", s.p[i]) && s.p[i];
    if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ')) quote = true;
    if (quote) buf_putc(b, '"');
    if (formula) buf_putc(b, '\'');
    each(b, s, quote ? put_quoted : put_as_is);
    if (quote) buf_putc(b, '"');
}

void escape_tsv(buf *b, sv s)
{
    if (escape_formula(s)) buf_putc(b, '\'');
    each(b, s, put_line);
}
