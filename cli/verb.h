/* verb.h - a command is a const struct, one file each: cli/cmd_NAME.c defines `const verb verb_NAME`. The
 * Makefile lists the files, main.c finds the verb and parses what the table says. */
#ifndef CLI_VERB_H
#define CLI_VERB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "seeds/seeds.h"
#include "util/arena.h"
#include "util/note.h"

enum exit_code {
    EXIT_DONE = 0,
    EXIT_INTERNAL = 1,
    EXIT_USAGE = 2,
    EXIT_SEEDS = 3,
    EXIT_PARTLY = 4,
    EXIT_POLICY = 5,
    EXIT_BUSY = 6,
    EXIT_STORAGE = 7,
    EXIT_ALERTS = 10,
    EXIT_INTERRUPTED = 130
};

typedef enum opt_type { OPT_FLAG, OPT_TEXT, OPT_NUMBER, OPT_LIST } opt_type;

/* One table gives parsing, --help, the man page and completion. */
typedef struct opt_def {
    const char *name; /* without dashes */
    opt_type type;
    const char *arg;     /* what to show: FILE, N ... */
    const char *fa, *en; /* one line of help each */
    char letter;         /* short form, 0 if none */
} opt_def;

enum { OPT_MAX = 48, VERB_HIDDEN = 1000 /* verbs from this order on are not listed */ };

typedef struct opt_value {
    const char **at; /* values in the order given */
    int n;
} opt_value;

/* What every verb gets. Everything lives until the program ends. */
typedef struct session {
    arena *a;
    const struct verb *verb;
    int n_words; /* the command as it was given, behind the program's name */
    char **word;
    int argc; /* what is left after options: operands */
    char **argv;
    opt_value value[OPT_MAX];          /* by index in the verb's table */
    const char *dir, *db, *seeds_path; /* -C, --db, --seeds: as given or NULL */
    bool json, plain, quiet, yes, color, progress, input;
    int verbose;
    bool help;
    lang lang;        /* LANG_FA or LANG_EN, decided */
    FILE *out, *talk; /* data, talk */
} session;

typedef struct verb {
    const char *name;
    int order;                     /* place in the list of --help; tens group */
    const char *operands;          /* "[SEEDS]" */
    const char *fa, *en;           /* one line: what it does */
    const char *help_fa, *help_en; /* paragraphs and examples, may be NULL */
    const opt_def *opt;            /* ends with a NULL name */
    int (*run)(session *s);        /* returns an exit_code */
} verb;

/* Options of the running verb, by name; a name that is not in its table is a bug (assert). */
bool opt_on(const session *s, const char *name);
const char *opt_text(const session *s, const char *name); /* last value or NULL */
opt_value opt_list(const session *s, const char *name);
/* `fallback` when absent; on a bad number says so and exits with EXIT_USAGE. */
int64_t opt_number(const session *s, const char *name, int64_t fallback);

/* Seconds with a fraction ("0.5") in ms; -1 when absent; ends the program on anything else. */
int64_t opt_seconds(const session *s, const char *name);

/* The text in the session's language. */
const char *tr(const session *s, const char *fa, const char *en);
/* A number with its noun: "1 page", "2 pages", in Persian "2 صفحه". Lives as long as the session; never NULL. */
const char *how_many(
    const session *s, int64_t n, const char *fa, const char *one, const char *more);
/* One line on stderr: "bazarkav: ...". Returns `code`, so that a verb can end with it. */
__attribute__((format(printf, 3, 4))) int fail(const session *s, int code, const char *fmt, ...);
/* One line on stderr unless --quiet. */
__attribute__((format(printf, 2, 3))) void say(const session *s, const char *fmt, ...);
/* One line on stdout for people: in Persian its numbers have Persian digits. */
__attribute__((format(printf, 2, 3))) void show_line(const session *s, const char *fmt, ...);
/* COLUMNS, the width of the terminal, or what most have. */
int terminal_width(void);
/* The exit code that fits an error of storage or files. */
int code_of(err e);

#endif
