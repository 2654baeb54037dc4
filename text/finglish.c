#include "text/finglish.h"

#include "text/token.h"
#include "text/word.h"
#include "util/buf.h"

enum {
    LATIN_MAX = 24,
    TRIES_MAX = 6000,
    PERSIAN_MAX = LEX_KEY_MAX - 4,
    COST_MAX = 60,
    NEAR_MISS = 12,
    STEM_MIN = 3
};

/* What Latin letters may stand for, and what it costs to read them so. Longer keys first. `at`: ^ only at the
 * beginning, $ only at the end, - only inside, * anywhere. */
static const struct {
    const char *latin;
    char at;
    const char *persian;
    int cost;
} rules[] = {{"kh", '*', "خ", 0}, {"ch", '*', "چ", 0}, {"sh", '*', "ش", 0}, {"zh", '*', "ژ", 0},
    {"gh", '*', "ق", 0}, {"gh", '*', "غ", 2}, {"ph", '*', "ف", 0}, {"oo", '*', "و", 0},
    {"oo", '^', "او", 0}, {"ou", '*', "و", 0}, {"ow", '*', "و", 1}, {"ee", '*', "ی", 0},
    {"ee", '^', "ای", 0}, {"aa", '*', "ا", 0}, {"aa", '^', "آ", 0}, {"ei", '*', "ی", 1},
    {"ey", '*', "ی", 1}, {"ai", '*', "ای", 1}, {"ay", '*', "ای", 1}, {"ay", '*', "ی", 1},
    {"ia", '*', "یا", 0}, {"iy", '*', "ی", 0}, {"aei", '*', "ایی", 0}, {"aee", '*', "ایی", 0},
    {"oei", '*', "ویی", 0}, {"eh", '$', "ه", 0}, {"ah", '$', "ه", 1}, {"ye", '$', "یه", 1},
    {"an", '$', "اً", 9}, {"ie", '$', "ی", 1}, {"x", '*', "کس", 1}, {"a", '^', "ا", 2},
    {"a", '^', "آ", 2}, {"a", '^', "ع", 5}, {"a", '^', "عا", 5}, {"a", '-', "", 2},
    {"a", '-', "ا", 2}, {"a", '-', "ع", 6}, {"a", '-', "عا", 6}, {"a", '$', "ا", 0},
    {"a", '$', "ه", 4}, {"a", '$', "ع", 6}, {"e", '^', "ا", 1}, {"e", '^', "ع", 5},
    {"e", '-', "", 1}, {"e", '-', "ی", 5}, {"e", '-', "ه", 7}, {"e", '-', "ا", 7},
    {"e", '-', "ع", 6}, {"e", '$', "ه", 0}, {"e", '$', "", 8}, {"i", '^', "ای", 0},
    {"i", '-', "ی", 0}, {"i", '-', "", 6}, {"i", '$', "ی", 0}, {"o", '^', "ا", 2},
    {"o", '^', "او", 2}, {"o", '^', "ع", 6}, {"o", '-', "و", 2}, {"o", '-', "", 2},
    {"o", '-', "ا", 7}, {"o", '$', "و", 0}, {"o", '$', "", 7}, {"u", '^', "او", 0},
    {"u", '-', "و", 0}, {"u", '-', "", 4}, {"u", '$', "و", 0}, {"b", '*', "ب", 0},
    {"p", '*', "پ", 0}, {"t", '*', "ت", 0}, {"t", '*', "ط", 3}, {"s", '*', "س", 0},
    {"s", '*', "ص", 2}, {"s", '*', "ث", 4}, {"j", '*', "ج", 0}, {"c", '*', "ک", 2},
    {"c", '*', "س", 3}, {"c", '*', "چ", 4}, {"h", '*', "ه", 1}, {"h", '*', "ح", 2},
    {"d", '*', "د", 0}, {"z", '*', "ز", 0}, {"z", '*', "ض", 3}, {"z", '*', "ظ", 3},
    {"z", '*', "ذ", 3}, {"r", '*', "ر", 0}, {"f", '*', "ف", 0}, {"q", '*', "ق", 0},
    {"q", '*', "غ", 2}, {"k", '*', "ک", 0}, {"g", '*', "گ", 0}, {"g", '*', "ق", 4},
    {"l", '*', "ل", 0}, {"m", '*', "م", 0}, {"n", '*', "ن", 0}, {"v", '*', "و", 0},
    {"w", '*', "و", 1}, {"y", '*', "ی", 0}, {"'", '*', "ع", 1}, {"'", '*', "", 0}};

typedef struct search {
    const lexicon *lx;
    char latin[LATIN_MAX + 1];
    size_t n;
    char persian[PERSIAN_MAX * 2 + 8];
    int tries, limit; /* candidates left; cost allowed */
    int best;
    char found[PERSIAN_MAX * 2 + 8];
    size_t found_n;
} search;

/* How far a spelling is from a usual word; -1 if it is none. */
static int strange(const lexicon *lx, sv s)
{
    word w;
    if (word_scan(s.p, s.p + s.n, &w) != s.n || w.odd || !w.n) return -1;
    const lex_entry *e = lex_find(lx, w.code, w.n);
    if (e && e->cls & LC_VERB && e->cls & LC_DERIVED) return 10;
    if (e && e->flags & TF_INFORMAL && e->pos == POS_ADV) return 12; /* «قبلن» */
    if (e) return e->flags & TF_STOP ? 0 : e->cls & LC_CLOSED ? 1 : e->cls & LC_NAME ? 4 : 2;
    reading r;
    word_read(lx, &w, &r);
    if (!r.base || !r.end || r.base_n < 2) return -1;
    return r.base->flags & TF_STOP || r.base->cls & LC_CLOSED ? 6 : 7; /* «بالاست», not «بلاست» */
}

static void candidate(search *s, size_t n, int cost)
{
    s->tries--;
    if (cost >= s->best) return;
    int far = strange(s->lx, (sv){s->persian, n});
    if (far < 0 || cost + far >= s->best) return;
    s->best = cost + far;
    memcpy(s->found, s->persian, n);
    s->found_n = n;
}

static bool placed(char at, size_t i, size_t len, size_t n)
{
    bool first = i == 0, last = i + len == n;
    return at == '*' || (at == '^' && first) || (at == '$' && last) ||
           (at == '-' && !first && !last);
}

static void walk(search *s, size_t i, size_t n, int cost)
{
    if (s->tries <= 0 || cost > s->limit || cost >= s->best) return;
    if (i == s->n) {
        candidate(s, n, cost);
        return;
    }
    for (size_t k = 0; k < sizeof rules / sizeof rules[0]; k++) {
        size_t len = strlen(rules[k].latin), out = strlen(rules[k].persian);
        if (i + len > s->n || memcmp(s->latin + i, rules[k].latin, len) != 0) continue;
        if (!placed(rules[k].at, i, len, s->n) || n + out > PERSIAN_MAX * 2) continue;
        size_t next = i + len;
        if (len == 1 && next < s->n && s->latin[next] == s->latin[i] &&
            !strchr("aeiou", s->latin[i]))
            next++; /* a doubled consonant is one letter */
        memcpy(s->persian + n, rules[k].persian, out);
        walk(s, next, n + out, cost + rules[k].cost);
    }
}

/* Letters in lower case, repetitions of three and more made one; false when it is no such word. */
static bool prepare(search *s, sv latin)
{
    for (size_t i = 0; i < latin.n; i++) {
        char c = sv_lower(latin.p[i]);
        bool letter = (c >= 'a' && c <= 'z') || c == '\'';
        if (!letter || s->n == LATIN_MAX) return false;
        if (s->n >= 2 && s->latin[s->n - 1] == c && s->latin[s->n - 2] == c) continue;
        s->latin[s->n++] = c;
    }
    return s->n > 1;
}

/* Endings of a word that the table has: «seda-sh». Longer ones first. */
static const struct {
    const char *latin, *persian;
} tails[] = {{"eshoon", "شون"}, {"eshun", "شون"}, {"eshon", "شون"}, {"etoon", "تون"},
    {"etun", "تون"}, {"eton", "تون"}, {"emoon", "مون"}, {"emun", "مون"}, {"emon", "مون"},
    {"shoon", "شون"}, {"shun", "شون"}, {"haye", "های"}, {"ham", "هم"}, {"hash", "هاش"},
    {"hato", "هاتو"}, {"ei", "یی"}, {"iye", "یه"}, {"ash", "ش"}, {"esh", "ش"}, {"tar", "تر"},
    {"ha", "ها"}, {"am", "م"}, {"et", "ت"}, {"at", "ت"}, {"st", "ست"}, {"sh", "ش"}, {"ye", "یه"},
    {"m", "م"}, {"i", "ی"}, {"e", "ه"}, {"o", "و"}};

static bool adjective(const lexicon *lx, sv s)
{
    word w;
    if (word_scan(s.p, s.p + s.n, &w) != s.n || w.odd || !w.n) return false;
    const lex_entry *e = lex_find(lx, w.code, w.n);
    return e && e->pos == POS_ADJ;
}

/* A known word and an ending; empty when it is none. inside: other words follow, so that -e after a noun is
 * the ezafe, which is not written: «kare khubi». */
static err with_tail(arena *a, const lexicon *lx, sv latin, bool inside, sv *ret)
{
    for (size_t k = 0; k < sizeof tails / sizeof tails[0]; k++) {
        sv tail = sv_c(tails[k].latin), persian = sv_c(tails[k].persian);
        if (latin.n < tail.n + STEM_MIN || !sv_ends(latin, tail)) continue;
        sv row = lexicon_get(lx, FACT_FINGLISH, sv_sub(latin, 0, latin.n - tail.n));
        if (!row.n) continue;
        sv stem = lexicon_column(row, 0);
        bool ezafe = inside && (sv_eq(tail, SV("e")) || sv_eq(tail, SV("ye")));
        if (ezafe && !adjective(lx, stem)) {
            *ret = stem;
            return ERR_OK;
        }
        char both[2 * LEX_KEY_MAX + 8];
        if (stem.n + persian.n > sizeof both) continue;
        memcpy(both, stem.p, stem.n);
        memcpy(both + stem.n, persian.p, persian.n);
        if (strange(lx, (sv){both, stem.n + persian.n}) < 0) continue;
        *ret = arena_sv(a, (sv){both, stem.n + persian.n});
        return ret->p ? ERR_OK : ERR_NOMEM;
    }
    return ERR_OK;
}

static err convert(arena *a, const lexicon *lx, sv latin, bool inside, sv *ret)
{
    *ret = (sv){NULL, 0};
    if (!lx || !latin.n) return ERR_OK;
    sv row = lexicon_get(lx, FACT_FINGLISH, latin);
    if (row.n) {
        *ret = lexicon_column(row, 0);
        return ERR_OK;
    }
    err e = with_tail(a, lx, latin, inside, ret);
    if (e || ret->n) return e;
    search s = {.lx = lx, .best = COST_MAX};
    if (!prepare(&s, latin)) return ERR_OK;
    for (s.limit = NEAR_MISS; s.limit <= COST_MAX && s.best == COST_MAX; s.limit *= 2) {
        s.tries = TRIES_MAX;
        walk(&s, 0, 0, 0);
    }
    if (s.best == COST_MAX) return ERR_OK;
    *ret = arena_sv(a, (sv){s.found, s.found_n});
    return ret->p ? ERR_OK : ERR_NOMEM;
}

err finglish_word(arena *a, const lexicon *lx, sv latin, sv *ret)
{
    return convert(a, lx, latin, false, ret);
}

/* Does a word that is no conjunction follow directly? */
static bool goes_on(const tokens *t, size_t i)
{
    static const sv stop[] = {SV_INIT("va"), SV_INIT("o"), SV_INIT("vali"), SV_INIT("ama"),
        SV_INIT("amma"), SV_INIT("ke"), SV_INIT("chon"), SV_INIT("ham"), SV_INIT("age")};
    if (i + 1 >= t->n || t->at[i + 1].kind != TOKEN_LATIN) return false;
    for (size_t k = 0; k < sizeof stop / sizeof stop[0]; k++)
        if (sv_ieq(t->at[i + 1].norm, stop[k])) return false;
    return !(t->at[i].flags & TF_SENTENCE_END);
}

err finglish_text(arena *a, const lexicon *lx, sv raw, sv *ret)
{
    tokens t;
    err e = token_split(a, lx, raw, &t);
    if (e) return e;
    buf out = BUF_INIT(0);
    size_t done = 0;
    for (size_t i = 0; i < t.n && !e; i++) {
        sv w = {raw.p + t.at[i].at, t.at[i].n}, persian = {NULL, 0};
        if (t.at[i].kind != TOKEN_LATIN || lexicon_get(lx, FACT_ENGLISH, w).n) continue;
        e = convert(a, lx, w, goes_on(&t, i), &persian);
        if (e || !persian.n) continue;
        buf_put(&out, (sv){raw.p + done, t.at[i].at - done});
        buf_put(&out, persian);
        done = t.at[i].at + (size_t)t.at[i].n;
    }
    buf_put(&out, (sv){raw.p ? raw.p + done : NULL, raw.n - done});
    if (!e) e = out.e;
    sv copy = e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&out));
    if (!e && !copy.p && out.n) e = ERR_NOMEM;
    buf_clear(&out);
    if (!e) *ret = copy;
    return e;
}
