/* ini.h - the lines of a seeds file: sections, keys, values and comments, with their places. Knows no key.
 * Grammar in bazarkav-seeds(5); any line up to 64 KiB, BOM and CRLF accepted. */
#ifndef SEEDS_INI_H
#define SEEDS_INI_H

#include "util/arena.h"

enum { INI_LINE_BYTES = 64 * 1024 };

typedef enum ini_kind {
    INI_END,
    INI_SECTION, /* key: kind, value: name or {NULL, 0} */
    INI_PAIR,
    INI_COMMENT, /* value: the text behind ; or # */
    INI_BAD      /* why says what is wrong */
} ini_kind;

typedef enum ini_why {
    INI_NO_EQUALS,
    INI_NO_BRACKET,
    INI_NO_QUOTE,
    INI_TOO_LONG,
    INI_NOT_UTF8,
    INI_NO_KEY
} ini_why;

typedef struct ini_line {
    ini_kind kind;
    ini_why why;
    int line, key_column, value_column; /* from 1, in characters */
    sv key, value;                      /* views into the text; quotes taken off */
} ini_line;

typedef struct ini {
    sv rest;
    int line;
} ini;

ini ini_open(sv text);
/* The next line that says something; blank ones are passed over. INI_END for ever at the end. */
ini_line ini_next(ini *in);

/* The text between a pair of the quotes that word processors put, else the whole. */
sv ini_uncurl(sv v);

#endif
