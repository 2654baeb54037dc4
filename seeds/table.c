/* table.c - a spreadsheet of competitors becomes a seeds file. Columns are known by a word in their heading; a table
 * without headings is known by an address in its first line. */
#include "seeds/csv.h"
#include "seeds/decode.h"
#include "seeds/keys.h"
#include "seeds/value.h"

enum { COLUMN_NAME, COLUMN_URL, COLUMN_NETWORK, COLUMN_KIND, COLUMN_SIZE, COLUMN_MAX };

/* Beginning with "=": the heading is this word; else it has the word in it. First match of a column counts. */
static const char *const names[COLUMN_MAX] = {
    "نام|رقیب|=برند|=شرکت|=فروشگاه|name|competitor|company|title|brand",
    "نشانی|آدرس|سایت|لینک|وبگاه|دامنه|=وب|url|site|address|link|domain|web",
    "شبکه|تلگرام|ایتا|=بله|آپارات|network|social|handle|telegram|channel", "گونه|نوع|kind|type",
    "اندازه|size"};
static const char *const closed = "اینستاگرام|اینستا|instagram|لینکدین|linkedin|facebook|twitter";
static const char *const kinds =
    "خودکار|auto|فروشگاه|shop|store|وبلاگ|بلاگ|blog|انجمن|forum|شبکه|network|social|بازارگاه|marketplace|رسانه|media|news";
static const char *const sizes = "نامشخص|unknown|کوچک|small|متوسط|medium|بزرگ|large|big";

/* Whether the folded text is one of the words (exact), or has one in it. */
static bool has_word(arena *a, sv folded, const char *list, bool exact)
{
    for (sv rest = sv_c(list); rest.p;) {
        sv word = sv_cut(&rest, '|');
        bool whole = exact || sv_starts(word, SV("="));
        if (sv_starts(word, SV("="))) word = sv_sub(word, 1, word.n);
        word = key_fold(a, word);
        if (whole ? sv_eq(folded, word) : sv_find(folded, word) != SV_NPOS) return true;
    }
    return false;
}

static int column_of(arena *a, sv heading)
{
    sv f = key_fold(a, heading);
    if (has_word(a, f, closed, false)) return -1;
    static const int order[] = {COLUMN_NETWORK, COLUMN_KIND, COLUMN_SIZE, COLUMN_URL, COLUMN_NAME};
    for (int i = 0; i < COLUMN_MAX; i++)
        if (has_word(a, f, names[order[i]], false)) return order[i];
    return -1;
}

/* shop.example, www.shop.example/x, https://...: no blank, a point inside, letters behind it. */
static bool like_address(sv s)
{
    size_t point = sv_find(s, SV("."));
    for (size_t i = 0; i < s.n; i++)
        if (sv_space(s.p[i]) || s.p[i] == '@') return false;
    return s.n > 3 && point != SV_NPOS && point > 0 && point + 2 < s.n;
}

/* Quotes and line ends would break out of the line they are written to. */
static void put_safe(buf *out, sv s, bool in_name)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' || c == '\r' || c == '\0' || (in_name && (c == '"' || c == ']'))) c = ' ';
        buf_putc(out, c);
    }
}

/* A value that the seeds file would not understand stays as a note. */
static void put_word(arena *a, buf *out, const char *key, sv value, const char *words)
{
    if (!value.n) return;
    buf_printf(out, "%s%s = ", has_word(a, key_fold(a, value), words, true) ? "" : ";", key);
    put_safe(out, value, false);
    buf_putc(out, '\n');
}

/* One line an address: a cell may have several, with blanks, commas or semicolons between. */
static void put_urls(buf *out, const char *key, sv cell)
{
    while (cell.n) {
        size_t n = 0, skip = 1;
        while (n < cell.n && !sv_space(cell.p[n]) && cell.p[n] != ',' && cell.p[n] != ';' &&
               !sv_starts(sv_sub(cell, n, cell.n), SV("،")) &&
               !sv_starts(sv_sub(cell, n, cell.n), SV("؛")))
            n++;
        if (n < cell.n && (cell.p[n] & 0x80)) skip = 2;
        sv one = sv_sub(cell, 0, n);
        cell = sv_sub(cell, n + skip, cell.n);
        if (!one.n) continue;
        bool good = like_address(one) || sv_find(one, SV("://")) != SV_NPOS;
        buf_printf(out, "%s%s = %s", good ? "" : ";", key,
            good && sv_find(one, SV("://")) == SV_NPOS ? "https://" : "");
        put_safe(out, one, false);
        buf_putc(out, '\n');
    }
}

typedef struct table {
    arena *a;
    buf *out;
    bool fa;
    csv_row head; /* n 0: the table has none */
    int at[CSV_FIELDS];
} table;

/* @name, name or address under the heading of a network. */
static void put_network(const table *t, sv heading, sv value)
{
    if (!value.n) return;
    sv f = key_fold(t->a, heading);
    bool told = sv_find(value, SV(":")) != SV_NPOS || sv_find(value, SV("/")) != SV_NPOS;
    const char *prefix = told                                          ? ""
                         : has_word(t->a, f, "ایتا", false)            ? "eitaa:"
                         : has_word(t->a, f, "بله", false)             ? "bale:"
                         : has_word(t->a, f, "آپارات", false)          ? "aparat:"
                         : has_word(t->a, f, "تلگرام|telegram", false) ? "telegram:"
                                                                       : "";
    buf_printf(t->out, "%s = %s", t->fa ? "شبکه" : "network", prefix);
    put_safe(t->out, value, false);
    buf_putc(t->out, '\n');
}

static sv first_of(const table *t, const csv_row *row, int column)
{
    for (int i = 0; i < row->n; i++)
        if (t->at[i] == column && sv_trim(row->field[i]).n) return sv_trim(row->field[i]);
    return (sv){NULL, 0};
}

static void put_competitor(const table *t, const csv_row *row)
{
    sv name = first_of(t, row, COLUMN_NAME), url = first_of(t, row, COLUMN_URL),
       network = first_of(t, row, COLUMN_NETWORK);
    if (!url.n && !network.n) return;
    buf_puts(t->out, t->fa ? "\n[رقیب \"" : "\n[competitor \"");
    put_safe(t->out, name.n ? name : url.n ? url : network, true);
    buf_puts(t->out, "\"]\n");
    for (int i = 0; i < row->n; i++) {
        sv v = sv_trim(row->field[i]), heading = i < t->head.n ? t->head.field[i] : (sv){NULL, 0};
        if (t->at[i] == COLUMN_URL) put_urls(t->out, t->fa ? "نشانی" : "url", v);
        if (t->at[i] == COLUMN_NETWORK) put_network(t, heading, v);
    }
    put_word(t->a, t->out, t->fa ? "گونه" : "kind", first_of(t, row, COLUMN_KIND), kinds);
    put_word(t->a, t->out, t->fa ? "اندازه" : "size", first_of(t, row, COLUMN_SIZE), sizes);
}

/* Without headings: the fields that look like addresses are, the first other one is the name. */
static bool without_headings(table *t, const csv_row *row)
{
    bool name = false, url = false;
    for (int i = 0; i < row->n; i++) {
        bool is = like_address(sv_trim(row->field[i]));
        t->at[i] = is ? COLUMN_URL : name ? -1 : COLUMN_NAME;
        name = name || !is;
        url = url || is;
    }
    return url;
}

static bool read_headings(table *t, const csv_row *row)
{
    bool any = false;
    for (int i = 0; i < row->n; i++) {
        t->at[i] = column_of(t->a, row->field[i]);
        any = any || t->at[i] == COLUMN_URL || t->at[i] == COLUMN_NETWORK;
    }
    if (any) t->head = *row;
    return any;
}

err seeds_from_csv(arena *a, sv text, lang in, buf *out, note *reterr)
{
    table t = {.a = a, .out = out, .fa = in == LANG_FA};
    csv_row row;
    for (int i = 0; i < CSV_FIELDS; i++) t.at[i] = -1;
    err e = decode_text(a, text, &text);
    if (e) return e;
    char divider = csv_divider(text);
    if (!csv_next(a, &text, divider, &row))
        return note_set(reterr, ERR_FORMAT, "%s", t.fa ? "جدول تهی است" : "the table is empty");
    bool first = without_headings(&t, &row);
    if (!first && !read_headings(&t, &row))
        return note_set(reterr, ERR_FORMAT, "%s",
            t.fa
                ? "سطر نخست باید نام ستون‌ها باشد: نام،گونه،نشانی،شبکه،اندازه؛ و فایل UTF-8 باشد"
                : "the first line must name the columns: name,kind,url,network,size; and the file "
                  "must be UTF-8");
    buf_puts(
        out, t.fa ? "[پروژه]\n;عنوان = بازار من\n;تماس = نشانی یا ایمیل شما (اجباری)\n"
                  : "[project]\n;title = my market\n;contact = your page or e-mail (required)\n");
    if (first) put_competitor(&t, &row);
    while (csv_next(a, &text, divider, &row)) put_competitor(&t, &row);
    return out->e;
}
