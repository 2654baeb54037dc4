#include "seeds/value.h"

#include <stdlib.h>

#include "seeds/keys.h"

/* Length of a thousands separator at the front: , ٬ ' or ZWNJ; 0 if none. */
static size_t separator(sv s)
{
    if (s.n && (s.p[0] == ',' || s.p[0] == '\'')) return 1;
    if (sv_starts(s, SV("٬"))) return 2;
    return sv_starts(s, SV("،")) ? 2 : 0;
}

/* A digit in ASCII, Persian (U+06F0) or Arabic (U+0660) form; its length, 0 if none. */
static size_t digit(sv s, char *ret)
{
    if (s.n && s.p[0] >= '0' && s.p[0] <= '9') {
        *ret = s.p[0];
        return 1;
    }
    if (s.n < 2) return 0;
    unsigned char a = (unsigned char)s.p[0], b = (unsigned char)s.p[1];
    bool persian = a == 0xDB && b >= 0xB0 && b <= 0xB9,
         arabic = a == 0xD9 && b >= 0xA0 && b <= 0xA9;
    if (!persian && !arabic) return 0;
    *ret = (char)('0' + (b & 0x0F));
    return 2;
}

/* The number at the front of *s, which moves behind it. */
static bool take_number(sv *s, double *ret)
{
    char t[40], d = 0;
    size_t n = 0, digits = 0;
    sv r = *s;
    while (r.n && n < sizeof t - 1) {
        size_t step = digit(r, &d);
        if (step)
            t[n++] = d, digits++;
        else if (digits && r.p[0] == '.')
            step = 1, t[n++] = '.';
        else if (digits && sv_starts(r, SV("٫")))
            step = 2, t[n++] = '.';
        else if (!digits || !(step = separator(r)) || !digit(sv_sub(r, step, r.n), &d))
            break;
        r = sv_sub(r, step, r.n);
    }
    if (!digits || n == sizeof t - 1) return false;
    t[n] = '\0';
    char *end = NULL;
    *ret = strtod(t, &end);
    *s = sv_trim(r);
    return *end == '\0';
}

bool value_number(sv s, double *ret)
{
    s = sv_trim(s);
    double d;
    if (!take_number(&s, &d) || s.n) return false;
    *ret = d;
    return true;
}

int value_word(arena *a, sv s, const char *const *words)
{
    sv f = key_fold(a, s);
    for (int i = 0; words[i]; i++)
        for (sv rest = sv_c(words[i]); rest.p;)
            if (sv_eq(f, key_fold(a, sv_cut(&rest, '|')))) return i;
    return -1;
}

bool value_duration(arena *a, sv s, int64_t *ret_ms)
{
    static const char *const units[] = {"|ثانیه|s|sec|second|seconds", "دقیقه|m|min|minute|minutes",
        "ساعت|h|hour|hours", "روز|d|day|days", "هفته|w|week|weeks", "میلی‌ثانیه|ms",
        NULL};
    static const int64_t ms[] = {1000, 60000, 3600000, 86400000, 604800000, 1};
    double d;
    if (!take_number(&s, &d)) return false;
    int u = value_word(a, s, units);
    if (u < 0 || d > 1e9) return false;
    *ret_ms = (int64_t)(d * (double)ms[u]);
    return true;
}

bool value_money(arena *a, sv s, double *ret)
{
    static const char *const units[] = {"|تومان|تومن|toman|tomans|t", "ریال|rial|rials|irr",
        "هزارتومان|هزارتومن", "میلیونتومان|میلیونتومن", NULL};
    static const double toman[] = {1, 0.1, 1000, 1000000};
    double d;
    if (!take_number(&s, &d)) return false;
    int u = value_word(a, s, units);
    if (u < 0) return false;
    *ret = d * toman[u];
    return true;
}

bool value_percent(sv s, double *ret)
{
    static const char *const units[] = {"", "%", "٪", "درصد", "واحد", "percent", "points", NULL};
    double d;
    if (!take_number(&s, &d) || d > 1000) return false;
    for (int i = 0; units[i]; i++)
        if (sv_eq(s, sv_c(units[i]))) {
            *ret = d;
            return true;
        }
    return false;
}

bool value_bool(arena *a, sv s, bool *ret)
{
    static const char *const words[] = {"نه|خیر|no|false|off|0|۰", "بله|آری|yes|true|on|1|۱", NULL};
    int i = value_word(a, s, words);
    if (i < 0) return false;
    *ret = i == 1;
    return true;
}

bool value_zone(sv s, int *ret_min)
{
    static const struct {
        const char *name;
        int min;
    } zones[] = {{"Asia/Tehran", 210}, {"Iran", 210}, {"Asia/Kabul", 270}, {"Asia/Dushanbe", 300},
        {"Asia/Tashkent", 300}, {"UTC", 0}, {"Etc/UTC", 0}, {"Z", 0}};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (sv_ieq(s, sv_c(zones[i].name))) {
            *ret_min = zones[i].min;
            return true;
        }
    if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-')) return false;
    sv hours = sv_sub(s, 1, s.n), minutes = hours;
    hours = sv_cut(&minutes, ':');
    double h, m = 0;
    if (!value_number(hours, &h) || (minutes.n && !value_number(minutes, &m)) || h > 14 || m > 59)
        return false;
    *ret_min = ((int)h * 60 + (int)m) * (s.p[0] == '-' ? -1 : 1);
    return true;
}

sv value_item(sv *rest)
{
    for (size_t i = 0; i < rest->n; i++) {
        sv at = sv_sub(*rest, i, rest->n);
        size_t step = rest->p[i] == ','                                  ? 1
                      : sv_starts(at, SV("،")) || sv_starts(at, SV("؛")) ? 2
                                                                         : 0;
        if (!step) continue;
        sv item = sv_trim(sv_sub(*rest, 0, i));
        *rest = sv_sub(at, step, at.n);
        return item;
    }
    sv item = sv_trim(*rest);
    *rest = (sv){NULL, 0};
    return item;
}
