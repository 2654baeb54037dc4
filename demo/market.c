#include "demo/market.h"

#include <stdlib.h>

#include "demo/template.h"
#include "util/map.h"

enum { MARKET_BYTES = 16 << 20, FIELDS_MAX = 10, SECOND_STATE_DAY = 242, PAGES_MAX = 128 };

static const struct {
    const char *code, *name;
} site[MARKET_SITES] = {{"wordpress", "کافه نیم‌طبقه"}, {"block", "کافه ماهور"},
    {"plain", "دالان قهوه"}, {"shop", "دان و دم"}};

const char *market_site_name(int i) { return site[i].name; }
const char *market_site_code(int i) { return site[i].code; }
sv market_truth(void) { return data_truth(); }

static int to_int(sv s)
{
    int n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000000; i++)
        n = n * 10 + s.p[i] - '0';
    return n;
}

/* Cuts a line at its tabs; the number of fields. */
static int split(sv line, sv field[FIELDS_MAX])
{
    int n = 0;
    while (n < FIELDS_MAX && line.p) field[n++] = sv_cut(&line, '\t');
    return n;
}

/* The next line that is no comment; false at the end. */
static bool next_line(sv *rest, sv *ret)
{
    while (rest->n) {
        *ret = sv_cut(rest, '\n');
        if (ret->n && ret->p[0] != '#') return true;
    }
    return false;
}

static market_kind kind_of(sv word)
{
    static const struct {
        sv word;
        market_kind kind;
    } kinds[] = {{SV_INIT("home"), MARKET_HOME}, {SV_INIT("post"), MARKET_POST},
        {SV_INIT("product"), MARKET_PRODUCT}, {SV_INIT("category"), MARKET_CATEGORY},
        {SV_INIT("hidden"), MARKET_HIDDEN}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (sv_eq(word, kinds[i].word)) return kinds[i].kind;
    return MARKET_PAGE;
}

static err load_pages(market *m, note *reterr)
{
    m->page = ARENA_NEW(&m->a, market_page, PAGES_MAX);
    if (!m->page) return ERR_NOMEM;
    sv rest = data_pages(), line, f[FIELDS_MAX];
    while (next_line(&rest, &line)) {
        if (split(line, f) != 9 || m->n_pages == PAGES_MAX)
            return note_set(reterr, ERR_FORMAT, "pages.tsv: %.*s", SV_FMT(sv_sub(line, 0, 60)));
        int day = to_int(f[7]);
        m->page[m->n_pages++] = (market_page){.site = f[0].p[0] - 'a',
            .code = f[1],
            .kind = kind_of(f[2]),
            .path = f[3],
            .title = f[4],
            .category = f[5],
            .price = to_int(f[6]),
            .day = day,
            .text = f[8],
            .state = day > SECOND_STATE_DAY ? 2 : 1};
    }
    return ERR_OK;
}

/* "1405-08-12 18:30" */
static void read_when(sv s, int *ret_day, int *ret_minute)
{
    int month = to_int(sv_sub(s, 5, 2)) - 1, day = to_int(sv_sub(s, 8, 2)) - 1;
    *ret_day = (month < 6 ? month * 31 : 186 + (month - 6) * 30) + day;
    *ret_minute = to_int(sv_sub(s, 11, 2)) * 60 + to_int(sv_sub(s, 14, 2));
}

static const market_page *page_of(const market *m, sv site_letter, sv code)
{
    for (size_t i = 0; i < m->n_pages; i++)
        if (sv_eq(m->page[i].code, code) && m->page[i].site == site_letter.p[0] - 'a')
            return &m->page[i];
    return NULL;
}

static err load_comment(market *m, map *by_id, sv line, note *reterr)
{
    sv f[FIELDS_MAX];
    if (split(line, f) != 10 || !f[0].n)
        return note_set(reterr, ERR_FORMAT, "comments.tsv: %.*s", SV_FMT(sv_sub(line, 0, 60)));
    market_comment *c = &m->comment[m->n_comments];
    *c = (market_comment){.page = page_of(m, f[0], f[1]),
        .id = f[2],
        .state = to_int(f[3]),
        .parent = f[5].n ? map_get(by_id, f[5]) : NULL,
        .author = f[6],
        .rating = to_int(f[7]),
        .labels = f[8],
        .text = f[9]};
    read_when(f[4], &c->day, &c->minute);
    c->owner = c->parent && !c->labels.n;
    if (!c->page || (f[5].n && !c->parent))
        return note_set(reterr, ERR_FORMAT, "comments.tsv: %.*s: page or parent", SV_FMT(c->id));
    m->n_comments++;
    return map_put(by_id, c->id, c);
}

err market_open(market *m, note *reterr)
{
    *m = (market){.a = ARENA_INIT(MARKET_BYTES), .state = 1};
    err e = load_pages(m, reterr);
    sv rest = data_comments(), line;
    size_t lines = 0;
    for (size_t i = 0; i < rest.n; i++) lines += rest.p[i] == '\n';
    m->comment = ARENA_NEW(&m->a, market_comment, lines + 1);
    if (!e && !m->comment) e = ERR_NOMEM;
    map by_id = MAP_INIT(&m->a);
    while (!e && next_line(&rest, &line)) e = load_comment(m, &by_id, line, reterr);
    if (e) market_close(m);
    return e;
}

void market_close(market *m) { arena_clear(&m->a); }

size_t market_public(const market *m, int of, int state)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_comments; i++) {
        const market_comment *c = &m->comment[i];
        n += c->page->site == of && c->state <= state && c->page->kind != MARKET_HIDDEN;
    }
    return n;
}

bool market_has(const market_comment *c, sv label)
{
    for (sv rest = c->labels; rest.n;) {
        sv one = sv_cut(&rest, ' '), after = one;
        if (sv_eq(one, label)) return true;
        (void)sv_cut(&after, ':');
        if (after.n && sv_eq(after, label)) return true;
    }
    return false;
}

static void not_found(render *x, int status)
{
    x->r->status = status;
    buf_puts(x->b, "<!doctype html><html lang=\"fa\" dir=\"rtl\"><head><meta charset=\"utf-8\">"
                   "<title>پیدا نشد</title></head><body><h1>این صفحه پیدا نشد</h1>"
                   "<p><a href=\"/\">بازگشت به خانه</a></p></body></html>\n");
}

/* Removed from the shop in the second state. */
static bool is_gone(const market_page *p, int state)
{
    return state == 2 && sv_eq(p->code, SV("d14"));
}

static void serve_page(render *x, const market_page *p, int part)
{
    switch (x->site) {
    case 0: wordpress_page(x, p, part); break;
    case 1: block_page(x, p); break;
    case 2: plain_page(x, p); break;
    default: shop_page(x, p); break;
    }
}

/* Splits "/x/comment-page-2/" into "/x/" and 2. */
static sv without_part(sv path, int *ret_part)
{
    sv mark = SV("comment-page-");
    size_t at = sv_find(path, mark);
    *ret_part = at == SV_NPOS ? 0 : to_int(sv_sub(path, at + mark.n, 4));
    return at == SV_NPOS ? path : sv_sub(path, 0, at);
}

void market_serve(void *ctx, const server_request *q, server_reply *ret)
{
    market *m = ctx;
    render x = {.m = m, .q = q, .r = ret, .b = &ret->body, .state = m->state, .site = q->host};
    if (q->host >= MARKET_SITES) {
        not_found(&x, 404);
        return;
    }
    if (feeds_serve(&x)) return;
    int part;
    sv path = without_part(q->path, &part);
    for (size_t i = 0; i < m->n_pages; i++) {
        const market_page *p = &m->page[i];
        if (p->site != x.site || p->state > x.state || !sv_eq(p->path, path)) continue;
        if (is_gone(p, x.state))
            not_found(&x, 410);
        else
            serve_page(&x, p, part);
        return;
    }
    not_found(&x, 404);
}
