#include "text/word.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { BASE_MIN = 2, RUN_MIN = 3, TAIL_HEAD = 2 };

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

static bool silent_he(const uint8_t *code, size_t n)
{
    return n >= 2 && code[n - 1] == KEY_H && code[n - 2] != KEY_ALEF && code[n - 2] != KEY_V;
}

/* Does an ending that asks for `letter` fit a base that ends so? */
static bool fits(uint8_t letter, const uint8_t *code, size_t n)
{
    uint8_t last = code[n - 1];
    bool vowel = last == KEY_ALEF || last == KEY_MADDA || last == KEY_V;
    switch (letter) {
    case 'c': return last == KEY_V || (!vowel && last != KEY_Y && !silent_he(code, n));
    case 'v': return vowel;
    case 'h': return last == KEY_H;
    case 'y': return last == KEY_Y;
    default: return false;
    }
}

static bool takes(const lex_entry *b, const lex_entry *x)
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
        if (takes(b, x)) return b;
    return NULL;
}

static void take(const lexicon *lx, reading *r, const lex_entry *b, const lex_entry *x, size_t n)
{
    (void)lx;
    r->base = b;
    r->end = x;
    r->base_n = (uint8_t)n;
    r->he = x->pos == 'd';
    r->zwnj = (b ? b->zwnj : r->w.zwnj) & (uint32_t)((1ull << n) - 1);
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

/* The longest base of the lexicon that an ending fits. */
static bool read_split(const lexicon *lx, reading *r, bool loose, bool hidden)
{
    const word *w = &r->w;
    for (size_t n = w->n - 1u; n >= BASE_MIN; n--) {
        for (const lex_entry *x = lex_ending(lx, w->code + n, w->n - n); x; x = lex_alt(lx, x)) {
            const lex_entry *b;
            if (hidden_joint(w, n, x) != hidden || lost_he(lx, w, n, x)) continue;
            if (x->pos == 'd') {
                uint8_t code[LEX_KEY_MAX];
                memcpy(code, w->code, n);
                code[n] = KEY_H;
                if (!silent_he(code, n + 1)) continue;
                b = base_of(lx, code, n + 1, x);
            } else {
                b = fits(x->pos, w->code, n) ? base_of(lx, w->code, n, x) : NULL;
            }
            if (!b || (x->cls & LE_VERB && b->cls & LC_VERB && n < 3)) continue;
            if (!loose && against(w, b->zwnj | 1u << n)) continue;
            take(lx, r, b, x, n);
            return true;
        }
    }
    return false;
}

static bool read_known(const lexicon *lx, reading *r, bool loose)
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
            if (!fits(x->pos, w->code, n)) continue;
            if (!(x->cls & LE_ANY) && !(apart && x->zwnj & 2)) continue;
            if (n < 3 && !apart) continue;
            take(lx, r, NULL, x, n);
            return true;
        }
    }
    return false;
}

static const lex_entry *tail_at(const lexicon *lx, const word *w, size_t from, size_t to)
{
    uint8_t key[LEX_KEY_MAX + 1];
    if (to <= from) return NULL;
    key[0] = LEX_NS_TAIL;
    memcpy(key + 1, w->code + from, to - from);
    return lex_find(lx, key, to - from + 1);
}

bool word_is_tail(const lexicon *lx, const word *w) { return tail_at(lx, w, 0, w->n) != NULL; }

/* The longest tail that ends at letter `to`; after the half-space if there is one. */
static const lex_entry *tail_before(const lexicon *lx, const word *w, size_t to)
{
    for (size_t from = TAIL_HEAD; from < to; from++) {
        const lex_entry *e = tail_at(lx, w, from, to);
        bool part = w->zwnj >> from & 1;
        if (e && (part || to - from > 2)) return e;
    }
    return NULL;
}

/* «مقاوم‌سازی», «مرمت‌گران»: a compound by its second part, with or without endings. */
static bool read_tail(const lexicon *lx, reading *r)
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
            while (x && x->pos != 'd' && !fits(x->pos, w->code, n)) x = lex_alt(lx, x);
            if (!x || !takes(e, x)) continue;
            take(lx, r, NULL, x, n);
        }
        r->zwnj |= w->zwnj;
        r->cls = e->cls;
        r->pos = e->pos;
        return true;
    }
    return false;
}

/* «جدایی‌طلبی»: the part after the last half-space may be known with its endings. */
static bool read_last_part(const lexicon *lx, reading *r)
{
    const word *w = &r->w;
    size_t from = w->n;
    while (from && !(w->zwnj >> from & 1)) from--;
    if (!from || w->n - from < BASE_MIN) return false;
    reading part = {.w = {.n = (uint8_t)(w->n - from)}};
    memcpy(part.w.code, w->code + from, part.w.n);
    memcpy(part.w.letter, w->letter + from, part.w.n * sizeof w->letter[0]);
    const lex_entry *e = lex_find(lx, part.w.code, part.w.n);
    if (e && e->cls & (LC_NOUN | LC_ADJ | LC_NAME)) {
        r->pos = e->pos;
        r->cls = e->cls & (LC_NOUN | LC_ADJ | LC_NAME);
        r->flags = TF_UNKNOWN;
        size_t n = lex_string(lx, e->lemma).n;
        char own[WORD_TEXT];
        if (n && e->flags & TF_PLURAL && lex_spell(part.w.code, part.w.n, 0, own))
            r->flags |= TF_PLURAL;
        return true;
    }
    if (!read_known(lx, &part, true)) return false;
    take(lx, r, NULL, part.end, from + part.base_n);
    r->zwnj = w->zwnj;
    r->pos = part.pos;
    r->cls = part.cls;
    r->keep = part.keep;
    return true;
}

static bool read_exact(const lexicon *lx, reading *r)
{
    const lex_entry *e = lex_find(lx, r->w.code, r->w.n);
    if (!e) return false;
    bool rare = e->cls & LC_DERIVED && e->cls & LC_VERB; /* a noun with an ending first */
    if (rare || against(&r->w, e->zwnj)) {
        reading other = *r;
        if (read_known(lx, &other, false)) {
            *r = other;
            return true;
        }
    }
    r->base = e;
    r->base_n = r->w.n;
    r->zwnj = e->zwnj;
    r->flags = e->flags;
    r->cls = e->cls;
    r->pos = e->pos;
    return true;
}

static bool read_any(const lexicon *lx, reading *r)
{
    if (read_exact(lx, r)) return true;
    return read_known(lx, r, false) || read_known(lx, r, true);
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
    if (!w->odd && w->n && lx) {
        bool known = read_any(lx, r) || read_shorter(lx, r);
        if (!known) r->zwnj = r->w.zwnj, r->base_n = r->w.n;
        if (!known) known = read_tail(lx, r);
        if (!known && r->w.zwnj) known = read_last_part(lx, r);
        if (!known && r->w.n > BASE_MIN) (void)read_unknown(lx, r);
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
    if (r->base && !r->keep) return put(out, lex_string(lx, r->base->lemma));
    size_t n = spell(&r->w, 0, r->keep ? r->w.n : r->base_n, r->zwnj, out);
    if (r->he && !r->keep) n += utf8_put(out + n, 0x647);
    return n;
}

size_t reading_formal(const lexicon *lx, const reading *r, char out[FORMAL_TEXT])
{
    size_t n;
    const lex_entry *b = r->base;
    if (b && b->formal)
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
