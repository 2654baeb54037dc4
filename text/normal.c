#include "text/normal.h"

#include "text/chars.h"
#include "text/utf8.h"

/* One pass with what is owed: a blank or a half-space before the next letter. */
typedef struct folding {
    char *out;
    size_t n, last_at; /* bytes written; where the last letter begins */
    uint32_t last;
    bool blank, half, key;
} folding;

static bool letter_class(char_class c)
{
    return c == CH_PERSIAN || c == CH_LETTER || c == CH_LIGATURE;
}

static void put(folding *f, uint32_t cp, char_class c)
{
    if (f->n && f->blank)
        f->out[f->n++] = ' ';
    else if (f->half && letter_class(c) && f->last && letter_class(char_class_of(f->last)))
        f->n += utf8_put(f->out + f->n, 0x200C);
    f->blank = f->half = false;
    f->last = cp;
    f->last_at = f->n;
    f->n += utf8_put(f->out + f->n, cp);
}

/* Combining madda and hamza belong to the letter before. */
static void compose(folding *f, uint32_t mark)
{
    uint32_t cp = f->last;
    if (cp == 0x627)
        cp = mark == 0x653 ? 0x622 : mark == 0x654 ? 0x623 : mark == 0x655 ? 0x625 : cp;
    else if (cp == 0x648 && mark == 0x654)
        cp = 0x624;
    else if (cp == 0x6CC && mark == 0x654)
        cp = 0x626;
    if (cp == f->last || f->blank || f->half) return;
    f->n = f->last_at + utf8_put(f->out + f->last_at, cp);
    f->last = cp;
}

static void one(folding *f, uint32_t cp)
{
    char_class c = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    uint32_t part[18];
    size_t n;
    switch (c) {
    case CH_BAD:
    case CH_DROP: return;
    case CH_MARK: compose(f, cp); return;
    case CH_SPACE:
    case CH_NEWLINE: f->blank = true; return;
    case CH_ZWNJ: f->half = !f->key; return;
    case CH_LIGATURE:
        n = char_expand(cp, part);
        for (size_t i = 0; i < n; i++)
            if (char_class_of(part[i]) != CH_LIGATURE) one(f, part[i]);
        return;
    case CH_PERSIAN:
    case CH_LETTER:
    case CH_LATIN:
    case CH_DIGIT:
    case CH_PUNCT:
    case CH_EMOJI:
    case CH_OTHER: break;
    }
    cp = char_fold(cp);
    if (cp == 0x6C0 || cp == 0x629) cp = 0x647;
    if (f->key && cp >= 'A' && cp <= 'Z') cp += 32;
    put(f, cp, c);
}

static err fold(arena *a, sv raw, bool key, sv *ret)
{
    if (raw.n > SIZE_MAX / 20) return ERR_LIMIT;
    size_t room = raw.n + 64; /* presentation forms of several letters may need more */
    for (const char *p = raw.p, *end = raw.p + raw.n; raw.n && p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp != UTF8_BAD && char_class_of(cp) == CH_LIGATURE) room += 18 * 4;
    }
    folding f = {.out = arena_alloc(a, room), .key = key};
    if (!f.out) return ERR_NOMEM;
    for (const char *p = raw.p, *end = raw.p + raw.n; raw.n && p < end;)
        one(&f, utf8_next(&p, end));
    *ret = (sv){f.out, f.n};
    return ERR_OK;
}

err normal_form(arena *a, sv raw, sv *ret) { return fold(a, raw, false, ret); }

err normal_key(arena *a, sv raw, sv *ret)
{
    sv s;
    err e = fold(a, raw, true, &s);
    if (e) return e;
    char *out = arena_alloc(a, s.n + 1);
    if (!out) return ERR_NOMEM;
    size_t n = 0;
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        const char *from = p;
        uint32_t cp = utf8_next(&p, end);
        size_t width = (size_t)(p - from), run = 1;
        while ((size_t)(end - p) >= width && memcmp(p, from, width) == 0) p += width, run++;
        bool letter = letter_class(char_class_of(cp)) || char_class_of(cp) == CH_LATIN;
        if (run >= 3 && letter) run = 1;
        for (; run; run--, n += width) memcpy(out + n, from, width);
    }
    *ret = (sv){out, n};
    return ERR_OK;
}
