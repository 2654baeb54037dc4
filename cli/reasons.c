#include "cli/reasons.h"

static const struct {
    const char *why, *fa, *en;
} words[] = {
    {"robots", "robots.txt اجازه نمی‌دهد", "robots.txt forbids it"},
    {"robots_comments", "نظرِ صفحه‌ای که robots.txt بسته است",
        "comments of a page that robots.txt closes"},
    {"robots_unreachable",
        "robots.txt پاسخ نداد، پس هیچ صفحه‌ای خواسته نشد",
        "robots.txt could not be read, so no page was asked for"},
    {"bad_certificate", "گواهی TLS پذیرفته نشد", "its TLS certificate was refused"},
    {"host_failing", "میزبان پی‌درپی خطا داد",
        "the host failed again and again"},
    {"resting", "میزبان درنگی بلند خواست", "the host asked for a long rest"},
    {"budget", "سقف صفحه‌های این منبع پر شد",
        "the page budget of the source is used up"},
    {"daily_cap", "سقف روزانهٔ این میزبان پر شد", "the daily cap of the host is used up"},
    {"scope", "بیرون از سایت‌های نام‌برده", "outside of the sites named"},
    {"depth", "دورتر از ژرفای مجاز", "more links away than allowed"},
    {"trap", "جای بی‌پایان: صفحه‌هایش چیز تازه‌ای نمی‌گفت",
        "an endless place: its pages said nothing new"},
    {"trap path", "مسیری که خود را تکرار می‌کند",
        "a path that repeats itself"},
    {"trap query", "پرسمانی که پیوسته بزرگ‌تر می‌شود",
        "a query that grows and grows"},
    {"barren", "فهرستی که به چیز تازه‌ای نمی‌رسد",
        "a list that leads to nothing new"},
    {"file", "فایلی که اینجا خوانده نمی‌شود",
        "a file that is not read here"},
    {"action", "کاری می‌کرد: سبد، ورود، رأی",
        "it would do something: basket, log-in, vote"},
    {"too long", "نشانی بیش از اندازه بلند", "address too long"},
    {"invalid", "نشانی نادرست", "no valid address"},
    {"gone", "دیگر نیست (404 یا 410)", "gone (404 or 410)"},
    {"client_error", "سرور نپذیرفت (4xx)", "refused by the server (4xx)"},
    {"busy", "سرور درنگ خواست (429 یا 503)", "the server asked for a rest (429 or 503)"},
    {"server_error", "خطای سرور (5xx)", "server error (5xx)"},
    {"network", "خطای شبکه", "network error"},
    {"timeout", "پاسخ به‌هنگام نیامد", "no answer in time"},
    {"too_big", "پاسخ بیش از اندازه بزرگ", "answer too big"},
    {"forbidden", "نشانی خصوصی یا ویژه", "a private or special address"},
    {"bad_type", "نوعی که اینجا خوانده نمی‌شود",
        "a content type that is not read here"},
};

void reason_print(const session *s, FILE *out, sv why)
{
    sv detail = why, word = sv_cut(&detail, ':');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sv_eq(word, sv_c(words[i].why))) word = sv_c(tr(s, words[i].fa, words[i].en));
    (void)fprintf(out, "%.*s", SV_FMT(word));
    if (sv_trim(detail).n) (void)fprintf(out, " (%.*s)", SV_FMT(sv_trim(detail)));
}
