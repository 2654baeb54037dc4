/* demo: the whole job on a bundled invented market, offline; what was found is held against what was planted. With
 * --serve it only serves that market, for the tests and for trying things out. */
#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/demo.h"
#include "cli/stages.h"
#include "cli/truth.h"
#include "report/export.h"
#include "report/fmt.h"
#include "util/clock.h"
#include "util/file.h"

enum { DELAY_MS = 30 };
static const char mark[] = "; bazarkav demo";

static const opt_def options[] = {
    {"serve", OPT_FLAG, NULL, "فقط بازار نمونه را سرو کن تا Ctrl-C",
        "only serve the market until Ctrl-C", 0},
    {"state", OPT_NUMBER, "1|2", "حالت بازار: ۲ یعنی چند هفته بعد",
        "state of the market: 2 is some weeks later", 0},
    {"port", OPT_NUMBER, "N", "درگاه (پیش‌فرض: هر درگاه آزاد)",
        "port (default: any free one)", 0},
    {"log", OPT_TEXT, "FILE", "هر درخواست یک سطر در FILE", "one line a request into FILE", 0},
    {"ready", OPT_TEXT, "FILE",
        "نشانی‌ها را پس از آماده شدن در FILE بنویس",
        "write the addresses into FILE once ready", 0},
    {"fault", OPT_LIST, "SPEC", "خطای عمدی، مانند 503x2:/menu یا drop:/a یا wait900:/",
        "an error on purpose: 503x2:/menu, drop:/a, wait900:/ ...", 0},
    {"wait", OPT_NUMBER, "MS", "درنگ سرور پیش از هر پاسخ", "pause of the server before each answer",
        0},
    {NULL, OPT_FLAG, NULL, NULL, NULL, 0},
};

typedef struct tour {
    session *s;
    market m;
    server *srv;
    const char *dir;
    project p;
    pipeline_stats crawled;
    truth t;
    int64_t comments; /* public ones that were served */
} tour;

static const char *in_dir(const tour *t, const char *name)
{
    sv path = arena_printf(t->s->a, "%s/%s", t->dir, name);
    return path.p ? path.p : name;
}

static void put_seeds(buf *b, const server *srv)
{
    buf_printf(b, "%s\n", mark);
    buf_puts(b,
        "; بازاری ساختگی: نام‌ها، جمله‌ها و آدم‌ها همه ساختهٔ همین برنامه‌اند.\n\n[پروژه]\n"
        "عنوان        = کافه و قهوه (نمونه)\n"
        "پرسش         = مشتری هدف یک کافهٔ تازه چه کسی است؟\n"
        "تماس         = demo@bazarkav.example\n"
        "هدف          = نمایش برنامه روی داده‌های ساختگی\n"
        "منطقه زمانی  = Asia/Tehran\n\n[ما]\nنام          = کافه پله\n"
        "محصول        = قهوه، صبحانه، کیک\nتوان مالی    = ۳\nنیروی انسانی = ۲\n"
        "ابزار        = ۴\nمهارت        = ۴\nارزش هر مشتری = ۲۵۰۰۰۰ تومان\n"
        "پاسخ می‌دهیم  = جای آرام برای کار، منوی کودک\nنمی‌توانیم   = ارسال با پیک\n\n");
    static const char *const about[] = {"گونه = وبلاگ\nاندازه = متوسط\n",
        "گونه = وبلاگ\nاندازه = متوسط\n", "گونه = وبلاگ\nاندازه = کوچک\n",
        "گونه = فروشگاه\nاندازه = بزرگ\n"};
    for (int i = 0; i < MARKET_SITES; i++)
        buf_printf(b, "[رقیب \"%s\"]\nنشانی = http://127.0.0.%d:%u/\n%s\n", market_site_name(i),
            i + 1, server_port(srv), about[i]);
    buf_puts(b,
        "[هشدار]\nقیمت = ۱۰٪\nسهم شکایت = ۵\nبخش تازه = بله\n\n"
        "[گزارش]\nزبان = فارسی، انگلیسی\nحداقل نفر = ۵\nنقل‌قول = کوتاه\n");
}

/* An earlier demo is replaced; anything else in the directory is left alone. */
static int clear_dir(const tour *t)
{
    static const char *const old[] = {"bazarkav.db", "bazarkav.db-wal", "bazarkav.db-shm",
        "bazarkav.db.lock", "bazarkav.db.key", "requests.log"};
    session *s = t->s;
    note n = {{0}};
    sv text = {NULL, 0};
    const char *ini = in_dir(t, "seeds.ini");
    if (file_mkdirs(t->dir, 0700, &n)) return fail(s, EXIT_STORAGE, "%s", n.text);
    bool there = access(ini, F_OK) == 0;
    if (there && file_load(s->a, ini, 1 << 20, &text, &n))
        return fail(s, EXIT_STORAGE, "%s", n.text);
    if (!sv_starts(text, sv_c(mark)) && (there || access(in_dir(t, old[0]), F_OK) == 0))
        return fail(s, EXIT_USAGE,
            tr(s, "در %s پروژهٔ دیگری هست؛ پوشهٔ دیگری نام ببرید",
                "there is another project in %s; name another directory"),
            t->dir);
    for (size_t i = 0; i < sizeof old / sizeof old[0]; i++) (void)unlink(in_dir(t, old[i]));
    return EXIT_DONE;
}

static int write_seeds(const tour *t)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(1 << 20);
    note n = {{0}};
    put_seeds(&b, t->srv);
    err e = b.e ? b.e : file_save(in_dir(t, "seeds.ini"), buf_sv(&b), 0600, &n);
    return e ? fail(t->s, code_of(e), "%s", n.text) : EXIT_DONE;
}

static int crawl(tour *t)
{
    session *s = t->s;
    int code = project_load(s, in_dir(t, "seeds.ini"), &t->p);
    if (code != EXIT_DONE) return code;
    t->p.db_path = in_dir(t, "bazarkav.db");
    pipeline_opts o = {.seeds = &t->p.seeds,
        .verb = "demo",
        .contact = "demo@bazarkav.example",
        .delay_ms = DELAY_MS,
        .max_pages = -1,
        .depth = -1,
        .workers = 2,
        .connections = MARKET_SITES};
    for (int i = 0; i < MARKET_SITES; i++) {
        sv net = arena_printf(s->a, "127.0.0.%d/32", i + 1);
        if (!net.p || guard_allow(&o.guard, net.p)) return EXIT_INTERNAL;
    }
    return stage_crawl(s, &t->p, &o, &t->crawled);
}

static err export_files(const tour *t, store *db, note *n)
{
    session *s = t->s;
    export_opts o = {.with = {.lang = s->lang == LANG_EN ? LANG_EN : LANG_FA}};
    err e = export_begin(db, s->a, &o);
    if (!e)
        e = export_file(
            db, answer_find(SV("needs")), writer_find(SV("csv")), &o, in_dir(t, "needs.csv"), n);
    return e ? e : export_book(db, NULL, &o, in_dir(t, "summary.xlsx"), n);
}

static int export_and_compare(tour *t)
{
    store *db = NULL;
    note n = {{0}};
    int code = project_open(t->s, t->p.db_path, STORE_READ, NULL, &db);
    if (code != EXIT_DONE) return code;
    err e = export_files(t, db, &n);
    if (!e) e = truth_compare(t->s, db, &t->m, &t->t, &n);
    store_close(db);
    return e ? fail(t->s, code_of(e), "%s", n.text[0] ? n.text : err_str(e)) : EXIT_DONE;
}

/* A line with figures: in Persian with Persian digits and the Persian sign for decimals. */
__attribute__((format(printf, 2, 3))) static void tell_figures(
    const session *s, const char *fmt, ...)
{
    char text[600];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    sv rest = sv_c(text);
    while (s->lang == LANG_FA && rest.p) {
        fmt_digits(&b, LANG_FA, sv_cut(&rest, '.'));
        if (rest.p) buf_puts(&b, "٫");
    }
    say(s, "%s", b.n ? b.p : text);
}

static void tell_score(const session *s, const truth_score *t, const char *fa, const char *en)
{
    tell_figures(s,
        tr(s, "  %s: %d از %d پیدا شد (بازیابی %.2f)، %d از %d یافته درست بود (دقت %.2f)",
            "  %s: %d of %d found (recall %.2f), %d of %d findings right (precision %.2f)"),
        tr(s, fa, en), t->hit, t->planted, truth_recall(t), t->right, t->found, truth_precision(t));
}

static void tell_lines(const session *s, const char *title, sv lines)
{
    while (s->verbose && lines.n) {
        sv line = sv_cut(&lines, '\n');
        if (line.n) say(s, "    %s %.*s", title, SV_FMT(line));
    }
}

static void tell(const tour *t)
{
    session *s = t->s;
    tell_figures(s,
        tr(s, "خزش: %lld صفحه · تحلیل: %lld دیدگاه · %lld نیاز، %lld علاقه، %lld بخش از مردم",
            "crawl: %lld pages · analyze: %lld comments · %lld needs, %lld interests, %lld segments"),
        (long long)t->crawled.pages, (long long)t->crawled.comments, (long long)t->t.needs_shown,
        (long long)t->t.interests_shown, (long long)t->t.segments_shown);
    say(s, "%s",
        tr(s, "سنجش با آنچه در بازار کاشته شده بود:",
            "Held against what was planted in the market:"));
    tell_score(s, &t->t.needs, "نیازها نزد هر رقیب", "needs by competitor");
    tell_score(s, &t->t.segments, "بخش‌های مردم", "segments");
    tell_lines(s, tr(s, "پیدا نشد:", "missed:"), t->t.missed);
    tell_lines(s, tr(s, "نادرست:", "wrong:"), t->t.wrong);
    say(s,
        tr(s, "گزارش: %s (و report.en.html، needs.csv، summary.xlsx)",
            "Report: %s (and report.en.html, needs.csv, summary.xlsx)"),
        in_dir(t, "report.html"));
    say(s, "%s", tr(s, "گام بعد: bazarkav init my-market", "Next: bazarkav init my-market"));
}

/* Stages talk for themselves; here one line says it all. Errors still come through. */
static int quietly(tour *t)
{
    session *s = t->s;
    bool quiet = s->quiet;
    s->quiet = !s->verbose;
    int code = crawl(t);
    if (code == EXIT_DONE) code = stage_analyze(s, t->p.db_path);
    if (code == EXIT_DONE) code = stage_report(s, t->p.db_path, t->dir, true);
    s->quiet = quiet;
    return code == EXIT_DONE ? export_and_compare(t) : code;
}

static int show_market(tour *t)
{
    session *s = t->s;
    int code = clear_dir(t);
    if (code != EXIT_DONE) return code;
    const char *log = opt_text(s, "log");
    CLEANUP(file_closep) FILE *f = fopen(log ? log : in_dir(t, "requests.log"), "we");
    code = demo_open_server(s, &t->m, f, &t->srv);
    if (code != EXIT_DONE) return code;
    for (int i = 0; i < MARKET_SITES; i++)
        t->comments += (int64_t)market_public(&t->m, i, t->m.state);
    say(s,
        tr(s,
            "بازار نمونه روی 127.0.0.1 درگاه %u (فروشگاه‌ها و آدم‌ها ساختگی‌اند؛ %d رقیب، %lld دیدگاه)",
            "Serving the demo market on 127.0.0.1:%u (invented shops, %d competitors, %lld "
            "comments)"),
        server_port(t->srv), MARKET_SITES, (long long)t->comments);
    code = write_seeds(t);
    if (code == EXIT_DONE) code = quietly(t);
    server_close(t->srv);
    if (code == EXIT_DONE) tell(t);
    return code;
}

static int run(session *s)
{
    tour t = {.s = s, .dir = s->argc ? s->argv[0] : "demo-market"};
    note n = {{0}};
    err e = market_open(&t.m, &n);
    if (e) return fail(s, EXIT_INTERNAL, "%s", n.text[0] ? n.text : err_str(e));
    t.m.state = opt_number(s, "state", 1) == 2 ? 2 : 1;
    int code = opt_on(s, "serve") ? demo_serve(s, &t.m) : show_market(&t);
    market_close(&t.m);
    return code;
}

const verb verb_demo = {
    .name = "demo",
    .order = 1,
    .operands = "[DIR]",
    .fa =
        "همهٔ کار روی یک بازار ساختگی، بی‌نیاز از اینترنت",
    .en = "the whole job on a bundled invented market, offline",
    .help_fa =
        "سه کافه و یک فروشگاه ساختگی را خود برنامه روی 127.0.0.1 سرو می‌کند، می‌خزد، تحلیل می‌کند و "
        "گزارش را در DIR (پیش‌فرض demo-market) می‌گذارد؛ سپس یافته‌ها را با آنچه کاشته شده بود "
        "می‌سنجد. -v نشان می‌دهد چه جا ماند.\n\n  bazarkav demo\n  bazarkav demo /tmp/d -v\n",
    .help_en =
        "The program itself serves three invented cafés and a shop on 127.0.0.1, crawls, analyses and "
        "writes the report into DIR (default demo-market); then it holds its findings against what "
        "was planted. -v shows what was missed.\n\n  bazarkav demo\n  bazarkav demo /tmp/d -v\n",
    .opt = options,
    .run = run,
};
