#include "analyzers/words.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    WORD_SLOTS = 1 << 17,
    WORDS_MAX = WORD_SLOTS / 2,
    WORD_BYTES = 64 << 20,
    KNOWN_BYTES = 160,
    HUGE_PAGE = 2 << 20,
    AHEAD = 4,
    SOON = 8
};

/* One word as the tokenizer reads it, and what was made of it; all in one place, since memory is what it costs. */
typedef struct known {
    uint64_t hash;
    const char *norm, *lemma; /* where the token last had them */
    uint32_t flags;
    uint8_t kind, pos, n_norm, n_lemma;
    word w;
    match_ahead ahead;
    char text[]; /* norm, lemma, and the letters of `w` */
} known;

struct word_cache {
    arena a;
    const token_cache *from; /* where the tokens come from, or NULL */
    const cues *c;           /* of the entries kept */
    size_t n;
    known *slot[WORD_SLOTS];
};

word_cache *word_cache_new(const token_cache *from)
{
    word_cache *m = aligned_alloc(HUGE_PAGE, (sizeof *m + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
    if (!m) return NULL;
    (void)madvise(m, sizeof *m, MADV_HUGEPAGE); /* as the cache of tokens does */
    memset(m, 0, sizeof *m);
    m->a = ARENA_INIT(WORD_BYTES);
    m->from = from;
    return m;
}

void word_cache_free(word_cache *m)
{
    if (!m) return;
    arena_clear(&m->a);
    free(m);
}

/* Words of comments that are done may go. */
static void forget(word_cache *m, const cues *c)
{
    arena_reset(&m->a);
    if (m->n) memset(m->slot, 0, sizeof m->slot);
    m->n = 0;
    m->c = c;
}

typedef struct number_word {
    sv text;
    double value;
} number_word;

static const number_word number_words[] = {{SV_INIT("یک"), 1}, {SV_INIT("یه"), 1},
    {SV_INIT("دو"), 2}, {SV_INIT("سه"), 3}, {SV_INIT("چهار"), 4}, {SV_INIT("چار"), 4},
    {SV_INIT("پنج"), 5}, {SV_INIT("شش"), 6}, {SV_INIT("شیش"), 6}, {SV_INIT("هفت"), 7},
    {SV_INIT("هشت"), 8}, {SV_INIT("نه"), 9}, {SV_INIT("ده"), 10}, {SV_INIT("یازده"), 11},
    {SV_INIT("دوازده"), 12}, {SV_INIT("سیزده"), 13}, {SV_INIT("چهارده"), 14},
    {SV_INIT("پانزده"), 15}, {SV_INIT("پونزده"), 15}, {SV_INIT("شانزده"), 16},
    {SV_INIT("هفده"), 17}, {SV_INIT("هجده"), 18}, {SV_INIT("نوزده"), 19}, {SV_INIT("بیست"), 20},
    {SV_INIT("سی"), 30}, {SV_INIT("چهل"), 40}, {SV_INIT("پنجاه"), 50}, {SV_INIT("شصت"), 60},
    {SV_INIT("هفتاد"), 70}, {SV_INIT("هشتاد"), 80}, {SV_INIT("نود"), 90}, {SV_INIT("صد"), 100},
    {SV_INIT("دویست"), 200}, {SV_INIT("سیصد"), 300}, {SV_INIT("پانصد"), 500},
    {SV_INIT("پونصد"), 500}, {SV_INIT("هزار"), 1000}, {SV_INIT("چند"), 0}, {SV_INIT("چندین"), 0},
    {SV_INIT("نیم"), 0.5}};

static bool is_number_word(sv s, double *value)
{
    if (s.n > 12) return false;
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if (sv_eq(s, number_words[i].text)) {
            *value = number_words[i].value;
            return true;
        }
    return false;
}

static double number_of(sv s)
{
    char text[32];
    size_t n = s.n < sizeof text - 1 ? s.n : sizeof text - 1;
    memcpy(text, s.p, n);
    text[n] = 0;
    return strtod(text, NULL);
}

static bool starts_any(sv s, const sv *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_starts(s, of[i])) return true;
    return false;
}

/* What a punctuation mark ends: 0 nothing, 1 a clause, 2 a sentence, 3 a question. */
static int ends(sv punct)
{
    static const sv question[] = {SV_INIT("؟"), SV_INIT("?")};
    static const sv sentence[] = {
        SV_INIT("."), SV_INIT("!"), SV_INIT("…"), SV_INIT("؛"), SV_INIT("*"), SV_INIT("|")};
    static const sv clause[] = {SV_INIT("،"), SV_INIT(","), SV_INIT(":"), SV_INIT("("),
        SV_INIT(")"), SV_INIT("-"), SV_INIT("«"), SV_INIT("»"), SV_INIT("/"), SV_INIT("\""),
        SV_INIT("["), SV_INIT("]"), SV_INIT("+"), SV_INIT(";")};
    if (starts_any(punct, question, sizeof question / sizeof *question)) return 3;
    if (starts_any(punct, sentence, sizeof sentence / sizeof *sentence)) return 2;
    return starts_any(punct, clause, sizeof clause / sizeof *clause);
}

/* Endings of informal words that the lexicon does not know, longest first: «گرونه», «باتریش», «پیکشون». What is
 * left is only ever compared with cues, so that a wrong cut finds nothing. */
static size_t ending(const uint8_t *code, size_t n)
{
    enum {
        ALEF = 1,
        TE = 4,
        RE = 12,
        SIN = 15,
        SHIN = 16,
        MIM = 28,
        NUN = 29,
        VAV = 30,
        HE = 31,
        YE = 32
    };
    static const uint8_t end[][6] = {/* length, codes */
        {5, HE, ALEF, SHIN, VAV, NUN}, {5, HE, ALEF, TE, VAV, NUN}, {5, HE, ALEF, MIM, VAV, NUN},
        {4, TE, RE, YE, NUN}, {3, HE, ALEF, YE}, {3, HE, ALEF, SHIN}, {3, HE, ALEF, MIM},
        {3, HE, ALEF, TE}, {3, SHIN, VAV, NUN}, {3, TE, VAV, NUN}, {3, MIM, VAV, NUN},
        {2, HE, ALEF}, {2, SIN, TE}, {2, TE, RE}, {2, RE, VAV}, {2, SHIN, VAV}, {2, YE, MIM},
        {2, YE, HE}, {1, HE}, {1, SHIN}, {1, MIM}, {1, TE}, {1, YE}, {1, VAV}, {1, NUN}, {1, SIN}};
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (n >= end[i][0] + (end[i][0] == 1 ? 4u : 3u) &&
            !memcmp(code + n - end[i][0], end[i] + 1, end[i][0]))
            return end[i][0];
    return 0;
}

static sv without_hash(const token *t)
{
    return t->kind == TOKEN_TAG && t->norm.n && t->norm.p[0] == '#' ? sv_sub(t->norm, 1, t->norm.n)
                                                                    : t->norm;
}

/* Negated verbs by their look, for those the lexicon does not know: «نمی…», «نیست», «نداشتیم». */
static bool looks_negated(sv norm)
{
    static const sv start[] = {SV_INIT("نمی"), SV_INIT("نیست"), SV_INIT("نیس"), SV_INIT("نبود"),
        SV_INIT("ندار"), SV_INIT("نداشت"), SV_INIT("نشد"), SV_INIT("نشه"), SV_INIT("نکرد"),
        SV_INIT("نباش"), SV_INIT("نیومد"), SV_INIT("نخواه"), SV_INIT("نخور"), SV_INIT("نرسید"),
        SV_INIT("ندید"), SV_INIT("نگرفت"), SV_INIT("نداد")};
    return norm.n >= 6 && norm.p[0] == start[0].p[0] &&
           starts_any(norm, start, sizeof start / sizeof *start);
}

/* What a word has beside itself. */
typedef struct room {
    match_ahead ahead;
    uint8_t letters[2 * MATCH_WORD_MAX]; /* of its form and its lemma */
} room;

/* All that does not depend on where the word stands; `r` goes with it. */
static void read_word(const cues *c, const token *t, room *r, word *w)
{
    *w = (word){.kind = t->kind, .flags = t->flags, .form = r->letters};
    w->n_form = (uint8_t)fold_word(without_hash(t), r->letters, MATCH_WORD_MAX);
    if (!sv_eq(t->lemma, t->norm) && t->lemma.n) {
        w->lemma = r->letters + w->n_form;
        w->n_lemma = (uint8_t)fold_word(t->lemma, r->letters + w->n_form, MATCH_WORD_MAX);
        if (w->n_lemma == w->n_form && !memcmp(w->lemma, w->form, w->n_form)) w->lemma = NULL;
    }
    if (t->pos != POS_NOUN && t->pos != POS_ADJ && looks_negated(t->norm)) w->flags |= TF_NEGATED;
    size_t cut = w->lemma || !(t->flags & TF_UNKNOWN) ? 0 : ending(w->form, w->n_form);
    if (cut) {
        w->lemma = w->form;
        w->n_lemma = (uint8_t)(w->n_form - cut);
    }
    if (t->kind == TOKEN_NUMBER) {
        w->number = true;
        w->value = number_of(t->norm);
    } else
        w->number = is_number_word(t->norm, &w->value);
    w->main = match_entries(c->main, w);
    match_preview(c->main, w, &r->ahead);
    w->places = match_entries(c->places, w);
    w->skip = match_alone(c->skips, w);
}

static uint64_t hash_of(const token *t)
{
    uint64_t h = t->norm.n * 0x9E3779B97F4A7C15ull + (t->flags & ~(uint32_t)TF_SENTENCE_END);
    sv s = t->norm;
    for (uint64_t x; s.n >= sizeof x; s = sv_sub(s, sizeof x, s.n)) {
        memcpy(&x, s.p, sizeof x);
        h = (h ^ x) * 0xFF51AFD7ED558CCDull;
        h ^= h >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, s.p, s.n);
    h = (h ^ rest) * 0xFF51AFD7ED558CCDull;
    h = (h ^ h >> 32) * 0xC4CEB9FE1A85EC53ull;
    return h ^ h >> 33;
}

static bool same(const known *k, const token *t, uint64_t hash)
{
    return k->hash == hash && k->kind == t->kind && k->pos == t->pos &&
           k->flags == (t->flags & ~(uint32_t)TF_SENTENCE_END) && k->n_norm == t->norm.n &&
           k->n_lemma == t->lemma.n && !memcmp(k->text, t->norm.p, k->n_norm) &&
           !memcmp(k->text + k->n_norm, t->lemma.p, k->n_lemma);
}

/* The word a token has been before, by the number its spelling has in the cache of tokens: a slot. The strings are
 * where that word last had them, so they are the same. */
static const known *recall(const word_cache *m, const token *t, uint32_t at)
{
    const known *k = at ? m->slot[at % WORD_SLOTS] : NULL;
    return k && k->norm == t->norm.p && k->lemma == t->lemma.p && k->pos == t->pos &&
                   k->flags == (t->flags & ~(uint32_t)TF_SENTENCE_END)
               ? k
               : NULL;
}

static known *add_known(word_cache *m, const token *t, uint64_t hash)
{
    size_t n = t->norm.n + t->lemma.n;
    room r;
    word w;
    read_word(m->c, t, &r, &w);
    size_t used = w.n_form + (w.lemma ? w.n_lemma : 0u);
    known *k = arena_alloc(&m->a, sizeof *k + n + used);
    if (!k) return NULL;
    *k = (known){.hash = hash,
        .flags = t->flags & ~(uint32_t)TF_SENTENCE_END,
        .kind = t->kind,
        .pos = t->pos,
        .n_norm = (uint8_t)t->norm.n,
        .n_lemma = (uint8_t)t->lemma.n,
        .w = w,
        .ahead = r.ahead};
    memcpy(k->text, t->norm.p, t->norm.n);
    memcpy(k->text + t->norm.n, t->lemma.p, t->lemma.n);
    memcpy(k->text + n, r.letters, used);
    k->w.ahead = &k->ahead;
    k->w.form = (const uint8_t *)k->text + n;
    if (w.lemma) k->w.lemma = k->w.form + (w.lemma - w.form);
    return k;
}

static const known *look_up(word_cache *m, const token *t)
{
    uint32_t *place = token_cache_note(m->from, t);
    const known *had = place ? recall(m, t, *place) : NULL;
    if (had) return had;
    uint64_t hash = hash_of(t);
    size_t i = hash % WORD_SLOTS;
    while (m->slot[i] && !same(m->slot[i], t, hash)) i = (i + 1) % WORD_SLOTS;
    if (!m->slot[i]) {
        if (!(m->slot[i] = add_known(m, t, hash))) return NULL;
        m->n++;
    }
    known *k = m->slot[i];
    if (place) {
        *place = (uint32_t)i | WORD_SLOTS; /* never 0 */
        k->norm = t->norm.p;
        k->lemma = t->lemma.p;
    }
    return k;
}

static bool set_word(arena *a, const cues *c, word_cache *m, const token *t, word *w)
{
    if (m && m->n < WORDS_MAX && t->norm.n <= KNOWN_BYTES && t->lemma.n <= KNOWN_BYTES) {
        const known *k = look_up(m, t);
        if (!k) return false;
        *w = k->w;
    } else {
        room *r = ARENA_NEW(a, room, 1);
        if (!r) return false;
        read_word(c, t, r, w);
    }
    w->at = t->at;
    w->n = t->n;
    return true;
}

static bool has_newline(sv raw, uint32_t from, uint32_t to)
{
    return to > from && to <= raw.n && memchr(raw.p + from, '\n', to - from);
}

static void close_clause(words *w, int how)
{
    if (!w->n) return;
    word *last = &w->at[w->n - 1];
    last->clause_end = true;
    if (how >= 2) last->sentence_end = true;
    if (how == 3) last->question = true;
}

static void number_clauses(words *w)
{
    uint32_t clause = 0, sentence = 0;
    for (size_t i = 0; i < w->n; i++) {
        w->at[i].clause = clause;
        w->at[i].sentence = sentence;
        if (w->at[i].clause_end) clause++;
        if (w->at[i].sentence_end) sentence++;
    }
    bool question = false;
    for (size_t i = w->n; i-- > 0;) {
        if (w->at[i].sentence_end) question = w->at[i].question;
        w->at[i].question = question;
    }
}

/* Begins to load what is known of the words after word i. */
static void fetch_soon(const word_cache *m, const tokens *t, size_t i)
{
    const uint32_t *far = i + SOON < t->n ? token_cache_note(m->from, &t->at[i + SOON]) : NULL;
    const uint32_t *near = i + AHEAD < t->n ? token_cache_note(m->from, &t->at[i + AHEAD]) : NULL;
    if (far) __builtin_prefetch(&m->slot[*far % WORD_SLOTS]);
    const char *k = near ? (const char *)m->slot[*near % WORD_SLOTS] : NULL;
    if (!k) return;
    __builtin_prefetch(k);
    __builtin_prefetch(k + 64);
    __builtin_prefetch(k + 128);
}

static void mark_names(const trie *names, words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        word *x = &w->at[i];
        if (!x->places.form && !x->places.lemma) continue;
        uint32_t kind = NAME_CITY;
        size_t n = match_longest(names, w, i, x->places, &kind);
        *(kind == NAME_CITY ? &x->city : &x->brand) = (uint8_t)(n > 9 ? 9 : n);
    }
}

err words_make(arena *a, const cues *c, word_cache *m, sv raw, const tokens *t, words *ret)
{
    *ret = (words){arena_raw(a, (t->n + 1) * sizeof *ret->at), 0}; /* set_word() writes all of it */
    if (m && (m->c != c || m->n >= WORDS_MAX)) forget(m, c);
    if (!ret->at) return ERR_NOMEM;
    for (size_t i = 0; i < t->n; i++) {
        const token *k = &t->at[i];
        if (m) fetch_soon(m, t, i);
        if (i && has_newline(raw, k[-1].at + k[-1].n, k->at)) close_clause(ret, 2);
        if (k->kind == TOKEN_PUNCT) {
            int how = ends(k->norm);
            if (how) close_clause(ret, how);
            continue;
        }
        if (!set_word(a, c, m, k, &ret->at[ret->n])) return ERR_NOMEM;
        ret->at[ret->n].token = (uint32_t)i;
        ret->n++;
    }
    close_clause(ret, 2);
    number_clauses(ret);
    mark_names(c->places, ret);
    return ERR_OK;
}
