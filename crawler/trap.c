#include "crawler/trap.h"

#include "crawler/url.h"
#include "util/hash.h"

enum {
    SHAPE_BYTES = 1024,
    NEAR_BITS = 4,
    FRESH_SHARE = 10, /* one of this many must be fresh */
    TRAIL = 64,
    TRAIL_STALE = 58,
    TOKEN_BYTES = 8
};

/* The length of a run of letters and digits that looks made by a machine: an identifier of a visit, a hash. */
static size_t token_at(sv s, size_t at)
{
    size_t n = 0, digits = 0;
    for (; at + n < s.n; n++) {
        char c = sv_lower(s.p[at + n]);
        bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'z')) break;
        digits += digit;
    }
    return n >= TOKEN_BYTES && digits >= 2 && digits < n ? n : 0;
}

static size_t put_shape(char *out, size_t n, sv s, bool *digits)
{
    for (size_t i = 0; i < s.n && n < SHAPE_BYTES; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9', first = !i || s.p[i - 1] == '/';
        size_t token = first || s.p[i - 1] == '-' || s.p[i - 1] == '(' ? token_at(s, i) : 0;
        if (token) {
            out[n++] = '*';
            i += token - 1;
            *digits = true;
            continue;
        }
        if (s.p[i] == '%' && i + 2 < s.n) { /* an escape is a letter, not a number */
            out[n++] = '%';
            i += 2;
            continue;
        }
        *digits = *digits || digit;
        if (digit && n && out[n - 1] == '#') continue;
        out[n++] = digit ? '#' : s.p[i];
    }
    return n;
}

int64_t trap_shape_of(sv canonical)
{
    char out[SHAPE_BYTES];
    url u;
    bool digits = false;
    if (!url_split(canonical, &u)) return 0;
    size_t n = put_shape(out, 0, u.path, &digits);
    for (sv query = u.query; query.n;) {
        sv value = sv_cut(&query, '&'), name = sv_cut(&value, '=');
        if (n < SHAPE_BYTES) out[n++] = '&';
        n = put_shape(out, n, name, &digits);
        digits = true;
    }
    return digits ? hash_id((sv){out, n}) : 0;
}

static const trap_shape *find(const trap *t, int64_t key)
{
    for (size_t i = 0; i < TRAP_SHAPES; i++) {
        const trap_shape *s = &t->shape[((uint64_t)key + i) % TRAP_SHAPES];
        if (s->key == key || !s->key) return s;
    }
    return NULL; /* full: what is not known is not judged */
}

bool trap_closed(const trap *t, int64_t shape)
{
    const trap_shape *s = t && shape ? find(t, shape) : NULL;
    return s && s->key == shape && s->seen >= TRAP_MIN && s->fresh * FRESH_SHARE < s->seen;
}

static uint64_t mixed(uint64_t h, uint64_t four)
{
    h = (h ^ four) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

uint64_t trap_gist(sv text)
{
    uint64_t h = 0xcbf29ce484222325, four = 0; /* letters: those kept are no longer in one piece */
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        uint64_t c = (unsigned char)text.p[i];
        if (c < 'A') continue;
        if (c >= 0xD8 && c <= 0xDB && i + 1 < text.n) {
            unsigned d = (unsigned char)text.p[++i];
            if (((c == 0xDB) & (d - 0xB0 < 10U)) | ((c == 0xD9) & (d - 0xA0 < 10U))) continue;
            c = c << 8 | d;
        }
        four = four << 16 | c;
        if (++n % 4 == 0) h = mixed(h, four);
    }
    return n ? mixed(mixed(h, four), n) | 1 : 0;
}

void trap_learn(trap *t, int64_t shape, uint64_t simhash, uint64_t gist, bool useful)
{
    const trap_shape *found = shape ? find(t, shape) : NULL;
    if (!found) return;
    trap_shape *s = &t->shape[found - t->shape];
    s->key = shape;
    bool fresh = simhash != 0;
    for (size_t i = 0; i < TRAP_PRINTS && fresh; i++) {
        bool near = s->print[i] && __builtin_popcountll(s->print[i] ^ simhash) <= NEAR_BITS;
        if (near || (gist && s->gist[i] == gist)) fresh = false;
    }
    s->seen++;
    if (!fresh && !useful) return;
    s->print[s->fresh % TRAP_PRINTS] = simhash;
    s->gist[s->fresh % TRAP_PRINTS] = gist;
    s->fresh++;
}

void trap_walk(trap_trail *t, bool stale)
{
    t->stale = t->stale << 1 | stale;
    if (t->n < TRAIL) t->n++;
}

bool trap_lost(const trap_trail *t)
{
    return t->n == TRAIL && __builtin_popcountll(t->stale) >= TRAIL_STALE;
}

bool trap_said(trap_memory *m, int64_t host_id, int64_t url_id, uint64_t gist)
{
    if (!gist) return false;
    uint64_t key = gist ^ (uint64_t)host_id * 0x9E3779B97F4A7C15u;
    size_t at = (key ^ key >> 32) % TRAP_SAID;
    bool known = m->said[at].key == key;
    if (known) return m->said[at].url_id != url_id;
    m->said[at].key = key;
    m->said[at].url_id = url_id;
    return false;
}
