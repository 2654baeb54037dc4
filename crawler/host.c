#include "crawler/host.h"

#include <stdint.h>

#include "crawler/idn2.h"

enum { NAME_MAX_BYTES = 1024, PIECES = 8 };

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = sv_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One number of an IPv4 address: 0x.. hexadecimal, 0.. octal; 2^40 stands for anything larger. */
static bool ipv4_number(sv s, uint64_t *ret)
{
    if (!s.n) return false;
    unsigned radix = 10;
    if (s.n >= 2 && s.p[0] == '0' && sv_lower(s.p[1]) == 'x')
        radix = 16, s = sv_sub(s, 2, s.n);
    else if (s.n >= 2 && s.p[0] == '0')
        radix = 8, s = sv_sub(s, 1, s.n);
    uint64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        int d = hex(s.p[i]);
        if (d < 0 || (unsigned)d >= radix) return false;
        v = v * radix + (unsigned)d;
        if (v > UINT64_C(1) << 40) v = UINT64_C(1) << 40;
    }
    *ret = v;
    return true;
}

/* The standard's "ends in a number checker". */
static bool ends_in_number(sv s)
{
    if (sv_ends(s, SV("."))) s.n--;
    size_t at = s.n;
    while (at && s.p[at - 1] != '.') at--;
    sv last = sv_sub(s, at, s.n);
    bool digits = last.n > 0;
    for (size_t i = 0; i < last.n; i++) digits = digits && last.p[i] >= '0' && last.p[i] <= '9';
    uint64_t v;
    return digits || (sv_istarts(last, SV("0x")) && ipv4_number(last, &v));
}

static err put_ipv4(buf *out, sv s)
{
    uint64_t part[4], v = 0;
    size_t n = 0;
    if (sv_ends(s, SV("."))) s.n--;
    for (bool more = true; more;) {
        more = memchr(s.p, '.', s.n) != NULL;
        if (n == 4 || !ipv4_number(sv_cut(&s, '.'), &part[n])) return ERR_FORMAT;
        n++;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        if (part[i] > 255) return ERR_FORMAT;
        v |= part[i] << (8 * (3 - i));
    }
    if (part[n - 1] >= UINT64_C(1) << (8 * (5 - n))) return ERR_FORMAT;
    v |= part[n - 1];
    buf_printf(out, "%u.%u.%u.%u", (unsigned)(v >> 24 & 255), (unsigned)(v >> 16 & 255),
        (unsigned)(v >> 8 & 255), (unsigned)(v & 255));
    return out->e;
}

/* The dotted tail of an IPv6 address into two pieces. */
static bool ipv6_tail(sv s, uint16_t *piece)
{
    unsigned part[4] = {0};
    for (int i = 0; i < 4; i++) {
        sv d = sv_cut(&s, '.');
        if (!d.n || d.n > 3 || (d.n > 1 && d.p[0] == '0') || (i < 3 && !s.p)) return false;
        for (size_t j = 0; j < d.n; j++) {
            if (d.p[j] < '0' || d.p[j] > '9') return false;
            part[i] = part[i] * 10 + (unsigned)(d.p[j] - '0');
        }
        if (part[i] > 255) return false;
    }
    if (s.p) return false;
    piece[0] = (uint16_t)(part[0] << 8 | part[1]);
    piece[1] = (uint16_t)(part[2] << 8 | part[3]);
    return true;
}

static bool ipv6_parse(sv s, uint16_t piece[PIECES])
{
    int n = 0, gap = -1;
    size_t i = 0;
    if (sv_starts(s, SV("::")))
        i = 2, gap = 0;
    else if (sv_starts(s, SV(":")))
        return false;
    while (i < s.n) {
        if (n == PIECES) return false;
        if (s.p[i] == ':') {
            if (gap >= 0) return false;
            gap = n, i++;
            continue;
        }
        unsigned v = 0;
        size_t from = i;
        for (; i < s.n && i - from < 4 && hex(s.p[i]) >= 0; i++) v = v * 16 + (unsigned)hex(s.p[i]);
        if (i < s.n && s.p[i] == '.') {
            if (n > PIECES - 2 || !ipv6_tail(sv_sub(s, from, s.n), piece + n)) return false;
            n += 2;
            break;
        }
        if (i == from || (i < s.n && s.p[i] != ':')) return false;
        piece[n++] = (uint16_t)v;
        if (i < s.n && ++i == s.n) return false; /* a single colon at the end */
    }
    if (gap < 0) return n == PIECES;
    if (n == PIECES) return false;
    for (int k = 0; k < n - gap; k++) {
        piece[PIECES - 1 - k] = piece[n - 1 - k];
        piece[n - 1 - k] = 0;
    }
    return true;
}

static err put_ipv6(buf *out, sv s)
{
    uint16_t piece[PIECES] = {0};
    if (!ipv6_parse(s, piece)) return ERR_FORMAT;
    int best = -1, best_n = 1;
    for (int i = 0; i < PIECES; i++) {
        int n = 0;
        while (i + n < PIECES && !piece[i + n]) n++;
        if (n > best_n) best = i, best_n = n;
        i += n;
    }
    buf_putc(out, '[');
    for (int i = 0; i < PIECES; i++) {
        if (i == best) {
            buf_puts(out, i ? ":" : "::");
            i += best_n - 1;
            continue;
        }
        buf_printf(out, "%x", piece[i]);
        if (i < PIECES - 1) buf_putc(out, ':');
    }
    buf_putc(out, ']');
    return out->e;
}

static bool forbidden(unsigned char c)
{
    return c <= 0x20 || c == 0x7F || strchr("#/:<>?@[\\]^|%", c) != NULL;
}

/* Domain to ASCII. libidn2 does Unicode; what is ASCII without punycode needs only lower case. */
static err to_ascii(buf *out, sv name)
{
    bool plain = true;
    for (size_t i = 0; i < name.n; i++) {
        if ((unsigned char)name.p[i] >= 0x80) plain = false;
        if ((i == 0 || name.p[i - 1] == '.') && sv_istarts(sv_sub(name, i, name.n), SV("xn--")) &&
            i + 4 < name.n)
            plain = false;
    }
    if (plain) {
        for (size_t i = 0; i < name.n; i++) buf_putc(out, sv_lower(name.p[i]));
        return out->e;
    }
    char text[NAME_MAX_BYTES + 1], *ascii = NULL;
    if (name.n > NAME_MAX_BYTES || memchr(name.p, 0, name.n)) return ERR_FORMAT;
    memcpy(text, name.p, name.n);
    text[name.n] = 0;
    err e = idn2_load(NULL);
    if (e) return e;
    int rc = idn2_to_ascii_8z(text, &ascii, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
    if (rc == IDN2_DISALLOWED) /* emoji: no IDNA 2008, but browsers go there */
        rc = idn2_to_ascii_8z(text, &ascii, IDN2_TRANSITIONAL | IDN2_NFC_INPUT);
    if (rc != IDN2_OK) return ERR_FORMAT;
    buf_puts(out, ascii);
    idn2_free(ascii);
    return out->e;
}

err host_put(buf *out, sv in)
{
    if (sv_starts(in, SV("[")))
        return sv_ends(in, SV("]")) && in.n > 2 ? put_ipv6(out, sv_sub(in, 1, in.n - 2))
                                                : ERR_FORMAT;
    char raw[NAME_MAX_BYTES], low[NAME_MAX_BYTES];
    size_t n = 0;
    if (in.n > NAME_MAX_BYTES) return ERR_FORMAT;
    for (size_t i = 0; i < in.n; i++) {
        bool escaped =
            in.p[i] == '%' && i + 2 < in.n && hex(in.p[i + 1]) >= 0 && hex(in.p[i + 2]) >= 0;
        raw[n++] = escaped ? (char)(hex(in.p[i + 1]) * 16 + hex(in.p[i + 2])) : in.p[i];
        if (escaped) i += 2;
    }
    size_t from = out->n;
    err e = to_ascii(out, (sv){raw, n});
    if (e) return e;
    sv name = {out->p + from, out->n - from};
    if (!name.n || name.n > NAME_MAX_BYTES) return ERR_FORMAT;
    for (size_t i = 0; i < name.n; i++)
        if (forbidden((unsigned char)name.p[i])) return ERR_FORMAT;
    if (!ends_in_number(name)) return ERR_OK;
    memcpy(low, name.p, name.n);
    out->n = from;
    return put_ipv4(out, (sv){low, name.n});
}
