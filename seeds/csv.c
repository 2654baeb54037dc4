#include "seeds/csv.h"

#include "seeds/keys.h"

char csv_divider(sv text)
{
    static const char all[] = {',', ';', '\t'};
    sv line = sv_cut(&text, '\n');
    char best = ',';
    size_t most = 0;
    for (size_t i = 0; i < sizeof all; i++) {
        size_t n = 0;
        for (size_t k = 0; k < line.n; k++) n += line.p[k] == all[i];
        if (n > most) most = n, best = all[i];
    }
    return best;
}

/* A quoted field; *rest is behind its closing quote. Only where quotes are doubled the field is a copy, of its own
 * length: the rest of a large file is not reserved for every field. */
static sv quoted(arena *a, sv *rest)
{
    size_t end = 1, doubled = 0;
    for (; end < rest->n; end++) {
        if (rest->p[end] != '"') continue;
        if (end + 1 >= rest->n || rest->p[end + 1] != '"') break;
        doubled++, end++;
    }
    if (end > rest->n) end = rest->n;
    const sv inside = sv_sub(*rest, 1, end - 1);
    *rest = sv_sub(*rest, end + 1, rest->n);
    if (!doubled) return inside;
    char *out = arena_alloc(a, inside.n);
    if (!out) return (sv){NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < inside.n; i++) {
        out[n++] = inside.p[i];
        i += inside.p[i] == '"';
    }
    return (sv){out, n};
}

static sv bare(sv *rest, char divider)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != divider && rest->p[n] != '\n') n++;
    sv field = sv_sub(*rest, 0, n);
    *rest = sv_sub(*rest, n, rest->n);
    return field;
}

bool csv_next(arena *a, sv *rest, char divider, csv_row *ret)
{
    if (!rest->n) return false;
    *ret = (csv_row){.n = 0};
    for (;;) {
        sv field;
        if (rest->n && rest->p[0] == '"') {
            field = quoted(a, rest);
            (void)bare(rest, divider); /* what follows the quote is noise */
        } else
            field = sv_trim(bare(rest, divider));
        if (ret->n < CSV_FIELDS) ret->field[ret->n++] = field;
        if (!rest->n) return true;
        char end = rest->p[0];
        *rest = sv_sub(*rest, 1, rest->n);
        if (end == '\n') return true;
    }
}

enum { COLUMN_NAME, COLUMN_URL, COLUMN_NETWORK, COLUMN_KIND, COLUMN_SIZE, COLUMN_MAX };

static const char *const names[COLUMN_MAX] = {"نام|رقیب|name|competitor|title",
    "نشانی|آدرس|سایت|لینک|url|site|website|address|link", "شبکه|شبکهاجتماعی|network|social|handle",
    "گونه|نوع|kind|type", "اندازه|size"};

static int column_of(arena *a, sv header)
{
    sv f = key_fold(a, header);
    for (int i = 0; i < COLUMN_MAX; i++)
        for (sv rest = sv_c(names[i]); rest.p;)
            if (sv_eq(f, key_fold(a, sv_cut(&rest, '|')))) return i;
    return -1;
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

static void put_pair(buf *out, const char *key, sv value)
{
    if (!value.n) return;
    buf_printf(out, "%s = ", key);
    put_safe(out, value, false);
    buf_putc(out, '\n');
}

static void put_competitor(buf *out, const sv *v, bool fa)
{
    buf_puts(out, fa ? "\n[رقیب \"" : "\n[competitor \"");
    put_safe(out, v[COLUMN_NAME].n ? v[COLUMN_NAME] : v[COLUMN_URL], true);
    buf_puts(out, "\"]\n");
    sv url = v[COLUMN_URL];
    if (url.n) {
        buf_puts(out, fa ? "نشانی = " : "url = ");
        if (sv_find(url, SV("://")) == SV_NPOS) buf_puts(out, "https://");
        put_safe(out, url, false);
        buf_putc(out, '\n');
    }
    put_pair(out, fa ? "شبکه" : "network", v[COLUMN_NETWORK]);
    put_pair(out, fa ? "گونه" : "kind", v[COLUMN_KIND]);
    put_pair(out, fa ? "اندازه" : "size", v[COLUMN_SIZE]);
}

err seeds_from_csv(arena *a, sv text, lang in, buf *out, note *reterr)
{
    if (sv_starts(text, SV("\xEF\xBB\xBF"))) text = sv_sub(text, 3, text.n);
    char divider = csv_divider(text);
    csv_row row;
    int at[COLUMN_MAX] = {-1, -1, -1, -1, -1};
    if (!csv_next(a, &text, divider, &row))
        return note_set(
            reterr, ERR_FORMAT, "%s", in == LANG_FA ? "جدول تهی است" : "the table is empty");
    for (int i = 0; i < row.n; i++) {
        int c = column_of(a, row.field[i]);
        if (c >= 0 && at[c] < 0) at[c] = i;
    }
    if (at[COLUMN_URL] < 0 && at[COLUMN_NETWORK] < 0)
        return note_set(reterr, ERR_FORMAT, "%s",
            in == LANG_FA
                ? "سطر نخست باید نام ستون‌ها باشد: نام،گونه،نشانی،شبکه،اندازه"
                : "the first line must name the columns: name,kind,url,network,size");
    bool fa = in == LANG_FA;
    buf_puts(out, fa ? "[پروژه]\nعنوان = بازار من\n;تماس = نشانی یا ایمیل شما (اجباری)\n"
                     : "[project]\ntitle = my market\n;contact = your page or e-mail (required)\n");
    while (csv_next(a, &text, divider, &row)) {
        sv v[COLUMN_MAX] = {{NULL, 0}};
        for (int i = 0; i < COLUMN_MAX; i++)
            if (at[i] >= 0 && at[i] < row.n) v[i] = row.field[at[i]];
        if (v[COLUMN_URL].n || v[COLUMN_NETWORK].n) put_competitor(out, v, fa);
    }
    return out->e;
}
