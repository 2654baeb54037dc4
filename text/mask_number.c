#include "text/mask_in.h"

#include "text/digits.h"
#include "text/utf8.h"

enum { GROUPS_MAX = 16, DIGITS_MAX = 30, GAP_MAX = 3, HINT_BYTES = 56 };

/* Digits in groups, with what people put between them. */
typedef struct digits {
    char all[DIGITS_MAX + 1];
    struct {
        size_t from, to, upto; /* bytes; digits in `all` up to its end */
    } group[GROUPS_MAX];
    int n;
} digits;

static bool gap_char(uint32_t cp)
{
    return cp == ' ' || cp == '-' || cp == '.' || cp == '(' || cp == ')' || cp == '_' ||
           cp == '/' || cp == '*' || cp == ',' || cp == 0x060C || cp == 0x066C || cp == 0x200C ||
           cp == 0xA0 || cp == 0x2011 || cp == 0x2013 || cp == 0x640;
}

/* The groups that begin at `at`. */
static void collect(sv s, size_t at, digits *d)
{
    const char *p = s.p + at, *end = s.p + s.n;
    size_t count = 0;
    d->n = 0;
    while (p < end && d->n < GROUPS_MAX && count < DIGITS_MAX) {
        const char *from = p;
        size_t before = count;
        while (p < end && count < DIGITS_MAX) {
            const char *q = p;
            int v = digit_value(utf8_next(&q, end));
            if (v < 0) break;
            d->all[count++] = (char)('0' + v);
            p = q;
        }
        if (count == before) break;
        d->group[d->n].from = (size_t)(from - s.p);
        d->group[d->n].to = (size_t)(p - s.p);
        d->group[d->n++].upto = count;
        for (int i = 0; i < GAP_MAX && p < end; i++) {
            const char *q = p;
            if (!gap_char(utf8_next(&q, end))) break;
            p = q;
        }
    }
    d->all[count] = 0;
}

static size_t group_digits(const digits *d, int i)
{
    return d->group[i].upto - (i ? d->group[i - 1].upto : 0);
}

static bool luhn(const char *d, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        int v = d[n - 1 - i] - '0';
        if (i % 2) v = v > 4 ? v * 2 - 9 : v * 2;
        sum += v;
    }
    return sum && sum % 10 == 0;
}

static bool national_id(const char *d)
{
    int sum = 0;
    bool same = true;
    for (int i = 0; i < 9; i++) sum += (d[i] - '0') * (10 - i), same = same && d[i] == d[0];
    int r = sum % 11, check = d[9] - '0';
    return !(same && d[9] == d[0]) && check == (r < 2 ? r : 11 - r);
}

/* ISO 13616 of IR + 24 digits. */
static bool iban(const char *d)
{
    unsigned r = 0;
    for (int i = 2; i < 24; i++) r = (r * 10 + (unsigned)(d[i] - '0')) % 97;
    r = (r * 100 + 18) % 97; /* I */
    r = (r * 100 + 27) % 97; /* R */
    for (int i = 0; i < 2; i++) r = (r * 10 + (unsigned)(d[i] - '0')) % 97;
    return r == 1;
}

static bool any_of(sv text, const sv *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sv_find(text, words[i]) != SV_NPOS) return true;
    return false;
}

static sv before(sv s, size_t at)
{
    size_t from = at > HINT_BYTES ? at - HINT_BYTES : 0;
    return (sv){s.p + from, at - from};
}

/* Words before a number that make it a telephone. */
static bool called(sv s, size_t at)
{
    static const sv words[] = {SV_INIT("تلفن"), SV_INIT("تماس"), SV_INIT("موبایل"),
        SV_INIT("همراه"), SV_INIT("واتساپ"), SV_INIT("واتس"), SV_INIT("شمارم"), SV_INIT("شماره"),
        SV_INIT("زنگ"), SV_INIT("phone"), SV_INIT("mobile"), SV_INIT("tel")};
    return any_of(before(s, at), words, sizeof words / sizeof words[0]);
}

/* Words before a number that make it the number of a thing. */
static bool of_a_thing(sv s, size_t at)
{
    static const sv words[] = {SV_INIT("سفارش"), SV_INIT("پیگیری"), SV_INIT("رهگیری"),
        SV_INIT("فاکتور"), SV_INIT("مرسوله"), SV_INIT("بارکد"), SV_INIT("سریال"), SV_INIT("مدل"),
        SV_INIT("محصول"), SV_INIT("کالا"), SV_INIT("تاریخ"), SV_INIT("قیمت"), SV_INIT("مبلغ"),
        SV_INIT("order"), SV_INIT("invoice"), SV_INIT("tracking"), SV_INIT("barcode"),
        SV_INIT("serial"), SV_INIT("model"), SV_INIT("ISBN"), SV_INIT("price")};
    return any_of(before(s, at), words, sizeof words / sizeof words[0]);
}

static bool hinted(sv s, size_t at, const char *words)
{
    sv near = before(s, at);
    for (sv rest = sv_c(words); rest.p;)
        if (sv_find(near, sv_cut(&rest, '|')) != SV_NPOS) return true;
    return false;
}

/* A unit behind a number: money, a share, a measure, a count. */
static bool measured(sv s, size_t to)
{
    static const sv units[] = {SV_INIT("تومان"), SV_INIT("تومن"), SV_INIT("تومنی"), SV_INIT("ریال"),
        SV_INIT("هزار"), SV_INIT("میلیون"), SV_INIT("میلیارد"), SV_INIT("درصد"), SV_INIT("٪"),
        SV_INIT("%"), SV_INIT("گرم"), SV_INIT("کیلو"), SV_INIT("متر"), SV_INIT("سانت"),
        SV_INIT("عدد"), SV_INIT("نفر"), SV_INIT("toman"), SV_INIT("rial"), SV_INIT("IRT"),
        SV_INIT("IRR"), SV_INIT("$")};
    sv rest = sv_sub(s, mask_blanks(s, to), s.n);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (sv_istarts(rest, units[i])) return true;
    return false;
}

/* 1,500,000: every group after the first has three digits. */
static bool in_thousands(const digits *d, int k)
{
    for (int i = 1; i < k; i++)
        if (group_digits(d, i) != 3) return false;
    return k > 1 && group_digits(d, 0) <= 3;
}

typedef struct look {
    sv s;
    const digits *d;
    int k;     /* groups looked at */
    size_t n;  /* digits in them */
    bool plus; /* a + stands before */
    bool thing, unit, called;
} look;

static bool is_card(const look *l)
{
    static const char *const banks[] = {"6037", "6104", "6219", "5892", "5022", "6280", "6273",
        "5859", "6274", "6395", "6393", "5029", "6362", "6369", "5054", "6277", "5057", "2071",
        "5041", "6063", "5028", "5047", "6278", "9919", "9800", "6396", "5910"};
    bool fours = l->k == 4, bank = false;
    for (int i = 0; i < l->k; i++) fours = fours && group_digits(l->d, i) == 4;
    if (l->n != 16 || (l->k != 1 && !fours)) return false;
    bool ok = luhn(l->d->all, 16);
    for (size_t i = 0; i < sizeof banks / sizeof banks[0]; i++)
        bank = bank || strncmp(l->d->all, banks[i], 4) == 0;
    if ((fours && (bank || ok)) || (bank && ok)) return true;
    return hinted(l->s, l->d->group[0].from, "کارت|card|واریز") || (!l->thing && (ok || bank));
}

/* Ten digits from 9 on: a mobile without its zero. */
static bool is_bare_mobile(const look *l)
{
    const char *d = l->d->all;
    if (l->n != 10 || d[0] != '9' || !strchr("012349", d[1]) || l->unit || l->thing) return false;
    if (l->k == 1) return l->called || strcmp(d + 7, "000") != 0;
    return group_digits(l->d, 0) == 3 && !in_thousands(l->d, l->k);
}

/* Seven or eight digits of a landline, told as such: mobiles and goods have other numbers, prices end in zeros. */
static bool is_local(const look *l)
{
    const char *d = l->d->all;
    bool told = hinted(l->s, l->d->group[0].from, "تلفن|تماس|شماره|زنگ|phone|tel:|Tel");
    if (l->n < 7 || l->n > 8 || l->k > 4 || d[0] < '2' || d[0] > '8') return false;
    return told && !l->thing && !l->unit && !in_thousands(l->d, l->k) &&
           strncmp(d + l->n - 3, "000", 3) != 0;
}

static bool is_phone(const look *l)
{
    const char *d = l->d->all;
    size_t n = l->n, first = group_digits(l->d, 0);
    if (l->plus) return n >= 9 && n <= 15 && !l->unit;
    if (n == 11 && d[0] == '0' && d[1] == '9') return true;
    if (n == 11 && d[0] == '0' && d[1] != '0')
        return l->k == 1 ? !l->thing || l->called : first >= 3 && first <= 5;
    if (n == 12 && d[0] == '9' && d[1] == '8' && d[2] != '0')
        return (!l->unit && !l->thing) || l->called;
    if (n == 14 && memcmp(d, "0098", 4) == 0) return true;
    if (is_bare_mobile(l)) return true;
    return is_local(l);
}

static bool is_national(const look *l)
{
    size_t at = l->d->group[0].from;
    if (l->k > 3 || l->n < 8 || l->n > 10 || l->unit) return false;
    if (hinted(l->s, at, "ملی|national") && !l->thing) return true;
    bool grouped = l->k == 1 || (l->k == 3 && group_digits(l->d, 0) == 3);
    return l->n == 10 && grouped && !l->thing && national_id(l->d->all);
}

/* What the first `k` groups are, or empty. */
static sv classify(sv s, const digits *d, int k, bool plus, bool ir)
{
    size_t from = d->group[0].from;
    if (d->group[k - 1].upto < 7) return (sv){NULL, 0}; /* no number of a person is shorter */
    const look l = {.s = s,
        .d = d,
        .k = k,
        .n = d->group[k - 1].upto,
        .plus = plus,
        .thing = of_a_thing(s, from),
        .unit = measured(s, d->group[k - 1].to),
        .called = called(s, from)};
    if (l.n == 24 && (ir || iban(d->all) || hinted(s, from, "شبا|sheba|IBAN"))) return SV("[شبا]");
    if (l.n == 10 && k <= 2 && hinted(s, from, "پستی|postal|zip")) return SV("[کدپستی]");
    if (is_card(&l)) return SV("[کارت]");
    if (is_phone(&l)) return SV("[تلفن]");
    if (is_national(&l)) return SV("[کدملی]");
    return (sv){NULL, 0};
}

size_t mask_number(sv s, size_t at, bool plus, bool ir, sv *ret_with, size_t *ret_next)
{
    digits d;
    collect(s, at, &d);
    *ret_next = d.n ? d.group[0].to : at + 1;
    for (int k = d.n; k > 0; k--) {
        const char *q = s.p + d.group[k - 1].to, *end = s.p + s.n;
        if (q < end && digit_value(utf8_next(&q, end)) >= 0)
            continue; /* more digits than we hold */
        *ret_with = classify(s, &d, k, plus, ir);
        if (ret_with->n) return d.group[k - 1].to;
    }
    return 0;
}

bool mask_iban(sv s, size_t at, size_t *ret_digits)
{
    if (!sv_istarts(sv_sub(s, at, 2), SV("ir"))) return false;
    size_t i = at + 2;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '-') && i < at + 4) i++;
    digits d;
    collect(s, i, &d);
    if (!d.n || d.group[d.n - 1].upto < 24) return false;
    *ret_digits = i;
    return true;
}
