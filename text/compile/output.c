#include "text/compile/output.h"

#include <stdlib.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/map.h"

enum { ALT_MAX = 8, STRING_LIMIT = 255, STRING_PAD = 256 };

typedef struct output {
    drafts *d;
    buf keys, strings, entries;
    uint32_t n;
    map seen;     /* string -> its offset + 1 */
    size_t count; /* sorted drafts */
    VEC(struct {
        uint32_t entry;
        const draft *to;
    })
    later; /* written forms that are entries */
} output;

static int by_key(const void *x, const void *y)
{
    const draft *a = x, *b = y;
    int c = sv_cmp((sv){(const char *)a->key, a->n}, (sv){(const char *)b->key, b->n});
    if (c) return c;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool same_key(const draft *a, const uint8_t *key, size_t n)
{
    return a->n == n && memcmp(a->key, key, n) == 0;
}

static draft *first_of(drafts *d, size_t count, const uint8_t *key, size_t n)
{
    size_t lo = 0, hi = count;
    sv want = {(const char *)key, n};
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        draft *m = &d->v.at[mid];
        if (sv_cmp((sv){(const char *)m->key, m->n}, want) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < count && same_key(&d->v.at[lo], key, n) ? &d->v.at[lo] : NULL;
}

/* A colloquial word has the lemma of its written form. */
static void resolve(drafts *d, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        draft *w = &d->v.at[i];
        if (!(w->cls & LC_INFORMAL) || w->key[0] >= LEX_NS_SUFFIX) continue;
        uint8_t key[LEX_KEY_MAX];
        uint32_t zwnj;
        size_t n = lex_key(w->lemma, key, &zwnj);
        draft *base = n ? first_of(d, count, key, n) : NULL;
        if (base && !(base->cls & LC_INFORMAL)) w->lemma = base->lemma;
    }
}

/* «وحشت‌ناکی»: where «وحشتناک» is listed too, its row says whether there is a noun in -ی. */
static bool spoken_for(drafts *d, size_t count, const draft *w)
{
    if (!w->soft || !(w->cls & LC_DERIVED)) return false;
    const draft *base = first_of(d, count, w->key, w->n - 1u);
    for (; base && base < d->v.at + count && same_key(base, w->key, w->n - 1u); base++)
        if (!base->soft && base->cls & LC_ADJ) return true;
    return false;
}

static void drop_spoken_for(drafts *d)
{
    enum { DROP = RANK_WEAK * 2 };
    size_t n = 0;
    for (size_t i = 0; i < d->v.n; i++)
        if (spoken_for(d, d->v.n, &d->v.at[i])) d->v.at[i].rank = DROP;
    for (size_t i = 0; i < d->v.n; i++)
        if (d->v.at[i].rank != DROP) d->v.at[n++] = d->v.at[i];
    d->v.n = n;
}

/* The first `n` letters of a word whose parts may stand apart. */
static void mark_first(drafts *d, size_t count, const draft *w, size_t n)
{
    draft *base = first_of(d, count, w->key, n);
    bool known = base;
    for (; base && base < d->v.at + count && same_key(base, w->key, n); base++)
        base->cls |= LC_FIRST;
    if (known) return;
    sv lemma = draft_text(d, "%.*s", SV_FMT(w->lemma));
    draft *stub = VEC_PUSH(d->a, &d->v);
    if (!stub) draft_bad(d, "out of memory", lemma);
    memcpy(stub->key, w->key, n);
    stub->n = (uint8_t)n;
    char text[5 * LEX_KEY_MAX];
    stub->lemma = arena_sv(d->a, (sv){text, lex_spell(stub->key, n, 0, text)});
    stub->rank = RANK_WEAK + 9;
    stub->cls = stub->lent = LC_FIRST;
}

/* Parts that stand apart are found from those before: «جا به‌جا», «جابه جا». */
static void mark_firsts(drafts *d, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        draft w = d->v.at[i];
        if (!(w.cls & LC_COMPOUND) || !w.zwnj || w.key[0] >= LEX_NS_SUFFIX) continue;
        for (size_t n = 1; n < w.n; n++)
            if (w.zwnj >> n & 1) mark_first(d, count, &w, n);
    }
}

/* «ها», «ترین»: words that may be endings of the word before. */
static void mark_endings(drafts *d, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        draft w = d->v.at[i];
        if (w.key[0] != LEX_NS_SUFFIX || !(w.cls & LE_APART)) continue;
        draft *base = first_of(d, count, w.key + 1, w.n - 1u);
        bool closed = base && base->cls & LC_CLOSED && base->pos != POS_PART;
        bool own = base && base->cls & (LC_NOUN | LC_ADJ | LC_NAME) && base->rank < RANK_DERIVED;
        if (closed || (own && w.n > 3 && !(w.cls & LE_CLITIC))) continue; /* «امید», «ترش» */
        for (; base && base < d->v.at + count && same_key(base, w.key + 1, w.n - 1u); base++)
            base->cls |= LC_ENDING;
        if (first_of(d, count, w.key + 1, w.n - 1u)) continue;
        draft *stub = VEC_PUSH(d->a, &d->v);
        if (!stub) draft_bad(d, "out of memory", w.lemma);
        memcpy(stub->key, w.key + 1, w.n - 1u);
        stub->n = (uint8_t)(w.n - 1);
        char text[5 * LEX_KEY_MAX];
        stub->lemma = arena_sv(d->a, (sv){text, lex_spell(stub->key, stub->n, 0, text)});
        stub->rank = RANK_WEAK + 9;
        stub->cls = stub->lent = LC_ENDING;
    }
}

static uint32_t string(output *o, sv s)
{
    if (!s.n) return 0;
    if (s.n > STRING_LIMIT) draft_bad(o->d, "too long", s);
    void *at = map_get(&o->seen, s);
    if (at) return (uint32_t)(uintptr_t)at - 1;
    uint32_t off = (uint32_t)o->strings.n;
    if (map_put(&o->seen, s, (void *)((uintptr_t)off + 1))) draft_bad(o->d, "out of memory", s);
    buf_putc(&o->strings, (char)(unsigned char)s.n);
    buf_put(&o->strings, s);
    return off;
}

static void entry(output *o, const draft *w, uint32_t key_at, uint32_t alt)
{
    lex_entry e = {.key = key_at,
        .lemma = string(o, w->lemma),
        .formal = string(o, w->formal),
        .zwnj = w->zwnj,
        .flags = w->flags,
        .alt = alt,
        .cls = w->cls,
        .n = w->n,
        .pos = w->pos};
    buf_put(&o->entries, (sv){(const char *)&e, sizeof e});
    o->n++;
}

static bool same_reading(const draft *a, const draft *b)
{
    if (a->key[0] == LEX_NS_SUFFIX) return a->pos == b->pos && a->cls == b->cls;
    if (a->key[0] >= LEX_NS_FACT) return true;
    return sv_eq(a->lemma, b->lemma) && (a->pos == b->pos || b->rank >= RANK_DERIVED) &&
           (a->flags & TF_INFORMAL) == (b->flags & TF_INFORMAL);
}

/* What another reading adds to the first. */
static uint32_t also(const draft *w)
{
    if (!(w->cls & LC_VERB) || w->key[0] >= LEX_NS_SUFFIX) return 0;
    if (w->cls & LC_PARTICIPLE) return LF_ALSO_PARTICIPLE;
    bool weak = w->cls & LC_DERIVED || w->flags & (TF_INFORMAL | TF_IMPERATIVE);
    return weak ? 0 : LF_ALSO_VERB;
}

/* All drafts of one key, best first; returns where the next key begins. */
static size_t group(output *o, size_t i, size_t count)
{
    draft *at = o->d->v.at;
    at[i].entry = o->n;
    const draft *keep[ALT_MAX] = {&at[i]};
    size_t n = 1, j = i + 1;
    at[i].cls |= at[i].lent;
    for (; j < count && same_key(&at[j], at[i].key, at[i].n); j++) {
        bool known = n == ALT_MAX;
        for (size_t k = 0; k < n; k++) known = known || same_reading(keep[k], &at[j]);
        at[i].cls |= at[j].cls & LC_COMPOUND;
        at[i].cls |= at[j].lent;
        if (!known) keep[n++] = &at[j];
    }
    for (size_t k = 1; k < n; k++) at[i].flags |= also(keep[k]);
    uint32_t key_at = (uint32_t)o->keys.n;
    buf_put(&o->keys, (sv){(const char *)at[i].key, at[i].n});
    uint32_t first = o->n;
    for (size_t k = 0; k < n; k++)
        entry(o, keep[k], key_at, k + 1 < n ? first + (uint32_t)k + 1 : 0);
    return j;
}

/* One slot for each key: the first of its readings. */
static void slots(const output *o, buf *ret, uint32_t n_slot)
{
    uint32_t *slot = calloc(n_slot, sizeof *slot);
    if (!slot) draft_bad(o->d, "out of memory", SV(""));
    const lex_entry *e = (const lex_entry *)(const void *)o->entries.p;
    for (uint32_t i = 1; i < o->n; i++) {
        if (e[i - 1].alt == i) continue;
        uint32_t hash = lex_hash((const uint8_t *)o->keys.p + e[i].key, e[i].n);
        uint32_t h = hash & (n_slot - 1);
        while (slot[h]) h = (h + 1) & (n_slot - 1);
        slot[h] = i | hash >> LEX_TAG_SHIFT << LEX_TAG_SHIFT;
    }
    buf_put(ret, (sv){(const char *)slot, n_slot * sizeof *slot});
    free(slot);
}

static err save(output *o, const char *path, note *reterr)
{
    while (o->keys.n % 4) buf_putc(&o->keys, 0);
    for (int i = 0; i < STRING_PAD; i++) buf_putc(&o->strings, 0);
    lex_entry *e = (lex_entry *)(void *)o->entries.p;
    for (size_t i = 0; i < o->later.n; i++)
        e[o->later.at[i].entry].formal = LEX_BY_ENTRY | o->later.at[i].to->entry;
    if (o->n > LEX_ENTRY_MAX) return note_set(reterr, ERR_LIMIT, "%s: too many words", path);
    uint32_t n_slot = 1024;
    while (n_slot / 4 * 3 < o->n) n_slot *= 2;
    CLEANUP(buf_clear) buf all = BUF_INIT(0);
    lex_head h = {.magic = LEX_MAGIC,
        .version = LEX_VERSION,
        .n_entry = o->n,
        .n_slot = n_slot,
        .n_key = (uint32_t)o->keys.n,
        .n_string = (uint32_t)o->strings.n};
    buf_put(&all, (sv){(const char *)&h, sizeof h});
    buf_put(&all, buf_sv(&o->entries));
    slots(o, &all, n_slot);
    buf_put(&all, buf_sv(&o->keys));
    buf_put(&all, buf_sv(&o->strings));
    if (all.e) return note_set(reterr, all.e, "%s: %s", path, err_str(all.e));
    h.digest = hash64(buf_sv(&all));
    memcpy(all.p, &h, sizeof h);
    return file_save(path, buf_sv(&all), 0644, reterr);
}

err output_write(drafts *d, const char *path, note *reterr)
{
    output o = {.d = d,
        .keys = BUF_INIT(0),
        .strings = BUF_INIT(0),
        .entries = BUF_INIT(0),
        .seen = MAP_INIT(d->a)};
    qsort(d->v.at, d->v.n, sizeof *d->v.at, by_key);
    drop_spoken_for(d);
    size_t count = d->v.n;
    resolve(d, count);
    mark_firsts(d, count);
    for (size_t i = 0; i < count; i++)
        if (d->v.at[i].soft) d->v.at[i].zwnj = 0;
    mark_endings(d, count);
    qsort(d->v.at, d->v.n, sizeof *d->v.at, by_key);
    o.count = d->v.n;
    buf_putc(&o.strings, 0);
    entry(&o, &(draft){.n = 0}, 0, 0); /* number 0 means none */
    for (size_t i = 0; i < d->v.n;) i = group(&o, i, d->v.n);
    err e = save(&o, path, reterr);
    buf_clear(&o.keys);
    buf_clear(&o.strings);
    buf_clear(&o.entries);
    return e;
}
