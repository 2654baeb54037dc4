/* Erases at somebody's request, everywhere: rows, text index, counts, raw answers. A tombstone keeps it away. */

#include <unistd.h>

#include "analyzers/analyze.h"
#include "cli/analysis.h"
#include "cli/project.h"
#include "crawler/url.h"
#include "db/erase.h"
#include "db/rewrite.h"
#include "util/clock.h"

static int show(session *s, const erased *r, int64_t n_records)
{
    if (s->json)
        (void)fprintf(s->out,
            "{\"schema\":\"bazarkav/forget/1\",\"comments\":%lld,\"documents\":%lld,\"facts\":%lld,"
            "\"addresses\":%lld,\"records\":%lld}\n",
            (long long)r->comments, (long long)r->documents, (long long)r->facts,
            (long long)r->urls, (long long)n_records);
    else
        (void)fprintf(s->out,
            "comments\t%lld\ndocuments\t%lld\nfacts\t%lld\naddresses\t%lld\nrecords\t%lld\n",
            (long long)r->comments, (long long)r->documents, (long long)r->facts,
            (long long)r->urls, (long long)n_records);
    say(s, "%s",
        tr(s,
            "پاک شد؛ با خزش بعدی هم برنمی‌گردد. گزارش‌ها و خروجی‌های پیشین را خودتان دور بریزید.",
            "Erased, and no later crawl brings it back. Reports and exports made before are yours "
            "to discard."));
    return EXIT_DONE;
}

/* Counts without what was erased. */
static err recount(session *s, store *db, const lexicon *lx)
{
    analyzer *z = NULL;
    int n;
    note why = {""};
    err e = analyzer_open(NULL, NULL, lx, &z, &why);
    if (!e) e = analysis_count(db, z, &n);
    if (e) (void)fail(s, 0, "%s", why.text[0] ? why.text : store_detail(db));
    analyzer_close(z);
    return e;
}

/* The address under which a crawl keeps the page: what is copied from a browser has letters, marks of campaigns, a port
 * that goes without saying. The address itself when it is none of the web. */
static sv kept_form(arena *a, sv address)
{
    sv fragment = address, page = sv_cut(&fragment, '#'), full, canonical;
    if (url_resolve(a, (sv){NULL, 0}, page, &full) || url_canonical(a, full, &canonical))
        return address;
    sv whole =
        fragment.n ? arena_printf(a, "%.*s#%.*s", SV_FMT(canonical), SV_FMT(fragment)) : canonical;
    return whole.p ? whole : address;
}

/* One page or comment, under the form it is kept in and as it was written: imports keep addresses as they are. */
static err erase_address(
    session *s, store *db, sv address, erased *ret, int64_t *n_records, note *reterr)
{
    const sv none = {NULL, 0}, form[] = {kept_form(s->a, address), address};
    err e = ERR_OK;
    for (int i = 0; i < 2 && !e; i++) {
        erased more = {0};
        int64_t records = 0;
        if (i && sv_eq(form[0], form[1])) break;
        e = rewrite_records(db, none, form[i], none, &records, reterr);
        if (!e) e = erase_url(db, form[i], clock_now_ms(), &more);
        ret->comments += more.comments;
        ret->documents += more.documents;
        ret->facts += more.facts;
        ret->fetches += more.fetches;
        ret->urls += more.urls;
        *n_records += records;
    }
    return e;
}

/* Exactly one of url, site, text, or key. */
static int erase(session *s, store *db, const lexicon *lx)
{
    sv address = sv_c(opt_text(s, "url")), site = sv_c(opt_text(s, "site")),
       text = sv_c(opt_text(s, "text"));
    erased r = {0};
    int64_t n_records = 0;
    note why = {""};
    if (opt_on(s, "key")) {
        err e = erase_key(db);
        if (e) return fail(s, code_of(e), "%s", store_detail(db));
        say(s, "%s",
            tr(s,
                "کلید نام‌های مستعار عوض شد؛ دیگر راهی به نام‌ها نیست.",
                "The key is gone: no pseudonym leads back to a name."));
        return EXIT_DONE;
    }
    int64_t now = clock_now_ms();
    err e = address.n ? erase_address(s, db, address, &r, &n_records, &why)
                      : rewrite_records(db, site, (sv){NULL, 0}, text, &n_records, &why);
    if (!e && !address.n)
        e = site.n ? erase_site(db, site, now, &r) : erase_text(db, text, now, &r);
    if (!e) e = recount(s, db, lx);
    if (!e) e = erase_scrub(db);
    if (e == ERR_LIMIT)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "دست‌کم ۳ نویسه لازم است", "at least 3 bytes are needed"));
    if (e)
        return fail(s, code_of(e), "%s",
            why.text[0]           ? why.text
            : store_detail(db)[0] ? store_detail(db)
                                  : err_str(e));
    return show(s, &r, n_records);
}

static bool sure(session *s)
{
    char line[16];
    if (s->yes || !s->input || !isatty(STDIN_FILENO)) return true;
    (void)fprintf(
        s->talk, "%s ", tr(s, "برگشت ندارد. پاک شود؟ [y/N]", "There is no way back. Erase? [y/N]"));
    return fgets(line, sizeof line, stdin) && (line[0] == 'y' || line[0] == 'Y');
}

static int run(session *s)
{
    int n = (opt_text(s, "url") != NULL) + (opt_text(s, "site") != NULL) +
            (opt_text(s, "text") != NULL) + opt_on(s, "key");
    if (n != 1)
        return fail(s, EXIT_USAGE, "%s",
            tr(s, "یکی از --url، --site، --text یا --key لازم است",
                "one of --url, --site, --text, --key is needed"));
    if (!sure(s)) return EXIT_DONE;
    lexicon *lx = NULL;
    store *db = NULL;
    const char *path = project_db(s, NULL);
    int code = project_lexicon(s, &lx);
    if (!code) code = project_open_held(s, path, STORE_RUN, lx, &db);
    if (!code) code = erase(s, db, lx);
    store_close(db);
    lexicon_close(lx);
    return code;
}

static const opt_def opts[] = {
    {"url", OPT_TEXT, "URL",
        "یک صفحه با همهٔ دیدگاه‌هایش، یا با #… یک دیدگاه",
        "a page with all its comments, or with #... one comment", 0},
    {"site", OPT_TEXT, "HOST", "همهٔ یک میزبان", "everything of a host", 0},
    {"text", OPT_TEXT, "WORDS",
        "هر دیدگاه و سندی که این واژه‌ها در آن است",
        "every comment and document with these words", 0},
    {"key", OPT_FLAG, NULL,
        "کلید نام‌های مستعار: راه بازگشت برای همیشه بسته می‌شود",
        "the key of the pseudonyms: one-way for good", 0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

const verb verb_forget = {
    .name = "forget",
    .order = 70,
    .operands = "--url URL | --site HOST | --text WORDS | --key",
    .fa = "به درخواست کسی پاک می‌کند، همه‌جا",
    .en = "erases at somebody's request, everywhere",
    .help_fa =
        "سطرها، نمایهٔ متن، شمارش‌ها و پاسخ‌های خام پاک می‌شوند و نشانه‌ای می‌ماند که خزش بعدی آن را "
        "برنگرداند.\nنمونه:\n  bazarkav forget --url https://shop.example/p/1#comment-12",
    .help_en = "Rows, text index, counts and raw answers go; a tombstone keeps the next crawl from "
               "bringing it "
               "back.\nExample:\n  bazarkav forget --url https://shop.example/p/1#comment-12",
    .opt = opts,
    .run = run,
};
