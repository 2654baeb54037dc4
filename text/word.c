#include "text/word.h"

#include <string.h>

#include "text/chars.h"
#include "text/reading.h"
#include "text/utf8.h"

enum { RUN_MIN = 3 };

static void push(word *w, uint32_t folded, bool *pending)
{
    uint8_t code = char_code(folded);
    if (w->n == LEX_KEY_MAX || !code) {
        w->odd = true;
        return;
    }
    if (*pending && w->n) w->zwnj |= 1u << w->n;
    *pending = false;
    w->ezafe = folded == 0x6C0;
    w->code[w->n] = code;
    w->letter[w->n++] = (uint16_t)(folded == 0x6C0 || folded == 0x629 ? 0x647 : folded);
}

/* Combining madda and hamza make another letter of the one before. */
static void compose(word *w, uint32_t mark)
{
    if (!w->n || mark < 0x653 || mark > 0x655) return;
    uint16_t *l = &w->letter[w->n - 1];
    if (*l == 0x627)
        *l = mark == 0x653 ? 0x622 : mark == 0x654 ? 0x623 : 0x625;
    else if (*l == 0x648 && mark == 0x654)
        *l = 0x624;
    else if (*l == 0x6CC && mark == 0x654)
        *l = 0x626;
    else if (*l == 0x647 && mark == 0x654)
        w->ezafe = true;
    w->code[w->n - 1] = char_code(*l);
}

static void expand(word *w, uint32_t cp, bool *pending)
{
    uint32_t part[18];
    size_t n = char_expand(cp, part);
    for (size_t i = 0; i < n; i++)
        if (char_code(part[i])) push(w, part[i], pending);
}

size_t word_scan(const char *from, const char *end, word *w)
{
    *w = (word){.n = 0};
    const char *p = from, *last = from;
    bool pending = false;
    while (p < end) {
        const char *q = p;
        const unsigned char b = (unsigned char)*p;
        uint32_t cp;
        if (b >= 0xD8 && b <= 0xDB && end - p > 1 && ((unsigned char)p[1] & 0xC0) == 0x80) {
            cp = (b & 0x1Fu) << 6 | ((unsigned char)p[1] & 0x3Fu);
            q += 2;
        } else {
            cp = utf8_next(&q, end);
        }
        char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
        if (c == CH_PERSIAN)
            push(w, char_fold(cp), &pending), last = q;
        else if (c == CH_MARK)
            compose(w, cp), last = q;
        else if (c == CH_ZWNJ)
            pending = true;
        else if (c == CH_LETTER)
            w->odd = true, last = q;
        else if (c == CH_LIGATURE)
            expand(w, cp, &pending), last = q;
        else if (c != CH_DROP)
            break;
        else if (cp == 0x640)
            last = q;
        p = q;
    }
    return (size_t)(last - from);
}

void word_of(sv raw, const token *t, word *ret)
{
    const char *p = raw.p + t->at;
    if (word_scan(p, p + t->n, ret) < t->n) (void)word_scan(t->norm.p, t->norm.p + t->norm.n, ret);
}

bool reading_silent_he(const uint8_t *code, size_t n)
{
    return n >= 2 && code[n - 1] == KEY_H && code[n - 2] != KEY_ALEF && code[n - 2] != KEY_V;
}

/* Does an ending that asks for `letter` fit a base that ends so? */
bool reading_fits(uint8_t letter, const uint8_t *code, size_t n)
{
    uint8_t last = code[n - 1];
    bool vowel = last == KEY_ALEF || last == KEY_MADDA || last == KEY_V;
    switch (letter) {
    case 'c': return last == KEY_V || (!vowel && last != KEY_Y && !reading_silent_he(code, n));
    case 'v': return vowel;
    case 'h': return last == KEY_H;
    case 'y': return last == KEY_Y;
    default: return false;
    }
}

bool reading_takes(const lex_entry *b, const lex_entry *x)
{
    uint16_t can = b->cls;
    if (b->flags & TF_SUFFIXED && x->flags & TF_PLURAL) return false;
    if (x->cls & LE_NOUN && can & (LC_NOUN | LC_NAME)) return true;
    if (x->cls & LE_ADJ && can & LC_ADJ && !(can & LC_VERB)) return true;
    if (x->cls & LE_AFTER_PART && can & LC_PARTICIPLE) return true;
    if (x->cls & LE_VERB && can & LC_VERB && !(can & LC_PARTICIPLE)) return true;
    return x->cls & LE_PRON && can & LC_CLOSED;
}

/* The reading of the base that takes the ending, or NULL. */
static const lex_entry *base_of(
    const lexicon *lx, const uint8_t *code, size_t n, const lex_entry *x)
{
    for (const lex_entry *b = lex_find(lx, code, n); b; b = lex_alt(lx, b))
        if (reading_takes(b, x)) return b;
    return NULL;
}

void reading_take(reading *r, const lex_entry *b, const lex_entry *x, size_t n)
{
    r->base = b;
    r->end = x;
    r->base_n = (uint8_t)n;
    r->he = x->pos == 'd';
    bool shown = !b || (b->cls & LC_COMPOUND && !b->zwnj);
    r->zwnj = (shown ? r->w.zwnj : b->zwnj) & (uint32_t)((1ull << n) - 1);
    for (size_t i = n; i < r->w.n; i++)
        if (x->zwnj >> (i - n + 1) & 1 && !char_open(r->w.code[i - 1])) r->zwnj |= 1u << i;
    r->zwnj |= r->w.zwnj & (1u << n);
    r->flags = (b ? b->flags : TF_UNKNOWN) | x->flags;
    r->cls = b ? b->cls : LC_NOUN;
    r->pos = b ? b->pos : POS_NOUN;
    r->cls &= (uint16_t) ~(LC_FIRST | LC_COMPOUND);
    if (b && b->cls & LC_NAME && x->cls & LE_YA && !(b->cls & LC_NOUN)) {
        r->keep = true;
        r->pos = POS_ADJ;
        r->flags &= ~(uint32_t)TF_SUFFIXED;
    }
}

/* Half-spaces of the writer that a reading has no place for; those after an open letter show nothing. */
static bool against(const word *w, uint32_t zwnj)
{
    uint32_t extra = w->zwnj & ~zwnj;
    for (size_t i = 1; extra && i < w->n; i++)
        if (extra >> i & 1 && !char_open(w->code[i - 1])) return true;
    return false;
}

/* The half-spaces that fit an entry: in a compound, any. */
static uint32_t fitting(const lex_entry *e) { return e->cls & LC_COMPOUND ? ~0u : e->zwnj; }

/* «ای», «ام» after silent ه: when nothing shows the joint, «های» is more likely. */
static bool hidden_joint(const word *w, size_t n, const lex_entry *x)
{
    return x->pos == 'h' && w->code[n] == KEY_ALEF && !(w->zwnj >> n & 1);
}

/* «خونمون»: a colloquial ending after a colloquial base that lost its ه, not after «خون». */
static bool lost_he(const lexicon *lx, const word *w, size_t n, const lex_entry *x)
{
    uint8_t code[LEX_KEY_MAX + 1];
    if (x->pos != 'c' || !(x->flags & TF_INFORMAL) || x->flags & TF_PLURAL) return false;
    memcpy(code, w->code, n);
    code[n] = KEY_H;
    const lex_entry *e = lex_find(lx, code, n + 1);
    return e && e->cls & LC_INFORMAL && e->cls & LC_NOUN;
}

/* The writer's half-space before letter `n` speaks for another ending of the same letters. */
static bool shown_otherwise(const lexicon *lx, const word *w, size_t n, const lex_entry *x)
{
    if (!(w->zwnj >> n & 1) || x->zwnj & 2) return false;
    for (x = lex_alt(lx, x); x; x = lex_alt(lx, x))
        if (x->zwnj & 2 && x->pos != 'd' && reading_fits(x->pos, w->code, n)) return true;
    return false;
}

/* The longest base of the lexicon that an ending fits. */
static bool read_split(const lexicon *lx, reading *r, bool loose, bool hidden)
{
    const word *w = &r->w;
    for (size_t n = w->n - 1u; n >= BASE_MIN; n--) {
        for (const lex_entry *x = lex_ending(lx, w->code + n, w->n - n); x; x = lex_alt(lx, x)) {
            const lex_entry *b;
            if (hidden_joint(w, n, x) != hidden || lost_he(lx, w, n, x)) continue;
            if (shown_otherwise(lx, w, n, x)) continue;
            if (x->pos == 'd') {
                uint8_t code[LEX_KEY_MAX];
                memcpy(code, w->code, n);
                code[n] = KEY_H;
                if (!reading_silent_he(code, n + 1)) continue;
                b = base_of(lx, code, n + 1, x);
            } else {
                b = reading_fits(x->pos, w->code, n) ? base_of(lx, w->code, n, x) : NULL;
            }
            if (!b || (x->cls & LE_VERB && b->cls & LC_VERB && n < 3)) continue;
            if (!loose && against(w, fitting(b) | 1u << n)) continue;
            reading_take(r, b, x, n);
            return true;
        }
    }
    return false;
}

bool reading_known(const lexicon *lx, reading *r, bool loose)
{
    return r->w.n > BASE_MIN && (read_split(lx, r, loose, false) || read_split(lx, r, loose, true));
}

/* The longest ending that shows itself on an unknown base. */
static bool read_unknown(const lexicon *lx, reading *r)
{
    const word *w = &r->w;
    for (size_t n = BASE_MIN; n < w->n; n++) {
        bool apart = w->zwnj >> n & 1;
        for (const lex_entry *x = lex_ending(lx, w->code + n, w->n - n); x; x = lex_alt(lx, x)) {
            if (!reading_fits(x->pos, w->code, n)) continue;
            if (!(x->cls & LE_ANY) && !(apart && x->zwnj & 2)) continue;
            if (n < 3 && !apart) continue;
            reading_take(r, NULL, x, n);
            return true;
        }
    }
    return false;
}

/* The reading whose half-spaces are the writer's: «می‌دانی» is no «میدانی». */
static const lex_entry *as_written(const lexicon *lx, const reading *r, const lex_entry *e)
{
    const lex_entry *first = e;
    if (!r->w.zwnj) return e;
    while (e && against(&r->w, fitting(e))) e = lex_alt(lx, e);
    return e ? e : first;
}

/* What only parts of other words are: nothing by itself. */
static bool stub(const lex_entry *e)
{
    return !(e->cls & ~(unsigned)(LC_TAIL | LC_FIRST | LC_ENDING));
}

/* «واگذارند»: with -ند a verb, however rare, before «they are …». */
static bool better_verb(const lex_entry *e, const reading *other)
{
    return other->end->flags & TF_COPULA_CLITIC && e->flags & TF_PERSON_3 &&
           !(e->flags & TF_INFORMAL);
}

static bool read_exact(const lexicon *lx, reading *r)
{
    const lex_entry *e = as_written(lx, r, lex_find(lx, r->w.code, r->w.n));
    if (!e) return false;
    bool rare = e->cls & LC_DERIVED && e->cls & LC_VERB; /* a noun with an ending first */
    bool perfect = reading_adjective_first(lx, r, e);
    if (rare || stub(e) || perfect || against(&r->w, fitting(e))) {
        reading other = *r;
        if (reading_known(lx, &other, false) && !(rare && better_verb(e, &other))) {
            *r = other;
            r->cls |= e->cls & (LC_TAIL | LC_FIRST | LC_ENDING);
            if (perfect) r->flags |= LF_ALSO_VERB;
            return true;
        }
    }
    r->base = e;
    r->base_n = r->w.n;
    r->zwnj = e->zwnj || !(e->cls & LC_COMPOUND) ? e->zwnj : r->w.zwnj;
    r->flags = e->flags;
    r->cls = e->cls;
    r->pos = e->pos;
    return true;
}

static bool loosely(const lexicon *lx, reading *r) { return reading_known(lx, r, true); }

static bool read_any(const lexicon *lx, reading *r)
{
    if (read_exact(lx, r)) return true;
    return reading_known(lx, r, false) || (!r->w.zwnj && loosely(lx, r));
}

/* Runs of three or more become `keep` letters; false when there is none. */
static bool collapse(const word *w, unsigned keep, word *ret)
{
    *ret = *w;
    ret->n = 0;
    ret->zwnj = 0;
    bool any = false;
    for (size_t i = 0; i < w->n;) {
        size_t run = 1;
        while (i + run < w->n && w->code[i + run] == w->code[i]) run++;
        size_t n = run >= RUN_MIN ? keep : run;
        any = any || run >= RUN_MIN;
        for (size_t k = 0; k < n; k++) {
            if (w->zwnj >> i & 1 && !k) ret->zwnj |= 1u << ret->n;
            ret->code[ret->n] = w->code[i];
            ret->letter[ret->n++] = w->letter[i];
        }
        i += run;
    }
    ret->longer = true;
    return any;
}

static bool read_shorter(const lexicon *lx, reading *r)
{
    for (unsigned keep = 1; keep <= 2; keep++) {
        reading other = {.base_n = 0};
        if (!collapse(&r->w, keep, &other.w)) return false;
        if (!read_any(lx, &other)) continue;
        *r = other;
        return true;
    }
    word w = r->w;
    (void)collapse(&w, 1, &r->w);
    return false;
}

void word_read(const lexicon *lx, const word *w, reading *r)
{
    *r = (reading){.w = *w, .zwnj = w->zwnj, .flags = TF_UNKNOWN, .base_n = w->n};
    if (!w->odd && w->n && lx && !read_any(lx, r) && !read_shorter(lx, r)) {
        r->zwnj = r->w.zwnj, r->base_n = r->w.n;
        if (!reading_parts(lx, r) && !loosely(lx, r) && r->w.n > BASE_MIN)
            (void)read_unknown(lx, r);
    }
    if (w->ezafe && r->base && r->cls & LC_PARTICIPLE) { /* «گفتهٔ» */
        r->keep = true;
        r->pos = POS_NOUN;
        r->cls = LC_NOUN;
        r->flags = 0;
    }
    if (r->w.longer) r->flags |= TF_ELONGATED;
}

static size_t spell(const word *w, size_t from, size_t to, uint32_t zwnj, char *out)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from && zwnj >> i & 1) n += utf8_put(out + n, 0x200C);
        n += utf8_put(out + n, w->letter[i]);
    }
    return n;
}

size_t reading_norm(const reading *r, char out[WORD_TEXT])
{
    return spell(&r->w, 0, r->w.n, r->zwnj, out);
}

static size_t put(char *out, sv s)
{
    memcpy(out, s.p, s.n);
    return s.n;
}

size_t reading_lemma(const lexicon *lx, const reading *r, char out[FORMAL_TEXT])
{
    if (r->base && !r->keep) {
        size_t w = put(out, lex_string(lx, r->base->lemma));
        if (!r->lead) return w;
        out[w++] = '+';
        return w + spell(&r->w, 0, r->lead, 0, out + w);
    }
    size_t n = spell(&r->w, 0, r->keep ? r->w.n : r->base_n, r->zwnj, out);
    if (r->he && !r->keep) n += utf8_put(out + n, 0x647);
    return n;
}

size_t reading_formal(const lexicon *lx, const reading *r, char out[FORMAL_TEXT])
{
    size_t n;
    const lex_entry *b = r->base;
    if (b && b->formal && !r->lead)
        n = put(out, lex_string(lx, b->formal));
    else {
        n = spell(&r->w, 0, r->base_n, r->zwnj, out);
        if (r->he) n += utf8_put(out + n, 0x647);
    }
    if (!r->end) return n;
    sv f = lex_string(lx, r->end->formal);
    uint8_t last = r->he ? KEY_H : r->w.code[r->base_n - 1];
    bool half = f.n > 3 && memcmp(f.p, "\u200c", 3) == 0;
    if (half && char_open(last)) f = sv_sub(f, 3, f.n);
    return n + put(out + n, f);
}
