#include "text/digits.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

int digit_value(uint32_t cp)
{
    if (cp - '0' < 10) return (int)(cp - '0');
    if (cp - 0x06F0u < 10) return (int)(cp - 0x06F0u);
    if (cp - 0x0660u < 10) return (int)(cp - 0x0660u);
    if (cp - 0xFF10u < 10) return (int)(cp - 0xFF10u);
    return -1;
}

static err convert(arena *a, sv raw, uint32_t zero, sv *ret)
{
    if (raw.n > SIZE_MAX / 2 - 1) return ERR_LIMIT;
    char *out = arena_alloc(a, raw.n * 2 + 1);
    if (!out) return ERR_NOMEM;
    size_t n = 0;
    for (const char *p = raw.p, *end = raw.p + raw.n; raw.n && p < end;) {
        const char *from = p;
        int d = digit_value(utf8_next(&p, end));
        if (d >= 0) {
            n += utf8_put(out + n, zero + (uint32_t)d);
        } else {
            memcpy(out + n, from, (size_t)(p - from));
            n += (size_t)(p - from);
        }
    }
    *ret = (sv){out, n};
    return ERR_OK;
}

err digits_ascii(arena *a, sv raw, sv *ret) { return convert(a, raw, '0', ret); }
err digits_persian(arena *a, sv raw, sv *ret) { return convert(a, raw, 0x06F0, ret); }

/* Digits in groups of three; `comma` between them. Returns the bytes written to out[80]. */
static size_t grouped(uint64_t v, uint32_t zero, uint32_t comma, char *out)
{
    char ascii[24];
    int len = snprintf(ascii, sizeof ascii, "%" PRIu64, v);
    size_t n = 0;
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) n += utf8_put(out + n, comma);
        n += utf8_put(out + n, zero + (uint32_t)(ascii[i] - '0'));
    }
    return n;
}

static err spell(arena *a, int64_t value, uint32_t zero, uint32_t comma, sv *ret)
{
    char out[96];
    size_t n = value < 0 ? utf8_put(out, zero == '0' ? '-' : 0x2212) : 0;
    n += grouped(value < 0 ? -(uint64_t)value : (uint64_t)value, zero, comma, out + n);
    *ret = arena_sv(a, (sv){out, n});
    return ret->p ? ERR_OK : ERR_NOMEM;
}

err number_persian(arena *a, int64_t v, sv *ret) { return spell(a, v, 0x06F0, 0x066C, ret); }
err number_english(arena *a, int64_t v, sv *ret) { return spell(a, v, '0', ',', ret); }

err decimal_persian(arena *a, double value, int decimals, sv *ret)
{
    if (decimals < 0) decimals = 0;
    if (decimals > 9) decimals = 9;
    double unit = pow(10, decimals), scaled = round(fabs(value) * unit);
    if (!(scaled < 9e15)) return ERR_LIMIT;
    uint64_t all = (uint64_t)scaled, whole = all / (uint64_t)unit, part = all % (uint64_t)unit;
    char out[128], ascii[16];
    size_t n = value < 0 && all ? utf8_put(out, 0x2212) : 0;
    n += grouped(whole, 0x06F0, 0x066C, out + n);
    if (decimals) n += utf8_put(out + n, 0x066B);
    int len = decimals ? snprintf(ascii, sizeof ascii, "%0*" PRIu64, decimals, part) : 0;
    for (int i = 0; i < len; i++) n += utf8_put(out + n, 0x06F0 + (uint32_t)(ascii[i] - '0'));
    *ret = arena_sv(a, (sv){out, n});
    return ret->p ? ERR_OK : ERR_NOMEM;
}
