/* verbs.tsv: past stem, present stem, colloquial past, colloquial present, prefix, + if bare
 * forms are common, ~ if the verb is rare. Empty columns are "-".
 * Every form of the conjugation is written with its half-spaces and, if colloquial, its written form. */
#include "text/compile/draft.h"
#include "text/token.h"

typedef struct stems {
    const char *past, *present;     /* written; "" if the verb lacks it */
    const char *past_i, *present_i; /* colloquial */
    const char *prefix;
    bool rare; /* gives way to other verbs with the same forms */
    bool bare; /* common without any prefix: «کنم», «شود» */
    sv lemma;
} stems;

typedef struct ending {
    const char *formal, *informal; /* informal NULL: the same */
    uint32_t flags;
} ending;

static const ending past_ends[] = {{"م", NULL, TF_PERSON_1}, {"ی", NULL, TF_PERSON_2},
    {"", NULL, TF_PERSON_3}, {"یم", NULL, TF_PERSON_1 | TF_PLURAL},
    {"ید", "ین", TF_PERSON_2 | TF_PLURAL}, {"ند", "ن", TF_PERSON_3 | TF_PLURAL}};
static const ending present_ends[] = {{"م", NULL, TF_PERSON_1}, {"ی", NULL, TF_PERSON_2},
    {"د", "ه", TF_PERSON_3}, {"یم", NULL, TF_PERSON_1 | TF_PLURAL},
    {"ید", "ین", TF_PERSON_2 | TF_PLURAL}, {"ند", "ن", TF_PERSON_3 | TF_PLURAL}};
static const ending perfect_ends[] = {{"_ام", "_م", TF_PERSON_1}, {"_ای", "_ی", TF_PERSON_2},
    {"", NULL, TF_PERSON_3}, {"_ایم", "_یم", TF_PERSON_1 | TF_PLURAL},
    {"_اید", "_ین", TF_PERSON_2 | TF_PLURAL}, {"_اند", "_ن", TF_PERSON_3 | TF_PLURAL}};
/* The first two rows are those of every tense; the rest is for the present. */
static const struct {
    const char *prefix;
    uint32_t flags;
} moods[] = {{"", 0}, {"ن", TF_NEGATED}, {"می_", 0}, {"نمی_", TF_NEGATED}, {"ب", TF_SUBJUNCTIVE}};
enum { RARE = 9 };
enum { MOOD_BARE, MOOD_NOT, MOOD_MI, MOOD_NEMI, MOOD_BE, MOODS };

static bool starts(const char *s, const char *with) { return strncmp(s, with, strlen(with)) == 0; }
static bool ends(const char *s, const char *with) { return sv_ends(sv_c(s), sv_c(with)); }

/* Prefix before stem, with the glide that ب and ن ask for: ب+آور → بیاور, ن+افت → نیفت. */
static sv join(drafts *d, const char *lead, int mood, const char *stem)
{
    const char *p = moods[mood].prefix;
    if (mood == MOOD_BE || mood == MOOD_NOT) {
        if (starts(stem, "آ")) return draft_text(d, "%s%sیا%s", lead, p, stem + strlen("آ"));
        if (starts(stem, "ا") && !starts(stem, "ای"))
            return draft_text(d, "%s%sی%s", lead, p, stem + strlen("ا"));
    }
    return draft_text(d, "%s%s%s", lead, p, stem);
}

static void put(drafts *d, const stems *s, sv form, sv formal, uint32_t flags, int rank)
{
    draft *w = draft_add(d, form, s->lemma, POS_VERB, s->rare ? rank + RARE : rank);
    w->flags |= flags;
    w->cls |= (uint16_t)(rank >= RANK_WEAK ? LC_VERB | LC_DERIVED : LC_VERB);
    if (sv_eq(form, formal)) return;
    w->formal = formal;
    w->cls |= LC_INFORMAL;
    w->flags |= TF_INFORMAL;
}

/* بیاندیشد beside بیندیشد, نیانداز: the stem keeps its alef, as many write it. Empty for other stems. */
static sv join_alef(drafts *d, const char *lead, int mood, const char *stem)
{
    bool alef = starts(stem, "ا") && !starts(stem, "ای");
    if (!alef || (mood != MOOD_BE && mood != MOOD_NOT)) return (sv){NULL, 0};
    return draft_text(d, "%s%sی%s", lead, moods[mood].prefix, stem);
}

/* The glide of the written present: گو + م → گویم; the stem is given with its ی. */
static sv present_form(drafts *d, sv head, const char *end)
{
    bool ya = sv_ends(head, SV("ای")) || sv_ends(head, SV("وی"));
    if (ya && *end == 0) return head;
    return draft_text(d, "%.*s%s", SV_FMT(head), end);
}

static sv informal_end(drafts *d, sv head, const ending *e)
{
    bool vowel = sv_ends(head, SV("ا")) || sv_ends(head, SV("آ"));
    const char *end = e->informal ? e->informal : e->formal;
    if (vowel && strcmp(end, "ه") == 0) end = "د";
    return draft_text(d, "%.*s%s", SV_FMT(head), end);
}

static void present_alef(drafts *d, const stems *s)
{
    for (int m = 0; m < MOODS; m++) {
        sv head = join_alef(d, s->prefix, m, s->present);
        for (int i = 0; head.n && i < 6; i++) {
            sv form = present_form(d, head, present_ends[i].formal);
            put(d, s, form, form, moods[m].flags | present_ends[i].flags, RANK_VERB + 6);
        }
    }
}

/* «مکن», «مخورید», «بفرستاد», «میندازید»: verse and old prose. */
static void archaic(drafts *d, const stems *s)
{
    for (int i = 2; i < 6; i += 3) {
        sv form = draft_text(d, "%sب%s%s", s->prefix, s->past, past_ends[i].formal);
        put(d, s, form, form, past_ends[i].flags | TF_PAST, RANK_WEAK + 4);
    }
    if (!*s->present || !s->bare) return;
    bool alef = starts(s->present, "ا"), madda = starts(s->present, "آ");
    const char *stem = s->present + (madda ? strlen("آ") : 0);
    sv head = draft_text(d, "%sم%s%s", s->prefix, madda ? "یا" : alef ? "ی" : "", stem);
    uint32_t flags = TF_IMPERATIVE | TF_PERSON_2 | TF_NEGATED;
    sv bare = head;
    if (sv_ends(head, SV("ای")) || sv_ends(head, SV("وی"))) bare.n -= strlen("ی");
    put(d, s, bare, bare, flags, RANK_WEAK - 1);
    sv all = present_form(d, head, "ید");
    put(d, s, all, all, flags | TF_PLURAL, RANK_WEAK - 1);
}

static void present(drafts *d, const stems *s)
{
    for (int m = 0; m < MOODS; m++)
        for (int i = 0; i < 6; i++) {
            const ending *e = &present_ends[i];
            int rank = m == MOOD_BARE && !s->bare ? RANK_WEAK : RANK_VERB;
            if (m == MOOD_BARE && i == 2) rank = RANK_VERB;
            uint32_t flags = moods[m].flags | e->flags;
            if (m >= MOOD_MI && m <= MOOD_NEMI) flags &= ~(uint32_t)TF_SUBJUNCTIVE;
            sv head = join(d, s->prefix, m, s->present);
            sv formal = present_form(d, head, e->formal);
            put(d, s, formal, formal, flags, rank);
            if (e->informal && !ends(s->present, "وی") && !ends(s->present, "ای") &&
                !ends(s->present, "آی"))
                put(d, s, informal_end(d, head, e), formal, flags,
                    m == MOOD_BARE ? RANK_WEAK + 1 : rank + 1);
            if (!*s->present_i || (m == MOOD_BARE && strlen(s->present_i) < 2 * strlen("ا")))
                continue;
            sv low = join(d, s->prefix, m, s->present_i);
            put(d, s, informal_end(d, low, e), formal, flags,
                m == MOOD_BARE   ? RANK_WEAK + 2
                : m == MOOD_NEMI ? rank - 1
                                 : rank + 2);
            if (e->informal && m != MOOD_BARE && i != 2) /* «میتونید» */
                put(d, s, draft_text(d, "%.*s%s", SV_FMT(low), e->formal), formal, flags, rank + 4);
        }
}

/* بخر, نخر, بخرید; vowel stems drop their ی: بگو. */
static void imperative(drafts *d, const stems *s)
{
    static const int of[] = {MOOD_BE, MOOD_NOT};
    for (int i = 0; i < 2; i++) {
        sv head = join(d, s->prefix, of[i], s->present);
        sv bare = head;
        if (sv_ends(head, SV("ای")) || sv_ends(head, SV("وی"))) bare.n -= strlen("ی");
        uint32_t flags = TF_IMPERATIVE | TF_PERSON_2 | (of[i] == MOOD_NOT ? TF_NEGATED : 0);
        put(d, s, bare, bare, flags, RANK_VERB + 3);
        if (bare.n != head.n) put(d, s, head, head, flags, RANK_VERB + 4);
        if (!ends(s->present_i, "ون")) continue;
        put(d, s, join(d, s->prefix, of[i], s->present_i), bare, flags, RANK_VERB + 5); /* بچسبون */
    }
    if (*s->prefix) {
        sv head = join(d, s->prefix, MOOD_BARE, s->present);
        put(d, s, head, head, TF_IMPERATIVE | TF_PERSON_2, RANK_VERB + 4);
    }
}

static void past(drafts *d, const stems *s)
{
    for (int m = 0; m < MOOD_BE; m++)
        for (int i = 0; i < 6; i++) {
            const ending *e = &past_ends[i];
            uint32_t flags = moods[m].flags | e->flags | TF_PAST;
            sv head = join(d, s->prefix, m, s->past);
            sv formal = draft_text(d, "%.*s%s", SV_FMT(head), e->formal);
            put(d, s, formal, formal, flags, RANK_VERB);
            const char *end = e->informal ? e->informal : e->formal;
            if (e->informal)
                put(d, s, draft_text(d, "%.*s%s", SV_FMT(head), end), formal, flags, RANK_VERB + 6);
            if (!*s->past_i) continue;
            sv low = join(d, s->prefix, m, s->past_i);
            put(d, s, draft_text(d, "%.*s%s", SV_FMT(low), end), formal, flags, RANK_VERB + 2);
            if (m < MOOD_MI || !starts(s->past_i, "او")) continue; /* «میومدن» */
            sv shorter = join(d, s->prefix, m, s->past_i + strlen("ا"));
            put(d, s, draft_text(d, "%.*s%s", SV_FMT(shorter), end), formal, flags, RANK_VERB + 2);
        }
}

/* رفته, رفته‌ام, نمی‌رفته‌است; colloquial رفته‌م. */
static void perfect(drafts *d, const stems *s)
{
    for (int m = 0; m < MOOD_BE; m++)
        for (int i = 0; i < 6; i++) {
            const ending *e = &perfect_ends[i];
            uint32_t flags = moods[m].flags | e->flags | TF_PAST;
            sv head = join(d, s->prefix, m, s->past);
            sv formal = draft_text(d, "%.*sه%s", SV_FMT(head), e->formal);
            put(d, s, formal, formal, flags, RANK_VERB);
            if (i == 2) d->v.at[d->v.n - 1].cls |= LC_PARTICIPLE | LC_ADJ;
            const char *end = e->informal ? e->informal : e->formal;
            if (e->informal)
                put(d, s, draft_text(d, "%.*sه%s", SV_FMT(head), end), formal, flags,
                    RANK_VERB + 6);
            if (!*s->past_i) continue;
            sv low = join(d, s->prefix, m, s->past_i);
            put(d, s, draft_text(d, "%.*sه%s", SV_FMT(low), end), formal, flags, RANK_VERB + 2);
        }
}

static void word(drafts *d, sv form, sv formal, token_pos pos, int rank)
{
    draft *w = draft_add(d, form, formal, pos, rank);
    w->cls |= pos == POS_NOUN ? LC_NOUN : LC_ADJ;
    if (sv_eq(form, formal)) return;
    w->formal = formal;
    w->cls |= LC_INFORMAL;
    w->flags |= TF_INFORMAL;
}

/* Infinitive, دیدنی, نویسنده: words of their own. */
static void nominal(drafts *d, const stems *s)
{
    for (int m = 0; m < 2; m++) {
        sv head = join(d, s->prefix, m, s->past);
        sv inf = draft_text(d, "%.*sن", SV_FMT(head));
        /* «نیاوردن» is more often the colloquial «نیاوردند» */
        word(d, inf, inf, POS_NOUN, m ? RANK_VERB + 7 : RANK_VERB - 1);
        sv able = draft_text(d, "%.*sنی", SV_FMT(head));
        word(d, able, able, POS_ADJ, RANK_DERIVED);
        if (*s->past_i) {
            sv stem = join(d, s->prefix, m, s->past_i), low = draft_text(d, "%.*sن", SV_FMT(stem));
            word(d, low, inf, POS_NOUN, m ? RANK_VERB + 8 : RANK_VERB + 1);
        }
    }
    if (!*s->present) return;
    sv who = draft_text(d, "%s%sنده", s->prefix, s->present);
    word(d, who, who, POS_ADJ, RANK_WEAK);
}

static const char *column(drafts *d, sv *row)
{
    sv c = sv_trim(sv_cut(row, '\t'));
    if (sv_eq(c, SV("-"))) return "";
    sv copy = draft_text(d, "%.*s", SV_FMT(c));
    return copy.n ? copy.p : "";
}

void verbs_row(drafts *d, sv row)
{
    stems s;
    s.past = column(d, &row);
    s.present = column(d, &row);
    s.past_i = column(d, &row);
    s.present_i = column(d, &row);
    s.prefix = column(d, &row);
    char mark = *column(d, &row);
    s.bare = mark == '+';
    s.rare = mark == '~';
    if (!*s.past) draft_bad(d, "a verb without a past stem", SV(""));
    size_t cut = ends(s.present, "ای") || ends(s.present, "وی") ? strlen("ی") : 0;
    s.lemma = draft_text(d, "%s#%.*s%s%s", s.past, (int)(strlen(s.present) - cut), s.present,
        *s.prefix ? "+" : "", s.prefix);
    past(d, &s);
    perfect(d, &s);
    nominal(d, &s);
    archaic(d, &s);
    if (!*s.present) return;
    present(d, &s);
    present_alef(d, &s);
    imperative(d, &s);
}
