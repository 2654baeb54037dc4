#include "analyzers/country.h"

/* A country and the words that name what comes from it, where these are not the name with «ی». */
static const struct {
    sv name, other;
} table[] = {{SV_INIT("چین"), {NULL, 0}}, {SV_INIT("ژاپن"), {NULL, 0}},
    {SV_INIT("آلمان"), {NULL, 0}}, {SV_INIT("ترکیه"), SV_INIT("ترک")},
    {SV_INIT("آمریکا"), SV_INIT("امریکایی")}, {SV_INIT("کانادا"), SV_INIT("کانادایی")},
    {SV_INIT("انگلیس"), SV_INIT("انگلستان")}, {SV_INIT("فرانسه"), SV_INIT("فرانسوی")},
    {SV_INIT("ایتالیا"), SV_INIT("ایتالیایی")}, {SV_INIT("اسپانیا"), SV_INIT("اسپانیایی")},
    {SV_INIT("سوئیس"), SV_INIT("سوییس")}, {SV_INIT("سوئد"), {NULL, 0}},
    {SV_INIT("نروژ"), {NULL, 0}}, {SV_INIT("هلند"), {NULL, 0}}, {SV_INIT("اتریش"), {NULL, 0}},
    {SV_INIT("روسیه"), SV_INIT("روسی")}, {SV_INIT("کره جنوبی"), SV_INIT("کره‌ای")},
    {SV_INIT("کره جنوبی"), SV_INIT("کره")}, {SV_INIT("هند"), {NULL, 0}},
    {SV_INIT("پاکستان"), {NULL, 0}}, {SV_INIT("تایوان"), {NULL, 0}}, {SV_INIT("تایلند"), {NULL, 0}},
    {SV_INIT("مالزی"), SV_INIT("مالزیایی")}, {SV_INIT("ویتنام"), {NULL, 0}},
    {SV_INIT("امارات"), SV_INIT("دبی")}, {SV_INIT("عمان"), {NULL, 0}}, {SV_INIT("عراق"), {NULL, 0}},
    {SV_INIT("افغانستان"), SV_INIT("افغانی")}, {SV_INIT("استرالیا"), SV_INIT("استرالیایی")},
    {SV_INIT("ارمنستان"), {NULL, 0}}, {SV_INIT("گرجستان"), {NULL, 0}}, {SV_INIT("مصر"), {NULL, 0}},
    {SV_INIT("برزیل"), {NULL, 0}}};

sv country_of(sv word)
{
    /* of origin, and with the verb: «چینی», «آمریکایی», «چینه», «چینیه» */
    static const sv ends[] = {
        SV_INIT(""), SV_INIT("ی"), SV_INIT("یی"), SV_INIT("ه"), SV_INIT("یه"), SV_INIT("ییه")};
    for (size_t i = 0; word.n && i < sizeof table / sizeof table[0]; i++) {
        sv name = table[i].name, rest = sv_sub(word, name.n, word.n);
        if (sv_eq(word, table[i].other)) return name;
        if (!sv_starts(word, name)) continue;
        for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++)
            if (sv_eq(rest, ends[k])) return name;
    }
    return (sv){NULL, 0};
}
