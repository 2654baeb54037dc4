/* One element of a run: its pieces of text and what each is. */
#include "parsers/repeated_in.h"

enum { PIECES_MAX = 80, NAME_BYTES = 70, DATE_BYTES = 120, NAME_WORDS = 5 };

typedef enum piece_kind { PIECE_PROSE, PIECE_NAME, PIECE_DATE, PIECE_ACTION } piece_kind;

/* An element that has text of its own; what is below it belongs to it. */
typedef struct piece {
    const xmlNode *n, *answer; /* the box of an answer that it is in, or NULL */
    sv text;
    piece_kind is;
} piece;

bool repeated_inside(const xmlNode *n, const xmlNode *top)
{
    for (n = n->parent; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        if (n == top) return true;
    return false;
}

static bool other_item(const repeated *r, const xmlNode *n, const xmlNode *item)
{
    return n != item && html_el_of(n)->group == r->group;
}

/* Has letters: NBSP and zero-width blanks are none. */
static bool has_letters(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (sv_space(s.p[i])) continue;
        if (sv_starts(sv_sub(s, i, 2), SV("\xC2\xA0")))
            i++;
        else if (sv_starts(sv_sub(s, i, 2), SV("\xE2\x80")))
            i += 2;
        else
            return true;
    }
    return false;
}

static bool has_own_text(const xmlNode *n)
{
    for (const xmlNode *c = n->children; c; c = c->next)
        if (has_letters(html_data(c))) return true;
    return false;
}

/* Text that stands beside boxes or dates, not around words only: its parts are pieces of their own. */
static bool is_mixed(const xmlNode *n)
{
    for (const xmlNode *m = html_next(n, n); m; m = html_next(m, n)) {
        GumboTag tag = html_tag(m);
        if (m->type == XML_ELEMENT_NODE && tag != GUMBO_TAG_BR &&
            (html_is_block(tag) || tag == GUMBO_TAG_TIME))
            return true;
    }
    return false;
}

bool repeated_holds(sv s, const char *const *words)
{
    for (size_t k = 0; k < s.n; k++)
        for (size_t i = 0; words[i]; i++)
            if (words[i][0] == sv_lower(s.p[k]) &&
                sv_istarts(sv_sub(s, k, SV_NPOS), sv_c(words[i])))
                return true;
    return false;
}

static bool is_action(sv text)
{
    static const sv words[] = {SV_INIT("پاسخ"), SV_INIT("پاسخ دادن"), SV_INIT("reply"),
        SV_INIT("گزارش"), SV_INIT("گزارش تخلف"), SV_INIT("report"), SV_INIT("like"),
        SV_INIT("پسندیدم"), SV_INIT("نپسندیدم"), SV_INIT("share"), SV_INIT("edit"),
        SV_INIT("delete"), SV_INIT("quote"), SV_INIT("permalink"), SV_INIT("نقل قول"),
        SV_INIT("آیا این نظر مفید بود؟"), SV_INIT("مفید بود"), SV_INIT("بله"), SV_INIT("خیر"),
        SV_INIT("antworten"), SV_INIT("خریدار"), SV_INIT("helpful"), SV_INIT("مفید")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sv_ieq(text, words[i])) return true;
    for (size_t i = 0; i < text.n; i++) { /* nothing but digits and marks: a count */
        unsigned char c = (unsigned char)text.p[i];
        bool digit = (c >= '0' && c <= '9') || c == 0xDB || c == 0xD9 || (c >= 0x80 && c <= 0xB9);
        if (!digit && c != ' ' && c != '+' && c != '-' && c != '(' && c != ')' && c != '#')
            return false;
    }
    return true;
}

static size_t n_words(sv s)
{
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < s.n; i++) {
        bool space = sv_space(s.p[i]);
        n += !space && !in;
        in = !space;
    }
    return n;
}

static bool is_date(const repeated *r, const piece *p, when *ret)
{
    sv machine = html_attr(p->n, "datetime");
    if (machine.n && when_parse_machine(machine, &r->h->base, ret)) return true;
    if (p->text.n > DATE_BYTES || !when_parse(p->text, &r->h->base, ret)) return false;
    return ret->raw.n * 2 >= p->text.n || n_words(p->text) <= 8;
}

/* A heading is a name only where the list says that people speak in it. */
static bool is_name(const repeated *r, const piece *p)
{
    sv t = p->text;
    if (html_is_heading(html_tag(p->n)) && (!r->hinted || repeated_says(t))) return false;
    if (html_is(p->n, GUMBO_TAG_LABEL)) return false;
    if (!t.n || t.n > NAME_BYTES || n_words(t) > NAME_WORDS || memchr(t.p, '\n', t.n)) return false;
    bool initial = t.n > 3 && t.p[t.n - 1] == '.' && t.p[t.n - 3] == ' '; /* "Finn K." */
    return initial || (!strchr(".!?", t.p[t.n - 1]) && !sv_ends(t, SV("؟")));
}

static err pieces_of(const repeated *r, const xmlNode *item, piece *out, size_t *ret_n)
{
    size_t n = 0;
    const xmlNode *answer = NULL;
    for (const xmlNode *e = item; e && n < PIECES_MAX;) {
        bool el = e->type == XML_ELEMENT_NODE;
        if (answer && !repeated_inside(e, answer)) answer = NULL;
        if (!answer && el && e != item && repeated_is_answer(e)) answer = e;
        if (!el && has_letters(html_data(e)) && e->parent) { /* a text of a mixed element */
            sv line = html_line(r->g.a, e);
            if (line.n) {
                out[n] = (piece){.n = e->parent, .answer = answer, .text = line};
                n++;
            }
        }
        bool away = el && (html_is_hidden(html_tag(e)) || html_is(e, GUMBO_TAG_FORM) ||
                              other_item(r, e, item) || html_is(e, GUMBO_TAG_BUTTON));
        if (!el || away) {
            e = html_skip(e, item);
            continue;
        }
        if (!has_own_text(e) || is_mixed(e)) {
            e = html_next(e, item);
            continue;
        }
        sv text;
        err er = glean_text(&r->g, e, NULL, &text);
        if (er) return er;
        if (text.n) {
            out[n] = (piece){.n = e, .answer = answer, .text = text};
            n++;
        }
        e = html_skip(e, item);
    }
    *ret_n = n;
    return ERR_OK;
}

/* Of the text of an element, how much is inside links. */
static size_t link_bytes(const repeated *r, const xmlNode *item)
{
    size_t n = 0;
    for (const xmlNode *a = html_first(item, GUMBO_TAG_A); a;
         a = html_after(a, item, GUMBO_TAG_A)) {
        sv line = html_line(r->g.a, a);
        n += line.n;
    }
    return n;
}

/* told: it has a date and a text. */
static bool is_teaser(const repeated *r, const xmlNode *item, size_t bytes, bool told)
{
    const xmlNode *heading[GUMBO_TAG_H4 - GUMBO_TAG_H1 + 1] = {NULL};
    for (const xmlNode *n = html_next(item, item); n; n = html_next(n, item)) {
        GumboTag tag = html_tag(n);
        bool field = tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_SELECT;
        if (field && !(r->hinted && told))
            return true; /* what is told may be answered on the spot */
        if (tag < GUMBO_TAG_H1 || tag > GUMBO_TAG_H4) continue;
        if (!heading[tag - GUMBO_TAG_H1]) heading[tag - GUMBO_TAG_H1] = n;
    }
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++) {
        const xmlNode *h = heading[i];
        if (h && (html_first(h, GUMBO_TAG_A) || html_is(h->parent, GUMBO_TAG_A))) return true;
    }
    return link_bytes(r, item) * 2 > bytes;
}

/* A title that leads elsewhere: some words, all of them one link. */
static bool is_title(const piece *p)
{
    const xmlNode *n = p->n;
    if (n_words(p->text) < 4 || p->text.n < 20) return false;
    for (int up = 0; n && n->type == XML_ELEMENT_NODE && up < 4; n = n->parent, up++)
        if (html_is(n, GUMBO_TAG_A)) return html_attr(n, "href").n > 1;
    const xmlNode *only = html_first(p->n, GUMBO_TAG_A);
    return only && only->prev == NULL && only->next == NULL && html_attr(only, "href").n > 1 &&
           only->parent == p->n;
}

/* Without what leads over to a date: "Ali -", «مریم در», "Muriel - Le". */
static sv name_only(sv s)
{
    static const sv ends[] = {SV_INIT("|"), SV_INIT("-"), SV_INIT("–"), SV_INIT("•"), SV_INIT("·"),
        SV_INIT("،"), SV_INIT(","), SV_INIT("("), SV_INIT("@"), SV_INIT("در تاریخ"), SV_INIT("در"),
        SV_INIT(" on"), SV_INIT(" am"), SV_INIT("تاریخ:"), SV_INIT(":")};
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (sv_ends(s, ends[i])) s = sv_trim(sv_sub(s, 0, s.n - ends[i].n));
    return has_letters(s) && s.n > 1 ? s : (sv){NULL, 0};
}

/* "Ali - 2 days ago", «مریم | ۱۲ مهر»: the name in front of the date in one piece. */
static sv name_before(sv text, sv raw)
{
    if (!raw.p || raw.p < text.p || raw.p > text.p + text.n) return (sv){NULL, 0};
    sv s = name_only(sv_trim((sv){text.p, (size_t)(raw.p - text.p)}));
    return s.n <= NAME_BYTES && n_words(s) <= NAME_WORDS ? s : (sv){NULL, 0};
}

static err join(const repeated *r, const piece *p, size_t n, size_t longest, sv *ret)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(0);
    for (size_t i = 0; i < n; i++) {
        bool beside = p[i].n->parent == p[longest].n->parent && p[i].n != p[longest].n &&
                      html_tag(p[i].n) == html_tag(p[longest].n);
        if (p[i].is != PIECE_PROSE || !(i == longest || beside)) continue;
        if (b.n) buf_putc(&b, '\n');
        buf_put(&b, p[i].text);
    }
    *ret = arena_sv(r->g.a, buf_sv(&b));
    return b.e ? b.e : ret->p ? ERR_OK : ERR_NOMEM;
}

static sv id_of(const repeated *r, const xmlNode *item)
{
    static const char *const attrs[] = {
        "data-comment-id", "data-commentid", "data-review-id", "data-id", "id"};
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
        sv v = html_attr(item, attrs[i]);
        size_t digits = 0;
        while (digits < v.n && v.p[v.n - 1 - digits] >= '0' && v.p[v.n - 1 - digits] <= '9')
            digits++;
        if (digits) return arena_sv(r->g.a, sv_sub(v, v.n - digits, digits));
        if (v.n && i < 4) return arena_sv(r->g.a, v);
    }
    return (sv){NULL, 0};
}

/* A bar of stars: an element of that name with a width, or with a number in an attribute. */
static sv rating_of(const repeated *r, const xmlNode *item)
{
    static const char *const names[] = {"star", "rating", "rate", "score", "امتیاز", NULL};
    for (const xmlNode *e = html_next(item, item); e; e = html_next(e, item)) {
        if (e->type != XML_ELEMENT_NODE || !repeated_holds(html_class(e), names)) continue;
        static const char *const attrs[] = {
            "data-rating", "data-rate", "data-score", "aria-label", "title"};
        for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
            sv n = glean_number(r->g.a, html_attr(e, attrs[i]), false);
            if (n.n) return n;
        }
        sv style = html_attr(e, "style");
        size_t at = sv_find(style, SV("width"));
        sv width = at == SV_NPOS ? (sv){NULL, 0} : sv_sub(style, at, 30);
        if (sv_find(width, SV("%")) == SV_NPOS) continue;
        sv n = glean_number(r->g.a, width, false);
        return n.n ? arena_printf(r->g.a, "%.*s%%", SV_FMT(n)) : n;
    }
    return (sv){NULL, 0};
}

/* Takes the pieces of an answer away, when something is left to be answered. Returns how many there are then. */
static size_t without_answer(piece *io, size_t n, const xmlNode **ret)
{
    enum { SAID_BYTES = 8 };
    size_t kept = 0, said = 0;
    for (size_t i = 0; i < n; i++) {
        if (io[i].answer && !*ret) *ret = io[i].answer;
        if (!io[i].answer && !is_action(io[i].text) && io[i].text.n > said) said = io[i].text.n;
    }
    if (!*ret || said < SAID_BYTES) {
        *ret = NULL;
        return n;
    }
    for (size_t i = 0; i < n; i++)
        if (!io[i].answer) io[kept++] = io[i];
    return kept;
}

/* "Member since 2012": a date of the person, not of what is said. */
static bool of_person(sv text)
{
    static const sv words[] = {SV_INIT("عضویت"), SV_INIT("عضو از"), SV_INIT("ثبت‌نام"),
        SV_INIT("ثبت نام"), SV_INIT("آخرین بازدید"), SV_INIT("joined"), SV_INIT("member since"),
        SV_INIT("registered"), SV_INIT("last seen"), SV_INIT("mitglied seit")};
    for (size_t k = 0; k < text.n; k++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (sv_istarts(sv_sub(text, k, SV_NPOS), words[i])) return true;
    return false;
}

err repeated_read(const repeated *r, xmlNode *item, repeated_item *ret)
{
    piece p[PIECES_MAX];
    size_t n = 0, bytes = 0, longest = SIZE_MAX;
    *ret = (repeated_item){.id = id_of(r, item)};
    err e = pieces_of(r, item, p, &n);
    if (e) return e;
    n = without_answer(p, n, &ret->answer);
    for (size_t i = 0; i < n; i++) {
        when w;
        bytes += p[i].text.n;
        if (is_title(&p[i])) ret->teaser = true;
        if (is_action(p[i].text))
            p[i].is = PIECE_ACTION;
        else if (is_date(r, &p[i], &w)) {
            p[i].is = PIECE_DATE;
            if (of_person(p[i].text) ||
                (i && p[i - 1].text.n < NAME_BYTES && of_person(p[i - 1].text)))
                continue;
            ret->n_dates++;
            if (ret->n_dates > 1) continue;
            ret->date = w;
            if (!ret->author.n) ret->author = name_before(p[i].text, w.raw);
        } else if (!ret->author.n && longest == SIZE_MAX && is_name(r, &p[i]) && i + 1 < n) {
            p[i].is = PIECE_NAME;
            ret->author = p[i].text;
        } else if (longest == SIZE_MAX || p[i].text.n > p[longest].text.n)
            longest = i;
    }
    ret->bytes = bytes;
    ret->author = name_only(harvest_author(ret->author));
    ret->rating = rating_of(r, item);
    bool told = ret->n_dates && longest != SIZE_MAX;
    ret->teaser = ret->teaser || is_teaser(r, item, bytes, told);
    return longest == SIZE_MAX ? ERR_OK : join(r, p, n, longest, &ret->text);
}
