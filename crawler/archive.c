#include "crawler/archive.h"

#include "crawler/url.h"

/* First path segment or name in the query. */
static const struct {
    sv name;
    archive_kind kind;
} names[] = {{SV_INIT("tag"), ARCHIVE_TAG}, {SV_INIT("tags"), ARCHIVE_TAG},
    {SV_INIT("label"), ARCHIVE_TAG}, {SV_INIT("author"), ARCHIVE_AUTHOR},
    {SV_INIT("authors"), ARCHIVE_AUTHOR}, {SV_INIT("category"), ARCHIVE_CATEGORY},
    {SV_INIT("categories"), ARCHIVE_CATEGORY}, {SV_INIT("cat"), ARCHIVE_CATEGORY},
    {SV_INIT("m"), ARCHIVE_DATE}, {SV_INIT("monthnum"), ARCHIVE_DATE},
    {SV_INIT("page"), ARCHIVE_PAGED}, {SV_INIT("paged"), ARCHIVE_PAGED},
    /* "برچسب", "دسته", "نویسنده" as they stand in a canonical address */
    {SV_INIT("%D8%A8%D8%B1%DA%86%D8%B3%D8%A8"), ARCHIVE_TAG},
    {SV_INIT("%D8%AF%D8%B3%D8%AA%D9%87"), ARCHIVE_CATEGORY},
    {SV_INIT("%D9%86%D9%88%DB%8C%D8%B3%D9%86%D8%AF%D9%87"), ARCHIVE_AUTHOR}};

static archive_kind named(sv s)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sv_ieq(s, names[i].name)) return names[i].kind;
    return ARCHIVE_NONE;
}

static bool number(sv s, size_t most)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && s.n <= most;
}

/* Nothing, or "page/7". */
static bool paged(sv rest)
{
    if (sv_starts(rest, SV("page/"))) rest = sv_sub(rest, 5, rest.n);
    sv n = sv_cut(&rest, '/');
    return !rest.n && (!n.n || number(n, 6));
}

/* "2024", "2024/12", "2024/12/page/2"; an article has a name or a longer number behind it. */
static bool dated(sv first, sv rest)
{
    bool year = number(first, 4) && (first.p[0] == '1' || first.p[0] == '2') && first.n == 4;
    while (year && rest.n && !sv_starts(rest, SV("page/"))) year = number(sv_cut(&rest, '/'), 2);
    return year && paged(rest);
}

/* "tag/coffee", "tag/coffee/page/2": what goes deeper may be an article. */
static archive_kind of_path(sv first, sv rest)
{
    archive_kind kind = named(first);
    if (dated(first, rest)) return ARCHIVE_DATE;
    if (kind == ARCHIVE_PAGED)
        return number(sv_cut(&rest, '/'), 6) && !rest.n ? kind : ARCHIVE_NONE;
    return kind && sv_cut(&rest, '/').n && paged(rest) ? kind : ARCHIVE_NONE;
}

archive_kind archive_kind_of(sv canonical)
{
    url u;
    if (!url_split(canonical, &u)) return ARCHIVE_NONE;
    sv rest = u.path;
    if (sv_starts(rest, SV("/"))) rest = sv_sub(rest, 1, rest.n);
    sv first = sv_cut(&rest, '/');
    if (first.n) return of_path(first, rest);
    archive_kind kind = ARCHIVE_NONE; /* "/?cat=5&paged=2": every name must be one of a list */
    for (sv query = u.query; query.n;) {
        sv value = sv_cut(&query, '&'), name = sv_cut(&value, '=');
        archive_kind one = named(name);
        if (!one) return ARCHIVE_NONE;
        if (!kind || kind == ARCHIVE_PAGED) kind = one;
    }
    return kind;
}

bool archive_closed(const archive *a, archive_kind kind)
{
    return kind && a->barren[kind] >= ARCHIVE_BARREN;
}

void archive_learn(archive *a, archive_kind kind, bool brought)
{
    a->barren[kind] = brought ? 0 : a->barren[kind] + 1;
}
