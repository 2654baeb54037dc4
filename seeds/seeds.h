/* seeds.h - what the marketer wrote: the project, us, the competitors, limits, alerts, report options. Reads
 * the INI of bazarkav-seeds(5) with Persian or English keys, or a plain list of addresses, one a line. */
#ifndef SEEDS_SEEDS_H
#define SEEDS_SEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "util/arena.h"
#include "util/note.h"

typedef enum source_kind {
    SOURCE_AUTO,
    SOURCE_SHOP,
    SOURCE_BLOG,
    SOURCE_FORUM,
    SOURCE_NETWORK,
    SOURCE_MARKETPLACE,
    SOURCE_MEDIA
} source_kind;
typedef enum source_size { SIZE_UNKNOWN, SIZE_SMALL, SIZE_MEDIUM, SIZE_LARGE } source_size;
typedef enum lang { LANG_AUTO, LANG_FA, LANG_EN } lang;
typedef enum quotes { QUOTES_SHORT, QUOTES_NONE, QUOTES_FULL } quotes;

typedef struct seeds_list {
    sv *at;
    size_t n;
} seeds_list;

typedef struct seeds_source {
    sv name;
    bool ours; /* gives [us] "url": our own pages */
    source_kind kind;
    source_size size;
    seeds_list url;     /* absolute start addresses; networks are already turned into addresses */
    seeds_list network; /* as written: @name, telegram:name, mastodon:@u@host ... */
    sv recipe;          /* name or file; {NULL, 0}: automatic */
    int depth;          /* links from a start address; -1: the default */
    int64_t max_pages;  /* -1: the default */
    int64_t delay_ms;   /* -1: the default */
    int64_t every_ms;   /* monitoring interval; -1: the default */
    int line;           /* in the file, for messages */
} seeds_source;

/* [us]: a field not given is -1 or {NULL, 0}; scores are 0..5. */
typedef struct seeds_us {
    bool given;
    sv name;
    seeds_list product, can, cannot;
    double money, people, tools, skill; /* capability */
    double customer_value_toman, market_size;
    sv own_reviews; /* path of a CSV */
} seeds_us;

typedef struct seeds_alerts {
    double price_percent;          /* -1: off */
    double complaint_share_points; /* -1: off */
    bool new_category;
    int64_t cooldown_ms;
    sv command, file, mail;
} seeds_alerts;

typedef struct seeds_report {
    lang lang[2];
    int n_langs;
    int k; /* smallest group shown; at least 3 */
    quotes quotes;
    double weight_size, weight_value, weight_rivalry, weight_ability;
} seeds_report;

typedef struct seeds {
    sv path;
    sv title, question, contact, purpose, timezone;
    lang lang;
    int timezone_offset_min;
    int64_t daily_pages;    /* of a host; -1: the default */
    int64_t retention_days; /* of comment text */
    bool keep_raw;
    seeds_us us;
    seeds_source *source;
    size_t n_sources;
    seeds_list keyword, hashtag, exclude; /* exclude: URL patterns with * */
    seeds_alerts alerts;
    seeds_report report;
    bool plain; /* was a list of addresses, not INI */
} seeds;

typedef struct seeds_issue {
    bool error; /* else a warning */
    int line, column;
    sv text; /* in the language asked for, without the place */
} seeds_issue;

typedef struct seeds_issues {
    seeds_issue *at;
    size_t n, cap, n_errors;
} seeds_issues;

/*
 * text    borrowed; everything kept is copied into `a`.
 * path    for messages and for files named relative to it.
 * in      language of the issues.
 * ret     always filled with what could be read; `retissues->n_errors` says whether it may be used.
 * Fails with ERR_NOMEM or ERR_LIMIT (4 MiB) only.
 */
err seeds_parse(
    arena *a, sv text, const char *path, lang in, seeds *ret, seeds_issues *retissues) MUST_USE;

/* What holds where no file says anything. */
seeds seeds_defaults(arena *a, const char *path);
/* seeds_parse over what `io` holds already: the seeds file over config.ini over the defaults. */
err seeds_parse_over(
    arena *a, sv text, const char *path, lang in, seeds *io, seeds_issues *retissues) MUST_USE;
/* A config.ini: the same sections and keys, and none of them is missed. */
err seeds_parse_config(
    arena *a, sv text, const char *path, lang in, seeds *io, seeds_issues *retissues) MUST_USE;

#endif
