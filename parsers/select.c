#include "parsers/select.h"

#include "util/map.h"
#include "util/vec.h"

enum { SELECT_NODES_MAX = 400000, STEPS_MAX = 4000, NTH_MAX = 20000, WORD_MAX = 200 };

/* The elements that carry one word (".class", "#id" or "tag"). */
typedef struct posting {
    VEC(xmlNode *) node;
} posting;

struct select_index {
    arena *a;
    map words;
    VEC(xmlNode *) all; /* document order */
};

static const char *str(const xmlChar *s) { return (const char *)s; }

static sv next_word(sv *rest)
{
    *rest = sv_trim(*rest);
    size_t n = 0;
    while (n < rest->n && !sv_space(rest->p[n])) n++;
    sv w = sv_sub(*rest, 0, n);
    *rest = sv_sub(*rest, n, SV_NPOS);
    return w;
}

/* --- index -------------------------------------------------------------------------------------------------- */

/* ".word"; {NULL, 0} for a word that is longer than any selector. */
static sv key_of(char kind, sv word, char room[WORD_MAX])
{
    if (!word.n || word.n >= WORD_MAX) return (sv){NULL, 0};
    room[0] = kind;
    memcpy(room + 1, word.p, word.n);
    return (sv){room, word.n + 1};
}

static err post(select_index *x, char kind, sv word, xmlNode *n)
{
    char text[WORD_MAX];
    sv key = key_of(kind, word, text);
    if (!key.n) return ERR_OK;
    posting *p = map_get(&x->words, key);
    if (!p) {
        key = arena_sv(x->a, key);
        p = ARENA_NEW(x->a, posting, 1);
        if (!p || !key.p) return ERR_NOMEM;
        err e = map_put(&x->words, key, p);
        if (e) return e;
    }
    if (p->node.n && p->node.at[p->node.n - 1] == n) return ERR_OK;
    xmlNode **slot = VEC_PUSH(x->a, &p->node);
    if (!slot) return ERR_NOMEM;
    *slot = n;
    return ERR_OK;
}

static err post_all(select_index *x, xmlNode *n)
{
    err e = ERR_OK;
    sv id = html_id(n), classes = html_class(n);
    if (id.n) e = post(x, '#', id, n);
    for (sv w = next_word(&classes); !e && w.n; w = next_word(&classes)) e = post(x, '.', w, n);
    return e ? e : post(x, '<', sv_c(str(n->name)), n);
}

size_t select_place(const select_index *x, const xmlNode *n)
{
    (void)x;
    return n->type == XML_ELEMENT_NODE ? html_el_of(n)->place : 0;
}

err select_index_make(arena *a, xmlNode *root, select_index **ret)
{
    select_index *x = ARENA_NEW(a, select_index, 1);
    if (!x) return ERR_NOMEM;
    x->a = a;
    x->words = MAP_INIT(a);
    for (xmlNode *n = root; n; n = html_next(n, root)) {
        if (n->type != XML_ELEMENT_NODE) continue;
        if (x->all.n >= SELECT_NODES_MAX) break;
        xmlNode **slot = VEC_PUSH(a, &x->all);
        if (!slot) return ERR_NOMEM;
        *slot = n;
        html_el_of(n)->place = (uint32_t)x->all.n;
        err e = post_all(x, n);
        if (e) return e;
    }
    *ret = x;
    return ERR_OK;
}

/* --- matching ----------------------------------------------------------------------------------------------- */

static bool same(sv a, sv b, bool nocase) { return nocase ? sv_ieq(a, b) : sv_eq(a, b); }

static bool has_word(sv all, sv word, bool nocase)
{
    for (sv w = next_word(&all); w.n; w = next_word(&all))
        if (same(w, word, nocase)) return true;
    return false;
}

static bool holds(sv all, sv part, bool nocase)
{
    if (!part.n) return false;
    if (!nocase) return sv_find(all, part) != SV_NPOS;
    for (size_t i = 0; i + part.n <= all.n; i++)
        if (sv_ieq(sv_sub(all, i, part.n), part)) return true;
    return false;
}

static sv attr_of(const xmlNode *n, sv name)
{
    if (name.n && !(html_el_of(n)->letters >> (name.p[0] & 31) & 1)) return (sv){NULL, 0};
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (sv_eq(sv_c(str(a->name)), name)) return html_value(a);
    return (sv){NULL, 0};
}

static bool attr_ok(const xmlNode *n, const css_attr *t)
{
    sv v = attr_of(n, t->name), w = t->value;
    if (!v.p) return false;
    switch (t->op) {
    case CSS_HAS: return true;
    case CSS_IS: return same(v, w, t->nocase);
    case CSS_WORD: return has_word(v, w, t->nocase);
    case CSS_DASH:
        return same(v, w, t->nocase) ||
               (v.n > w.n && v.p[w.n] == '-' && same(sv_sub(v, 0, w.n), w, t->nocase));
    case CSS_PREFIX: return w.n && v.n >= w.n && same(sv_sub(v, 0, w.n), w, t->nocase);
    case CSS_SUFFIX: return w.n && v.n >= w.n && same(sv_sub(v, v.n - w.n, w.n), w, t->nocase);
    case CSS_PART: return holds(v, w, t->nocase);
    }
    return false;
}

static const xmlNode *sibling(const xmlNode *n, bool back)
{
    do n = back ? n->prev : n->next;
    while (n && n->type != XML_ELEMENT_NODE);
    return n;
}

static bool nth_ok(const xmlNode *n, int a, int b)
{
    int place = 0;
    for (; n && place < NTH_MAX; n = sibling(n, true)) place++;
    if (a == 0) return place == b;
    return (place - b) % a == 0 && (place - b) / a >= 0;
}

static bool contains(const xmlNode *top, sv text)
{
    int steps = 0;
    for (const xmlNode *n = top; n && steps < STEPS_MAX; n = html_next(n, top), steps++)
        if (sv_find(html_data(n), text) != SV_NPOS) return true;
    return false;
}

static bool below(const xmlNode *top, const css_list *s)
{
    int steps = 0;
    for (const xmlNode *n = html_next(top, top); n && steps < STEPS_MAX;
         n = html_next(n, top), steps++)
        if (n->type == XML_ELEMENT_NODE && select_is(n, s)) return true;
    return false;
}

static bool state_ok(const xmlNode *n, const css_state *s)
{
    switch (s->is) {
    case CSS_NOT: return !select_is(n, &s->list);
    case CSS_ANY: return select_is(n, &s->list);
    case CSS_BELOW: return below(n, &s->list);
    case CSS_NTH: return nth_ok(n, s->a, s->b);
    case CSS_LAST: return !sibling(n, false);
    case CSS_CONTAINS: return contains(n, s->text);
    }
    return false;
}

static bool compound_ok(const xmlNode *n, const css_test *t)
{
    if (t->tag.n && !sv_ieq(t->tag, sv_c(str(n->name)))) return false;
    if (t->id.n && !sv_eq(t->id, html_id(n))) return false;
    if (t->n_words) {
        sv classes = html_class(n);
        for (size_t i = 0; i < t->n_words; i++)
            if (!has_word(classes, t->word[i], false)) return false;
    }
    for (size_t i = 0; i < t->n_attrs; i++)
        if (!attr_ok(n, &t->attr[i])) return false;
    for (size_t i = 0; i < t->n_states; i++)
        if (!state_ok(n, &t->state[i])) return false;
    return true;
}

static const xmlNode *parent_of(const xmlNode *n)
{
    return n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
}

/* `steps` bounds the search back, which can be exponential in the number of ' ' and '~'. */
static bool test_ok(const xmlNode *n, const css_test *t, int *steps)
{
    if (--*steps < 0 || !compound_ok(n, t)) return false;
    if (!t->left) return true;
    bool up = t->combinator == ' ' || t->combinator == '>';
    bool far = t->combinator == ' ' || t->combinator == '~';
    for (n = up ? parent_of(n) : sibling(n, true); n; n = up ? parent_of(n) : sibling(n, true)) {
        if (test_ok(n, t->left, steps)) return true;
        if (!far || *steps < 0) return false;
    }
    return false;
}

bool select_is(const xmlNode *n, const css_list *s)
{
    for (size_t i = 0; i < s->n; i++) {
        int steps = STEPS_MAX;
        if (test_ok(n, s->at[i], &steps)) return true;
    }
    return false;
}

/* --- search ------------------------------------------------------------------------------------------------- */

/* false: the page lacks an id or a class that an element around or before it must have. */
static bool possible(const select_index *x, const css_test *t)
{
    char room[WORD_MAX];
    for (t = t->left; t; t = t->left) {
        sv id = key_of('#', t->id, room);
        if (id.n && !map_get(&x->words, id)) return false;
        sv word = key_of('.', t->n_words ? t->word[0] : (sv){NULL, 0}, room);
        if (word.n && !map_get(&x->words, word)) return false;
    }
    return true;
}

/* The shortest list of candidates for the rightmost compound. */
static void candidates(const select_index *x, const css_test *t, xmlNode ***ret, size_t *ret_n)
{
    char room[WORD_MAX];
    *ret_n = 0;
    if (!possible(x, t)) return;
    sv word = t->id.n ? t->id : t->n_words ? t->word[0] : t->tag;
    char kind = t->id.n ? '#' : t->n_words ? '.' : '<';
    sv key = key_of(kind, word, room);
    *ret = x->all.at, *ret_n = x->all.n;
    if (!key.n) return;
    const posting *p = map_get(&x->words, key);
    if (!p && kind == '<') return; /* names of XML keep their case */
    *ret = p ? p->node.at : NULL, *ret_n = p ? p->node.n : 0;
}

/* The elements of a list that lie inside `top`: a run, since lists are in document order. */
static size_t first_inside(const select_index *x, xmlNode *const *list, size_t n, size_t place)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (select_place(x, list[mid]) < place)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The place of the first element after `top` and all that is in it. */
static size_t end_of(const select_index *x, const xmlNode *top)
{
    for (const xmlNode *n = top; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        for (const xmlNode *m = n->next; m; m = m->next) {
            size_t place = m->type == XML_ELEMENT_NODE ? select_place(x, m) : 0;
            if (place) return place;
        }
    return SIZE_MAX;
}

static err one(arena *a, const select_index *x, const xmlNode *top, const css_test *t, nodes *io)
{
    xmlNode **list = NULL;
    size_t n = 0, from = select_place(x, top), to = end_of(x, top);
    candidates(x, t, &list, &n);
    for (size_t i = first_inside(x, list, n, from); i < n; i++) {
        if (select_place(x, list[i]) >= to) break;
        int steps = STEPS_MAX;
        if (!test_ok(list[i], t, &steps)) continue;
        xmlNode **slot = VEC_PUSH(a, io);
        if (!slot) return ERR_NOMEM;
        *slot = list[i];
    }
    return ERR_OK;
}

typedef struct placed {
    size_t place;
    xmlNode *n;
} placed;

static int by_place(const void *a, const void *b)
{
    const placed *p = a, *q = b;
    return (p->place > q->place) - (p->place < q->place);
}

/* Lists with commas come in the order of the selectors: sorts and leaves out doubles. */
static err in_order(arena *a, const select_index *x, nodes *io, size_t from)
{
    size_t n = io->n - from, kept = from;
    placed *p = ARENA_NEW(a, placed, n ? n : 1);
    if (!p) return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        p[i] = (placed){select_place(x, io->at[from + i]), io->at[from + i]};
    qsort(p, n, sizeof *p, by_place);
    for (size_t i = 0; i < n; i++)
        if (!i || p[i].n != p[i - 1].n) io->at[kept++] = p[i].n;
    io->n = kept;
    return ERR_OK;
}

err select_all(arena *a, const select_index *x, const xmlNode *top, const css_list *s, nodes *io)
{
    size_t from = io->n;
    for (size_t i = 0; i < s->n; i++) {
        err e = one(a, x, top, s->at[i], io);
        if (e) return e;
    }
    return s->n > 1 ? in_order(a, x, io, from) : ERR_OK;
}

xmlNode *select_first(const select_index *x, const xmlNode *top, const css_list *s)
{
    xmlNode *best = NULL;
    size_t from = select_place(x, top), to = end_of(x, top);
    for (size_t k = 0; k < s->n; k++) {
        xmlNode **list = NULL;
        size_t n = 0;
        candidates(x, s->at[k], &list, &n);
        for (size_t i = first_inside(x, list, n, from); i < n; i++) {
            size_t place = select_place(x, list[i]);
            if (place >= to || (best && place > select_place(x, best))) break;
            int steps = STEPS_MAX;
            if (!test_ok(list[i], s->at[k], &steps)) continue;
            best = list[i];
            break;
        }
    }
    return best;
}
