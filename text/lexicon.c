#include "text/lexicon.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/chars.h"
#include "text/lex.h"
#include "text/utf8.h"
#include "util/file.h"
#include "util/share.h"

enum { LEXICON_MAX = 64 << 20, SPACES = LEX_NS_FACT + FACT_ENGLISH + 1 - LEX_NS_SUFFIX };

/* Of the endings, of the tails or of one kind of facts: bit n of first[c], last[c]: one of n letters begins, ends with
 * the letter c. Most of what is asked for is none, and these say so at once. */
typedef struct shapes {
    uint64_t first[UINT8_MAX + 1], last[UINT8_MAX + 1];
} shapes;

/* Of the beginnings of compounds, one bit each. */
enum { HEAD_BITS = 1 << 19, HEAD_LETTERS = 12 };

struct lexicon {
    void *map;
    size_t size;
    const lex_head *head;
    const lex_entry *entry;
    const uint32_t *slot;
    const uint8_t *key;
    const char *string;
    shapes shape[SPACES]; /* of the keys that are no words, by name space */
    uint64_t heads[HEAD_BITS / 64];
    char version[17];
};

uint32_t lex_hash(const uint8_t *key, size_t n)
{
    uint32_t h = 0x9E3779B9u ^ (uint32_t)n;
    for (size_t i = 0; i < n; i++) h = (h ^ key[i]) * 0x01000193u;
    h = (h ^ h >> 15) * 0x85EBCA6Bu;
    return h ^ h >> 13;
}

const lex_entry *lex_find(const lexicon *lx, const uint8_t *key, size_t n)
{
    if (!lx || !n || n > LEX_KEY_MAX) return NULL;
    uint32_t mask = lx->head->n_slot - 1, h = lex_hash(key, n), tag = h >> LEX_TAG_SHIFT;
    for (uint32_t i = h & mask; lx->slot[i]; i = (i + 1) & mask) {
        if (lx->slot[i] >> LEX_TAG_SHIFT != tag) continue;
        const lex_entry *e = &lx->entry[lx->slot[i] & LEX_ENTRY_MAX];
        if (e->n == n && memcmp(lx->key + e->key, key, n) == 0) return e;
    }
    return NULL;
}

/* The entry of a key in a name space, which is its first byte. */
static const lex_entry *find_in(const lexicon *lx, uint8_t space, const uint8_t *key, size_t n)
{
    uint8_t k[LEX_KEY_MAX];
    if (!lx || !n || n >= sizeof k) return NULL;
    const shapes *s = &lx->shape[space - LEX_NS_SUFFIX];
    if (!(s->first[key[0]] & s->last[key[n - 1]] & 1ull << n)) return NULL;
    k[0] = space;
    memcpy(k + 1, key, n);
    return lex_find(lx, k, n + 1);
}

const lex_entry *lex_ending(const lexicon *lx, const uint8_t *key, size_t n)
{
    return find_in(lx, LEX_NS_SUFFIX, key, n);
}

const lex_entry *lex_tail(const lexicon *lx, const uint8_t *key, size_t n)
{
    return find_in(lx, LEX_NS_TAIL, key, n);
}

static uint32_t head_add(uint32_t h, uint8_t code) { return (h ^ code) * 0x01000193u; }

static uint32_t head_bit(uint32_t h) { return (h ^ h >> 15) * 0x85EBCA6Bu % HEAD_BITS; }

bool lex_compound(const lexicon *lx, const uint8_t *key, size_t n)
{
    uint32_t h = 0x9E3779B9u;
    if (n > HEAD_LETTERS) return true;
    for (size_t i = 0; i < n; i++) h = head_add(h, key[i]);
    h = head_bit(h);
    return lx->heads[h / 64] >> h % 64 & 1;
}

const lex_entry *lex_alt(const lexicon *lx, const lex_entry *e)
{
    return e && e->alt ? &lx->entry[e->alt] : NULL;
}

sv lex_string(const lexicon *lx, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)lx->string + at;
    return (sv){(const char *)p + 1, p[0]};
}

size_t lex_formal(const lexicon *lx, const lex_entry *e, char *out)
{
    if (e->formal & LEX_BY_ENTRY) {
        const lex_entry *f = &lx->entry[e->formal ^ LEX_BY_ENTRY];
        return lex_spell(lx->key + f->key, f->n, f->zwnj, out);
    }
    sv s = lex_string(lx, e->formal);
    memcpy(out, s.p, s.n);
    return s.n;
}

size_t lex_key(sv s, uint8_t code[LEX_KEY_MAX], uint32_t *ret_zwnj)
{
    size_t n = 0;
    *ret_zwnj = 0;
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end;) {
        uint32_t c = utf8_next(&p, end);
        uint8_t k = c == UTF8_BAD ? 0 : char_code(char_fold(c));
        char_class cc = c == UTF8_BAD ? CH_BAD : char_class_of(c);
        if (cc == CH_MARK || cc == CH_DROP) continue;
        if (cc == CH_ZWNJ) {
            if (n && n < LEX_KEY_MAX) *ret_zwnj |= 1u << n;
            continue;
        }
        if (!k || n == LEX_KEY_MAX) return 0;
        code[n++] = k;
    }
    return n;
}

size_t lex_spell(const uint8_t *code, size_t n, uint32_t zwnj, char *out)
{
    size_t w = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && i < 32 && (zwnj >> i & 1)) w += utf8_put(out + w, 0x200C);
        w += utf8_put(out + w, char_letter(code[i]));
    }
    return w;
}

sv lexicon_get(const lexicon *lx, lexicon_fact kind, sv name)
{
    uint8_t key[LEX_KEY_MAX];
    uint32_t zwnj;
    size_t n = 0;
    if (kind == FACT_FINGLISH || kind == FACT_ENGLISH) {
        if (name.n >= LEX_KEY_MAX) return (sv){NULL, 0};
        for (; n < name.n; n++) key[n] = (uint8_t)sv_lower(name.p[n]);
    } else {
        n = lex_key(name, key, &zwnj);
    }
    const lex_entry *e = find_in(lx, (uint8_t)(LEX_NS_FACT + (int)kind), key, n);
    return e ? lex_string(lx, e->lemma) : (sv){NULL, 0};
}

sv lexicon_column(sv row, int i)
{
    sv cell = sv_cut(&row, '\t');
    while (i-- > 0) cell = sv_cut(&row, '\t');
    return cell;
}

/* Every offset is inside, so that a damaged file is refused and never read past its end. */
static bool sound(const lexicon *lx)
{
    const lex_head *h = lx->head;
    if (h->magic != LEX_MAGIC || h->version != LEX_VERSION) return false;
    if (!h->n_slot || (h->n_slot & (h->n_slot - 1)) || h->n_entry >= h->n_slot) return false;
    uint64_t want = sizeof *h + (uint64_t)h->n_entry * sizeof(lex_entry) +
                    (uint64_t)h->n_slot * sizeof(uint32_t) + h->n_key + h->n_string;
    return want == lx->size && h->n_string >= 256;
}

static bool entries_sound(const lexicon *lx)
{
    const lex_head *h = lx->head;
    for (uint32_t i = 0; i < h->n_entry; i++) {
        const lex_entry *e = &lx->entry[i];
        if (e->key > h->n_key || h->n_key - e->key < e->n || e->alt >= h->n_entry) return false;
        bool by_entry = e->formal & LEX_BY_ENTRY;
        if (e->lemma > h->n_string - 256 || e->n > LEX_KEY_MAX) return false;
        if (by_entry ? (e->formal ^ LEX_BY_ENTRY) >= h->n_entry : e->formal > h->n_string - 256)
            return false;
    }
    uint32_t used = 0;
    for (uint32_t i = 0; i < h->n_slot; i++) {
        if ((lx->slot[i] & LEX_ENTRY_MAX) >= h->n_entry) return false;
        used += lx->slot[i] != 0;
    }
    return used < h->n_slot;
}

static void note_shapes(lexicon *lx)
{
    for (uint32_t i = 0; i < lx->head->n_entry; i++) {
        const uint8_t *key = lx->key + lx->entry[i].key;
        uint8_t n = lx->entry[i].n;
        if (n < 2 || key[0] < LEX_NS_SUFFIX || key[0] >= LEX_NS_SUFFIX + SPACES) continue;
        shapes *s = &lx->shape[key[0] - LEX_NS_SUFFIX];
        s->first[key[1]] |= 1ull << (n - 1);
        s->last[key[n - 1]] |= 1ull << (n - 1);
    }
}

static void note_heads(lexicon *lx)
{
    for (uint32_t i = 0; i < lx->head->n_entry; i++) {
        const lex_entry *e = &lx->entry[i];
        uint32_t h = 0x9E3779B9u;
        for (uint8_t k = 0; e->cls & LC_COMPOUND && k < e->n && k < HEAD_LETTERS; k++) {
            h = head_add(h, lx->key[e->key + k]);
            lx->heads[head_bit(h) / 64] |= 1ull << head_bit(h) % 64;
        }
    }
}

static err map_file(const char *path, lexicon *lx, note *reterr)
{
    CLEANUP(fd_closep) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return note_set(reterr, os_err(), "%s: %s", path, os_error());
    struct stat st;
    if (fstat(fd, &st)) return note_set(reterr, ERR_IO, "%s: %s", path, os_error());
    if (st.st_size < (off_t)sizeof(lex_head) || st.st_size > LEXICON_MAX)
        return note_set(reterr, ERR_FORMAT, "%s: not a lexicon", path);
    lx->size = (size_t)st.st_size;
    lx->map = mmap(NULL, lx->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (lx->map == MAP_FAILED) {
        lx->map = NULL;
        return note_set(reterr, os_err(), "%s: %s", path, os_error());
    }
    lx->head = lx->map;
    if (!sound(lx)) return note_set(reterr, ERR_FORMAT, "%s: not a lexicon of this program", path);
    lx->entry = (const lex_entry *)(lx->head + 1);
    lx->slot = (const uint32_t *)(lx->entry + lx->head->n_entry);
    lx->key = (const uint8_t *)(lx->slot + lx->head->n_slot);
    lx->string = (const char *)lx->key + lx->head->n_key;
    if (!entries_sound(lx)) return note_set(reterr, ERR_CORRUPT, "%s: damaged lexicon", path);
    note_shapes(lx);
    note_heads(lx);
    /* looked through once: what is used comes back by itself */
    (void)madvise(lx->map, lx->size, MADV_DONTNEED);
    (void)snprintf(
        lx->version, sizeof lx->version, "%016llx", (unsigned long long)lx->head->digest);
    return ERR_OK;
}

static err open_at(const char *path, lexicon **ret, note *reterr)
{
    lexicon *lx = calloc(1, sizeof *lx);
    if (!lx) return note_set(reterr, ERR_NOMEM, "%s: %s", path, err_str(ERR_NOMEM));
    err e = map_file(path, lx, reterr);
    if (e) {
        lexicon_close(lx);
        return e;
    }
    *ret = lx;
    return ERR_OK;
}

err lexicon_open(const char *path, lexicon **ret, note *reterr)
{
    char found[SHARE_PATH_BYTES];
    err e = path ? ERR_OK : share_find("lexicon.bin", found, reterr);
    return e ? e : open_at(path ? path : found, ret, reterr);
}

sv lexicon_version(const lexicon *lx) { return lx ? sv_c(lx->version) : (sv){NULL, 0}; }

void lexicon_close(lexicon *lx)
{
    if (!lx) return;
    if (lx->map) (void)munmap(lx->map, lx->size);
    free(lx);
}
