/* rival.c - the other seller in words of switching: «قبلاً از کافه لمیز می‌خریدم» names «کافه لمیز», from there to here. */
#include "analyzers/rival.h"

#include "text/normal.h"
#include "text/token.h"

enum { WORDS_MOST = 3, LOOK = 8 };

static bool is_one(sv s, const sv *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_eq(s, list[i])) return true;
    return false;
}
#define IS_ONE(s, list) is_one((s), (list), sizeof(list) / sizeof(list)[0])

/* The name stands behind these. */
static const sv before_name[] = {SV_INIT("از"), SV_INIT("سراغ"), SV_INIT("به"), SV_INIT("از‌")};
/* It ends before these. */
static const sv after_name[] = {SV_INIT("که"), SV_INIT("ولی"), SV_INIT("اما"), SV_INIT("و"),
    SV_INIT("هم"), SV_INIT("خیلی"), SV_INIT("بهتر"), SV_INIT("بدتر"), SV_INIT("بهتره"),
    SV_INIT("بدتره"), SV_INIT("ارزون‌تر"), SV_INIT("ارزان‌تر"),
    SV_INIT("گرون‌تر"), SV_INIT("گران‌تر"), SV_INIT("خرید"), SV_INIT("استفاده"),
    SV_INIT("سفارش"), SV_INIT("هنوز"), SV_INIT("همیشه"), SV_INIT("رو"), SV_INIT("را"),
    SV_INIT("تا"), SV_INIT("به"), SV_INIT("از"), SV_INIT("چند"), SV_INIT("واقعا"), SV_INIT("الان"),
    SV_INIT("خریدم"), SV_INIT("است"), SV_INIT("نیست")};
/* Nobody's name. */
static const sv no_name[] = {SV_INIT("جای"), SV_INIT("جاهای"), SV_INIT("جا"), SV_INIT("یه"),
    SV_INIT("یک"), SV_INIT("این"), SV_INIT("اون"), SV_INIT("آن"), SV_INIT("همین"), SV_INIT("اینجا"),
    SV_INIT("اونجا"), SV_INIT("بقیه"), SV_INIT("سایر"), SV_INIT("برند"), SV_INIT("برندهای"),
    SV_INIT("مارک"), SV_INIT("رقبا"), SV_INIT("رقیب"), SV_INIT("همه"), SV_INIT("هر"),
    SV_INIT("شما"), SV_INIT("ما"), SV_INIT("من"), SV_INIT("خودتون"), SV_INIT("خودم"),
    SV_INIT("قبل"), SV_INIT("قبلی"), SV_INIT("نمونه"), SV_INIT("مدل"), SV_INIT("نسخه"),
    SV_INIT("اینترنت"), SV_INIT("قیمت"), SV_INIT("کیفیت"), SV_INIT("سایت"),
    SV_INIT("سایت‌های"), SV_INIT("چیزی")};
static const sv earlier[] = {
    SV_INIT("قبلا"), SV_INIT("قبلاً"), SV_INIT("قبلن"), SV_INIT("پیشتر"), SV_INIT("سابقا")};
static const sv onward[] = {SV_INIT("سراغ"), SV_INIT("به‌جاش"), SV_INIT("بجاش"),
    SV_INIT("میرم"), SV_INIT("می‌رم"), SV_INIT("رفتم"), SV_INIT("برید"), SV_INIT("برین"),
    SV_INIT("میریم"), SV_INIT("می‌ریم")};

static bool is_verb(const token *t) { return sv_find(t->lemma, SV("#")) != SV_NPOS; }

/* The words from token i on that make a name; {NULL, 0}: none. */
static sv name_at(const tokens *t, size_t i, sv text)
{
    size_t end = i;
    if (i >= t->n || IS_ONE(t->at[i].norm, no_name)) return (sv){NULL, 0};
    while (end < t->n && end - i < WORDS_MOST && t->at[end].kind == TOKEN_WORD &&
           !is_verb(&t->at[end]) && !IS_ONE(t->at[end].norm, after_name))
        end++;
    if (end == i) return (sv){NULL, 0};
    const token *last = &t->at[end - 1];
    return sv_sub(text, t->at[i].at, last->at + last->n - t->at[i].at);
}

err rival_find(arena *a, const lexicon *lx, sv text, finding *x)
{
    tokens t;
    sv name = {NULL, 0};
    err e = token_split(a, lx, text, &t);
    if (e) return e;
    size_t i = 0;
    while (i < t.n && t.at[i].at + t.at[i].n <= x->from) i++;
    x->polarity = 0;
    for (size_t first = i; i < t.n && i < first + LOOK; i++) {
        if (t.at[i].kind == TOKEN_PUNCT && t.at[i].at >= x->to) break;
        if (IS_ONE(t.at[i].norm, earlier)) x->polarity = -1;
        if (IS_ONE(t.at[i].norm, onward)) x->polarity = 1;
        if (!name.n && IS_ONE(t.at[i].norm, before_name)) name = name_at(&t, i + 1, text);
    }
    x->label = (sv){NULL, 0};
    return name.n ? normal_form(a, name, &x->label) : ERR_OK;
}
