/* noise.c - what looks like a change and is none. Terms are compared by their essence: words and figures without
 * clocks, dates, names of days and counts of what is left; terms that were seen before are a banner that turns. */
#include <math.h>

#include "db/monitor_in.h"
#include "text/chars.h"
#include "text/normal.h"
#include "text/utf8.h"
#include "util/buf.h"
#include "util/map.h"

enum { BANNER_KEYS = 3, MEMORY_BYTES = 64 << 20 };

typedef VEC(sv) words;

static bool digit_at(sv s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

static bool one_of(sv word, const sv *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_eq(word, list[i])) return true;
    return false;
}

/* Words that move with the calendar, as normal_key writes them. */
static bool calendar_word(sv w)
{
    static const sv list[] = {SV_INIT("امروز"), SV_INIT("امشب"), SV_INIT("فردا"), SV_INIT("دیروز"),
        SV_INIT("پسفردا"), SV_INIT("اکنون"), SV_INIT("شنبه"), SV_INIT("یکشنبه"), SV_INIT("دوشنبه"),
        SV_INIT("سهشنبه"), SV_INIT("چهارشنبه"), SV_INIT("پنجشنبه"), SV_INIT("جمعه"),
        SV_INIT("today"), SV_INIT("tonight"), SV_INIT("tomorrow"), SV_INIT("yesterday"),
        SV_INIT("monday"), SV_INIT("tuesday"), SV_INIT("wednesday"), SV_INIT("thursday"),
        SV_INIT("friday"), SV_INIT("saturday"), SV_INIT("sunday")};
    return one_of(w, list, sizeof list / sizeof list[0]);
}

/* What makes the number before it a date, a rest of time or of stock. */
static bool counted_word(sv w)
{
    static const sv list[] = {SV_INIT("فروردین"), SV_INIT("اردیبهشت"), SV_INIT("خرداد"),
        SV_INIT("تیر"), SV_INIT("مرداد"), SV_INIT("شهریور"), SV_INIT("مهر"), SV_INIT("آبان"),
        SV_INIT("آذر"), SV_INIT("دی"), SV_INIT("بهمن"), SV_INIT("اسفند"), SV_INIT("january"),
        SV_INIT("february"), SV_INIT("march"), SV_INIT("april"), SV_INIT("may"), SV_INIT("june"),
        SV_INIT("july"), SV_INIT("august"), SV_INIT("september"), SV_INIT("october"),
        SV_INIT("november"), SV_INIT("december"), SV_INIT("عدد"), SV_INIT("نفر"), SV_INIT("بازدید"),
        SV_INIT("دقیقه"), SV_INIT("ثانیه"), SV_INIT("مانده"), SV_INIT("باقی"), SV_INIT("left"),
        SV_INIT("views"), SV_INIT("ago"), SV_INIT("minutes"), SV_INIT("seconds")};
    return one_of(w, list, sizeof list / sizeof list[0]);
}

/* Bytes of the letter or digit at `i`, 0: it is none. */
static size_t letter_at(sv s, size_t i)
{
    const char *p = s.p + i, *end = s.p + s.n;
    uint32_t cp = utf8_next(&p, end);
    char_class k = cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
    bool letter = k == CH_PERSIAN || k == CH_LETTER || k == CH_LATIN || k == CH_DIGIT;
    return letter ? (size_t)(p - (s.p + i)) : 0;
}

/* 12:30, 1404/9/3, 49,000, 2.5: what stands between two digits and belongs to the number. */
static size_t joint_at(sv s, size_t i)
{
    static const sv joints[] = {
        SV_INIT(":"), SV_INIT("/"), SV_INIT(","), SV_INIT("."), SV_INIT("٬"), SV_INIT("٫")};
    for (size_t k = 0; i && k < sizeof joints / sizeof joints[0]; k++)
        if (digit_at(s, i - 1) && sv_starts(sv_sub(s, i, s.n), joints[k]) &&
            digit_at(s, i + joints[k].n))
            return joints[k].n;
    return 0;
}

static err split(arena *a, sv s, words *ret)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n) {
            size_t step = letter_at(s, i);
            if (!step) step = joint_at(s, i);
            if (!step) break;
            i += step;
        }
        if (i > from) {
            sv *w = VEC_PUSH(a, ret);
            if (!w) return ERR_NOMEM;
            *w = sv_sub(s, from, i - from);
        } else
            i++;
    }
    return ERR_OK;
}

static bool is_clock(sv w)
{
    return digit_at(w, 0) && (sv_find(w, SV(":")) != SV_NPOS || sv_find(w, SV("/")) != SV_NPOS);
}

/* A number without the marks that group its digits; 9:00 is 9. */
static void put_word(buf *b, sv w)
{
    if (b->n) buf_putc(b, ' ');
    if (sv_ends(w, SV(":00"))) w.n -= 3;
    for (size_t i = 0; i < w.n; i++) {
        size_t joint = joint_at(w, i);
        if (joint == 1 && w.p[i] != ',') joint = 0;
        if (joint && sv_starts(sv_sub(w, i, w.n), SV("٫"))) joint = 0;
        if (!joint) buf_putc(b, w.p[i]);
        if (joint) i += joint - 1;
    }
}

/* calendar: clocks, dates and counts do not matter. */
static err essence(arena *a, sv raw, bool calendar, sv *ret)
{
    words w = {0};
    sv s = {NULL, 0};
    err e = normal_key(a, raw, &s);
    if (!e) e = split(a, s, &w);
    if (e) return e;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < w.n; i++) {
        bool counts = i + 1 < w.n && digit_at(w.at[i], 0) && counted_word(w.at[i + 1]);
        if (calendar && (is_clock(w.at[i]) || calendar_word(w.at[i]))) continue;
        if (calendar && counts)
            i++; /* the number and what it counts */
        else
            put_word(&b, w.at[i]);
    }
    *ret = arena_sv(a, buf_sv(&b));
    return b.e ? b.e : ret->p || !b.n ? ERR_OK : ERR_NOMEM;
}

/* A name of a category without the number of its goods: «چادر (۱۲)». */
static err bare_name(arena *a, sv name, sv *ret)
{
    size_t open = sv_find(name, SV("("));
    if (open != SV_NPOS && open && digit_at(name, open + 1)) name = sv_sub(name, 0, open);
    sv s;
    err e = normal_key(a, name, &s);
    if (e) return e;
    open = sv_find(s, SV("("));
    if (open != SV_NPOS && open && digit_at(s, open + 1)) s.n = open;
    s = sv_trim(s);
    while (s.n && digit_at(s, s.n - 1) && s.n > 3) s.n--;
    return essence(a, s, false, ret);
}

/* What one source said of one kind before this run, as essences. */
typedef struct memory {
    int64_t source_id;
    sv kind;
    words known;
    arena kept;    /* `known`; emptied for the next source or kind */
    arena scratch; /* of one text */
} memory;

static bool is_terms(sv kind)
{
    return sv_eq(kind, SV("delivery")) || sv_eq(kind, SV("returns")) ||
           sv_eq(kind, SV("address")) || sv_eq(kind, SV("hours"));
}

/* The last eight digits: with and without the code of the country, however grouped. */
static err phone_digits(arena *a, sv text, sv *ret)
{
    sv s;
    err e = normal_key(a, text, &s);
    if (e) return e;
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < s.n; i++)
        if (digit_at(s, i)) buf_putc(&b, s.p[i]);
    *ret = arena_sv(a, sv_sub(buf_sv(&b), b.n > 8 ? b.n - 8 : 0, b.n));
    return b.e ? b.e : ret->p || !b.n ? ERR_OK : ERR_NOMEM;
}

static err form(arena *a, sv kind, sv text, sv *ret)
{
    if (sv_eq(kind, SV("phone"))) return phone_digits(a, text, ret);
    if (sv_eq(kind, SV("handle"))) return normal_key(a, text, ret);
    if (sv_eq(kind, SV("category"))) return bare_name(a, text, ret);
    return essence(a, text, !sv_eq(kind, SV("hours")) && !sv_eq(kind, SV("address")), ret);
}

static err learn(memory *m, sv text)
{
    sv made = {NULL, 0}, *to = VEC_PUSH(&m->kept, &m->known);
    arena_reset(&m->scratch);
    err e = to ? form(&m->scratch, m->kind, text, &made) : ERR_NOMEM;
    if (e) return e;
    *to = made.n ? arena_sv(&m->kept, made) : (sv){NULL, 0};
    return to->p || !made.n ? ERR_OK : ERR_NOMEM;
}

static err remember(work *w, const found *f, memory *m)
{
    err e = ERR_OK;
    if (m->source_id == f->source_id && sv_eq(m->kind, f->kind)) return e;
    arena_reset(&m->kept);
    m->source_id = f->source_id;
    m->kind = f->kind;
    m->known = (words){0};
    sqlite3_stmt *q = lite_bind(w->s, &e,
        "SELECT DISTINCT value FROM facts WHERE source_id=?1 AND kind=CASE ?2 WHEN 'discount' THEN 1 WHEN "
        "'category' THEN 2"
        " WHEN 'delivery' THEN 4 WHEN 'returns' THEN 5 WHEN 'address' THEN 6 WHEN 'hours' THEN 7 WHEN "
        "'handle' THEN 8 ELSE 9 END AND "
        "first_seen<?3 LIMIT 20000",
        "isi", f->source_id, f->kind, w->started_at);
    while (lite_step(w->s, q, &e)) {
        e = learn(m, lite_text(q, 0));
        if (e) {
            lite_end(q);
            return e;
        }
    }
    return e;
}

/* Terms that are as they were once are told when they were told to have changed, once, and nobody says the others now. */
static err is_return(work *w, const found *f, bool *ret)
{
    int64_t yes = 0;
    err e = lite_int(w->s, &yes,
        "SELECT (SELECT count(*) FROM changes WHERE source_id=?1 AND kind=?2 AND NOT muted AND "
        "run_id<?3 AND before=?5 AND after=?4)=1 AND NOT EXISTS(SELECT 1 FROM changes WHERE "
        "source_id=?1 AND kind=?2 AND NOT muted AND run_id<?3 AND before=?4 AND after=?5) AND NOT "
        "EXISTS(SELECT 1 FROM facts WHERE source_id=?1 AND value=?4 AND ended_at IS NULL)",
        "isiss", f->source_id, f->kind, w->run_id, f->before, f->after);
    *ret = yes != 0;
    return e;
}

static void mute(found *f)
{
    f->muted = true;
    f->kind = SV("noise");
    f->key = f->url;
    f->before = f->after = (sv){NULL, 0};
    f->amount = (double)NAN;
}

static err settle_terms(work *w, found *f, memory *m)
{
    sv before = {NULL, 0}, after;
    bool same, back = false;
    err e = remember(w, f, m);
    if (!e) e = form(&w->a, f->kind, f->after, &after);
    if (!e && f->before.p) e = form(&w->a, f->kind, f->before, &before);
    if (e) return e;
    same = f->before.p && sv_eq(before, after);
    bool seen = one_of(after, m->known.at, m->known.n);
    if (seen && !same && f->before.p) e = is_return(w, f, &back);
    if (same || (seen && !back)) mute(f);
    return e;
}

/* What was found, by source, kind and words or key. */
typedef struct seen {
    map price;  /* reduced goods whose price is told */
    map banner; /* reductions of the same words: how many */
    map told;
} seen;

static err seen_key(work *w, const found *f, sv kind, sv what, sv *ret)
{
    *ret = arena_printf(
        &w->a, "%lld\x1f%.*s\x1f%.*s", (long long)f->source_id, SV_FMT(kind), SV_FMT(what));
    return ret->p ? ERR_OK : ERR_NOMEM;
}

static err seen_fill(work *w, seen *x)
{
    err e = ERR_OK;
    *x = (seen){MAP_INIT(&w->a), MAP_INIT(&w->a), MAP_INIT(&w->a)};
    for (size_t i = 0; i < w->all.n && !e; i++) {
        found *f = &w->all.at[i];
        bool price = sv_eq(f->kind, SV("price"));
        sv key;
        if (!price && !sv_eq(f->kind, SV("discount"))) continue;
        map *m = price ? &x->price : &x->banner;
        e = seen_key(w, f, f->kind, price ? f->key : f->after, &key);
        if (!e) e = map_put(m, key, (void *)((uintptr_t)map_get(m, key) + 1));
    }
    return e;
}

/* The same sentence is found under several keys, and on every page. */
static err drop_repeats(work *w, seen *x, found *f)
{
    sv key;
    if (f->dropped) return ERR_OK;
    err e = seen_key(w, f, f->kind, is_terms(f->kind) ? f->after : f->key, &key);
    if (e) return e;
    f->dropped = !f->muted && map_get(&x->told, key);
    return f->dropped ? ERR_OK : map_put(&x->told, key, f);
}

/* A reduction is that of a price told already, or a banner: its words were there before, or stand beside several names,
 * or beside what has no price. */
static err settle_discount(work *w, seen *x, found *f, memory *m)
{
    int64_t sold = 0;
    sv name, text;
    err e = seen_key(w, f, SV("price"), f->key, &name);
    if (!e) e = seen_key(w, f, f->kind, f->after, &text);
    if (e) return e;
    f->dropped = f->dropped || map_get(&x->price, name);
    if (f->dropped) return ERR_OK;
    uintptr_t names = (uintptr_t)map_get(&x->banner, text);
    e = lite_int(w->s, &sold,
        "SELECT EXISTS(SELECT 1 FROM facts WHERE source_id=?1 AND kind=0 AND key=?2 AND "
        "first_seen<?3)",
        "isi", f->source_id, f->key, w->started_at);
    if (e) return e;
    if (sold && names < BANNER_KEYS) return settle_terms(w, f, m);
    mute(f);
    return ERR_OK;
}

err noise_settle(work *w)
{
    memory m = {.kept = ARENA_INIT(MEMORY_BYTES), .scratch = ARENA_INIT(MEMORY_BYTES)};
    seen x;
    err e = seen_fill(w, &x);
    for (size_t i = 0; i < w->all.n && !e; i++) {
        found *f = &w->all.at[i];
        if (sv_eq(f->kind, SV("discount")))
            e = settle_discount(w, &x, f, &m);
        else if (!sv_eq(f->kind, SV("price")) && !sv_eq(f->kind, SV("gone")))
            e = settle_terms(w, f, &m);
        if (!e) e = drop_repeats(w, &x, f);
    }
    arena_clear(&m.kept);
    arena_clear(&m.scratch);
    return e;
}
