/* recipe.h - how the comments of one site, or of a family of sites, are found: text files that are read at run
 * time (docs/RECIPES.md). Selectors are checked and compiled here, run by parsers/. */
#ifndef SEEDS_RECIPE_H
#define SEEDS_RECIPE_H

#include <regex.h>

#include "seeds/css.h"
#include "util/vec.h"

typedef enum recipe_kind { RECIPE_HTML, RECIPE_JSON } recipe_kind;
typedef enum recipe_enabled { RECIPE_ON, RECIPE_ASK, RECIPE_OFF } recipe_enabled;
typedef enum recipe_origin { RECIPE_BUILT_IN, RECIPE_OF_USER } recipe_origin;
typedef enum recipe_parent { PARENT_PICK, PARENT_NEST, PARENT_LEVEL } recipe_parent;

typedef enum filter_op {
    FILTER_TRIM,
    FILTER_DROP,      /* drop SELECTOR: leaves these parts out of the text */
    FILTER_ATTR,      /* attr:NAME */
    FILTER_NUMBER,    /* the first number, Persian digits too */
    FILTER_SUM,       /* of all its numbers, each as kmb */
    FILTER_KMB,       /* 1.8K, ۲ هزار */
    FILTER_JALALI,    /* the calendar is Jalali whatever it looks like */
    FILTER_GREGORIAN, /* gregorian:FMT as in strptime */
    FILTER_RELATIVE,
    FILTER_UTC,     /* a date without a zone is in UTC */
    FILTER_UNIX,    /* seconds or milliseconds since 1970 */
    FILTER_URLJOIN, /* against the page's address */
    FILTER_REGEX,   /* regex:ERE, its first group or all of it */
    FILTER_AS,      /* as:TEXT: the text with {} replaced by the value, percent-encoded */
    FILTER_HTML,    /* a string that holds HTML */
    FILTER_PLUS,    /* plus:POINTER: another value of the same item on a line of its own */
    FILTER_FLAT     /* text without markup of its own: line feeds are kept as they stand */
} filter_op;

typedef struct filter {
    filter_op op;
    sv arg;
    css_list drop;
    const regex_t *regex; /* owned by the set */
} filter;

typedef enum pick_from {
    PICK_SELF, /* "." */
    PICK_CSS,
    PICK_XPATH,
    PICK_POINTER,
    PICK_TEXT /* "a constant" */
} pick_from;

/* `SOURCE | filter | filter`. */
typedef struct pick {
    pick_from from;
    sv expr;
    css_list css;
    filter *filter;
    size_t n_filters;
    int line;
} pick;

/* Alternatives, in the order written: the first that yields anything is taken (items: all are). */
typedef struct picks {
    pick *at;
    size_t n, cap;
} picks;

typedef enum recipe_field {
    RF_MATCH,
    RF_SCRIPT, /* JSON inside a page */
    RF_ITEM,
    RF_WHERE,  /* an item needs a value for each */
    RF_UNLESS, /* and for none of these */
    RF_ID,
    RF_AUTHOR,
    RF_AUTHOR_ID,
    RF_DATE,
    RF_TITLE, /* goes in front of the text */
    RF_TEXT,
    RF_RATING,
    RF_LIKES,
    RF_PARENT,
    RF_ALIAS, /* another name by which parents call it, such as a number in the thread */
    RF_LEVEL, /* how deep an item is indented */
    RF_LINK,  /* permanent address */
    RF_TYPE,  /* type-of: comment, review, question ... of this very item */
    RF_OWNER, /* a value: the competitor answers */
    RF_PAGES, /* further pages of comments */
    RF_API,
    RF_CLAIMED, /* how many comments the page says it has */
    RF_SKIP,    /* no part of any item */
    RF_REGION,  /* what belongs to the comments on the page: kept out of the article */
    RF_MAX
} recipe_field;

typedef struct recipe_test {
    sv page, gold; /* paths */
    int line;
} recipe_test;

typedef struct recipe {
    sv name, about, platform;
    sv file; /* where it was read */
    int line;
    recipe_kind kind;
    recipe_origin origin;
    recipe_enabled enabled;
    recipe_parent parent;
    sv type; /* comment, review, question, answer, post; {NULL, 0}: comment */
    double rating_max;
    float confidence;
    bool main_text;  /* the comments are what the page is about: a thread, a channel */
    bool stop_empty; /* a match is final even when no item is found */
    struct {
        sv *at;
        size_t n, cap;
    } host, path;
    sv url;
    struct recipe_lazy *lazy; /* not NULL: only the head was read, see recipe_whole() */
    picks field[RF_MAX];
    struct {
        recipe_test *at;
        size_t n, cap;
    } test;
} recipe;

typedef struct recipe_set {
    recipe *at;
    size_t n, cap;
    struct {
        regex_t **at;
        size_t n, cap;
    } regex;
} recipe_set;

/*
 * Adds the recipes of a file to the set.
 * text    borrowed: views into it are kept, so it lives as long as the set; so does `a`.
 * path    for messages, kept.
 * Fails with ERR_FORMAT ("path:line: ..." in reterr), ERR_LIMIT or ERR_NOMEM; what came before stays.
 */
err recipe_parse(arena *a, sv text, const char *path, recipe_origin origin, recipe_set *io,
    note *reterr) MUST_USE;
/* A file, or every *.recipe of a folder. */
err recipe_load(arena *a, const char *path, recipe_set *io, note *reterr) MUST_USE;
/* Those that come with the program. */
err recipe_builtin(arena *a, recipe_set *io) MUST_USE;
/*
 * Adds recipes of which only the head is read: name, kind, enabled, host, path, match. One that cannot be read is
 * left out, the others stay.
 * text  borrowed: views into it are kept.
 * Fails with ERR_NOMEM or ERR_LIMIT.
 */
err recipe_heads(arena *a, sv text, recipe_set *io) MUST_USE;
/* The recipe of a head with all its fields, read at the first call, for all threads; the head itself when the rest
 * cannot be read. Any other recipe as it is. */
const recipe *recipe_whole(const recipe *r);
/* Heads of those that come with the program, read once for all threads; empty only when there was no memory. */
const recipe_set *recipe_default(void);
/* The last one of that name, so that a user's wins; NULL when there is none. */
const recipe *recipe_find(const recipe_set *s, sv name);
/* "item", "author" ... in the spelling of the files. */
const char *recipe_field_str(recipe_field f);
/* Releases what is not in the arena. */
void recipe_set_clear(recipe_set *s);

#endif
