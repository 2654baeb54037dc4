#include "parsers/when_in.h"

enum { ZONE_MAX_MIN = 14 * 60 };

static size_t read_noon(const pieces *s, size_t i, int *hour)
{
    const piece *p = &s->at[i];
    int noon = p->kind == PIECE_WORD ? when_noon(p->word) : 0;
    size_t next = i + 1;
    if (!noon && p->kind == PIECE_WORD && is_mark(&p[1], '.') && p[2].kind == PIECE_WORD) {
        char both[2 * PIECE_WORD_MAX];
        size_t n = strlen(p->word), m = strlen(p[2].word);
        memcpy(both, p->word, n);
        memcpy(both + n, p[2].word, m + 1);
        noon = when_noon(both);
        next = i + 3;
    }
    if (!noon && p->kind == PIECE_WORD && (!strcmp(p->word, "بعد") || !strcmp(p->word, "قبل")) &&
        p[1].kind == PIECE_WORD) {
        noon = strcmp(p->word, "بعد") == 0 ? 2 : 1;
        next = i + 3 < s->n ? i + 3 : s->n;
    }
    if (!noon) return i;
    if (noon == 1 && *hour == 12) *hour = 0;
    if (noon == 2 && *hour < 12) *hour += 12;
    return next;
}

static size_t read_zone(const pieces *s, size_t i, found *f)
{
    const piece *p = &s->at[i];
    if (is_mark(p, '(')) p++, i++;
    if (p->kind == PIECE_WORD && when_zone(p->word, &f->zone_min)) {
        f->zoned = true;
        p++, i++;
    }
    bool minus = is_mark(p, '-');
    if (!(minus || is_mark(p, '+')) || (p->spaced && !f->zoned && p[1].digits != 4)) return i;
    int min;
    size_t next;
    if (is_number(&p[1], 4, 4))
        min = (int)(p[1].value / 100 * 60 + p[1].value % 100), next = i + 2;
    else if (is_number(&p[1], 1, 2) && is_mark(&p[2], ':') && is_number(&p[3], 2, 2))
        min = (int)(p[1].value * 60 + p[3].value), next = i + 4;
    else if (is_number(&p[1], 2, 2))
        min = (int)p[1].value * 60, next = i + 2;
    else
        return i;
    if (min > ZONE_MAX_MIN) return i;
    f->zone_min = minus ? -min : min;
    f->zoned = true;
    return next;
}

static bool clock_at(const pieces *s, size_t i)
{
    const piece *p = &s->at[i];
    bool colon = is_number(p, 1, 2) && p->value < 24 && is_number(&p[2], 2, 2) && p[2].value < 60;
    return colon && (is_mark(&p[1], ':') || (p[1].kind == PIECE_WORD && !strcmp(p[1].word, "h")));
}

static size_t read_clock(const pieces *s, size_t i, found *f)
{
    const piece *p = &s->at[i];
    f->hour = (int)p->value;
    f->minute = (int)p[2].value;
    i += 3;
    p = &s->at[i];
    if (is_mark(p, ':') && is_number(&p[1], 2, 2) && p[1].value < 61) {
        f->second = (int)(p[1].value < 60 ? p[1].value : 59);
        i += 2;
        p = &s->at[i];
        if ((is_mark(p, '.') || is_mark(p, ',')) && p[1].kind == PIECE_NUMBER && !p[1].spaced)
            i += 2; /* parts of a second */
    }
    i = read_noon(s, i, &f->hour);
    return read_zone(s, i, f);
}

void when_find_clock(const pieces *s, found *f)
{
    enum { REACH = 8 };
    if (f->precision != WHEN_DAY || f->hour >= 0) return;
    const piece *t = &s->at[f->last + 1];
    if (f->last < s->n && t->kind == PIECE_WORD && !strcmp(t->word, "t") &&
        is_number(&t[1], 4, 6)) {
        int64_t v = t[1].digits == 6 ? t[1].value : t[1].value * 100;
        if (v / 10000 > 23 || v / 100 % 100 > 59 || v % 100 > 59) return;
        f->hour = (int)(v / 10000);
        f->minute = (int)(v / 100 % 100);
        f->second = (int)(v % 100);
        f->last = read_zone(s, f->last + 3, f) - 1;
        return;
    }
    for (size_t i = f->last + 1; i + 2 < s->n && i <= f->last + REACH; i++)
        if (clock_at(s, i)) {
            f->last = read_clock(s, i, f) - 1;
            return;
        }
    for (size_t i = f->first > REACH ? f->first - REACH : 0; i + 2 < f->first; i++)
        if (clock_at(s, i)) {
            (void)read_clock(s, i, f);
            f->first = i;
            return;
        }
}
