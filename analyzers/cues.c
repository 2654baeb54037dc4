#include "analyzers/cues.h"

#include <stdlib.h>

enum {
    SCRATCH_MAX = 256 << 20,
    CUE_BYTES = 4096,
    CUE_CODES = 150,
    ALTERNATIVES_MAX = 6,
    LETTERS_MAX = 64,
    WEIGHT_MAX = 10
};

const sv aspect_name[ASPECT_MAX] = {SV_INIT("aspect.taste"), SV_INIT("aspect.quality"),
    SV_INIT("aspect.price"), SV_INIT("aspect.delivery"), SV_INIT("aspect.packaging"),
    SV_INIT("aspect.portion"), SV_INIT("aspect.staff"), SV_INIT("aspect.accuracy"),
    SV_INIT("aspect.appearance"), SV_INIT("aspect.performance"), SV_INIT("aspect.durability"),
    SV_INIT("aspect.usability"), SV_INIT("aspect.content"), SV_INIT("aspect.craft"),
    SV_INIT("aspect.place"), SV_INIT("aspect.hygiene"), SV_INIT("aspect.variety"),
    SV_INIT("aspect.authenticity")};

static const struct {
    sv name;
    int bit;
} classes[] = {{SV_INIT("word.negator"), CLASS_NEGATOR}, {SV_INIT("word.strong"), CLASS_STRONG},
    {SV_INIT("word.faint"), CLASS_FAINT}, {SV_INIT("word.contrast"), CLASS_CONTRAST},
    {SV_INIT("word.verdict"), CLASS_VERDICT}, {SV_INIT("word.wish"), CLASS_WISH},
    {SV_INIT("word.please"), CLASS_PLEASE}, {SV_INIT("word.ask"), CLASS_ASK},
    {SV_INIT("word.skip"), CLASS_SKIP}, {SV_INIT("word.if"), CLASS_IF},
    {SV_INIT("word.concede"), CLASS_CONCEDE}, {SV_INIT("word.media"), CLASS_MEDIA},
    {SV_INIT("word.food"), CLASS_FOOD}, {SV_INIT("word.goods"), CLASS_GOODS},
    {SV_INIT("word.oblige"), CLASS_OBLIGE}, {SV_INIT("word.app"), CLASS_APP},
    {SV_INIT("word.tech"), CLASS_TECH}, {SV_INIT("word.except"), CLASS_EXCEPT},
    {SV_INIT("word.expect"), CLASS_EXPECT}, {SV_INIT("word.offer"), CLASS_OFFER},
    {SV_INIT("word.light"), CLASS_LIGHT}, {SV_INIT("word.link"), CLASS_LINK},
    {SV_INIT("word.why"), CLASS_WHY}, {SV_INIT("word.sent"), CLASS_SENT},
    {SV_INIT("word.idle"), CLASS_IDLE}, {SV_INIT("word.stay"), CLASS_STAY},
    {SV_INIT("word.bought"), CLASS_BOUGHT}, {SV_INIT("word.idiom"), CLASS_IDIOM},
    {SV_INIT("word.said"), CLASS_SAID}};

/* The words of a cue so far; ends: as of cue. */
typedef struct codes {
    uint64_t ends;
    size_t n;
    uint8_t at[CUE_CODES];
} codes;

/* A cue that is being added. `shared`: what all of its ways stand for that are not of plain words, or NONE. */
typedef struct adding {
    cues *c;
    const cue *what;
    uint32_t shared;
} adding;
enum { NONE = INT32_MAX };

static bool put(codes *c, uint8_t code)
{
    if (c->n == CUE_CODES) return false;
    c->at[c->n++] = code;
    return true;
}

static int flag_code(char c)
{
    static const struct {
        char c;
        uint8_t code;
    } flag[] = {{'1', FOLD_PERSON_1}, {'2', FOLD_PERSON_2}, {'3', FOLD_PERSON_3},
        {'s', FOLD_SINGULAR}, {'t', FOLD_PAST}, {'r', FOLD_PRESENT}, {'i', FOLD_IMPERATIVE},
        {'n', FOLD_NEGATED}, {'p', FOLD_AFFIRMED}, {'m', FOLD_MINE}, {'c', FOLD_COMPARED},
        {'$', FOLD_LAST}};
    for (size_t i = 0; i < sizeof flag / sizeof *flag; i++)
        if (flag[i].c == c) return flag[i].code;
    return -1;
}

/* The flags of one word, in the order of their codes, so that one path in the trie stands for one set. */
static bool put_flags(codes *c, sv flags, bool form, bool question)
{
    uint64_t set = form ? 1 : 0;
    for (size_t i = 0; i < flags.n; i++) {
        int code = flag_code(flags.p[i]);
        if (code < FOLD_FORM) return false;
        set |= 1ull << (code - FOLD_FORM);
    }
    if (question) set |= 1ull << (FOLD_QUESTION - FOLD_FORM);
    for (int i = 0; set >> i; i++)
        if (set >> i & 1 && !put(c, (uint8_t)(FOLD_FORM + i))) return false;
    return true;
}

static bool put_word(codes *c, sv w)
{
    if (sv_eq(w, SV("<N>"))) return put(c, FOLD_NUMBER);
    if (sv_eq(w, SV("<CITY>"))) return put(c, FOLD_CITY);
    if (sv_eq(w, SV("<BRAND>"))) return put(c, FOLD_BRAND);
    if (sv_eq(w, SV("..."))) return c->n && put(c, FOLD_GAP);
    bool form = sv_starts(w, SV("=")), question = sv_ends(w, SV("؟"));
    if (form) w = sv_sub(w, 1, w.n);
    if (question) w.n -= sizeof "؟" - 1;
    sv flags = w;
    w = sv_cut(&flags, '/');
    size_t n = fold_word(w, c->at + c->n, CUE_CODES - c->n);
    c->n += n;
    return (n || question) && put_flags(c, flags, form, question);
}

/* Letters only, and few enough for the bits of `ends`. */
static bool is_plain(const codes *k)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->at[i] > FOLD_OTHER) return false;
    return k->n <= LETTERS_MAX;
}

/* The words of *text that end before its byte `upto`, which goes back as much. */
static bool put_words(codes *k, sv *text, size_t upto, size_t *ret_upto)
{
    const char *to = text->p + upto, *blank;
    while (text->n && (blank = memchr(text->p, ' ', text->n)) && blank < to) {
        sv w = sv_cut(text, ' ');
        if (w.n && !put_word(k, w)) return false;
        if (text->n && k->n && k->n <= LETTERS_MAX) k->ends |= 1ull << (k->n - 1);
    }
    *ret_upto = (size_t)(to - text->p);
    return true;
}

static err add_way(adding *x, codes *k, sv text)
{
    size_t end;
    if (!put_words(k, &text, text.n, &end) || (text.n && !put_word(k, text)) || !k->n)
        return ERR_FORMAT;
    const bool plain = is_plain(k);
    uint32_t id = plain ? (uint32_t)NONE : x->shared;
    if (id == NONE) {
        cue *to = VEC_PUSH(x->c->a, &x->c->at);
        if (!to) return ERR_NOMEM;
        *to = *x->what;
        to->ends = plain ? k->ends : 0;
        to->letters = plain ? (uint8_t)k->n : 0;
        id = (uint32_t)x->c->at.n - 1;
        if (!plain) x->shared = id;
    }
    return trie_add(x->c->main, k->at, k->n, id);
}

/* The first of a list; its rest is left in *list, {NULL, 0} behind the last. */
static sv cut_list(sv *list)
{
    size_t comma = sv_find(*list, SV("،"));
    sv one = sv_trim(comma == SV_NPOS ? *list : sv_sub(*list, 0, comma));
    *list = comma == SV_NPOS ? (sv){NULL, 0} : sv_sub(*list, comma + 2, list->n);
    return one;
}

/* The words of the newest set.NAME, {NULL, 0}: there is none. */
static sv set_words(const cues *c, sv name)
{
    for (size_t i = c->set.n; i-- > 0;)
        if (sv_eq(c->set.at[i].name, name)) return c->set.at[i].words;
    return (sv){NULL, 0};
}

static size_t put_text(char *to, size_t n, sv s)
{
    if (s.n) memcpy(to + n, s.p, s.n);
    return n + s.n;
}

/* Expands the first (a|b) or {NAME} behind the words that are in `k` and goes on with each result. */
static err expand(adding *x, codes k, sv text, int depth)
{
    size_t open = 0;
    while (open < text.n && text.p[open] != '(' && text.p[open] != '{') open++;
    const bool set = open < text.n && text.p[open] == '{';
    size_t close = sv_find(text, set ? SV("}") : SV(")"));
    if (open == text.n || close == SV_NPOS || close < open) return add_way(x, &k, text);
    if (depth == ALTERNATIVES_MAX) return ERR_LIMIT;
    const sv rest = sv_sub(text, close + 1, SV_NPOS);
    sv choice = sv_sub(text, open + 1, close - open - 1);
    if (set && !(choice = set_words(x->c, choice)).p) return ERR_FORMAT;
    if (!put_words(&k, &text, open, &open)) return ERR_FORMAT;
    while (choice.p) {
        sv one = set ? cut_list(&choice) : sv_cut(&choice, '|');
        if (set && !one.n) continue; /* a comma too many */
        char made[CUE_BYTES];
        if (open + one.n + rest.n > sizeof made) return ERR_LIMIT;
        size_t n = put_text(made, 0, sv_sub(text, 0, open));
        n = put_text(made, put_text(made, n, one), rest);
        err e = expand(x, k, (sv){made, n}, depth + 1);
        if (e) return e;
    }
    return ERR_OK;
}

err cues_init(cues *c, arena *a, taxonomy *t)
{
    *c = (cues){.a = a, .t = t, .scratch = ARENA_INIT(SCRATCH_MAX)};
    c->main = trie_new(a, &c->scratch);
    c->places = trie_new(a, &c->scratch);
    c->skips = trie_new(a, &c->scratch);
    return c->main && c->places && c->skips ? ERR_OK : ERR_NOMEM;
}

err cues_add(cues *c, const cue *what)
{
    adding x = {c, what, NONE};
    return expand(&x, (codes){.n = 0}, what->text, 0);
}

static err add_simple(trie *m, sv text, uint32_t id)
{
    uint8_t code[CUE_CODES];
    size_t n = fold_word(text, code, CUE_CODES);
    return n ? trie_add(m, code, n, id) : ERR_FORMAT;
}

static uint32_t class_bit(sv name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (sv_eq(name, sv_sub(classes[i].name, 5, SV_NPOS))) return (uint32_t)classes[i].bit;
    return 0;
}

static bool add_bits(uint32_t *to, uint32_t bits)
{
    *to |= bits;
    return bits != 0;
}

static bool set_option(const cues *c, cue *q, sv o)
{
    static const sv need[] = {
        SV_INIT("complaint"), SV_INIT("wish"), SV_INIT("request"), SV_INIT("question")};
    sv value = o, key = sv_cut(&value, '=');
    if (sv_eq(o, SV("weak"))) return (q->weak = true);
    if (sv_eq(o, SV("keeps"))) return (q->keeps = true);
    if (sv_eq(o, SV("plain"))) return (q->plain = true);
    if (sv_eq(o, SV("vague"))) return (q->vague = true);
    if (sv_eq(o, SV("polite"))) return (q->polite = q->vague = true);
    if (sv_eq(o, SV("degree"))) return (q->degree = true);
    if (sv_eq(key, SV("with"))) return add_bits(&q->with, class_bit(value));
    if (sv_eq(key, SV("beside"))) return add_bits(&q->beside, class_bit(value));
    if (sv_eq(key, SV("is"))) return add_bits(&q->is, class_bit(value));
    if (sv_eq(key, SV("label"))) return (q->label = taxonomy_find(c->t, value)) >= 0;
    for (int i = 0; sv_eq(key, SV("need")) && i < 4; i++)
        if (sv_eq(value, need[i])) return (q->need = (need_type)(NEED_COMPLAINT + i)) != NEED_NONE;
    for (int i = 0; sv_eq(key, SV("aspect")) && i < ASPECT_MAX; i++)
        if (sv_eq(value, sv_sub(aspect_name[i], 7, SV_NPOS))) {
            q->aspect = (aspect)i;
            return true;
        }
    return false;
}

static bool set_number(cue *q, sv target)
{
    char text[16], *end;
    if (target.n >= sizeof text || !target.n || (target.p[0] != '+' && target.p[0] != '-'))
        return false;
    memcpy(text, target.p, target.n);
    text[target.n] = 0;
    q->kind = CUE_FEELING;
    q->weight = strtof(text, &end);
    return !*end && q->weight >= -WEIGHT_MAX && q->weight <= WEIGHT_MAX; /* no "+nan" */
}

static bool set_target(const cues *c, cue *q, sv target)
{
    if (set_number(q, target)) return true;
    for (int i = 0; i < ASPECT_MAX; i++)
        if (sv_eq(target, aspect_name[i])) {
            *q = (cue){.kind = CUE_ASPECT, .target = i, .aspect = (aspect)i, .label = -1};
            return true;
        }
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (sv_eq(target, classes[i].name)) {
            *q = (cue){.kind = CUE_CLASS, .target = classes[i].bit, .aspect = ASPECT_NONE};
            return true;
        }
    q->kind = CUE_CATEGORY;
    q->target = taxonomy_find(c->t, target);
    return q->target >= 0;
}

/* enum name_kind, or -1: it is no list of names. */
static int name_kind(sv target)
{
    if (sv_eq(target, SV("place.city"))) return NAME_CITY;
    return sv_eq(target, SV("name.brand")) ? NAME_BRAND : -1;
}

static err add_list(cues *c, cue *q, sv target, sv list)
{
    const int kind = name_kind(target);
    const bool skip = sv_eq(target, SV("word.skip"));
    while (list.n) {
        sv one = cut_list(&list);
        if (!one.n) continue;
        q->text = arena_sv(c->a, one);
        if (!q->text.p) return ERR_NOMEM;
        err e = kind >= 0 ? add_simple(c->places, one, (uint32_t)kind)
                : skip    ? add_simple(c->skips, one, 0)
                          : cues_add(c, q);
        if (e) return e;
    }
    return ERR_OK;
}

/* The rest of a line that begins with `category`. */
static err add_category(cues *c, sv rest)
{
    sv id = sv_trim(sv_cut(&rest, '\t')), en = rest, fa = sv_trim(sv_cut(&en, '|'));
    en = sv_trim(en);
    return taxonomy_add(c->a, c->t, id, fa.n ? fa : id, en.n ? en : id);
}

/* The rest of a line that begins with `set.`. */
static err add_set(cues *c, sv name, sv list)
{
    cue_set *to = VEC_PUSH(c->a, &c->set);
    if (!to) return ERR_NOMEM;
    *to = (cue_set){arena_sv(c->a, name), arena_sv(c->a, list)};
    return to->name.p && to->words.p ? ERR_OK : ERR_NOMEM;
}

static err read_options(const cues *c, cue *q, sv rest, sv *ret_bad)
{
    while (rest.n) {
        sv o = sv_cut(&rest, ' ');
        *ret_bad = o;
        if (o.n && !set_option(c, q, o)) return ERR_FORMAT;
    }
    return ERR_OK;
}

err cues_read(cues *c, sv text, const char *name, note *reterr)
{
    for (int line = 1; text.n; line++) {
        sv rest = sv_trim(sv_cut(&text, '\n')), bad;
        if (!rest.n || rest.p[0] == '#') continue;
        sv target = sv_trim(sv_cut(&rest, '\t'));
        cue q = {.aspect = ASPECT_NONE, .target = -1, .label = -1};
        if (sv_eq(target, SV("category"))) {
            err e = add_category(c, rest);
            if (!e) continue;
            return note_set(reterr, e,
                "%s:%d: دسته‌ای با این شناسه نمی‌توان ساخت / no category can "
                "have this id: \"%.*s\" (DIMENSION.NAME, a-z 0-9 _; not demo, pers, "
                "segment; not there yet)",
                name, line, SV_FMT(rest));
        }
        sv list = sv_cut(&rest, '\t');
        if (sv_starts(target, SV("set."))) {
            err e = add_set(c, sv_sub(target, 4, SV_NPOS), list);
            if (e) return e;
            continue;
        }
        if (name_kind(target) < 0 && !set_target(c, &q, target))
            return note_set(reterr, ERR_FORMAT,
                "%s:%d: دسته‌ای به این نام نیست / unknown target \"%.*s\"",
                name, line, SV_FMT(target));
        if (read_options(c, &q, rest, &bad))
            return note_set(reterr, ERR_FORMAT, "%s:%d: گزینهٔ ناشناخته / unknown option \"%.*s\"",
                name, line, SV_FMT(bad));
        err e = add_list(c, &q, target, list);
        if (e)
            return note_set(reterr, e,
                "%s:%d: این نشانه خوانا نیست / cannot read this cue \"%.*s\"", name, line,
                SV_FMT(q.text));
    }
    return ERR_OK;
}

err cues_build(cues *c)
{
    err e = trie_build(c->main);
    if (!e) e = trie_build(c->places);
    if (!e) e = trie_build(c->skips);
    cues_clear(c);
    return e;
}

void cues_clear(cues *c) { arena_clear(&c->scratch); }
