#include "parsers/charset.h"

#include <iconv.h>
#include <stdint.h>

#include "parsers/uchardet.h"
#include "util/buf.h"

enum { SNIFF_BYTES = 4096, GUESS_BYTES = 64 * 1024 };

static unsigned at(sv s, size_t i) { return (unsigned char)s.p[i]; }

/* How many bytes from i on are ASCII for sure, eight at a time. `zero`: and not NUL. */
static size_t ascii_run(sv s, size_t i, bool zero)
{
    size_t from = i;
    for (uint64_t w; i + sizeof w <= s.n; i += sizeof w) {
        memcpy(&w, s.p + i, sizeof w);
        uint64_t high = 0x8080808080808080U, low = 0x0101010101010101U;
        if ((w & high) || (zero && ((w - low) & ~w & high))) break;
    }
    return i - from;
}

static bool tail(sv s, size_t i, unsigned lo, unsigned hi)
{
    return i < s.n && at(s, i) >= lo && at(s, i) <= hi;
}

size_t charset_sequence(sv s)
{
    if (!s.n) return 0;
    unsigned c = at(s, 0);
    if (c < 0x80) return 1;
    if (c >= 0xC2 && c <= 0xDF) return tail(s, 1, 0x80, 0xBF) ? 2 : 0;
    if (c >= 0xE0 && c <= 0xEF) {
        unsigned lo = c == 0xE0 ? 0xA0 : 0x80, hi = c == 0xED ? 0x9F : 0xBF;
        return tail(s, 1, lo, hi) && tail(s, 2, 0x80, 0xBF) ? 3 : 0;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        unsigned lo = c == 0xF0 ? 0x90 : 0x80, hi = c == 0xF4 ? 0x8F : 0xBF;
        return tail(s, 1, lo, hi) && tail(s, 2, 0x80, 0xBF) && tail(s, 3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

/* A letter that the end of the input cuts. */
static bool cut_at_end(sv s, size_t left)
{
    if (left > 3 || at(s, 0) < 0xC2) return false;
    for (size_t i = 1; i < s.n; i++)
        if ((at(s, i) & 0xC0) != 0x80) return false;
    return true;
}

/* What the bytes are, read as UTF-8. */
typedef struct look {
    size_t good, bad; /* letters beyond ASCII; bytes that belong to none, the cut end apart */
    bool clean;       /* valid to the last byte, without NUL */
} look;

/* Letters of two bytes from i on; their bytes. Most of a Persian text. */
static size_t pair_run(sv s, size_t i)
{
    size_t from = i;
    while (i + 1 < s.n && at(s, i) - 0xC2U <= 0xDFU - 0xC2U && (at(s, i + 1) & 0xC0) == 0x80)
        i += 2;
    return i - from;
}

static look look_at(sv s)
{
    look r = {.clean = true};
    for (size_t i = 0; i < s.n;) {
        if (at(s, i) < 0x80) {
            r.clean = r.clean && s.p[i];
            i++;
            i += ascii_run(s, i, true);
            continue;
        }
        size_t pairs = pair_run(s, i), n = pairs ? 0 : charset_sequence(sv_sub(s, i, 4));
        r.good += pairs / 2 + (n > 1);
        if (!pairs && !n) {
            r.clean = false;
            r.bad += !cut_at_end(sv_sub(s, i, 4), s.n - i);
        }
        i += pairs ? pairs : n ? n : 1;
    }
    return r;
}

bool charset_is_clean(sv s) { return look_at(s).clean; }

/* By the share of invalid bytes; a page of 100 KB in UTF-8 with one broken letter is still UTF-8. */
static bool mostly_utf8(const look *l) { return l->bad == 0 || l->good > 8 * l->bad; }

/* A copy without what is invalid. */
static err mended(arena *a, sv bytes, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    size_t i = 0, from = 0;
    while (i < bytes.n) {
        size_t n = bytes.p[i] ? charset_sequence(sv_sub(bytes, i, 4)) : 0;
        if (n) {
            i += n;
            continue;
        }
        buf_put(&b, sv_sub(bytes, from, i - from));
        if (bytes.p[i]) buf_puts(&b, "\xEF\xBF\xBD");
        from = ++i;
    }
    buf_put(&b, sv_sub(bytes, from, i - from));
    if (b.e) return b.e;
    *ret = arena_sv(a, buf_sv(&b));
    return ret->p ? ERR_OK : ERR_NOMEM;
}

static err repair(arena *a, sv bytes, sv *ret)
{
    *ret = bytes;
    return charset_is_clean(bytes) ? ERR_OK : mended(a, bytes, ret);
}

/* The value after charset= or encoding=, with or without quotes. */
static sv value_after(sv s, sv key)
{
    for (size_t i = 0; i + key.n < s.n; i++) {
        if (!sv_istarts(sv_sub(s, i, s.n), key)) continue;
        sv v = sv_trim(sv_sub(s, i + key.n, s.n));
        if (!v.n || v.p[0] != '=') continue;
        v = sv_trim(sv_sub(v, 1, v.n));
        while (v.n && (v.p[0] == '"' || v.p[0] == '\'')) v = sv_sub(v, 1, v.n);
        size_t n = 0;
        while (n < v.n && !sv_space(v.p[n]) && !memchr("\"';>/?,", v.p[n], 7)) n++;
        if (n && n < 40) return sv_sub(v, 0, n);
    }
    return (sv){NULL, 0};
}

/* Names that browsers read as something wider than they say. */
static sv widened(sv name)
{
    static const struct {
        sv from, to;
    } same[] = {{SV_INIT("iso-8859-1"), SV_INIT("windows-1252")},
        {SV_INIT("latin1"), SV_INIT("windows-1252")},
        {SV_INIT("us-ascii"), SV_INIT("windows-1252")}, {SV_INIT("ascii"), SV_INIT("windows-1252")},
        {SV_INIT("iso-8859-9"), SV_INIT("windows-1254")},
        {SV_INIT("iso-8859-11"), SV_INIT("windows-874")}, {SV_INIT("gb2312"), SV_INIT("gb18030")},
        {SV_INIT("gbk"), SV_INIT("gb18030")}, {SV_INIT("ks_c_5601-1987"), SV_INIT("cp949")},
        {SV_INIT("euc-kr"), SV_INIT("cp949")}, {SV_INIT("x-sjis"), SV_INIT("cp932")},
        {SV_INIT("shift_jis"), SV_INIT("cp932")}, {SV_INIT("unicode"), SV_INIT("utf-8")},
        {SV_INIT("utf8"), SV_INIT("utf-8")},
        {SV_INIT("utf-16"), SV_INIT("utf-8")}}; /* in a <meta> of ASCII bytes it cannot be */
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (sv_ieq(same[i].from, name)) return same[i].to;
    return name;
}

/* iconv over the whole, unknown bytes as U+FFFD; false when the encoding is not known. */
static bool converted(buf *b, sv bytes, sv name)
{
    char to[48];
    if (!name.n || name.n >= sizeof to) return false;
    memcpy(to, name.p, name.n);
    to[name.n] = 0;
    iconv_t cd = iconv_open("UTF-8", to);
    if (cd == (iconv_t)-1) return false;
    union {
        const char *in;
        char *out;
    } u = {.in = bytes.p};
    size_t left = bytes.n;
    while (left && !b->e) {
        char part[4096], *out = part;
        size_t room = sizeof part, before = left;
        size_t r = iconv(cd, &u.out, &left, &out, &room);
        buf_put(b, (sv){part, sizeof part - room});
        if (r == (size_t)-1 && left == before && room == sizeof part) {
            buf_puts(b, "\xEF\xBF\xBD");
            u.out++;
            left--;
        }
    }
    (void)iconv_close(cd);
    return true;
}

static sv guess(sv bytes, char name[48])
{
    uchardet_t u = uchardet_load(NULL) ? NULL : uchardet_new();
    if (!u) return (sv){NULL, 0};
    if (uchardet_handle_data(u, bytes.p, bytes.n < GUESS_BYTES ? bytes.n : GUESS_BYTES) == 0)
        uchardet_data_end(u);
    sv found = sv_c(uchardet_get_charset(u));
    if (found.n >= 48) found.n = 0;
    if (found.n) memcpy(name, found.p, found.n);
    uchardet_delete(u);
    return (sv){name, found.n};
}

static sv by_bom(sv *bytes)
{
    if (sv_starts(*bytes, SV("\xEF\xBB\xBF"))) {
        *bytes = sv_sub(*bytes, 3, bytes->n);
        return SV("utf-8");
    }
    if (sv_starts(*bytes, SV("\xFF\xFE"))) {
        *bytes = sv_sub(*bytes, 2, bytes->n);
        return SV("utf-16le");
    }
    if (sv_starts(*bytes, SV("\xFE\xFF"))) {
        *bytes = sv_sub(*bytes, 2, bytes->n);
        return SV("utf-16be");
    }
    return (sv){NULL, 0};
}

/* A claim that the bytes do not contradict: that they are no UTF-8 is known by then. */
static sv not_utf8(sv name)
{
    name = widened(name);
    return sv_ieq(name, SV("utf-8")) ? (sv){NULL, 0} : name;
}

err charset_to_utf8(arena *a, sv bytes, sv content_type, sv *ret)
{
    sv name = by_bom(&bytes), head = sv_sub(bytes, 0, SNIFF_BYTES);
    char guessed[48];
    look l = {0};
    if (!name.n) l = look_at(bytes);
    if (!name.n && mostly_utf8(&l)) { /* whatever it claims to be */
        *ret = bytes;
        return l.clean ? ERR_OK : mended(a, bytes, ret);
    }
    if (!name.n) name = not_utf8(value_after(content_type, SV("charset")));
    if (!name.n) name = not_utf8(value_after(head, SV("charset")));
    if (!name.n) name = not_utf8(value_after(head, SV("encoding")));
    if (!name.n) name = guess(bytes, guessed);
    if (!name.n || sv_ieq(name, SV("utf-8"))) return repair(a, bytes, ret);
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    if (!converted(&b, bytes, name)) return repair(a, bytes, ret);
    if (b.e) return b.e;
    sv copy = arena_sv(a, buf_sv(&b));
    return copy.p ? repair(a, copy, ret) : ERR_NOMEM;
}
