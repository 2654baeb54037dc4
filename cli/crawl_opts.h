/* crawl_opts.h - options that every verb with a crawl in it shares, from command line to pipeline. */
#ifndef CLI_CRAWL_OPTS_H
#define CLI_CRAWL_OPTS_H

#include "cli/pipeline.h"
#include "cli/project.h"

/* Rows for a verb's option table; the table ends with a NULL name after them. */
#define CRAWL_OPTS                                                                                 \
    {"allow-net", OPT_LIST, "CIDR", "این شبکهٔ آزمایشی (مثلاً 127.0.0.0/8) هم مجاز است",             \
        "also reach this test net, e.g. 127.0.0.0/8", 0},                                          \
        {"contact", OPT_TEXT, "URL", "نشانی تماس با شما، برای صاحب سایت",                          \
            "how the owner of a site reaches you", 0},                                             \
        {"delay", OPT_TEXT, "SECONDS",                                                             \
            "فاصلهٔ دو درخواست از یک میزبان (دست‌کم ۱)",          \
            "between two requests to a host (at least 1)", 0},                                     \
        {"max-pages", OPT_NUMBER, "N", "بیشینهٔ صفحه از هر منبع در این اجرا",                       \
            "most pages of each source in this run", 0},                                           \
        {"depth", OPT_NUMBER, "N", "بیشینهٔ پیوند از نشانی آغاز",                                   \
            "most links from a start address", 0},                                                 \
        {"only", OPT_TEXT, "NAME", "فقط این منبع", "this source alone", 0},                        \
        {"workers", OPT_NUMBER, "N", "شمار رشته‌های تجزیه",                      \
            "threads that parse", 0},                                                              \
        {"connections", OPT_NUMBER, "N", "بیشینهٔ اتصال همزمان",                                    \
            "connections at once, over all hosts", 0},                                             \
        {"refresh", OPT_FLAG, NULL,                                                                \
            "همهٔ صفحه‌های شناخته را دوباره بپرس",                  \
            "ask for every known page again", 0},                                                  \
        {"keep-raw", OPT_FLAG, NULL, "پاسخ خام را هم نگه دار (WARC)", "keep raw answers (WARC)",   \
            0},                                                                                    \
    {                                                                                              \
        "ca", OPT_TEXT, "FILE", "گواهی‌های معتبر", "certificates to trust", 0       \
    }

/*
 * Fills everything but store, lx, recipes, verb. The contact may come from the option. Returns EXIT_DONE or the code
 * to end with after having said why.
 */
int crawl_opts_read(session *s, project *p, pipeline_opts *ret);

struct recipe_set;
/* The nets of --allow-net. */
int crawl_nets(session *s, guard *ret);
/*
 * `recipe = FILE.recipe` beside the seeds file: read here, known to the crawl by the name of its first recipe. They
 * live until the program ends; a second call adds to the same set.
 */
int crawl_recipes(session *s, project *p, struct recipe_set **ret);

#endif
