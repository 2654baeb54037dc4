#include "text/chars.h"
#include "text/digits.h"
#include "text/mask_in.h"
#include "text/utf8.h"

enum { TOLD_BYTES = 48, STREET_BYTES = 200, NAME_LEAST = 4 };

static char_class class_at(sv s, size_t at, size_t *ret_n)
{
    size_t n = 1;
    uint32_t cp = at < s.n ? utf8_at(s.p + at, s.p + s.n, &n) : UTF8_BAD;
    if (ret_n) *ret_n = n;
    return cp == UTF8_BAD ? CH_BAD : char_class_of(cp);
}

size_t mask_blanks(sv s, size_t at)
{
    size_t n;
    for (;;) {
        char_class k = at < s.n ? class_at(s, at, &n) : CH_BAD;
        if (k != CH_SPACE && k != CH_ZWNJ && k != CH_DROP) return at;
        at += n;
    }
}

bool mask_inside_word(sv s, size_t at)
{
    if (!at) return false;
    size_t back = at - 1;
    while (back && (s.p[back] & 0xC0) == 0x80) back--;
    char_class k = class_at(s, back, NULL);
    return k == CH_PERSIAN || k == CH_LETTER || k == CH_LATIN || k == CH_DIGIT || k == CH_ZWNJ;
}

static size_t letters_end(sv s, size_t at)
{
    size_t n;
    while (at < s.n) {
        char_class k = class_at(s, at, &n);
        if (k != CH_PERSIAN && k != CH_LETTER && k != CH_MARK) break;
        at += n;
    }
    return at;
}

/* The longest word of `list` (divided by |) that stands whole at `at`: where it ends, else 0. */
static size_t whole_word(sv s, size_t at, const char *list)
{
    size_t best = 0;
    for (sv rest = sv_c(list); rest.p;) {
        sv w = sv_cut(&rest, '|');
        if (!sv_istarts(sv_sub(s, at, s.n), w) || at + w.n <= best) continue;
        char_class k = class_at(s, at + w.n, NULL);
        if (k != CH_PERSIAN && k != CH_LETTER && k != CH_LATIN) best = at + w.n;
    }
    return best;
}

/* One group of digits in words: «نهصد و دوازده» has three, «هفت» one; 0: no number word here. */
static size_t spelled_group(sv s, size_t *at)
{
    static const struct {
        size_t digits;
        const char *words;
    } ranks[] = {{3, "صد|یکصد|دویست|سیصد|چهارصد|پانصد|پونصد|ششصد|شیشصد|هفتصد|هشتصد|نهصد"},
        {2, "ده|یازده|دوازده|سیزده|چهارده|پانزده|پونزده|شانزده|شونزده|هفده|هجده|نوزده|بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود"},
        {1, "صفر|یک|دو|سه|چهار|پنج|شش|شیش|هفت|هشت|نه"}};
    size_t i = *at, digits = 0, rank = 4;
    for (;;) {
        size_t end = 0, k = 0;
        for (; k < 3 && !end; k++) end = whole_word(s, i, ranks[k].words);
        if (!end || ranks[k - 1].digits >= rank) return digits;
        rank = ranks[k - 1].digits;
        if (!digits) digits = rank;
        *at = end;
        size_t and = whole_word(s, mask_blanks(s, end), "و");
        if (!and) return digits;
        i = mask_blanks(s, and);
    }
}

static size_t digit_run(sv s, size_t *at)
{
    const char *p = s.p + *at, *end = s.p + s.n;
    size_t n = 0;
    while (p < end) {
        const char *q = p;
        if (digit_value(utf8_next(&q, end)) < 0) break;
        p = q;
        n++;
    }
    *at = (size_t)(p - s.p);
    return n;
}

size_t mask_spelled_phone(sv s, size_t at)
{
    size_t i = whole_word(s, at, "صفر"), digits = i ? 1 : 0;
    i = i ? mask_blanks(s, i) : at;
    if (!whole_word(s, i, "نهصد")) return 0;
    size_t want = digits + 10, end = i;
    while (digits < want) {
        size_t to = i, n = digit_run(s, &to);
        if (!n) n = spelled_group(s, &to);
        if (!n) return 0;
        digits += n;
        end = to;
        i = mask_blanks(s, to);
        size_t and = whole_word(s, i, "و");
        if (and) i = mask_blanks(s, and);
        while (i < s.n && (s.p[i] == '-' || s.p[i] == '.')) i++;
        i = mask_blanks(s, i);
    }
    return digits == want ? end : 0;
}

static size_t name_end(sv s, size_t at, const char *more)
{
    while (at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') ||
                           (sv_lower(s.p[at]) >= 'a' && sv_lower(s.p[at]) <= 'z') ||
                           (s.p[at] && strchr(more, s.p[at]))))
        at++;
    return at;
}

/* "(at)", " at ", " @ ", « ات »: where it ends, 0: none. *ret_word: it is a plain word, which may mean something else. */
static size_t at_sign(sv s, size_t i, bool *ret_word)
{
    size_t j = mask_blanks(s, i);
    *ret_word = false;
    if (j >= s.n || !strchr("([{@aA\xD8", s.p[j])) return 0; /* quick: no sign begins otherwise */
    static const sv signs[] = {SV_INIT("(at)"), SV_INIT("[at]"), SV_INIT("{at}"), SV_INIT("(@)"),
        SV_INIT("[@]"), SV_INIT("@")};
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (sv_istarts(sv_sub(s, j, s.n), signs[k])) return mask_blanks(s, j + signs[k].n);
    size_t end = j > i ? whole_word(s, j, "at|ات|اَت|ات‌ساین") : 0;
    *ret_word = true;
    return end && mask_blanks(s, end) > end ? mask_blanks(s, end) : 0;
}

/* ".", " . ", "(dot)", " dot ", « دات »: where it ends, 0: none. */
static size_t dot_sign(sv s, size_t i, bool *spelled)
{
    size_t j = mask_blanks(s, i);
    static const sv signs[] = {SV_INIT("(dot)"), SV_INIT("[dot]"), SV_INIT("{dot}")};
    for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
        if (sv_istarts(sv_sub(s, j, s.n), signs[k])) {
            *spelled = true;
            return mask_blanks(s, j + signs[k].n);
        }
    if (j < s.n && s.p[j] == '.') {
        size_t end = mask_blanks(s, j + 1);
        return (j > i) == (end > j + 1) ? end
                                        : 0; /* the end of a sentence has a blank behind only */
    }
    size_t end = whole_word(s, j, "dot|دات|نقطه");
    if (end) *spelled = true;
    return end ? mask_blanks(s, end) : 0;
}

size_t mask_spelled_mail(sv s, size_t at)
{
    static const char providers[] =
        "gmail|yahoo|hotmail|outlook|live|icloud|proton|protonmail|chmail|mailfa|ymail|جیمیل|یاهو|هاتمیل|اوتلوک";
    static const char ends[] =
        "com|ir|net|org|info|io|me|co|de|fr|uk|کام|نت|آی‌آر|ای‌آر|آیآر";
    bool word = false, spelled = false;
    size_t local = name_end(s, at, "._-");
    if (local == at) local = letters_end(s, at);
    size_t i = local > at ? at_sign(s, local, &word) : 0;
    if (!i) return 0;
    size_t end = whole_word(s, i, providers);
    bool known = end != 0;
    if (!end) end = name_end(s, i, "-");
    if (end == i) return 0;
    for (size_t to; (to = dot_sign(s, end, &spelled)) != 0;) {
        size_t label = whole_word(s, to, ends);
        if (!label) break;
        if (!word || spelled) known = true;
        end = label;
    }
    return known ? end : 0;
}

/* Letters with a digit, an underline or a point inside. */
static bool like_account(sv name)
{
    bool letter = false, mark = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = sv_lower(name.p[i]);
        letter = letter || (c >= 'a' && c <= 'z');
        mark = mark || c == '_' || (c == '.' && i && i + 1 < name.n);
    }
    return letter && mark;
}

size_t mask_told_name(sv s, size_t at, size_t *ret_from)
{
    size_t sure = whole_word(s, at,
        "آیدی|ایدی|آی‌دی|آیدیم|ایدیم|آیدی‌ام|یوزرنیم|یوزر|username");
    size_t end = sure
                     ? sure
                     : whole_word(s, at,
                           "تلگرام|تلگرامم|اینستا|اینستاگرام|پیجم|کانالم|telegram|instagram|insta");
    if (!end) return 0;
    for (size_t i = end; i < s.n && i < end + TOLD_BYTES;) {
        size_t n = 1;
        char_class k = class_at(s, i, &n);
        if (k == CH_NEWLINE || k == CH_BAD || s.p[i] == '.' || s.p[i] == '!') return 0;
        if (k != CH_LATIN || (s.p[i] & 0x80)) {
            i += n;
            continue;
        }
        size_t to = name_end(s, i, "._");
        while (to > i && s.p[to - 1] == '.') to--;
        sv name = sv_sub(s, i, to - i);
        bool link = to < s.n && (s.p[to] == '/' || s.p[to] == ':' || s.p[to] == '-');
        *ret_from = i;
        return !link && name.n >= NAME_LEAST && (sure || like_account(name)) ? to : 0;
    }
    return 0;
}

/* «پلاک ۱۲»، «واحد ۳»: where the number ends, 0: none here. */
static size_t house(sv s, size_t at, const char *words)
{
    size_t i = mask_inside_word(s, at) ? 0 : whole_word(s, at, words);
    if (!i) return 0;
    i = mask_blanks(s, i);
    if (i < s.n && (s.p[i] == ':' || s.p[i] == '.')) i = mask_blanks(s, i + 1);
    size_t to = i;
    return digit_run(s, &to) ? to : 0;
}

size_t mask_street(sv s, size_t at)
{
    static const char streets[] =
        "خیابان|خیابون|خ|کوچه|کوی|بلوار|بولوار|میدان|میدون|بن‌بست|بن|شهرک|بزرگراه|اتوبان|فاز|محله";
    static const char doors[] = "پلاک|پ|واحد|طبقه|زنگ";
    size_t end = 0;
    if (!whole_word(s, at, streets)) return 0;
    for (size_t i = at; i < s.n && i < at + STREET_BYTES;) {
        size_t n = 1, to = house(s, i, end ? doors : "پلاک|پ|واحد");
        char_class k = class_at(s, i, &n);
        if (k == CH_NEWLINE || s.p[i] == '!' || sv_starts(sv_sub(s, i, s.n), SV("؟"))) break;
        if (to) end = to;
        if (end && !to && i > end + 12) break; /* what follows the house is no address any more */
        i = to ? to : i + n;
    }
    return end;
}
