/* sitemap.h - sitemaps and their indexes (sitemaps.org), and plain lists of addresses: links. */
#ifndef PARSERS_SITEMAP_H
#define PARSERS_SITEMAP_H

#include "parsers/parse.h"
#include "util/buf.h"

enum { SITEMAP_LINKS_MAX = 50000, SITEMAP_BYTES_MAX = 50 * 1024 * 1024 };

/* Pages are LINK_PAGE, other sitemaps LINK_SITEMAP, each with its lastmod. Fails with ERR_NOMEM. */
err sitemap_parse(arena *a, sv utf8, const page *p, doc *io) MUST_USE;
/* One address a line; false when that is not what the text is. */
bool sitemap_is_list(sv utf8);
err sitemap_parse_list(arena *a, sv utf8, const page *p, doc *io) MUST_USE;
/* Undoes gzip, up to SITEMAP_BYTES_MAX; what came before an error is kept. False: it is none. */
bool sitemap_gunzip(sv gz, buf *out);

#endif
