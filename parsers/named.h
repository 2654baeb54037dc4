/* named.h - words that stand in names of elements: the class, id, itemprop and rel of each are read once a page, whoever
 * asks for whatever word. */
#ifndef PARSERS_NAMED_H
#define PARSERS_NAMED_H

#include "parsers/html.h"

/* All words that anybody asks for, in the order of the alphabet; lower case, at most NAMED_WORDS_MAX. */
#define NAMED_WORDS(X)                                                                             \
    X(amount)                                                                                      \
    X(auteur)                                                                                      \
    X(author)                                                                                      \
    X(autor)                                                                                       \
    X(breadcrumb)                                                                                  \
    X(breadcrumbs)                                                                                 \
    X(byline)                                                                                      \
    X(categories)                                                                                  \
    X(category)                                                                                    \
    X(cats)                                                                                        \
    X(comment)                                                                                     \
    X(commentlist)                                                                                 \
    X(comments)                                                                                    \
    X(cost)                                                                                        \
    X(created)                                                                                     \
    X(data)                                                                                        \
    X(date)                                                                                        \
    X(dateline)                                                                                    \
    X(datepublished)                                                                               \
    X(datum)                                                                                       \
    X(day)                                                                                         \
    X(dtreviewed)                                                                                  \
    X(dtstamp)                                                                                     \
    X(entry)                                                                                       \
    X(fecha)                                                                                       \
    X(fn)                                                                                          \
    X(headline)                                                                                    \
    X(info)                                                                                        \
    X(meta)                                                                                        \
    X(name)                                                                                        \
    X(post)                                                                                        \
    X(posted)                                                                                      \
    X(price)                                                                                       \
    X(pubdate)                                                                                     \
    X(publish)                                                                                     \
    X(published)                                                                                   \
    X(respond)                                                                                     \
    X(review)                                                                                      \
    X(reviews)                                                                                     \
    X(time)                                                                                        \
    X(timedata)                                                                                    \
    X(timestamp)                                                                                   \
    X(title)                                                                                       \
    X(updated)                                                                                     \
    X(writer)

enum { NAMED_WORDS_MAX = 63 };

#define NAMED_PLACE(w) NAMED_##w,
enum named_place { NAMED_WORDS(NAMED_PLACE) NAMED_N };

/* NAMED(price) | NAMED(cost): a set of words. */
#define NAMED(w) (UINT64_C(1) << NAMED_##w)

/* Whether class, id, itemprop or rel hold one of the words: whole ones, ASCII case ignored. */
bool named_has(const xmlNode *n, uint64_t words);

#endif
