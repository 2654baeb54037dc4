/* Words that no lexicon holds, by their parts: a known second part, a prefix, an ending after a half-space. */
#include <string.h>

#include "text/chars.h"
#include "text/reading.h"

enum { TAIL_HEAD = 2, TAIL_CLEAR = 3, PREFIXES = 7, MANNER = 4 };

static const lex_entry *tail_at(const lexicon *lx, const word *w, size_t from, size_t to)
{
    return to > from ? lex_tail(lx, w->code + from, to - from) : NULL;
}

bool word_is_tail(const lexicon *lx, const word *w) { return tail_at(lx, w, 0, w->n) != NULL; }

static bool nominal(const lexicon *lx, const uint8_t *code, size_t n)
{
    const lex_entry *e = lex_find(lx, code, n);
    while (e && !(e->cls & (LC_NOUN | LC_ADJ | LC_NAME))) e = lex_alt(lx, e);
    return e != NULL;
}

/* The longest tail that ends at letter `to`: after the half-space if there is one, else after a known word. */
static const lex_entry *tail_before(const lexicon *lx, const word *w, size_t to)
{
    for (size_t from = TAIL_HEAD; from < to; from++) {
        const lex_entry *e = tail_at(lx, w, from, to);
        if (!e) continue;
        if (w->zwnj >> from & 1) return e;
        if (to - from >= TAIL_CLEAR && nominal(lx, w->code, from)) return e;
    }
    return NULL;
}

/* «جدایی‌طلبی», «اشغال‌گری»: such a word in -ی is one of its own. */
static void keep_ya(reading *r, const lex_entry *x)
{
    if (!(x->cls & LE_YA) || r->w.n != r->base_n + 1u) return;
    r->keep = true;
    r->pos = POS_NOUN;
    r->flags &= ~(uint32_t)TF_SUFFIXED;
}

/* «مقاوم‌سازی», «مرمت‌گران»: a compound by its second part, with or without endings. */
static bool by_tail(const lexicon *lx, reading *r)
{
    const word *w = &r->w;
    for (size_t n = w->n; n > TAIL_HEAD + 1; n--) {
        const lex_entry *x = n < w->n ? lex_ending(lx, w->code + n, w->n - n) : NULL;
        if (n < w->n && !x) continue;
        const lex_entry *e = tail_before(lx, w, n);
        if (n < w->n && x->pos == 'd') { /* پروازکنندگان */
            word he = *w;
            he.code[n] = KEY_H;
            e = tail_before(lx, &he, n + 1);
        }
        if (!e) continue;
        if (n < w->n) {
            while (x && ((x->pos != 'd' && !reading_fits(x->pos, w->code, n)) ||
                            x->flags & TF_COPULA_CLITIC))
                x = lex_alt(lx, x);
            if (!x || !reading_takes(e, x)) continue;
            reading_take(r, NULL, x, n);
        }
        r->zwnj |= w->zwnj;
        r->cls = e->cls & (uint16_t)~LC_TAIL;
        r->pos = e->pos;
        return true;
    }
    return false;
}

static size_t last_half_space(const word *w)
{
    size_t from = w->n;
    while (from && !(w->zwnj >> from & 1)) from--;
    return from;
}

static reading part_of(const word *w, size_t from, size_t to)
{
    reading part = {.w = {.n = (uint8_t)(to - from)}, .base_n = (uint8_t)(to - from)};
    memcpy(part.w.code, w->code + from, part.w.n);
    memcpy(part.w.letter, w->letter + from, part.w.n * sizeof w->letter[0]);
    part.w.zwnj = part.zwnj = from ? 0 : w->zwnj & (uint32_t)((1ull << to) - 1);
    return part;
}

/* «جدایی‌طلبی»: the part after the last half-space may be known with its endings. */
static bool by_last_part(const lexicon *lx, reading *r)
{
    const word *w = &r->w;
    size_t from = last_half_space(w);
    if (!from || w->n - from < BASE_MIN) return false;
    reading part = part_of(w, from, w->n);
    const lex_entry *e = lex_find(lx, part.w.code, part.w.n);
    while (e && !(e->cls & (LC_NOUN | LC_ADJ | LC_NAME))) e = lex_alt(lx, e);
    if (e) {
        r->pos = e->pos;
        r->cls = e->cls & (LC_NOUN | LC_ADJ | LC_NAME);
        r->flags = TF_UNKNOWN | (e->flags & TF_PLURAL);
        return true;
    }
    if (!reading_known(lx, &part, true) || part.end->flags & TF_COPULA_CLITIC) return false;
    reading_take(r, NULL, part.end, from + part.base_n);
    r->zwnj = w->zwnj;
    r->pos = part.pos;
    r->cls = part.cls;
    r->keep = part.keep;
    keep_ya(r, part.end);
    return true;
}

/* «ده‌دقیقه‌ای», «سبعانه‌ترین»: the writer shows where the ending begins. */
static bool by_shown_ending(const lexicon *lx, reading *r)
{
    const word *w = &r->w;
    for (size_t n = BASE_MIN; n < w->n; n++) {
        if (!(w->zwnj >> n & 1)) continue;
        const lex_entry *x = lex_ending(lx, w->code + n, w->n - n);
        while (x && !(reading_fits(x->pos, w->code, n) && x->zwnj & 2)) x = lex_alt(lx, x);
        if (!x) continue;
        reading base = part_of(w, 0, n);
        const lex_entry *e = base.w.zwnj ? NULL : lex_find(lx, base.w.code, n);
        while (e && !reading_takes(e, x)) e = lex_alt(lx, e);
        bool parts = !e && base.w.zwnj && reading_parts(lx, &base) && !base.end;
        reading_take(r, e, x, n);
        r->zwnj = w->zwnj;
        if (parts) r->pos = base.pos, r->cls = base.cls;
        /* «دوزبانه‌ای» after a numeral or a compound is no indefinite */
        if (!e && x->cls & LE_YA && base.w.zwnj && r->w.n == n + 2) {
            r->keep = true;
            r->pos = POS_ADJ;
            r->flags &= ~(uint32_t)TF_SUFFIXED;
        }
        return true;
    }
    return false;
}

/* «فرومی‌افتاد», «بازپرسید»: any verb after a prefix of verbs. */
static bool by_prefix(const lexicon *lx, reading *r)
{
    static const uint8_t lead[PREFIXES][4] = {{KEY_B, KEY_R}, {KEY_D, KEY_R},
        {KEY_B, KEY_ALEF, KEY_Z}, {KEY_F, KEY_R, KEY_V}, {KEY_F, KEY_R, KEY_ALEF}, {KEY_V, KEY_R},
        {KEY_V, KEY_ALEF}};
    const word *w = &r->w;
    for (size_t i = 0; i < PREFIXES; i++) {
        size_t n = lead[i][2] ? 3 : 2;
        if (w->n < n + 3 || memcmp(w->code, lead[i], n) != 0) continue;
        const lex_entry *e = lex_find(lx, w->code + n, w->n - n);
        while (e && (!(e->cls & LC_VERB) || e->flags & TF_INFORMAL)) e = lex_alt(lx, e);
        if (!e) continue;
        r->base = e;
        r->lead = (uint8_t)n;
        r->zwnj = w->zwnj | e->zwnj << n;
        r->flags = e->flags;
        r->cls = LC_VERB;
        r->pos = POS_VERB;
        return true;
    }
    return false;
}

/* «نقادانه», «عارفانه‌ای»: -انه makes adjectives and adverbs of any word. */
static bool by_manner(reading *r)
{
    static const uint8_t end[] = {KEY_ALEF, KEY_N, KEY_H};
    const word *w = &r->w;
    if (w->n < MANNER + sizeof end) return false;
    if (memcmp(w->code + w->n - sizeof end, end, sizeof end) != 0) return false;
    r->base_n = w->n;
    r->zwnj = w->zwnj;
    r->cls = LC_ADJ;
    r->pos = POS_ADJ;
    return true;
}

bool reading_adjective_first(const lexicon *lx, const reading *r, const lex_entry *e)
{
    const word *w = &r->w;
    if (!(e->cls & LC_VERB) || !(e->flags & TF_PERSON_2) || w->n < 5) return false;
    const uint8_t *end = w->code + w->n - 3;
    if (end[0] != KEY_H || end[1] != KEY_ALEF || end[2] != KEY_Y) return false;
    e = lex_find(lx, w->code, w->n - 2u);
    return e && e->cls & LC_ADJ;
}

bool reading_parts(const lexicon *lx, reading *r)
{
    if (r->w.zwnj && by_shown_ending(lx, r)) return true;
    if (by_prefix(lx, r) || by_manner(r) || by_tail(lx, r)) return true;
    return r->w.zwnj && by_last_part(lx, r);
}
