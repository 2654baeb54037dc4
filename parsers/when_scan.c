#include <pthread.h>

#include "parsers/point.h"
#include "parsers/when_in.h"

static int digit_of(int32_t c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 0x660 && c <= 0x669) return c - 0x660;
    if (c >= 0x6F0 && c <= 0x6F9) return c - 0x6F0;
    return -1;
}

static bool is_letter(int32_t c)
{
    if (c < 0x80) return point_is_latin(c);
    utf8proc_category_t k = point_category(c);
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME);
}

/* What keeps a word together but is no letter of it. */
static bool is_silent(int32_t c)
{
    return c == 0x200C || c == 0x200D || c == 0x640 || (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

/* Marks of direction, which may stand anywhere. */
static bool is_direction(int32_t c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static int32_t folded(int32_t c)
{
    switch (c) {
    case 0x64A:
    case 0x649: return 0x6CC; /* ي ى */
    case 0x643: return 0x6A9; /* ك */
    case 0x629:
    case 0x6C0: return 0x647; /* ة ۀ */
    case 0x623:
    case 0x625: return 0x627; /* أ إ */
    case 0x624: return 0x648; /* ؤ */
    case 0x626: return 0x6CC; /* ئ */
    default: return point_lower(c);
    }
}

static char mark_of(int32_t c)
{
    if (c < 0x80) return (char)c;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xAD) return '-';
    if (c == 0x2044 || c == 0xFF0F || c == 0x60D) return '/';
    if (c == 0x60C || c == 0x66B) return ',';
    if (c == 0xFF1A) return ':';
    return '?';
}

static int32_t next(sv s, size_t *i)
{
    int32_t c = -1;
    size_t n = point_at(sv_sub(s, *i, s.n), &c);
    *i += n ? n : 1;
    return n ? c : '?';
}

/* U+0600 to U+06FF: what each is, and the last byte and a half of what it is folded to; nearly all of a Persian text. */
typedef enum arabic_kind { ARABIC_OTHER, ARABIC_LETTER, ARABIC_SILENT, ARABIC_DIGIT } arabic_kind;
enum { ARABIC = 0x600, ARABIC_N = 0x100 };
static struct {
    unsigned char kind,
        low; /* low: of what it is folded to; a letter that leaves the block is ARABIC_OTHER */
} arabic[ARABIC_N];

static void learn_arabic(void)
{
    for (int32_t i = 0; i < ARABIC_N; i++) {
        int32_t c = ARABIC + i, to = folded(c);
        bool letter = is_letter(c) && to >= ARABIC && to < ARABIC + ARABIC_N;
        arabic[i].low = (unsigned char)(to & 0xFF);
        arabic[i].kind = is_silent(c)       ? ARABIC_SILENT
                         : digit_of(c) >= 0 ? ARABIC_DIGIT
                         : letter           ? ARABIC_LETTER
                                            : ARABIC_OTHER;
    }
}

/* The place in the table of what is at i; ARABIC_N: it is not of the block. */
static size_t arabic_at(sv s, size_t i)
{
    unsigned c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
    return c >= 0xD8 && c <= 0xDB && (d & 0xC0) == 0x80 ? (c & 3) << 6 | (d & 0x3F) : ARABIC_N;
}

static size_t number(sv s, size_t i, piece *p)
{
    while (i < s.n) {
        size_t after = i;
        int d = digit_of(next(s, &after));
        if (d < 0) break;
        if (p->digits < 15) p->value = p->value * 10 + d;
        p->digits++;
        i = after;
    }
    return i;
}

/* One letter of another script at *io; false: it is none, the word ends. */
static bool foreign_letter(sv s, size_t *io, piece *p, size_t *io_n)
{
    size_t after = *io;
    int32_t c = next(s, &after);
    if (!is_silent(c) && !is_letter(c)) return false;
    *io = after;
    if (is_silent(c)) return true;
    char out[4];
    size_t len = point_put(folded(c), out);
    if (len && *io_n + len < PIECE_WORD_MAX) {
        memcpy(p->word + *io_n, out, len);
        *io_n += len;
    }
    return true;
}

static size_t word(sv s, size_t i, piece *p)
{
    size_t n = 0;
    while (i < s.n) {
        size_t k = arabic_at(s, i);
        if (k < ARABIC_N && arabic[k].kind == ARABIC_LETTER) {
            if (n + 2 < PIECE_WORD_MAX) {
                p->word[n++] = (char)(0xD8 | arabic[k].low >> 6);
                p->word[n++] = (char)(0x80 | (arabic[k].low & 0x3F));
            }
            i += 2;
        } else if (k < ARABIC_N && arabic[k].kind == ARABIC_SILENT)
            i += 2;
        else if (point_is_latin((unsigned char)s.p[i])) {
            if (n + 1 < PIECE_WORD_MAX) p->word[n++] = sv_lower(s.p[i]);
            i++;
        } else if ((unsigned char)s.p[i] < 0x80 || !foreign_letter(s, &i, p, &n))
            break;
    }
    p->word[n] = 0;
    p->known = when_known(p->word, n);
    return i;
}

/* Without the rest of the word's room, which nobody reads. */
static void clear(piece *p, piece_kind kind, size_t at)
{
    p->kind = kind;
    p->spaced = p->known = false;
    p->mark = 0;
    p->digits = 0;
    p->value = 0;
    p->word[0] = 0;
    p->at = p->end = at;
}

/* What a piece that begins with c is; at i. */
static piece_kind kind_of(sv s, size_t i, int32_t c)
{
    size_t k = arabic_at(s, i);
    if (k < ARABIC_N && arabic[k].kind != ARABIC_OTHER)
        return arabic[k].kind == ARABIC_DIGIT ? PIECE_NUMBER : PIECE_WORD;
    if (digit_of(c) >= 0) return PIECE_NUMBER;
    return is_letter(c) || is_silent(c) ? PIECE_WORD : PIECE_MARK;
}

void pieces_of(sv text, pieces *ret)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, learn_arabic);
    ret->n = 0;
    sv s = sv_sub(text, 0, WHEN_TEXT);
    bool spaced = false;
    for (size_t i = 0; i < s.n && ret->n < PIECES_MAX;) {
        size_t after = i;
        int32_t c = next(s, &after);
        if (c <= ' ' || c == 0xA0 || c == 0x202F || is_direction(c)) {
            spaced |= !is_direction(c);
            i = after;
            continue;
        }
        piece *p = &ret->at[ret->n];
        clear(p, PIECE_END, i);
        p->spaced = spaced;
        spaced = false;
        p->kind = kind_of(s, i, c);
        if (p->kind == PIECE_NUMBER)
            i = number(s, i, p);
        else if (p->kind == PIECE_WORD) {
            i = word(s, i, p);
            if (!p->word[0]) continue;
        } else {
            p->mark = mark_of(c);
            i = after;
        }
        p->end = i;
        ret->n++;
    }
    for (size_t i = 0; i < PIECES_AHEAD; i++) clear(&ret->at[ret->n + i], PIECE_END, s.n);
}
