#include "analyzers/market.h"

#include <math.h>
#include <stdlib.h>

#include "analyzers/market_in.h"
#include "util/hash.h"

enum { WEEK_MS = 7 * 86400000, SLOTS_FIRST = 4096, HEARD_FIRST = 1 << 16 };

int market_find(const market *m, sv code)
{
    for (int i = 0; i < m->n_cats; i++)
        if (sv_eq(m->s->category[i].code, code)) return i;
    return -1;
}

/* Zeroed numbers; a failure is found by the caller at the end. */
#define NUMBERS(type, n) ARENA_NEW(a, type, (n) + 1)

err market_new(arena *a, const market_setup *setup, market **ret)
{
    market *m = ARENA_NEW(a, market, 1);
    if (!m || setup->n_categories > MARKET_CATEGORIES || setup->n_sources > MARKET_SOURCES)
        return m ? ERR_LIMIT : ERR_NOMEM;
    size_t cats = (size_t)setup->n_categories, at = (size_t)setup->n_sources;
    m->a = a;
    m->s = setup;
    m->n_cats = setup->n_categories;
    m->minor = market_find(m, SV("demo.age_child_teen"));
    m->city = market_find(m, SV("geo.city"));
    market_new_barriers(m);
    m->n = NUMBERS(int64_t, cats);
    m->c = NUMBERS(int64_t, cats);
    m->by_source = NUMBERS(int64_t, cats * at);
    m->people_at = NUMBERS(int64_t, at);
    m->comments_at = NUMBERS(int64_t, at);
    m->by_type = NUMBERS(int64_t, cats * MARKET_TYPES);
    m->type_source = NUMBERS(int64_t, cats * MARKET_TYPES * at);
    m->praise = NUMBERS(int64_t, cats * at);
    m->blame = NUMBERS(int64_t, cats * at);
    m->pair = NUMBERS(uint32_t, cats * cats);
    m->react = NUMBERS(uint32_t, cats * cats);
    m->apart = NUMBERS(uint32_t, cats * cats);
    m->comment_of = NUMBERS(uint64_t, cats);
    m->opinion_at = NUMBERS(int64_t, at * 3);
    m->spend = arena_array(a, at ? at : 1, sizeof *m->spend);
    m->quotes = arena_array(a, cats ? cats : 1, sizeof *m->quotes);
    m->n_quotes = NUMBERS(int, cats);
    m->n_slots = SLOTS_FIRST;
    m->slot = NUMBERS(uint32_t, m->n_slots);
    *ret = m;
    return m->n && m->c && m->by_source && m->people_at && m->comments_at && m->by_type &&
                   m->type_source && m->praise && m->blame && m->pair && m->apart && m->react &&
                   m->comment_of && m->opinion_at && m->spend && m->quotes && m->n_quotes && m->slot
               ? ERR_OK
               : ERR_NOMEM;
}

static uint64_t key_of(int kind, int i, int source, int64_t t, sv label)
{
    const int64_t fixed[4] = {kind, i, source, t};
    return hash64(label) ^ (hash64((sv){(const char *)fixed, sizeof fixed}) * 0x9E3779B97F4A7C15u);
}

static bool same(const counter *c, int kind, int i, int source, int64_t t, sv label)
{
    return c->kind == kind && c->i == i && c->source == source && c->t == t &&
           sv_eq(c->label, label);
}

static err more_slots(market *m)
{
    size_t n = m->n_slots * 4;
    uint32_t *slot = ARENA_NEW(m->a, uint32_t, n);
    if (!slot) return ERR_NOMEM;
    for (uint32_t x = 0; x < m->count.n; x++) {
        const counter *c = &m->count.at[x];
        size_t i = key_of(c->kind, c->i, c->source, c->t, c->label) & (n - 1);
        while (slot[i]) i = (i + 1) & (n - 1);
        slot[i] = x + 1;
    }
    m->slot = slot;
    m->n_slots = n;
    return ERR_OK;
}

/* The counter of a key, made when it is new; counts the present author once. */
static err count(market *m, const counter *key, bool counts_comment, uint32_t *ret_index)
{
    if (m->count.n * 2 >= m->n_slots) {
        err e = more_slots(m);
        if (e) return e;
    }
    size_t i = key_of(key->kind, key->i, key->source, key->t, key->label) & (m->n_slots - 1);
    while (m->slot[i] &&
           !same(&m->count.at[m->slot[i] - 1], key->kind, key->i, key->source, key->t, key->label))
        i = (i + 1) & (m->n_slots - 1);
    if (!m->slot[i]) {
        counter *c = VEC_PUSH(m->a, &m->count);
        if (!c) return ERR_NOMEM;
        *c = (counter){.kind = key->kind, .i = key->i, .source = key->source, .t = key->t};
        c->label = key->label.n ? arena_sv(m->a, key->label) : key->label;
        if (key->label.n && !c->label.p) return ERR_NOMEM;
        m->slot[i] = (uint32_t)m->count.n;
    }
    counter *c = &m->count.at[m->slot[i] - 1];
    if (c->last != m->person) {
        c->n++;
        c->last = m->person;
        for (int t = 0; t < MARKET_TYPES; t++) c->by_type[t] += key->by_type[t];
    }
    c->c += counts_comment;
    int at = m->seen.at[0].source;
    if (at < MARKET_CATEGORIES) bit_set(c->seen_in, at);
    if (ret_index) *ret_index = m->slot[i];
    return ERR_OK;
}

static int64_t week_of(const market_voice *v)
{
    /* weeks begin on Saturday; 1970-01-03 was one */
    int64_t local = v->written_at + (int64_t)v->offset_min * 60000 - 2 * 86400000;
    int64_t week = local >= 0 ? local / WEEK_MS : (local - WEEK_MS + 1) / WEEK_MS;
    return week * WEEK_MS + 2 * 86400000;
}

/* Once for each comment of the author. */
static err note_time(market *m, const market_voice *v)
{
    if (v->written_at <= 0) return ERR_OK;
    for (int at = -1; at <= v->source; at += v->source + 1) {
        counter key = {.kind = COUNT_WEEK_BASE, .source = at, .t = week_of(v)};
        err e = count(m, &key, true, NULL);
        if (e) return e;
    }
    if (!v->to_the_minute) return ERR_OK;
    int64_t minutes = v->written_at / 60000 + v->offset_min, day = minutes / 1440;
    int weekday = (int)((day + 5) % 7), hour = (int)(minutes % 1440 / 60);
    if (weekday < 0 || hour < 0) return ERR_OK;
    m->hour_c[weekday][hour]++;
    if (m->hour_last[weekday][hour] != m->person) m->hour[weekday][hour]++;
    m->hour_last[weekday][hour] = m->person;
    return ERR_OK;
}

/* What was ordered or needed, for the products of a group and the climate of things. */
static void note_thing(const market *m, int category, uint32_t index, voter *who)
{
    sv axis = m->s->category[category].axis, code = m->s->category[category].code;
    if (!sv_eq(axis, SV("need")) && !sv_eq(code, SV("obs.item_ordered")) &&
        !sv_eq(code, SV("obs.hot_item")))
        return;
    for (int i = 0; i < MARKET_THINGS; i++) {
        if (!who->thing[i]) who->thing[i] = index;
        if (who->thing[i] == index) return;
    }
}

static err note_label(market *m, const market_voice *v, voter *who)
{
    counter key = {.kind = COUNT_ITEM, .i = v->category, .source = -1, .label = v->label};
    uint32_t index;
    key.by_type[v->need] = 1;
    err e = count(m, &key, true, &index);
    if (e) return e;
    if (v->category == m->city && !who->place) who->place = index;
    if (v->category != m->city) note_thing(m, v->category, index, who);
    if (v->kind == FINDING_NEED && v->need != NEED_NONE) {
        counter typed = {.kind = COUNT_ITEM_TYPE,
            .i = v->category,
            .source = -1,
            .t = v->need,
            .label = v->label};
        e = count(m, &typed, true, NULL);
    }
    if (!e && sv_eq(m->s->category[v->category].code, SV("beh.brand_switch"))) {
        counter from = {
            .kind = COUNT_SWITCH, .source = v->source, .t = v->polarity, .label = v->label};
        e = count(m, &from, true, NULL);
    }
    return e;
}

static err note_week(market *m, const market_voice *v)
{
    if (v->kind != FINDING_NEED || v->written_at <= 0) return ERR_OK;
    for (int at = -1; at <= v->source; at += v->source + 1) {
        counter key = {.kind = COUNT_WEEK, .i = v->category, .source = at, .t = week_of(v)};
        err e = count(m, &key, true, NULL);
        if (e) return e;
    }
    return ERR_OK;
}

/* The best quotes of a category, one for each author; ties by identifier, so that order of arrival is no matter. */
static void note_quote(market *m, const market_voice *v)
{
    quote q = {v->comment, v->score, v->from, v->to, v->need};
    quote *list = m->quotes[v->category];
    int n = m->n_quotes[v->category], i = n < MARKET_QUOTES ? n : MARKET_QUOTES - 1;
    if (n == MARKET_QUOTES &&
        (list[i].score > q.score || (list[i].score == q.score && list[i].comment < q.comment)))
        return;
    while (i > 0 && (list[i - 1].score < q.score ||
                        (list[i - 1].score == q.score && list[i - 1].comment > q.comment))) {
        list[i] = list[i - 1];
        i--;
    }
    list[i] = q;
    if (n < MARKET_QUOTES) m->n_quotes[v->category]++;
}

typedef struct tally_of_one {
    bits type[MARKET_TYPES], praise, blame, quoted;
    unsigned opinion;
    double spend;
} tally_of_one;

static err note(market *m, const market_voice *v, voter *who, tally_of_one *t)
{
    int i = v->category;
    if (m->comment_of[i] != (uint64_t)v->comment) m->c[i]++;
    m->comment_of[i] = (uint64_t)v->comment;
    if (!bit_on(who->has, i)) {
        m->first[i].comment = v->comment;
        m->first[i].from = v->from;
        m->first[i].to = v->to;
    }
    bit_set(who->has, i);
    if (v->kind == FINDING_NEED) bit_set(t->type[v->need], i);
    if (v->kind == FINDING_ASPECT && v->polarity > 0) bit_set(t->praise, i);
    if (v->kind == FINDING_ASPECT && v->polarity < 0) bit_set(t->blame, i);
    if (v->kind == FINDING_OPINION) {
        t->opinion |= 1U << (v->polarity + 1);
        m->opinion_c[v->polarity + 1]++;
    }
    if (v->kind == FINDING_VALUE && v->value > t->spend &&
        sv_eq(m->s->category[i].code, SV("beh.spend_amount")))
        t->spend = v->value;
    if (v->to > v->from && !bit_on(t->quoted, i)) {
        bit_set(t->quoted, i);
        note_quote(m, v);
    }
    err e = v->label.n && v->kind != FINDING_VALUE ? note_label(m, v, who) : ERR_OK;
    return e ? e : note_week(m, v);
}

static void add_bits(int64_t *to, const bits b, int n)
{
    for (int i = 0; i < n; i++) to[i] += bit_on(b, i);
}

/* One word that means two things is no sign that the two go together. */
static bool apart(const market *m, int a, int b)
{
    return m->first[a].comment != m->first[b].comment || m->first[a].to <= m->first[b].from ||
           m->first[b].to <= m->first[a].from;
}

static void add_pairs(market *m, const bits has, const bits complains)
{
    int on[MARKET_CATEGORIES], n = 0;
    for (int i = 0; i < m->n_cats; i++)
        if (bit_on(has, i)) on[n++] = i;
    for (int x = 0; x < n; x++)
        for (int y = 0; y < n; y++) {
            size_t at = (size_t)on[x] * (size_t)m->n_cats + (size_t)on[y];
            m->pair[at]++;
            m->apart[at] += apart(m, on[x], on[y]);
            if (bit_on(complains, on[x])) m->react[at]++;
        }
}

static err add_totals(market *m, const voter *who, const tally_of_one *t)
{
    size_t row = (size_t)who->source * (size_t)m->n_cats;
    m->people++;
    m->people_at[who->source]++;
    add_bits(m->n, who->has, m->n_cats);
    add_bits(m->by_source + row, who->has, m->n_cats);
    add_bits(m->praise + row, t->praise, m->n_cats);
    add_bits(m->blame + row, t->blame, m->n_cats);
    for (int k = 0; k < MARKET_TYPES; k++) {
        add_bits(m->by_type + (size_t)k * (size_t)m->n_cats, t->type[k], m->n_cats);
        add_bits(m->type_source + (row * MARKET_TYPES) + (size_t)k * (size_t)m->n_cats, t->type[k],
            m->n_cats);
    }
    for (int p = 0; p < 3; p++) {
        m->opinion[p] += (t->opinion >> p) & 1;
        m->opinion_at[who->source * 3 + p] += (t->opinion >> p) & 1;
    }
    add_pairs(m, who->has, t->type[NEED_COMPLAINT]);
    market_add_barriers(m, who->has, t->type[NEED_COMPLAINT], who->source);
    if (t->spend > 0) {
        double *d = VEC_PUSH(m->a, &m->spend[who->source]);
        if (!d) return ERR_NOMEM;
        *d = t->spend;
    }
    voter *v = VEC_PUSH(m->a, &m->voter);
    if (!v) return ERR_NOMEM;
    *v = *who;
    return ERR_OK;
}

/* An author is complete. Of one who says to be under 18 only the role in the household counts (PRIVACY duty 13). */
static err flush(market *m)
{
    if (!m->seen.n) return ERR_OK;
    tally_of_one t = {.opinion = 0};
    voter who = {.source = m->seen.at[0].source};
    bool minor = false;
    err e = ERR_OK;
    m->person++;
    for (size_t i = 0; i < m->seen.n; i++)
        minor |= m->minor >= 0 && m->seen.at[i].category == m->minor;
    for (size_t i = 0; i < m->seen.n && !e; i++) {
        const market_voice *v = &m->seen.at[i];
        if (i == 0 || v->comment != m->seen.at[i - 1].comment) {
            m->comments++;
            m->comments_at[v->source]++;
            who.paid += (float)v->paid;
            who.times += (float)(v->times > 0 ? v->times : v->paid > 0);
            e = note_time(m, v);
        }
        if (v->category < 0 || e) continue;
        if (minor && !sv_eq(m->s->category[v->category].axis, SV("gate"))) continue;
        e = note(m, v, &who, &t);
    }
    m->seen.n = 0;
    m->n_heard = 0;
    return e ? e : add_totals(m, &who, &t);
}

/* Labels come from the reader's row and live here until their author is complete; counters keep a copy of their own. */
static err keep_label(market *m, sv *label)
{
    if (!label->n) return ERR_OK;
    while (m->n_heard + label->n > m->heard_size) {
        size_t more = m->heard_size ? m->heard_size * 2 : HEARD_FIRST;
        char *p = arena_grow(m->a, m->heard, m->heard_size, more, 1);
        if (!p) return ERR_NOMEM;
        for (size_t i = 0; i < m->seen.n; i++) /* the buffer may have moved */
            if (m->seen.at[i].label.n && m->heard)
                m->seen.at[i].label.p = p + (m->seen.at[i].label.p - m->heard);
        m->heard = p;
        m->heard_size = more;
    }
    memcpy(m->heard + m->n_heard, label->p, label->n);
    label->p = m->heard + m->n_heard;
    m->n_heard += label->n;
    return ERR_OK;
}

err market_add(market *m, const market_voice *v)
{
    if (v->source < 0 || v->source >= m->s->n_sources || v->category >= m->n_cats)
        return ERR_FORMAT;
    const market_voice *last = m->seen.n ? &m->seen.at[m->seen.n - 1] : NULL;
    bool next = last && (last->source != v->source || last->author != v->author ||
                            (!v->author && last->comment != v->comment));
    err e = next ? flush(m) : ERR_OK;
    market_voice *kept = e ? NULL : VEC_PUSH(m->a, &m->seen);
    if (!kept) return e ? e : ERR_NOMEM;
    sv label = v->label;
    e = keep_label(m, &label);
    *kept = *v;
    kept->label = label;
    return e;
}

err market_end(market *m)
{
    err e = flush(m);
    return e ? e : market_form(m);
}

int64_t market_people(const market *m) { return m->people; }
