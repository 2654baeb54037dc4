/* normal_text and normal_formal: tokens written again with the blanks, half-spaces and marks of an editor. */
#include "text/chars.h"
#include "text/context.h"
#include "text/digits.h"
#include "text/normal.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "text/word.h"
#include "util/buf.h"

typedef struct rewrite {
    arena *a;
    const lexicon *lx;
    sv raw;
    tokens t;
    buf out;
    bool formal, quoted;
} rewrite;

/* What a punctuation mark wants around it. */
typedef enum side { SIDE_KEEP, SIDE_OPEN, SIDE_CLOSE, SIDE_AFTER } side;

static uint32_t first_cp(const rewrite *w, const token *t)
{
    size_t n;
    return utf8_at(w->raw.p + t->at, w->raw.p + t->at + t->n, &n);
}

static bool gap(const rewrite *w, size_t i)
{
    if (!i) return false;
    const token *a = &w->t.at[i - 1], *b = &w->t.at[i];
    for (size_t k = a->at + a->n; k < b->at; k++)
        if (sv_space(w->raw.p[k]) || (unsigned char)w->raw.p[k] == 0xE3) return true;
    sv between = {w->raw.p + a->at + a->n, b->at - a->at - a->n};
    for (const char *p = between.p, *end = between.p + between.n; p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp != UTF8_BAD && char_class_of(cp) == CH_SPACE) return true;
    }
    return false;
}

static bool is_latin(const rewrite *w, size_t i)
{
    return i < w->t.n && (w->t.at[i].kind == TOKEN_LATIN || w->t.at[i].kind == TOKEN_URL);
}

static bool is_word(const rewrite *w, size_t i)
{
    return i < w->t.n && w->t.at[i].kind == TOKEN_WORD;
}

/* Latin on both sides: its own marks stay. */
static bool foreign(const rewrite *w, size_t i)
{
    return i && is_latin(w, i - 1) && (i + 1 >= w->t.n || !is_word(w, i + 1));
}

static const struct {
    uint32_t from;
    const char *to;
    side side;
} marks[] = {{',', "،", SIDE_AFTER}, {0x60C, "،", SIDE_AFTER}, {';', "؛", SIDE_AFTER},
    {0x61B, "؛", SIDE_AFTER}, {'?', "؟", SIDE_AFTER}, {0x61F, "؟", SIDE_AFTER},
    {'!', "!", SIDE_AFTER}, {'.', ".", SIDE_AFTER}, {0x6D4, ".", SIDE_AFTER},
    {':', ":", SIDE_AFTER}, {0xAB, "«", SIDE_OPEN}, {0xBB, "»", SIDE_CLOSE},
    {0x201C, "«", SIDE_OPEN}, {0x201D, "»", SIDE_CLOSE}, {'(', "(", SIDE_OPEN},
    {')', ")", SIDE_CLOSE}, {'[', "[", SIDE_OPEN}, {']', "]", SIDE_CLOSE}, {'%', "٪", SIDE_CLOSE},
    {0x66A, "٪", SIDE_CLOSE}, {0x2026, "…", SIDE_KEEP}};

/* The mark to write for token `i`, and its manners. */
static sv mark_of(rewrite *w, size_t i, side *how)
{
    const token *t = &w->t.at[i];
    uint32_t cp = first_cp(w, t);
    *how = SIDE_KEEP;
    if (t->kind != TOKEN_PUNCT) return t->norm;
    if (cp == '.' && t->norm.n >= 2) return SV("…");
    if (cp == '"') {
        w->quoted = !w->quoted;
        *how = w->quoted ? SIDE_OPEN : SIDE_CLOSE;
        return w->quoted ? SV("«") : SV("»");
    }
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
        if (marks[k].from != cp) continue;
        bool percent_first =
            (cp == '%' || cp == 0x66A) && (!i || w->t.at[i - 1].kind != TOKEN_NUMBER);
        if (percent_first || (foreign(w, i) && cp < 0x80)) return t->norm;
        *how = marks[k].side;
        return t->n > 1 && cp != 0x61F && cp >= 0x80 ? sv_c(marks[k].to)
               : t->norm.n > 1 && cp < 0x80          ? t->norm
                                                     : sv_c(marks[k].to);
    }
    return t->norm;
}

static bool between_digits(const rewrite *w, size_t i)
{
    const token *t = w->t.at;
    return i && i + 1 < w->t.n && t[i - 1].kind == TOKEN_NUMBER && t[i + 1].kind == TOKEN_NUMBER &&
           !gap(w, i) && !gap(w, i + 1);
}

/* Is there a blank before token `i`? */
static bool blank(const rewrite *w, size_t i, side before, side now)
{
    const token *a = &w->t.at[i - 1], *b = &w->t.at[i];
    bool raw = gap(w, i);
    if (before == SIDE_OPEN || now == SIDE_CLOSE) return false;
    if (now == SIDE_AFTER) return before == SIDE_KEEP && raw && b->kind != TOKEN_PUNCT;
    if (before == SIDE_AFTER) return raw || !(is_latin(w, i) || between_digits(w, i - 1));
    if (b->kind == TOKEN_PUNCT && now == SIDE_KEEP && first_cp(w, b) != 0x2026 && b->norm.n < 2)
        return raw;
    if (now == SIDE_OPEN) return true;
    if (before == SIDE_CLOSE) return raw || b->kind != TOKEN_PUNCT;
    if (a->kind == TOKEN_PUNCT || b->kind == TOKEN_PUNCT) return raw;
    if (a->kind == TOKEN_EMOJI && b->kind == TOKEN_EMOJI) return raw;
    bool glued = (a->kind == TOKEN_NUMBER && b->kind == TOKEN_LATIN) ||
                 (a->kind == TOKEN_LATIN && b->kind == TOKEN_NUMBER) ||
                 (a->kind == TOKEN_LATIN && b->kind == TOKEN_LATIN);
    return raw || !glued;
}

static void put_number(rewrite *w, size_t i)
{
    const token *t = &w->t.at[i];
    sv raw = {w->raw.p + t->at, t->n};
    bool after = i && is_latin(w, i - 1), before = i + 1 < w->t.n && is_latin(w, i + 1);
    bool latin = (before && !gap(w, i + 1)) || (after && !gap(w, i)) || (before && after);
    if (latin) {
        buf_put(&w->out, raw);
        return;
    }
    size_t dots = 0;
    for (size_t k = 0; k < raw.n; k++) dots += raw.p[k] == '.';
    for (const char *p = raw.p, *end = raw.p + raw.n; p < end;) {
        char c[UTF8_MAX];
        uint32_t cp = utf8_next(&p, end);
        int d = digit_value(cp);
        if (cp == UTF8_BAD || char_class_of(cp) == CH_MARK) continue;
        if (d >= 0)
            cp = 0x6F0 + (uint32_t)d;
        else if (cp == '.' && dots == 1)
            cp = 0x66B;
        else if (cp == ',' || cp == 0x60C || cp == '\'')
            cp = 0x66C;
        buf_put(&w->out, (sv){c, utf8_put(c, cp)});
    }
}

/* Does the written token end in the ezafe of ۀ? */
static bool ends_in_ezafe(sv raw)
{
    return sv_ends(raw, SV("ۀ")) || sv_ends(raw, SV("هٔ")) || sv_ends(raw, SV("ۂ")) ||
           sv_ends(raw, SV("ۂ"));
}

/* What colloquial words are by their place: «کتاب رو» را, «رو میز» روی, «دارن میان» می‌آیند; else empty. */
static sv spoken(const rewrite *w, const token *t)
{
    const token *before = t > w->t.at && t[-1].kind == TOKEN_WORD ? t - 1 : NULL;
    if (sv_eq(t->norm, SV("رو"))) {
        if (before && before->pos != POS_ADP && before->pos != POS_VERB) return SV("را");
        const token *next = t + 1 < w->t.at + w->t.n ? t + 1 : NULL;
        if (next && next->kind == TOKEN_WORD && next->pos == POS_NOUN) return SV("روی");
    }
    bool going = before && sv_eq(before->lemma, SV("داشت#دار"));
    if (going && sv_eq(t->norm, SV("میان"))) return SV("می\u200cآیند");
    return (sv){NULL, 0};
}

/* «زود ارسال کردن» is what they did: an infinitive that ends a sentence without another verb. */
static bool said_of_many(const rewrite *w, const token *t)
{
    static const sv common[] = {SV_INIT("کردن"), SV_INIT("بودن"), SV_INIT("دادن"), SV_INIT("زدن"),
        SV_INIT("شدن"), SV_INIT("گذاشتن"), SV_INIT("رفتن"), SV_INIT("گرفتن"), SV_INIT("آوردن"),
        SV_INIT("گفتن"), SV_INIT("خریدن"), SV_INIT("دیدن"), SV_INIT("فرستادن"), SV_INIT("نوشتن"),
        SV_INIT("خوردن"), SV_INIT("بردن"), SV_INIT("آمدن"), SV_INIT("خواستن"), SV_INIT("داشتن")};
    const token *first = w->t.at, *end = w->t.at + w->t.n;
    size_t k = 0, n = sizeof common / sizeof common[0];
    while (k < n && !sv_eq(t->norm, common[k])) k++;
    if (k == n || t == first || t[-1].kind != TOKEN_WORD || t[-1].pos == POS_ADP) return false;
    bool closes = t->flags & TF_SENTENCE_END ||
                  (t + 1 < end && t[1].kind == TOKEN_PUNCT && t[1].flags & TF_SENTENCE_END);
    if (!closes) return false;
    for (const token *p = t; p > first && !(p[-1].flags & TF_SENTENCE_END); p--) {
        bool lead = sv_eq(p[-1].norm, SV("برای")) || sv_eq(p[-1].norm, SV("از")) ||
                    sv_eq(p[-1].norm, SV("بدون"));
        bool finite = p[-1].pos == POS_VERB && !(p[-1].cls & LC_PARTICIPLE);
        if (lead || finite || p[-1].flags & TF_COPULA_CLITIC) return false;
    }
    return true;
}

/* «ساعتم خرابه»: the last word is a noun by itself, yet after another word it is an adjective and «است». */
static bool is_so(const rewrite *w, const token *t)
{
    const token *end = w->t.at + w->t.n;
    if (t->pos != POS_NOUN || t->flags & TF_SUFFIXED || !sv_ends(t->norm, SV("ه"))) return false;
    bool closes = t->flags & TF_SENTENCE_END || t + 1 == end || t[1].kind != TOKEN_WORD;
    if (!closes || t == w->t.at || t[-1].kind != TOKEN_WORD || t[-1].pos == POS_ADP) return false;
    const uint32_t clitic = TF_PERSON_1 | TF_PERSON_2 | TF_PERSON_3;
    if (!(t[-1].flags & clitic) && t[-1].pos != POS_ADV && !sv_eq(t[-1].norm, SV("ذره")))
        return false;
    word k;
    sv base = sv_sub(t->norm, 0, t->norm.n - strlen("ه"));
    if (word_scan(base.p, base.p + base.n, &k) != base.n || k.odd || k.n < 2) return false;
    const lex_entry *e = lex_find(w->lx, k.code, k.n);
    while (e && e->pos != POS_ADJ) e = lex_alt(w->lx, e);
    return e != NULL;
}

static void put_word(rewrite *w, const token *t)
{
    sv raw = {w->raw.p + t->at, t->n};
    sv text = t->norm;
    char formal[FORMAL_TEXT];
    word k;
    if (w->formal && is_so(w, t)) {
        buf_put(&w->out, sv_sub(t->norm, 0, t->norm.n - strlen("ه")));
        buf_puts(&w->out, " است");
        return;
    }
    sv special = w->formal ? spoken(w, t) : (sv){NULL, 0};
    if (special.n)
        text = special;
    else if (w->formal && word_scan(t->norm.p, t->norm.p + t->norm.n, &k) == t->norm.n && !k.odd) {
        reading r;
        word_read(w->lx, &k, &r);
        text = (sv){formal, reading_formal(w->lx, &r, formal)};
    }
    buf_put(&w->out, text);
    if (w->formal && said_of_many(w, t)) buf_puts(&w->out, "د");
    if (ends_in_ezafe(raw)) buf_puts(&w->out, "\u200cی");
}

static void put_token(rewrite *w, size_t i, sv mark)
{
    const token *t = &w->t.at[i];
    sv raw = {w->raw.p + t->at, t->n};
    switch ((token_kind)t->kind) {
    case TOKEN_WORD: put_word(w, t); return;
    case TOKEN_NUMBER: put_number(w, i); return;
    case TOKEN_PUNCT: buf_put(&w->out, mark); return;
    case TOKEN_LATIN:
    case TOKEN_EMOJI:
    case TOKEN_URL:
    case TOKEN_EMAIL:
    case TOKEN_HANDLE:
    case TOKEN_TAG: buf_put(&w->out, raw); return;
    }
}

/* Entities that survived a copy out of a page. */
static sv entities(arena *a, sv raw)
{
    static const struct {
        sv from;
        const char *to;
    } known[] = {{SV_INIT("&zwnj;"), "\u200c"}, {SV_INIT("&nbsp;"), " "}, {SV_INIT("&amp;"), "&"},
        {SV_INIT("&quot;"), "\""}, {SV_INIT("&laquo;"), "«"}, {SV_INIT("&raquo;"), "»"}};
    if (!raw.n || !memchr(raw.p, '&', raw.n)) return raw;
    char *out = arena_alloc(a, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; out && i < raw.n;) {
        size_t k = 0, count = sizeof known / sizeof known[0];
        while (k < count && !sv_starts(sv_sub(raw, i, raw.n), known[k].from)) k++;
        sv piece = k < count ? sv_c(known[k].to) : sv_sub(raw, i, 1);
        memcpy(out + n, piece.p, piece.n);
        n += piece.n;
        i += k < count ? known[k].from.n : 1;
    }
    return out ? (sv){out, n} : raw;
}

static err run(arena *a, const lexicon *lx, sv raw, bool formal, sv *ret)
{
    rewrite w = {.a = a, .lx = lx, .raw = entities(a, raw), .formal = formal, .out = BUF_INIT(0)};
    err e = token_split_phrases(a, lx, w.raw, &w.t);
    if (e) return e;
    side before = SIDE_OPEN;
    for (size_t i = 0; i < w.t.n; i++) {
        side now;
        sv mark = mark_of(&w, i, &now);
        bool dots = sv_eq(mark, SV("…"));
        if (now == SIDE_AFTER && between_digits(&w, i) && first_cp(&w, &w.t.at[i]) != ':')
            now = SIDE_KEEP;
        if (i && (dots ? before != SIDE_OPEN && gap(&w, i) : blank(&w, i, before, now)))
            buf_putc(&w.out, ' ');
        put_token(&w, i, mark);
        before = now;
    }
    sv copy = w.out.e ? (sv){NULL, 0} : arena_sv(a, buf_sv(&w.out));
    e = w.out.e ? w.out.e : copy.p || !w.out.n ? ERR_OK : ERR_NOMEM;
    buf_clear(&w.out);
    if (!e) *ret = copy;
    return e;
}

err normal_text(arena *a, const lexicon *lx, sv raw, sv *ret)
{
    return run(a, lx, raw, false, ret);
}
err normal_formal(arena *a, const lexicon *lx, sv raw, sv *ret)
{
    return run(a, lx, raw, true, ret);
}
