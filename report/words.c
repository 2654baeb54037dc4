#include "report/words.h"

static const struct {
    sv word, fa, en;
} table[] = {
    {SV_INIT("strong"), SV_INIT("قوی"), SV_INIT("strong")},
    {SV_INIT("medium"), SV_INIT("متوسط"), SV_INIT("medium")},
    {SV_INIT("weak"), SV_INIT("ضعیف"), SV_INIT("weak")},
    {SV_INIT("rising"), SV_INIT("رو به رشد"), SV_INIT("rising")},
    {SV_INIT("falling"), SV_INIT("رو به کاهش"), SV_INIT("falling")},
    {SV_INIT("steady"), SV_INIT("ثابت"), SV_INIT("steady")},
    {SV_INIT("seasonal"), SV_INIT("فصلی"), SV_INIT("seasonal")},
    {SV_INIT("too_short"), SV_INIT("دوره کوتاه است"), SV_INIT("too short to tell")},
    {SV_INIT("complaint"), SV_INIT("شکایت"), SV_INIT("complaint")},
    {SV_INIT("wish"), SV_INIT("خواسته"), SV_INIT("wish")},
    {SV_INIT("request"), SV_INIT("درخواست"), SV_INIT("request")},
    {SV_INIT("question"), SV_INIT("پرسش"), SV_INIT("question")},
    {SV_INIT("good"), SV_INIT("خوب"), SV_INIT("good")},
    {SV_INIT("partly"), SV_INIT("نسبی"), SV_INIT("partly")},
    {SV_INIT("poor"), SV_INIT("ضعیف"), SV_INIT("poor")},
    {SV_INIT("none"), SV_INIT("ندارد"), SV_INIT("none")},
    {SV_INIT("unknown"), SV_INIT("نامشخص"), SV_INIT("unknown")},
    {SV_INIT("yes"), SV_INIT("بله"), SV_INIT("yes")},
    {SV_INIT("no"), SV_INIT("نه"), SV_INIT("no")},
    {SV_INIT("price"), SV_INIT("قیمت"), SV_INIT("price")},
    {SV_INIT("discount"), SV_INIT("تخفیف"), SV_INIT("discount")},
    {SV_INIT("category"), SV_INIT("دسته"), SV_INIT("category")},
    {SV_INIT("new_category"), SV_INIT("بازار تازه"), SV_INIT("new market")},
    {SV_INIT("new_market"), SV_INIT("بازار تازه"), SV_INIT("new market")},
    {SV_INIT("product"), SV_INIT("محصول"), SV_INIT("product")},
    {SV_INIT("delivery"), SV_INIT("ارسال"), SV_INIT("delivery")},
    {SV_INIT("returns"), SV_INIT("پس‌دادن"), SV_INIT("returns")},
    {SV_INIT("address"), SV_INIT("نشانی"), SV_INIT("address")},
    {SV_INIT("hours"), SV_INIT("ساعت کار"), SV_INIT("opening hours")},
    {SV_INIT("handle"), SV_INIT("شناسهٔ شبکهٔ اجتماعی"), SV_INIT("handle")},
    {SV_INIT("phone"), SV_INIT("تلفن"), SV_INIT("phone")},
    {SV_INIT("gone"), SV_INIT("حذف‌شده"), SV_INIT("gone")},
    {SV_INIT("gone_page"), SV_INIT("صفحهٔ حذف‌شده"), SV_INIT("page gone")},
    {SV_INIT("page_gone"), SV_INIT("صفحهٔ حذف‌شده"), SV_INIT("page gone")},
    {SV_INIT("alert"), SV_INIT("هشدار"), SV_INIT("alert")},
    {SV_INIT("health"), SV_INIT("سلامت خزش"), SV_INIT("crawl health")},
    {SV_INIT("muted"), SV_INIT("بی‌اثر"), SV_INIT("muted")},
    {SV_INIT("complaint_share"), SV_INIT("سهم شکایت"), SV_INIT("complaint share")},
    {SV_INIT("shop"), SV_INIT("فروشگاه"), SV_INIT("shop")},
    {SV_INIT("blog"), SV_INIT("وبلاگ"), SV_INIT("blog")},
    {SV_INIT("forum"), SV_INIT("انجمن"), SV_INIT("forum")},
    {SV_INIT("network"), SV_INIT("شبکهٔ اجتماعی"), SV_INIT("network")},
    {SV_INIT("marketplace"), SV_INIT("بازارگاه"), SV_INIT("marketplace")},
    {SV_INIT("media"), SV_INIT("رسانه"), SV_INIT("media")},
    {SV_INIT("auto"), SV_INIT("سایت"), SV_INIT("site")},
    {SV_INIT("small"), SV_INIT("کوچک"), SV_INIT("small")},
    {SV_INIT("mid"), SV_INIT("متوسط"), SV_INIT("mid-size")},
    {SV_INIT("large"), SV_INIT("بزرگ"), SV_INIT("large")},
    {SV_INIT("comment"), SV_INIT("دیدگاه"), SV_INIT("comment")},
    {SV_INIT("review"), SV_INIT("نقد"), SV_INIT("review")},
    {SV_INIT("answer"), SV_INIT("پاسخ"), SV_INIT("answer")},
    {SV_INIT("post"), SV_INIT("نوشته"), SV_INIT("post")},
    {SV_INIT("owner_reply"), SV_INIT("پاسخ صاحب سایت"), SV_INIT("owner's reply")},
    {SV_INIT("positive"), SV_INIT("مثبت"), SV_INIT("positive")},
    {SV_INIT("negative"), SV_INIT("منفی"), SV_INIT("negative")},
    {SV_INIT("neutral"), SV_INIT("خنثی"), SV_INIT("neutral")},
    {SV_INIT("price_led"), SV_INIT("قیمت‌محور"), SV_INIT("price-led")},
    {SV_INIT("quality_led"), SV_INIT("کیفیت‌محور"), SV_INIT("quality-led")},
    {SV_INIT("speed_led"), SV_INIT("سرعت‌محور"), SV_INIT("speed-led")},
    {SV_INIT("community_led"), SV_INIT("جامعه‌محور"), SV_INIT("community-led")},
    {SV_INIT("discount_led"), SV_INIT("تخفیف‌محور"), SV_INIT("discount-led")},
};

sv words_of(lang l, sv word)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (sv_eq(table[i].word, word)) return l == LANG_FA ? table[i].fa : table[i].en;
    return word;
}

const char *words_confidence(int64_t authors, int64_t sources, int k)
{
    if (authors >= 100 && sources >= 3) return "strong";
    if (authors >= 30 && sources >= 2) return "medium";
    return authors >= k ? "weak" : "";
}
