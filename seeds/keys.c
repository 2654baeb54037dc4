#include "seeds/keys.h"

#include <stdlib.h>
#include <utf8proc.h>

#define S(field) offsetof(seeds, field)
#define C(field) offsetof(seeds_source, field)

static const section_def sections[] = {
    {SECTION_PROJECT, "پروژه", "project"},
    {SECTION_US, "ما", "us"},
    {SECTION_COMPETITOR, "رقیب", "competitor"},
    {SECTION_KEYWORD, "کلیدواژه", "keywords"},
    {SECTION_EXCLUDE, "پرهیز", "exclude"},
    {SECTION_ALERT, "هشدار", "alerts"},
    {SECTION_REPORT, "گزارش", "report"},
    {SECTION_NONE, NULL, NULL},
};

static const key_def keys[] = {
    {SECTION_PROJECT, "عنوان", "title", VALUE_TEXT, S(title), "نام بازار", "name of the market"},
    {SECTION_PROJECT, "پرسش", "question", VALUE_TEXT, S(question),
        "پرسشی که گزارش پاسخ می‌دهد", "the question the report answers"},
    {SECTION_PROJECT, "تماس", "contact", VALUE_TEXT, S(contact),
        "نشانی یا ایمیل شما؛ در User-Agent دیده می‌شود (اجباری)",
        "your address or e-mail, shown in the User-Agent (required)"},
    {SECTION_PROJECT, "هدف", "purpose", VALUE_TEXT, S(purpose),
        "برای چه گردآوری می‌شود", "what it is collected for"},
    {SECTION_PROJECT, "زبان", "language", VALUE_LANG, S(lang), "فارسی یا انگلیسی", "fa or en"},
    {SECTION_PROJECT, "منطقه زمانی", "timezone", VALUE_ZONE, S(timezone),
        "مانند Asia/Tehran یا +03:30", "such as Asia/Tehran or +03:30"},
    {SECTION_PROJECT, "سقف روزانه", "daily-pages", VALUE_COUNT, S(daily_pages),
        "بیشترین صفحه از هر میزبان در روز", "most pages of a host a day"},
    {SECTION_PROJECT, "نگهداری", "retention", VALUE_DAYS, S(retention_days),
        "متن دیدگاه‌ها چند روز بماند (پیش‌فرض ۹۰)",
        "days that comment text is kept (90)"},
    {SECTION_PROJECT, "نگهداری خام", "keep-raw", VALUE_BOOL, S(keep_raw),
        "پاسخ‌های خام هم بماند", "keep raw responses, too"},
    {SECTION_US, "نام", "name", VALUE_TEXT, S(us.name), "نام کسب‌وکار ما",
        "our name"},
    {SECTION_US, "محصول", "products", VALUE_LIST, S(us.product), "چه می‌فروشیم",
        "what we sell"},
    {SECTION_US, "توان مالی", "money", VALUE_SCORE, S(us.money), "۰ تا ۵", "0 to 5"},
    {SECTION_US, "نیروی انسانی", "people", VALUE_SCORE, S(us.people), "۰ تا ۵", "0 to 5"},
    {SECTION_US, "ابزار", "tools", VALUE_SCORE, S(us.tools), "۰ تا ۵", "0 to 5"},
    {SECTION_US, "مهارت", "skill", VALUE_SCORE, S(us.skill), "۰ تا ۵", "0 to 5"},
    {SECTION_US, "ارزش هر مشتری", "customer-value", VALUE_MONEY, S(us.customer_value_toman),
        "تومان یا ریال", "toman or rial"},
    {SECTION_US, "اندازه بازار", "market-size", VALUE_COUNT, S(us.market_size),
        "برآورد خودتان از شمار خریداران", "your own estimate of buyers"},
    {SECTION_US, "پاسخ می‌دهیم", "can", VALUE_LIST, S(us.can),
        "نیازهایی که می‌توانیم پاسخ دهیم", "needs we can answer"},
    {SECTION_US, "نمی‌توانیم", "cannot", VALUE_LIST, S(us.cannot),
        "نیازهایی که نمی‌توانیم", "needs we cannot"},
    {SECTION_US, "نظرهای خودمان", "own-reviews", VALUE_TEXT, S(us.own_reviews),
        "فایل CSV دیدگاه‌های خودمان", "CSV of our own reviews"},
    {SECTION_US, "نشانی", "url", VALUE_URL, 0, "صفحه‌های خودمان", "our own pages"},
    {SECTION_COMPETITOR, "نشانی", "url", VALUE_URL, C(url),
        "نشانی آغاز؛ برای چند نشانی کلید را تکرار کنید", "start address; repeat the key for more"},
    {SECTION_COMPETITOR, "شبکه", "network", VALUE_NETWORK, C(network),
        "telegram:نام، mastodon:@کاربر@میزبان …", "telegram:name, mastodon:@user@host ..."},
    {SECTION_COMPETITOR, "گونه", "kind", VALUE_KIND, C(kind),
        "فروشگاه، وبلاگ، انجمن، شبکه، بازارگاه، رسانه",
        "shop, blog, forum, network, marketplace, media"},
    {SECTION_COMPETITOR, "اندازه", "size", VALUE_SIZE, C(size), "کوچک، متوسط، بزرگ",
        "small, medium, large"},
    {SECTION_COMPETITOR, "دستور", "recipe", VALUE_TEXT, C(recipe), "خودکار، نام دستور یا فایل",
        "auto, a recipe's name or a file"},
    {SECTION_COMPETITOR, "عمق", "depth", VALUE_COUNT, C(depth), "چند پیوند از نشانی آغاز",
        "links from a start address"},
    {SECTION_COMPETITOR, "سقف صفحه", "max-pages", VALUE_COUNT, C(max_pages),
        "بیشترین صفحه در هر اجرا", "most pages a run"},
    {SECTION_COMPETITOR, "فاصله", "delay", VALUE_DURATION, C(delay_ms),
        "فاصلهٔ درخواست‌ها، دست‌کم ۱ ثانیه",
        "time between requests, at least 1 second"},
    {SECTION_COMPETITOR, "هر", "every", VALUE_DURATION, C(every_ms), "پایش هر چند وقت",
        "how often to monitor"},
    {SECTION_KEYWORD, "نیاز", "need", VALUE_LIST, S(keyword),
        "واژه‌هایی که می‌خواهید شمرده شوند",
        "words to follow: how many write them"},
    {SECTION_KEYWORD, "هشتگ", "hashtag", VALUE_LIST, S(hashtag),
        "برچسب‌هایی که می‌خواهید شمرده شوند", "tags to follow"},
    {SECTION_EXCLUDE, "نشانی", "url", VALUE_PATTERNS, S(exclude),
        "نشانی‌هایی که با زیرشاخه‌هایشان خوانده نمی‌شوند؛ * یعنی هر چیز",
        "addresses that are not read, with all below them; * stands for anything"},
    {SECTION_ALERT, "قیمت", "price", VALUE_PERCENT, S(alerts.price_percent),
        "تغییر قیمت از چند درصد", "price change, per cent"},
    {SECTION_ALERT, "سهم شکایت", "complaint-share", VALUE_PERCENT, S(alerts.complaint_share_points),
        "چند واحد درصد", "percentage points"},
    {SECTION_ALERT, "بخش تازه", "new-category", VALUE_BOOL, S(alerts.new_category), "بله یا نه",
        "yes or no"},
    {SECTION_ALERT, "فاصله", "cooldown", VALUE_DURATION, S(alerts.cooldown_ms),
        "یک هشدار تا چه مدت تکرار نشود", "time until the same alert may come again"},
    {SECTION_ALERT, "فرمان", "command", VALUE_TEXT, S(alerts.command),
        "برنامه‌ای که JSON را از stdin می‌خواند",
        "program that gets JSON on stdin"},
    {SECTION_ALERT, "فایل", "file", VALUE_TEXT, S(alerts.file), "فایل NDJSON", "NDJSON file"},
    {SECTION_ALERT, "ایمیل", "mail", VALUE_TEXT, S(alerts.mail), "گیرنده؛ با sendmail",
        "recipient, by sendmail"},
    {SECTION_REPORT, "زبان", "languages", VALUE_LANGS, S(report.lang), "فارسی، انگلیسی", "fa, en"},
    {SECTION_REPORT, "حداقل نفر", "k", VALUE_K, S(report.k),
        "کوچک‌ترین گروهی که نشان داده می‌شود (پیش‌فرض ۵)",
        "smallest group shown (5)"},
    {SECTION_REPORT, "نقل‌قول", "quotes", VALUE_QUOTES, S(report.quotes),
        "هیچ، کوتاه، کامل", "none, short, full"},
    {SECTION_REPORT, "وزن اندازه", "weight-size", VALUE_WEIGHT, S(report.weight_size), "۰ تا ۱۰۰",
        "0 to 100"},
    {SECTION_REPORT, "وزن ارزش", "weight-value", VALUE_WEIGHT, S(report.weight_value), "۰ تا ۱۰۰",
        "0 to 100"},
    {SECTION_REPORT, "وزن رقابت", "weight-rivalry", VALUE_WEIGHT, S(report.weight_rivalry),
        "۰ تا ۱۰۰", "0 to 100"},
    {SECTION_REPORT, "وزن توان", "weight-ability", VALUE_WEIGHT, S(report.weight_ability),
        "۰ تا ۱۰۰", "0 to 100"},
    {SECTION_NONE, NULL, NULL, VALUE_TEXT, 0, NULL, NULL},
};

const key_def *key_all(void) { return keys; }
const section_def *section_all(void) { return sections; }

static utf8proc_int32_t fold_letter(utf8proc_int32_t c)
{
    switch (c) {
    case 0x064A:                /* ARABIC YEH */
    case 0x0649: return 0x06CC; /* ALEF MAKSURA */
    case 0x0643: return 0x06A9; /* ARABIC KAF */
    case 0x0654:                /* HAMZA ABOVE: «اندازهٔ» */
    case '-':
    case '_':
    case ' ':
    case 0x0640: return 0;
    default: return c;
    }
}

enum { NAME_BYTES = 200 };

sv key_fold(arena *a, sv name)
{
    utf8proc_uint8_t *wide = NULL;
    utf8proc_option_t how =
        UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    name = sv_sub(name, 0, NAME_BYTES);
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)name.p, (utf8proc_ssize_t)name.n, &wide, how);
    if (n < 0) return arena_sv(a, name);
    char *out = arena_alloc(a, (size_t)n + 1);
    size_t len = 0;
    for (utf8proc_ssize_t i = 0; out && i < n;) {
        utf8proc_int32_t c;
        i += utf8proc_iterate(wide + i, n - i, &c);
        c = fold_letter(c);
        if (c) len += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + len);
    }
    free(wide);
    return (sv){out, out ? len : 0};
}

/* Levenshtein distance in bytes; a Persian letter has two, so letters count double on both sides alike. */
static size_t distance(sv a, sv b)
{
    enum { MAX = 64 };
    if (a.n >= MAX || b.n >= MAX) return MAX;
    size_t row[MAX];
    for (size_t j = 0; j <= b.n; j++) row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t best = diagonal + (a.p[i - 1] != b.p[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.n];
}

/* How far `folded` is from either name, or a number too big to count as near. */
static size_t farness(arena *a, sv folded, const char *fa, const char *en)
{
    sv f = key_fold(a, sv_c(fa)), e = key_fold(a, sv_c(en));
    size_t d1 = distance(folded, f), d2 = distance(folded, e);
    bool inside = folded.n >= 4 && (sv_starts(folded, f) || sv_starts(folded, e) ||
                                       sv_starts(f, folded) || sv_starts(e, folded));
    size_t d = d1 < d2 ? d1 : d2;
    return inside ? 1 : d * 5 <= folded.n * 2 + 5 ? d : 1000;
}

const key_def *key_find(arena *a, section_id in, sv name)
{
    sv f = key_fold(a, name);
    for (const key_def *k = keys; k->fa; k++)
        if (k->section == in &&
            (sv_eq(f, key_fold(a, sv_c(k->fa))) || sv_eq(f, key_fold(a, sv_c(k->en)))))
            return k;
    return NULL;
}

const section_def *section_find(arena *a, sv name)
{
    sv f = key_fold(a, name);
    for (const section_def *s = sections; s->fa; s++)
        if (sv_eq(f, key_fold(a, sv_c(s->fa))) || sv_eq(f, key_fold(a, sv_c(s->en)))) return s;
    return NULL;
}

const key_def *key_nearest(arena *a, section_id in, sv name)
{
    sv f = key_fold(a, name);
    const key_def *best = NULL;
    size_t least = 999;
    for (const key_def *k = keys; k->fa; k++) {
        size_t d = k->section == in ? farness(a, f, k->fa, k->en) : 1000;
        if (d < least) least = d, best = k;
    }
    return best;
}

const section_def *section_nearest(arena *a, sv name)
{
    sv f = key_fold(a, name);
    const section_def *best = NULL;
    size_t least = 999;
    for (const section_def *s = sections; s->fa; s++) {
        size_t d = farness(a, f, s->fa, s->en);
        if (d < least) least = d, best = s;
    }
    return best;
}
