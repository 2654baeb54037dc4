#include "text/sentence.h"

#include "text/utf8.h"

enum { DATELINE_MAX = 8 };

static uint32_t first_cp(sv raw, const token *t)
{
    size_t n;
    return utf8_at(raw.p + t->at, raw.p + t->at + t->n, &n);
}

static bool terminator(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x61F || cp == 0x2026 || cp == 0x6D4;
}

static bool closer(uint32_t cp)
{
    return cp == 0xBB || cp == ')' || cp == ']' || cp == 0x201D || cp == 0x203A;
}

static bool touches(const token *a, const token *b) { return a->at + a->n == b->at; }

static bool ellipsis(sv raw, const token *t)
{
    uint32_t cp = first_cp(raw, t);
    return cp == 0x2026 || (cp == '.' && t->n > 1);
}

static bool ends(sv raw, const token *t, size_t n, size_t i)
{
    if (t[i].kind != TOKEN_PUNCT && t[i].kind != TOKEN_EMOJI) return false;
    uint32_t cp = first_cp(raw, &t[i]);
    size_t k = i;
    while (
        k && t[k].kind == TOKEN_PUNCT && closer(first_cp(raw, &t[k])) && touches(&t[k - 1], &t[k]))
        k--;
    if (t[k].kind != TOKEN_PUNCT || !terminator(first_cp(raw, &t[k]))) return false;
    if (k != i && !closer(cp)) return false;
    if (i + 1 >= n) return true;
    uint32_t next = first_cp(raw, &t[i + 1]);
    if (t[i + 1].kind == TOKEN_PUNCT &&
        (terminator(next) || (closer(next) && touches(&t[i], &t[i + 1]))))
        return false;
    if (ellipsis(raw, &t[k]) && t[i + 1].kind == TOKEN_WORD && k && t[k - 1].pos != POS_VERB &&
        !(t[k - 1].flags & TF_COPULA_CLITIC))
        return false; /* «و گوزن … روح بیننده» goes on */
    bool dot = first_cp(raw, &t[k]) == '.' && t[k].n == 1;
    if (dot && k == i && touches(&t[i], &t[i + 1]) && t[i + 1].kind != TOKEN_WORD &&
        t[i + 1].kind != TOKEN_PUNCT)
        return false;
    if (dot && k && touches(&t[k - 1], &t[k]) && t[k - 1].kind == TOKEN_WORD && t[k - 1].n == 2)
        return false; /* «ه. ق.», «م.» */
    return true;
}

static bool dash(uint32_t cp) { return cp == '-' || cp == 0x2013 || cp == 0x2014; }

/* «تهران - ایرنا:» at the head of a piece of news: places and an agency, a dash, no verb. */
static bool dateline(sv raw, const token *t, size_t from, size_t colon)
{
    size_t dashes = 0;
    if (t[colon].kind != TOKEN_PUNCT || first_cp(raw, &t[colon]) != ':') return false;
    if (colon - from < 3 || colon - from > DATELINE_MAX) return false;
    for (size_t i = from; i < colon; i++) {
        if (t[i].kind == TOKEN_PUNCT) {
            if (!dash(first_cp(raw, &t[i])) || i == from || i + 1 == colon) return false;
            dashes++;
        } else if (t[i].kind != TOKEN_WORD || t[i].pos == POS_VERB || t[i].pos == POS_PRON) {
            return false;
        }
    }
    return dashes == 1;
}

void sentence_mark(sv raw, token *t, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if (t[i].kind != TOKEN_WORD && (ends(raw, t, n, i) || dateline(raw, t, from, i)))
            t[i].flags |= TF_SENTENCE_END;
        if (t[i].flags & TF_SENTENCE_END) from = i + 1;
    }
    if (n) t[n - 1].flags |= TF_SENTENCE_END;
}
