/* keys.h - every section and key of the seeds file, Persian and English, with the type of its value and where it
 * goes. One table for the reader, the messages, the man page and `init`. */
#ifndef SEEDS_KEYS_H
#define SEEDS_KEYS_H

#include "seeds/seeds.h"

typedef enum section_id {
    SECTION_NONE,
    SECTION_PROJECT,
    SECTION_US,
    SECTION_COMPETITOR,
    SECTION_KEYWORD,
    SECTION_EXCLUDE,
    SECTION_ALERT,
    SECTION_REPORT
} section_id;

typedef enum value_type {
    VALUE_TEXT,
    VALUE_LIST,     /* «،» or , divides; repeated keys add */
    VALUE_URL,      /* one http(s) address; repeat the key for more */
    VALUE_PATTERNS, /* URL patterns with *, a list */
    VALUE_NETWORK,  /* @name, telegram:name ...; a list */
    VALUE_COUNT,    /* whole number >= 0 */
    VALUE_K,        /* whole number >= 3 */
    VALUE_SCORE,    /* 0..5 */
    VALUE_WEIGHT,   /* 0..100 */
    VALUE_DURATION, /* ms */
    VALUE_DAYS,
    VALUE_MONEY, /* toman */
    VALUE_PERCENT,
    VALUE_BOOL,
    VALUE_KIND,
    VALUE_SIZE,
    VALUE_LANG,
    VALUE_LANGS,
    VALUE_QUOTES,
    VALUE_ZONE
} value_type;

typedef struct key_def {
    section_id section;
    const char *fa, *en;
    value_type type;
    size_t offset; /* in seeds, or in seeds_source for SECTION_COMPETITOR */
    const char *help_fa, *help_en;
} key_def;

typedef struct section_def {
    section_id id;
    const char *fa, *en;
} section_def;

/* All of them; the list ends with a NULL fa. */
const key_def *key_all(void);
const section_def *section_all(void);

/* A name as it is compared: NFKC, case and ي/ك folded, ZWNJ, blanks, _ and - removed. In `a`; {NULL, 0} on failure. */
sv key_fold(arena *a, sv name);
/* NULL when there is none. */
const key_def *key_find(arena *a, section_id in, sv name);
const section_def *section_find(arena *a, sv name);
/* The one most alike, or NULL when none is near. */
const key_def *key_nearest(arena *a, section_id in, sv name);
const section_def *section_nearest(arena *a, sv name);

#endif
