#include "parsers/extract_in.h"

#include "parsers/point.h"

enum { LINE_MAX_BYTES = 200 };

/* How lines begin that lead away from the article, folded as fold() does. */
static const sv begins[] = {SV_INIT("read more"), SV_INIT("read also"), SV_INIT("also read"),
    SV_INIT("read next"), SV_INIT("see also:"), SV_INIT("related:"), SV_INIT("related coverage"),
    SV_INIT("related articles"), SV_INIT("related stories"), SV_INIT("related posts"),
    SV_INIT("recommended for you"), SV_INIT("don't miss"), SV_INIT("don’t miss"),
    SV_INIT("sign up"), SV_INIT("subscribe"), SV_INIT("follow us"), SV_INIT("follow @"),
    SV_INIT("share this"), SV_INIT("advertisement"), SV_INIT("click here to"),
    SV_INIT("get the latest"), SV_INIT("more:"), SV_INIT("more from"), SV_INIT("more stories"),
    SV_INIT("story continues"), SV_INIT("loading..."), SV_INIT("all rights reserved"),
    SV_INIT("image credit"), SV_INIT("photo credit"), SV_INIT("source:"), SV_INIT("sources:"),
    SV_INIT("tags:"), SV_INIT("filed under"), SV_INIT("posted in"), SV_INIT("about the author"),
    SV_INIT("share on"), SV_INIT("watch:"), SV_INIT("you may also like"),
    SV_INIT("you might also like"), SV_INIT("print this"), SV_INIT("have your say"),
    SV_INIT("join the conversation"), SV_INIT("auch interessant"), SV_INIT("lesen sie auch"),
    SV_INIT("lesen sie mehr"), SV_INIT("lesen sie hier"), SV_INIT("lesen sie dazu"),
    SV_INIT("mehr zum thema"), SV_INIT("mehr dazu"), SV_INIT("mehr lesen"), SV_INIT("das könnte"),
    SV_INIT("das könnte sie"), SV_INIT("schon gelesen"), SV_INIT("lies auch"),
    SV_INIT("siehe auch:"), SV_INIT("weitere artikel"), SV_INIT("weitere beiträge"),
    SV_INIT("weitere informationen:"), SV_INIT("weiterlesen"), SV_INIT("anzeige"),
    SV_INIT("- anzeige"), SV_INIT("werbung"), SV_INIT("bild:"), SV_INIT("foto:"), SV_INIT("fotos:"),
    SV_INIT("bildquelle"), SV_INIT("quelle:"), SV_INIT("quellen:"), SV_INIT("newsletter"),
    SV_INIT("über den autor"), SV_INIT("schlagwörter"), SV_INIT("teilen"),
    SV_INIT("artikel teilen"), SV_INIT("zurück zur"), SV_INIT("à lire aussi"),
    SV_INIT("lire aussi"), SV_INIT("a lire aussi"), SV_INIT("à lire également"),
    SV_INIT("lire la suite"), SV_INIT("crédit photo"), SV_INIT("crédits photo"),
    SV_INIT("voir aussi"), SV_INIT("publicité"), SV_INIT("partager"), SV_INIT("lea también"),
    SV_INIT("lea tambien"), SV_INIT("lee también"), SV_INIT("leer también"), SV_INIT("leer más"),
    SV_INIT("vea también"), SV_INIT("ver también"), SV_INIT("te puede interesar"),
    SV_INIT("le puede interesar"), SV_INIT("puedes ver"), SV_INIT("temas relacionados"),
    SV_INIT("mira también"), SV_INIT("mirá también"), SV_INIT("además:"), SV_INIT("publicidad"),
    SV_INIT("compartir"), SV_INIT("czytaj też"), SV_INIT("czytaj także"), SV_INIT("czytaj również"),
    SV_INIT("czytaj więcej"), SV_INIT("zobacz też"), SV_INIT("zobacz także"),
    SV_INIT("zobacz również"), SV_INIT("przeczytaj"), SV_INIT("dowiedz się więcej"),
    SV_INIT("reklama"), SV_INIT("leggi anche"), SV_INIT("lees ook"), SV_INIT("leia também"),
    SV_INIT("leia mais"), SV_INIT("veja também"), SV_INIT("saiba mais"), SV_INIT("читайте также"),
    SV_INIT("بیشتر بخوانید"), SV_INIT("همچنین بخوانید"), SV_INIT("مطالب مرتبط"),
    SV_INIT("اخبار مرتبط"), SV_INIT("خبرهای مرتبط"), SV_INIT("مطلب مرتبط"), SV_INIT("بخوانید:"),
    SV_INIT("بیشتر بدانید"), SV_INIT("ادامه مطلب"), SV_INIT("برچسب"), SV_INIT("کد خبر"),
    SV_INIT("کدخبر"), SV_INIT("شناسه خبر"), SV_INIT("لینک کوتاه"), SV_INIT("اشتراک گذاری"),
    SV_INIT("به اشتراک"), SV_INIT("تبلیغات"), SV_INIT("این مطلب را هم"), SV_INIT("پیشنهاد ما"),
    SV_INIT("از دست ندهید"), SV_INIT("نظر بدهید"), SV_INIT("اقرأ أیضا"), SV_INIT("اقرا ایضا")};

/* Lower case, ی ک, ZWNJ as a blank, blanks single, marks of lists in front left out. */
static sv fold(sv s, char *out, size_t room)
{
    size_t n = 0;
    while (s.n && n + 8 < room) {
        int32_t c = -1;
        size_t len = point_at(s, &c);
        s = sv_sub(s, len ? len : 1, s.n);
        if (!len) continue;
        if (c <= ' ' || c == 0xA0 || c == 0x200C) {
            if (n && out[n - 1] != ' ') out[n++] = ' ';
            continue;
        }
        bool bullet = c == '>' || c == 0xBB || c == 0xAB || c == '*' || c == '[' || c == '(' ||
                      c == 0x2022 || (c >= 0x25A0 && c <= 0x27BF) || c == '|' || c == '+';
        if (!n && bullet) continue;
        c = c == 0x64A || c == 0x649 ? 0x6CC : c == 0x643 ? 0x6A9 : point_lower(c);
        n += point_put(c, out + n);
    }
    while (n && out[n - 1] == ' ') n--;
    return (sv){out, n};
}

bool junk_line(sv text)
{
    char room[LINE_MAX_BYTES];
    sv s = fold(text, room, sizeof room);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (sv_starts(s, begins[i])) return true;
    return false;
}
