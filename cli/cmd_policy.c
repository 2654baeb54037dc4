/* Prints a notice to publish: who collects, what, why, how to object. */
#include <stdlib.h>

#include "cli/project.h"
#include "util/json.h"

static void item(session *s, const char *fa, const char *en, sv value)
{
    if (value.n) (void)fprintf(s->out, "%s: %.*s\n", tr(s, fa, en), SV_FMT(value));
}

static void notice(session *s, const seeds *d)
{
    (void)fprintf(s->out, "%s\n\n",
        tr(s, "دربارهٔ خواندن صفحه‌های همگانی (بازارکاو)",
            "About the reading of public pages (bazarkav)"));
    item(s, "چه کسی", "Who", d->us.name);
    item(s, "بازار", "Market", d->title);
    item(s, "تماس و اعتراض", "Contact and objection", d->contact);
    item(s, "هدف", "Purpose",
        d->purpose.n ? d->purpose
                     : sv_c(tr(s, "شناخت نیازهای گروهی مشتریان یک بازار",
                           "to learn what groups of customers of a market need")));
    (void)fprintf(s->out, "%s:\n", tr(s, "صفحه‌ها", "Pages"));
    for (size_t i = 0; i < d->n_sources; i++)
        for (size_t u = 0; u < d->source[i].url.n; u++)
            (void)fprintf(s->out, "  - %.*s\n", SV_FMT(d->source[i].url.at[u]));
    (void)fprintf(s->out,
        tr(s,
            "\nچه نگه می‌داریم: متن دیدگاه همگانی، تاریخ، نشانی صفحه و یک کد برای هر نویسنده در هر سایت. نام، نشانی "
            "نمایه، عکس، ایمیل، تلفن و IP نگه نمی‌داریم؛ ایمیل، تلفن، شمارهٔ کارت و کد ملی و نام‌های @ در متن پیش از "
            "ذخیره پوشانده می‌شوند. نویسندگان سایت‌های مختلف به هم پیوند داده نمی‌شوند.\n"
            "چه نمی‌کنیم: ورود به حساب، دورزدن robots.txt یا کپچا، داوری دربارهٔ یک شخص، حدس دین، قومیت، سلامت، گرایش "
            "جنسی یا نظر سیاسی. گروه‌های کوچک‌تر از %d نفر نشان داده نمی‌شوند.\n"
            "تا کی: متن‌ها %lld روز؛ شمارش‌ها می‌مانند.\n"
            "اعتراض: به نشانی بالا بنویسید؛ با نشانی صفحه یا متن، آن را از همهٔ فایل‌ها پاک می‌کنیم و دیگر "
            "نمی‌خوانیم. صاحب سایت می‌تواند «bazarkav» را در robots.txt ببندد.\n",
            "\nWhat is kept: the text of a public comment, its date, the address of the page, and "
            "a code for each "
            "author of a site. No names, profile addresses, pictures, e-mails, telephone numbers "
            "or IP addresses; "
            "e-mails, telephone, card and identity numbers and @names in the text are masked "
            "before they are "
            "stored. Authors of different sites are not linked.\n"
            "What is not done: no log-in, no way round robots.txt or captchas, no judgement of a "
            "person, no guess of "
            "religion, ethnicity, health, sexuality or politics. Groups below %d people are not "
            "shown.\n"
            "How long: text %lld days; counts stay.\n"
            "Objection: write to the contact above; given the address of a page or a text, it is "
            "erased from all "
            "files and not read again. The owner of a site can refuse \"bazarkav\" in "
            "robots.txt.\n"),
        d->report.k < 3 ? 5 : d->report.k,
        (long long)(d->retention_days > 0 ? d->retention_days : 90));
}

/* The notice as one field of a document. */
static int notice_json(session *s, const seeds *d)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = s->out, *memory = open_memstream(&text, &n);
    if (!memory) return fail(s, EXIT_INTERNAL, "%s", err_str(ERR_NOMEM));
    s->out = memory;
    notice(s, d);
    s->out = out;
    (void)fclose(memory);
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    json j = JSON_INIT(&b);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/policy/1"));
    json_kstr(&j, SV("contact"), d->contact);
    json_kint(&j, SV("k"), d->report.k);
    json_kint(&j, SV("retention_days"), d->retention_days);
    json_kstr(&j, SV("text"), (sv){text, n});
    json_close(&j, '}');
    (void)fprintf(out, "%.*s\n", SV_FMT(buf_sv(&b)));
    free(text);
    return b.e ? fail(s, EXIT_INTERNAL, "%s", err_str(b.e)) : EXIT_DONE;
}

static int run(session *s)
{
    project p = {0};
    int code = project_load(s, s->argc ? s->argv[0] : NULL, &p);
    if (!code) code = project_need_contact(s, &p);
    if (code) return code;
    if (s->json) return notice_json(s, &p.seeds);
    notice(s, &p.seeds);
    return EXIT_DONE;
}

const verb verb_policy = {
    .name = "policy",
    .order = 73,
    .operands = "[SEEDS]",
    .fa = "متنی آماده برای انتشار: چه کسی، چه چیزی، چرا، اعتراض",
    .en = "prints a notice to publish: who, what, why, how to object",
    .help_fa = "نمونه:\n  bazarkav policy > policy.txt",
    .help_en = "Example:\n  bazarkav policy > policy.txt",
    .run = run,
};
