/* archive.h - a site's own lists of its pages (by month, tag, author, category): each kind of list is followed while
 * it leads to something new. On a site that names its pages in a sitemap most of them repeat what is known, and
 * asking for them costs the site more than the pages themselves. Pure. */
#ifndef CRAWLER_ARCHIVE_H
#define CRAWLER_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "util/sv.h"

typedef enum archive_kind {
    ARCHIVE_NONE, /* no list, as far as the address tells */
    ARCHIVE_DATE, /* /2024/12/, /2024/12/page/2/, ?m=202412 */
    ARCHIVE_TAG,
    ARCHIVE_AUTHOR,
    ARCHIVE_CATEGORY,
    ARCHIVE_PAGED, /* /page/7/, ?paged=7 */
    ARCHIVE_KIND_MAX
} archive_kind;

enum { ARCHIVE_BARREN = 4 }; /* lists of one kind in a row that led to nothing new */

/* One host's lists; zeroed at the start. */
typedef struct archive {
    int barren[ARCHIVE_KIND_MAX];
} archive;

archive_kind archive_kind_of(sv canonical);
/* True once lists of the kind lead to nothing new. */
bool archive_closed(const archive *a, archive_kind kind);
/* What one list that was read for the first time brought: new addresses that are no lists, comments, products. */
void archive_learn(archive *a, archive_kind kind, bool brought);

#endif
