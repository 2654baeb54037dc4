/* reader.h - the state while a seeds file is read. Private to seeds/. */
#ifndef SEEDS_READER_H
#define SEEDS_READER_H

#include "seeds/ini.h"
#include "seeds/keys.h"
#include "seeds/seeds.h"

typedef struct reader {
    arena *a;
    lang in;
    seeds *out;
    seeds_issues *issues;
    section_id section;
    bool lost;            /* in a section that is not known: its lines are not spoken of */
    seeds_source *source; /* of the section at hand */
    size_t cap_sources;
    err e; /* first failure; reading stops */
} reader;

/* The message in the user's language; both forms take the same arguments. */
__attribute__((format(printf, 4, 6), format(printf, 5, 6))) void reader_error(
    reader *r, int line, int column, const char *fa, const char *en, ...);
__attribute__((format(printf, 4, 6), format(printf, 5, 6))) void reader_warn(
    reader *r, int line, int column, const char *fa, const char *en, ...);
/* One of the two names, in the user's language. */
static inline const char *reader_name(const reader *r, const char *fa, const char *en)
{
    return r->in == LANG_FA ? fa : en;
}

/* Adds a copy of `item`. */
void reader_list_add(reader *r, seeds_list *l, sv item);
/* A new source, or NULL with r->e set. */
seeds_source *reader_add_source(reader *r, sv name, int line);
/* An http or https address with a host. */
bool reader_web_address(sv s);

/* Puts the value of `l` where `k` says, or reports why not. */
void reader_assign(reader *r, const ini_line *l, const key_def *k);

#endif
