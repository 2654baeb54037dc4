#include "cli/import_table.h"

#include "parsers/glean.h"
#include "seeds/csv.h"
#include "text/utf8.h"
#include "util/hash.h"
#include "util/map.h"

enum { SAMPLE = 60, NAME_BYTES = 120, TEXT_BYTES = 100000 };

static const char *const roles[ROLE_MAX] = {"text", "title", "author", "date", "rating", "id",
    "parent", "likes", "link", "amount", "times"};

/* Names of columns, without blanks, joiners, "_" and case; in order of how sure they are. */
static const char *const names[ROLE_MAX][14] = {
    [ROLE_TEXT] = {"text", "comment", "review", "body", "content", "message", "feedback", "متن",
        "نظر", "دیدگاه", "پیام", "متننظر", "توضیح", NULL},
    [ROLE_TITLE] = {"title", "subject", "headline", "عنوان", "موضوع", NULL},
    [ROLE_AUTHOR] = {"author", "name", "user", "username", "customer", "nickname", "نام", "کاربر",
        "نویسنده", "مشتری", "نامکاربر", "خریدار", NULL},
    [ROLE_DATE] = {"date", "createdat", "created", "time", "timestamp", "تاریخ", "زمان", "تاریخثبت",
        NULL},
    [ROLE_RATING] = {"rating", "rate", "stars", "star", "score", "امتیاز", "ستاره", "نمره", NULL},
    [ROLE_ID] = {"id", "commentid", "reviewid", "شناسه", "کد", "ردیف", NULL},
    [ROLE_PARENT] = {"parent", "parentid", "replyto", "درپاسخ", "پاسخبه", NULL},
    [ROLE_LIKES] = {"likes", "like", "helpful", "پسند", "لایک", NULL},
    [ROLE_LINK] = {"url", "link", "address", "نشانی", "پیوند", "لینک", NULL},
    [ROLE_AMOUNT] = {"amount", "total", "spent", "revenue", "paid", "مبلغ", "مبلغخرید", "جمعخرید",
        "پرداختی", NULL},
    [ROLE_TIMES] = {"times", "orders", "purchases", "frequency", "دفعات", "تعدادخرید", "تعدادسفارش",
        "دفعاتخرید", NULL},
};

const char *import_role_str(import_role r) { return roles[r]; }

/* --- reading ------------------------------------------------------------------------------------------------ */

err import_add_row(arena *a, import_table *t, size_t *cap, const sv *field, int n)
{
    if (t->n_rows >= IMPORT_ROWS) return ERR_LIMIT;
    if (t->n_rows >= *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        size_t width = (size_t)t->n_columns * sizeof *t->cell;
        sv *p = arena_grow(a, t->cell, *cap, more, width);
        if (!p) return ERR_NOMEM;
        t->cell = p;
        *cap = more;
    }
    sv *row = &t->cell[t->n_rows++ * (size_t)t->n_columns];
    for (int i = 0; i < t->n_columns; i++) row[i] = i < n ? sv_trim(field[i]) : (sv){NULL, 0};
    return ERR_OK;
}

/* Letters of a name alone, lower case. */
static sv plain(char out[NAME_BYTES], sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < NAME_BYTES - 1; i++) {
        if (sv_space(s.p[i]) || s.p[i] == '_' || s.p[i] == '-') continue;
        if (sv_starts(sv_sub(s, i, 3), SV("\xE2\x80\x8C"))) {
            i += 2;
            continue;
        }
        if (sv_starts(sv_sub(s, i, 2), SV("ي"))) { /* Arabic yeh */
            out[n++] = '\xDB', i++;
            if (n < NAME_BYTES - 1) out[n++] = '\x8C';
            continue;
        }
        out[n++] = sv_lower(s.p[i]);
    }
    return (sv){out, n};
}

static int role_of_name(sv column, bool whole)
{
    char mem[NAME_BYTES];
    sv s = plain(mem, column);
    for (int r = 0; r < ROLE_MAX; r++)
        for (int i = 0; names[r][i]; i++) {
            sv n = sv_c(names[r][i]);
            if (whole ? sv_eq(s, n) : n.n > 3 && sv_find(s, n) != SV_NPOS) return r;
        }
    return -1;
}

static err read_csv(arena *a, sv text, import_table *t)
{
    char divider = csv_divider(text);
    size_t cap = 0;
    csv_row row;
    if (!csv_next(a, &text, divider, &row)) return ERR_FORMAT;
    t->n_columns = row.n < IMPORT_COLUMNS ? row.n : IMPORT_COLUMNS;
    int known = 0;
    for (int i = 0; i < t->n_columns; i++) known += role_of_name(row.field[i], true) >= 0;
    t->named = known > 0;
    for (int i = 0; i < t->n_columns; i++)
        t->column[i] = t->named ? sv_trim(row.field[i]) : arena_printf(a, "%d", i + 1);
    err e = t->named ? ERR_OK : import_add_row(a, t, &cap, row.field, row.n);
    while (!e && csv_next(a, &text, divider, &row))
        if (row.n > 1 || sv_trim(row.field[0]).n) e = import_add_row(a, t, &cap, row.field, row.n);
    return e;
}

err import_read(arena *a, sv text, sv path, import_table *ret, note *reterr)
{
    *ret = (import_table){0};
    for (int r = 0; r < ROLE_MAX; r++) ret->role[r] = -1;
    err bad = import_text(a, text, &text);
    if (bad) return bad;
    sv head = sv_trim(sv_sub(text, 0, 200));
    bool json = sv_ends(path, SV(".json")) || sv_ends(path, SV(".ndjson")) ||
                sv_ends(path, SV(".jsonl")) || (head.n && (head.p[0] == '{' || head.p[0] == '['));
    err e = json ? import_json(a, text, ret) : read_csv(a, text, ret);
    if (e && e != ERR_FORMAT) return e;
    return ret->n_rows ? ERR_OK
                       : note_set(reterr, ERR_FORMAT, "%.*s: سطری ندارد / no rows", SV_FMT(path));
}

/* --- guessing ----------------------------------------------------------------------------------------------- */

static sv at(const import_table *t, size_t row, int column)
{
    return column < 0 ? (sv){NULL, 0} : t->cell[row * (size_t)t->n_columns + (size_t)column];
}

typedef struct looks {
    size_t n, bytes, dates,
        small; /* filled cells, their bytes, how many are dates, numbers from 0 to 10 */
} looks;

static looks look(const import_table *t, int column, const when_base *base)
{
    looks l = {0};
    for (size_t i = 0; i < t->n_rows && i < SAMPLE; i++) {
        sv s = at(t, i, column);
        when w;
        char *end, mem[16] = {0};
        if (!s.n) continue;
        l.n++;
        l.bytes += s.n;
        if (s.n < 60 && (when_parse_machine(s, base, &w) || when_parse(s, base, &w)))
            l.dates += w.precision >= WHEN_DAY;
        if (s.n < sizeof mem) {
            memcpy(mem, s.p, s.n);
            double d = strtod(mem, &end);
            l.small += !*end && d >= 0 && d <= 10;
        }
    }
    return l;
}

static bool taken(const import_table *t, int column)
{
    for (int r = 0; r < ROLE_MAX; r++)
        if (t->role[r] == column) return true;
    return false;
}

static void by_looks(import_table *t, const when_base *base)
{
    size_t longest = 0;
    for (int c = 0; c < t->n_columns; c++) {
        if (taken(t, c)) continue;
        looks l = look(t, c, base);
        if (!l.n) continue;
        bool date = l.dates * 10 >= l.n * 7, number = l.small * 10 >= l.n * 9;
        if (date && t->role[ROLE_DATE] < 0)
            t->role[ROLE_DATE] = c;
        else if (number && !t->named && t->role[ROLE_RATING] < 0)
            t->role[ROLE_RATING] = c;
        else if (!date && !number && l.bytes / l.n > longest)
            longest = l.bytes / l.n;
    }
    for (int c = 0; c < t->n_columns && t->role[ROLE_TEXT] < 0; c++) {
        looks l = look(t, c, base);
        if (!taken(t, c) && l.n && l.bytes / l.n == longest) t->role[ROLE_TEXT] = c;
    }
}

void import_guess(import_table *t, const when_base *base)
{
    for (int pass = 0; pass < 2 && t->named; pass++)
        for (int c = 0; c < t->n_columns; c++) {
            const char *dot = memrchr(t->column[c].p, '.', t->column[c].n);
            sv name = dot ? (sv){dot + 1, (size_t)(t->column[c].p + t->column[c].n - dot - 1)}
                          : t->column[c];
            int r = taken(t, c) ? -1 : role_of_name(name, pass == 0);
            if (r >= 0 && dot && r != ROLE_AUTHOR)
                continue; /* product.title is not the comment's */
            if (r >= 0 && t->role[r] < 0) t->role[r] = c;
        }
    by_looks(t, base);
}

bool import_map(import_table *t, sv written)
{
    sv column = written, role = sv_trim(sv_cut(&column, '='));
    column = sv_trim(column);
    for (int r = 0; r < ROLE_MAX; r++) {
        if (!sv_ieq(role, sv_c(roles[r]))) continue;
        for (int c = 0; c < t->n_columns; c++) {
            char number[16];
            (void)snprintf(number, sizeof number, "%d", c + 1);
            if (!sv_eq(column, t->column[c]) && !sv_eq(column, sv_c(number))) continue;
            t->role[r] = c;
            return true;
        }
    }
    return false;
}

/* --- comments ----------------------------------------------------------------------------------------------- */

static int digit_of(uint32_t c)
{
    return c >= '0' && c <= '9'       ? (int)(c - '0')
           : c >= 0x6F0 && c <= 0x6F9 ? (int)(c - 0x6F0)
           : c >= 0x660 && c <= 0x669 ? (int)(c - 0x660)
                                      : -1;
}

/* «۱٬۲۵۰٬۰۰۰ تومان» -> 1250000, "1.250" -> 1250, "12.5" -> 12: whole numbers, whatever divides them; 0: none. */
static double whole(sv s)
{
    double d = 0;
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        uint32_t c = utf8_next(&p, end);
        int digit = digit_of(c);
        if (digit >= 0) d = d * 10 + digit;
        if (c != '.' && c != 0x66B) continue;
        const char *q = p;
        int n = 0;
        while (q < end && digit_of(utf8_next(&q, end)) >= 0) n++;
        if (n != 3) break; /* a fraction */
    }
    return d < 1e13 ? d : 0;
}

/* The column's name says «ریال». */
static bool in_rial(const import_table *t)
{
    sv name = t->column[t->role[ROLE_AMOUNT]];
    return sv_find(name, SV("ریال")) != SV_NPOS || sv_find(name, SV("rial")) != SV_NPOS ||
           sv_find(name, SV("IRR")) != SV_NPOS;
}

static err one(arena *a, const import_table *t, size_t i, const when_base *base, doc_comment *c)
{
    sv title = at(t, i, t->role[ROLE_TITLE]), text = at(t, i, t->role[ROLE_TEXT]);
    *c = (doc_comment){.id = at(t, i, t->role[ROLE_ID]),
        .parent = at(t, i, t->role[ROLE_PARENT]),
        .author = at(t, i, t->role[ROLE_AUTHOR]),
        .url = at(t, i, t->role[ROLE_LINK]),
        .text = sv_sub(text, 0, TEXT_BYTES),
        .likes = -1,
        .layer = LAYER_IMPORT,
        .confidence = 1,
        .kind = COMMENT_COMMENT};
    if (title.n)
        c->text = text.n ? arena_printf(a, "%.*s\n%.*s", SV_FMT(title), SV_FMT(c->text)) : title;
    if (title.n && !c->text.p) return ERR_NOMEM;
    sv date = at(t, i, t->role[ROLE_DATE]);
    if (date.n && !when_parse_machine(date, base, &c->date) && !when_parse(date, base, &c->date))
        c->date = (when){.raw = date};
    sv rating = glean_number(a, at(t, i, t->role[ROLE_RATING]), false);
    if (rating.n) {
        c->rating = strtod(rating.p, NULL);
        c->rating_max = c->rating <= 5 ? 5 : c->rating <= 10 ? 10 : 100;
        c->kind = COMMENT_REVIEW;
    }
    sv likes = glean_number(a, at(t, i, t->role[ROLE_LIKES]), true);
    if (likes.n) c->likes = (int64_t)strtod(likes.p, NULL);
    if (t->role[ROLE_AMOUNT] >= 0)
        c->amount = whole(at(t, i, t->role[ROLE_AMOUNT])) / (in_rial(t) ? 10 : 1);
    c->times = whole(at(t, i, t->role[ROLE_TIMES]));
    if (!c->id.n) /* a second import of the same row must find it again */
        c->id = arena_printf(a, "row-%016llx",
            (unsigned long long)hash64(c->text) ^ hash64(c->author) ^ hash64(date));
    return c->id.p ? ERR_OK : ERR_NOMEM;
}

/* Nameless people may say the same words: the second such row is another one, and stays it in a second import. */
static err tell_apart(arena *a, map *seen, doc_comment *c)
{
    if (c->author.n) return ERR_OK;
    int *n = map_get(seen, c->id);
    if (n) {
        c->id = arena_printf(a, "%.*s-%d", SV_FMT(c->id), ++*n);
        return c->id.p ? ERR_OK : ERR_NOMEM;
    }
    n = ARENA_NEW(a, int, 1);
    return n ? map_put(seen, c->id, n) : ERR_NOMEM;
}

err import_doc(arena *a, const import_table *t, const when_base *base, doc *ret)
{
    double most = 0;
    map seen = MAP_INIT(a);
    *ret = (doc){.claimed = -1, .comment = ARENA_NEW(a, doc_comment, t->n_rows)};
    if (!ret->comment) return ERR_NOMEM;
    for (size_t i = 0; i < t->n_rows; i++) {
        doc_comment *c = &ret->comment[ret->n_comments];
        err e = one(a, t, i, base, c);
        if (!e && t->role[ROLE_ID] < 0) e = tell_apart(a, &seen, c);
        if (e) return e;
        if (c->rating_max > most) most = c->rating_max;
        if (c->text.n || c->rating_max > 0) ret->n_comments++;
    }
    for (size_t i = 0; i < ret->n_comments; i++) /* one scale for the column */
        if (ret->comment[i].rating_max > 0) ret->comment[i].rating_max = most;
    return ERR_OK;
}
