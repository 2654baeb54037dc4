/* Words that are written apart and are one. */
#include "text/scan.h"
#include "text/splitter.h"

enum { JOIN_GAP = 6, TAIL_ALONE = 4, PARTS_MAX = 3, SON_BYTES = 10 };

/* Only blanks between, and few. */
static bool near(const splitter *s, const token *a, const token *b)
{
    size_t gap = b->at - (a->at + (size_t)a->n);
    if (!gap || gap > JOIN_GAP || a->kind != TOKEN_WORD || b->kind != TOKEN_WORD) return false;
    sv between = {s->raw.p + a->at + a->n, gap};
    return (gap == 1 && *between.p == ' ') || scan_blank(between);
}

/* The raw bytes of tokens first.. read as one word whose blanks are half-spaces; false: that is none. */
static bool read_together(const splitter *s, const token *first, const token *last, reading *r)
{
    word all = {.n = 0};
    for (const token *t = first; t <= last; t++) {
        word w;
        word_of(s->raw, t, &w);
        if (w.odd || all.n + w.n > LEX_KEY_MAX - 1) return false;
        if (all.n) all.zwnj |= 1u << all.n;
        all.zwnj |= w.zwnj << all.n;
        memcpy(all.code + all.n, w.code, w.n);
        memcpy(all.letter + all.n, w.letter, w.n * sizeof w.letter[0]);
        all.n = (uint8_t)(all.n + w.n);
        all.ezafe = w.ezafe;
    }
    word_read(s->lx, &all, r);
    return true;
}

/* Was anything found out about it? */
static bool understood(const reading *r) { return r->base || r->end || r->cls; }

/* The verb of «خود نوشت» is one by itself. */
static bool own_verb(const token *t)
{
    return t->pos == POS_VERB && !(t->cls & (LC_DERIVED | LC_PARTICIPLE | LC_TAIL));
}

/* Whether a compound of the lexicon may go on behind the first word with the second; or the first is one, and the
 * second its ending. */
static bool may_be_compound(const splitter *s, const token *a, const token *b)
{
    word first, second;
    if (own_verb(b)) return false;
    if (a->cls & LC_COMPOUND || (a->flags | b->flags) & TF_ELONGATED) return true;
    word_of(s->raw, a, &first);
    word_of(s->raw, b, &second);
    if (first.odd || second.odd || !second.n || first.n == LEX_KEY_MAX) return false;
    first.code[first.n] = second.code[0];
    return lex_compound(s->lx, first.code, first.n + 1u);
}

/* A compound of two words that stand apart; «خود نوشت» is none, nor «زیر پوشش», whose second word ends so without any
 * ending. */
static bool compound_of(const token *a, const token *b, const reading *r)
{
    if (!(a->cls & LC_FIRST) || !r->base || !(r->base->cls & LC_COMPOUND)) return false;
    if (own_verb(b)) return false;
    if (!r->end) return true;
    return !(r->end->flags & TF_COPULA_CLITIC) && /* «دیر رسید» */
           (b->flags & TF_UNKNOWN || (!(r->end->cls & LE_YA) && !sv_eq(b->lemma, b->norm)));
}

static bool rare_verb(const token *t)
{
    return t->cls & LC_VERB && t->cls & LC_DERIVED;
} /* «گیری» */

/* A word that others may be added to: no preposition, no verb, nothing with a clitic. */
static bool nominal(const token *t)
{
    return (t->pos == POS_NOUN || t->pos == POS_ADJ || t->pos == POS_PROPN || t->pos == POS_NUM ||
               t->pos == POS_OTHER) &&
           !(t->flags & (TF_PERSON_1 | TF_PERSON_2 | TF_PERSON_3 | TF_COPULA_CLITIC | TF_PLURAL));
}

/* «مسالمت آمیز», «موضع گیری»: the second word is none by itself. */
static bool second_part(const splitter *s, const token *a, const token *b)
{
    word w;
    bool unknown = b->flags & TF_UNKNOWN || rare_verb(b);
    if (!nominal(a)) return false;
    const uint32_t clitic = TF_PERSON_1 | TF_PERSON_2 | TF_PERSON_3 | TF_COPULA_CLITIC;
    if (b->cls & LC_TAIL) /* «کشی» may be a verb of the second person */
        return !(b->flags & (b->cls & LC_VERB ? clitic & ~(uint32_t)TF_PERSON_2 : clitic));
    if (!unknown) return false;
    word_of(s->raw, b, &w);
    return !w.odd && w.n >= TAIL_ALONE && word_is_tail(s->lx, &w);
}

/* «عمروبن عاص» */
static bool son_of(const token *a)
{
    return a->flags & TF_UNKNOWN && a->n >= SON_BYTES && sv_ends(a->norm, SV("بن"));
}

/* «بی عدالتی», «نیمه ابری», «کم ظرفیت»: the first word is none by itself. */
static bool first_part(const token *a, const token *b)
{
    static const sv lead[] = {SV_INIT("بی"), SV_INIT("نیمه"), SV_INIT("تک"), SV_INIT("شبه"),
        SV_INIT("پر"), SV_INIT("بنی")};
    if (son_of(a)) return true;
    if (!(a->cls & LC_FIRST) || a->n > 8) return false;
    if (b->pos != POS_NOUN && b->pos != POS_ADJ && !(b->flags & TF_UNKNOWN)) return false;
    for (size_t i = 0; i < sizeof lead / sizeof lead[0]; i++)
        if (sv_eq(a->norm, lead[i])) return true;
    return false;
}

/* «کتاب ها», «کتاب شان»; no ending has a hamza: «حفظ شأن انسان». */
static bool ending_of(const token *b, const reading *r)
{
    return b->cls & LC_ENDING && r->end && r->end->cls & LE_APART &&
           sv_find(b->norm, SV("أ")) == SV_NPOS;
}

static void join(splitter *s, size_t first, const reading *r)
{
    token *t = &s->v.at[first], *last = &s->v.at[s->v.n - 1];
    t->n = last->at + last->n - t->at;
    s->v.n = first + 1;
    splitter_settle(s, t, r);
}

/* «می روم», «کتاب ها», «پیش بینی», «کسب و کار» */
static bool join_back(splitter *s)
{
    size_t n = s->v.n;
    token *t = s->v.at;
    reading r;
    uint16_t before = t[n - 2].cls, now = t[n - 1].cls;
    if (s->phrases && n > 2 && t[n - 3].cls & LC_FIRST && near(s, &t[n - 3], &t[n - 2]) &&
        read_together(s, &t[n - 3], &t[n - 1], &r) && !r.end && r.base &&
        r.base->cls & LC_COMPOUND) {
        join(s, n - 3, &r);
        return true;
    }
    bool tail = second_part(s, &t[n - 2], &t[n - 1]) || first_part(&t[n - 2], &t[n - 1]);
    if (!(before & (LC_MI | LC_FIRST)) && !(now & LC_ENDING) && !tail) return false;
    if (!(before & LC_MI) && !(now & LC_ENDING) && !tail &&
        !may_be_compound(s, &t[n - 2], &t[n - 1]))
        return false;
    if (!read_together(s, &t[n - 2], &t[n - 1], &r) || !(tail || understood(&r))) return false;
    bool mi = before & LC_MI && r.base && !r.end && r.cls & LC_VERB;
    bool compound = compound_of(&t[n - 2], &t[n - 1], &r);
    bool ending = ending_of(&t[n - 1], &r);
    bool perfect = now & LC_ENDING && r.base && !r.end && (r.cls & LC_VERB || r.zwnj);
    if (!mi && !compound && !ending && !perfect && !tail) return false;
    join(s, n - 2, &r);
    return true;
}

/* The same by what is known of these two words. */
static void join_known(splitter *s)
{
    size_t n = s->v.n;
    uint64_t *before = &s->hash[n - 2], last = s->hash[n - 1];
    if (cache_apart(s->cache, *before, last)) return;
    token *a = &s->v.at[n - 2], *b = a + 1;
    const char *p = s->raw.p + a->at;
    size_t both = b->at + b->n - a->at;
    uint64_t h = both <= CACHE_RAW ? cache_hash(p, both) : 0;
    const known *k = h ? cache_get(s->cache, p, both, h) : NULL;
    if (k) {
        a->n = (uint32_t)both;
        cache_fill(s->cache, k, a);
        s->v.n--;
    } else if (!join_back(s)) {
        cache_put_apart(s->cache, *before, last);
        return;
    } else if (h) {
        cache_put(s->cache, p, both, h, a);
    }
    *before = h;
}

static bool join_once(splitter *s)
{
    size_t n = s->v.n;
    if (n < 2 || !s->lx) return false;
    token *a = &s->v.at[n - 2], *b = a + 1;
    bool may = a->cls & (LC_MI | LC_FIRST) || b->cls & (LC_ENDING | LC_TAIL) || rare_verb(b) ||
               b->flags & TF_UNKNOWN || s->phrases;
    if (!may || !near(s, a, b)) return false;
    if (s->cache && s->hash[n - 2] && s->hash[n - 1])
        join_known(s);
    else if (join_back(s))
        s->hash[s->v.n - 1] = 0;
    return s->v.n < n;
}

void join_last(splitter *s)
{
    for (int i = 0; i < PARTS_MAX && join_once(s); i++) {}
}
