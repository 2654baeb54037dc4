#include "cli/digest.h"

#include <math.h>

#include "report/escape.h"
#include "report/fmt.h"
#include "util/clock.h"
#include "util/vec.h"

typedef struct filler {
    session *s;
    VEC(monitor_change) all;
    VEC(sv) noise;
    int64_t muted;
} filler;

static sv keep(session *s, sv v) { return v.p ? arena_sv(s->a, v) : v; }

static err take(void *ctx, const monitor_change *c)
{
    filler *f = ctx;
    if (c->muted && !sv_eq(c->kind, SV("noise")))
        return ERR_OK; /* ill for the first time: no word yet */
    if (c->muted) {
        f->muted++;
        sv *url = VEC_PUSH(f->s->a, &f->noise);
        if (!url) return ERR_NOMEM;
        *url = keep(f->s, c->url);
        return ERR_OK;
    }
    monitor_change *to = VEC_PUSH(f->s->a, &f->all);
    if (!to) return ERR_NOMEM;
    *to = *c;
    sv *const text[] = {&to->source, &to->kind, &to->key, &to->before, &to->after, &to->url,
        &to->label_fa, &to->label_en};
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) *text[i] = keep(f->s, *text[i]);
    return ERR_OK;
}

int digest_make(session *s, const project *p, int64_t run_id)
{
    store *db = NULL;
    const monitor_limits limits = {.k = p->seeds.report.k};
    int code = project_open(s, p->db_path, STORE_WRITE, NULL, &db);
    if (code != EXIT_DONE) return code;
    err e = monitor_diff(db, run_id, &limits, clock_now_ms());
    if (e) code = fail(s, code_of(e), "%s: %s", p->db_path, store_detail(db));
    store_close(db);
    return code;
}

err digest_load(session *s, store *db, int64_t after, int64_t run_id, digest *ret)
{
    filler f = {.s = s};
    err e = monitor_each(db, after, run_id, take, &f);
    *ret = (digest){.run_id = run_id,
        .at = f.all.at,
        .n = f.all.n,
        .muted = f.muted,
        .noise = f.noise.at,
        .n_noise = f.noise.n};
    return e;
}

/* How a sentence is put together: %s source, %k key, %b before, %a after, %d amount, %u address. */
static const struct {
    sv kind;
    const char *fa, *en;
} sentence[] = {
    {SV_INIT("price"), "قیمت «%k» در %s: از %b به %a (%d٪)",
        "price of %k at %s: from %b to %a (%d%)"},
    {SV_INIT("discount"), "تخفیف «%k» در %s: از %b به %a", "discount on %k at %s: from %b to %a"},
    {SV_INIT("category"), "بخش تازه در %s: «%k»؛ حرکت به بازاری تازه",
        "new category at %s: %k, a move to a new market"},
    {SV_INIT("delivery"), "شرایط ارسال در %s: از «%b» به «%a»",
        "delivery at %s: from \"%b\" to \"%a\""},
    {SV_INIT("returns"), "شرایط بازگشت کالا در %s: از «%b» به «%a»",
        "returns at %s: from \"%b\" to \"%a\""},
    {SV_INIT("address"), "نشانی %s: از «%b» به «%a»", "address of %s: from \"%b\" to \"%a\""},
    {SV_INIT("hours"), "ساعت کار %s: از «%b» به «%a»",
        "opening hours of %s: from \"%b\" to \"%a\""},
    {SV_INIT("handle"), "صفحهٔ تازهٔ %s در شبکه‌ها: %k",
        "new network page of %s: %k"},
    {SV_INIT("phone"), "تلفن تازهٔ %s: %k", "new phone number of %s: %k"},
    {SV_INIT("gone"), "صفحه‌ای از %s برداشته شد: «%b» (%u)",
        "a page of %s is gone: %b (%u)"},
    {SV_INIT("complaints"),
        "شکایت از «%k» در %s بالا رفت: از %b٪ به %a٪ دیدگاه‌نویسان تازه",
        "complaints about \"%k\" at %s rose: from %b% to %a% of the people who write"},
    {SV_INIT("silent"), "%s در دو اجرا پیاپی پاسخ نداد: %a", "%s gave no answer for two runs: %a"},
    {SV_INIT("layout"),
        "در دو اجرا پیاپی هیچ دیدگاهی در %s پیدا نشد (پیش‌تر %d تا)؛ چیدمان صفحه عوض شده است",
        "0 comments from %s for two runs (%d before): the page layout changed"},
};

static void put_amount(buf *b, lang l, const monitor_change *c)
{
    if (isnan(c->amount)) return;
    if (sv_eq(c->kind, SV("price")) && c->amount > 0) buf_puts(b, "+");
    fmt_int(b, l, (int64_t)llround(c->amount));
}

/* Why a source is silent; several reasons stand with commas. */
static void put_reasons(buf *b, lang l, sv why)
{
    static const struct {
        sv code;
        const char *fa, *en;
    } reasons[] = {
        {SV_INIT("server_error"), "خطای سرور (5xx)", "server error (5xx)"},
        {SV_INIT("busy"), "سرور شلوغ است (429 یا 503)", "server busy (429 or 503)"},
        {SV_INIT("network"), "وصل نشد", "no connection"},
        {SV_INIT("timeout"), "پاسخ به‌موقع نرسید", "timed out"},
        {SV_INIT("cut_short"), "پاسخ نیمه‌کاره رسید", "answer cut short"},
        {SV_INIT("forbidden"), "راه نداد (401 یا 403)", "access refused (401 or 403)"},
        {SV_INIT("gone"), "هیچ صفحه‌ای نیست (404)", "every page missing (404)"},
        {SV_INIT("same_page"),
            "همهٔ نشانی‌ها یک صفحه می‌دهند؛ شاید در دست تعمیر",
            "every address gives the same page, under repair perhaps"},
    };
    for (bool first = true; why.p; first = false) {
        sv one = sv_cut(&why, ',');
        const char *text = NULL;
        for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
            if (sv_eq(one, reasons[i].code)) text = l == LANG_FA ? reasons[i].fa : reasons[i].en;
        if (!first) buf_puts(b, l == LANG_FA ? "، " : ", ");
        if (text)
            buf_puts(b, text);
        else
            escape_term(b, one);
    }
}

/* A price in toman with its unit, anything else as it was printed. */
static void put_value(buf *b, lang l, const monitor_change *c, sv value)
{
    int64_t toman = 0;
    bool whole = value.n > 0 && value.n < 16 && sv_eq(c->kind, SV("price"));
    for (size_t i = 0; whole && i < value.n; i++) {
        whole = value.p[i] >= '0' && value.p[i] <= '9';
        toman = toman * 10 + (value.p[i] - '0');
    }
    if (sv_eq(c->kind, SV("silent")))
        put_reasons(b, l, value);
    else if (whole)
        fmt_int(b, l, toman), buf_puts(b, l == LANG_FA ? " تومان" : " toman");
    else
        fmt_digits(b, l, value);
}

/* "Need: better price" stands in a sentence that says already that it is a need. */
static sv without_prefix(sv label)
{
    sv rest = label;
    (void)sv_cut(&rest, ':');
    return sv_trim(rest).n ? sv_trim(rest) : label;
}

static void put_part(buf *b, lang l, const monitor_change *c, char letter)
{
    sv label = without_prefix(l == LANG_FA ? c->label_fa : c->label_en);
    switch (letter) {
    case 's': escape_term(b, c->source); break;
    case 'k': escape_term(b, label.n ? label : c->key); break;
    case 'b': put_value(b, l, c, c->before); break;
    case 'a': put_value(b, l, c, c->after); break;
    case 'u': escape_term(b, c->url); break;
    case 'd': put_amount(b, l, c); break;
    default: break;
    }
}

void digest_sentence(buf *b, lang l, const monitor_change *c)
{
    const char *text = l == LANG_FA ? "%k در %s" : "%k at %s";
    bool fresh = sv_eq(c->kind, SV("discount")) && !c->before.n;
    for (size_t i = 0; i < sizeof sentence / sizeof sentence[0]; i++)
        if (sv_eq(sentence[i].kind, c->kind)) text = l == LANG_FA ? sentence[i].fa : sentence[i].en;
    if (fresh)
        text = l == LANG_FA ? "تخفیف تازه برای «%k» در %s: %a" : "new discount on %k at %s: %a";
    for (; *text; text++) {
        if (*text == '%' && text[1] && strchr("skbaud", text[1]))
            put_part(b, l, c, *++text);
        else
            buf_putc(b, *text);
    }
}

void digest_print(const session *s, const digest *d, bool noise, FILE *out)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < d->n; i++) {
        CLEANUP(buf_clear) buf line = BUF_INIT(0);
        digest_sentence(&line, s->lang, &d->at[i]);
        if (s->plain) buf_printf(&b, "%.*s\t", SV_FMT(d->at[i].kind));
        escape_term(&b, buf_sv(&line));
        buf_putc(&b, '\n');
    }
    if (!d->n) buf_puts(&b, tr(s, "هیچ تغییری دیده نشد.\n", "Nothing has changed.\n"));
    for (size_t i = 0; noise && i < d->n_noise; i++) {
        buf_puts(&b, tr(s, "نادیده: ", "muted: "));
        escape_term(&b, d->noise[i]);
        buf_putc(&b, '\n');
    }
    (void)fwrite(b.p, 1, b.n, out);
    if (d->muted && !noise)
        say(s,
            tr(s,
                "%s فقط در تاریخ، شمارنده، بنر یا ترتیب فرق داشت و نادیده گرفته شد (‎--show-noise نشان می‌دهد).",
                "%s in dates, counters, banners or order only: muted (--show-noise lists them)."),
            how_many(s, d->muted, "صفحه", "page differed", "pages differed"));
}

static void json_sentence(json *j, sv key, lang l, const monitor_change *c)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    digest_sentence(&b, l, c);
    json_kstr(j, key, buf_sv(&b));
}

void digest_json_change(json *j, const monitor_change *c)
{
    json_kstr(j, SV("kind"), c->kind);
    json_kstr(j, SV("source"), c->source);
    json_kstr(j, SV("key"), c->key);
    json_kstr(j, SV("before"), c->before);
    json_kstr(j, SV("after"), c->after);
    json_key(j, SV("amount"));
    if (isnan(c->amount))
        json_nil(j);
    else
        json_num(j, c->amount, 2);
    json_kstr(j, SV("url"), c->url);
    json_sentence(j, SV("text_fa"), LANG_FA, c);
    json_sentence(j, SV("text_en"), LANG_EN, c);
}

void digest_json(const digest *d, buf *b)
{
    json j = JSON_INIT(b);
    json_open(&j, '{');
    json_kstr(&j, SV("schema"), SV("bazarkav/changes/1"));
    json_kint(&j, SV("run"), d->run_id);
    json_key(&j, SV("generated"));
    CLEANUP(buf_clear) buf at = BUF_INIT(64);
    fmt_iso(&at, clock_now_ms(), 0);
    json_str(&j, buf_sv(&at));
    json_kint(&j, SV("muted"), d->muted);
    json_key(&j, SV("rows"));
    json_open(&j, '[');
    for (size_t i = 0; i < d->n; i++) {
        json_open(&j, '{');
        digest_json_change(&j, &d->at[i]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    buf_putc(b, '\n');
}
