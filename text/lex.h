/* lex.h - the inside of the compiled lexicon; private to text/ and its compiler. The file is a header, entries,
 * an open-addressing table of entry numbers, the keys and the strings, all in the byte order of the machine. */
#ifndef TEXT_LEX_H
#define TEXT_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "text/lexicon.h"

enum {
    LEX_KEY_MAX = 32, /* letters of a key; longer words are in no lexicon */
    LEX_VERSION = 2,
    LEX_TAG_SHIFT = 20, /* a slot: number of an entry, above it the high bits of the key's hash */
    LEX_ENTRY_MAX = (1 << LEX_TAG_SHIFT) - 1,
    /* First byte of the keys that are no words. */
    LEX_NS_SUFFIX = 200, /* endings that follow a base */
    LEX_NS_TAIL = 201,   /* second parts of compounds */
    LEX_NS_FACT = 210    /* + enum lexicon_fact */
};
#define LEX_BY_ENTRY 0x80000000u
#define LEX_MAGIC    0x317845766B7A6162ull

/* What a word can do. */
enum lex_class {
    LC_NOUN = 1 << 0,
    LC_ADJ = 1 << 1,
    LC_VERB = 1 << 2,
    LC_CLOSED = 1 << 3,
    LC_NAME = 1 << 4,
    LC_KEEP_YA = 1 << 5, /* with -ی it is a word of its own: «ایرانی», «خوبی» */
    LC_INFORMAL = 1 << 6,
    LC_PARTICIPLE = 1 << 7, /* «رفته»: takes ام ای است */
    LC_COMPOUND = 1 << 8,   /* its parts may stand apart: «پیش بینی» */
    LC_FIRST = 1 << 9,      /* first part of such */
    LC_MI = 1 << 10,        /* می, نمی */
    LC_MI_VERB = 1 << 11,   /* a verb form with می */
    LC_ENDING = 1 << 12, /* a word that is an ending when it follows a base: «ها», «ترین» */
    LC_TAIL = 1 << 13,   /* second part of compounds: ساز, گر */
    LC_DERIVED = 1 << 14, /* made by the compiler from a base */
    LC_NUMERAL = 1 << 15
};

/* Beside enum token_flag, while a text is being read: the spelling has another reading, of a finite verb, or of
 * a participle. */
enum lex_flag { LF_ALSO_VERB = 1 << 29, LF_ALSO_PARTICIPLE = 1 << 30 };

/* For endings: which bases they follow, and of what kind they are. */
enum lex_ending {
    LE_NOUN = 1 << 0,     /* after nouns */
    LE_ADJ = 1 << 1,      /* after adjectives */
    LE_VERB = 1 << 2,     /* object clitics after verbs */
    LE_PRON = 1 << 3,     /* after pronouns and other closed words */
    LE_ANY = 1 << 4,      /* shows itself: also after unknown words, when long enough */
    LE_YA = 1 << 5,       /* indefinite or relational -ی */
    LE_AFTER_HE = 1 << 6, /* only after silent ه: ام ای اند */
    LE_AFTER_VOWEL = 1 << 7,
    LE_PLURAL = 1 << 8,
    LE_APART = 1 << 9,      /* may be written apart from the base */
    LE_CLITIC = 1 << 10,    /* one ending, no chain of several */
    LE_AFTER_PART = 1 << 11 /* after participles */
};

typedef struct lex_entry {
    uint32_t key, lemma;
    uint32_t
        formal; /* 0: the spelling itself; LEX_BY_ENTRY + n: the spelling of entry n; else a string */
    uint32_t zwnj;  /* bit i: a ZWNJ before letter i */
    uint32_t flags; /* enum token_flag */
    uint32_t alt;   /* another reading of the same key, or 0 */
    uint16_t cls;   /* enum lex_class, or lex_ending */
    uint8_t n, pos;
} lex_entry;

typedef struct lex_head {
    uint64_t magic, digest;
    uint32_t version, n_entry, n_slot, n_key, n_string, pad;
} lex_head;

uint32_t lex_hash(const uint8_t *key, size_t n);
/* The first reading of a key, or NULL. */
const lex_entry *lex_find(const lexicon *lx, const uint8_t *key, size_t n);
const lex_entry *lex_ending(const lexicon *lx, const uint8_t *key, size_t n);
/* The same for the second parts of compounds. */
const lex_entry *lex_tail(const lexicon *lx, const uint8_t *key, size_t n);
/* Whether a word whose parts may stand apart may begin with these letters; false: none does. */
bool lex_compound(const lexicon *lx, const uint8_t *key, size_t n);
const lex_entry *lex_alt(const lexicon *lx, const lex_entry *e);
/* The written form of an entry that has one (formal != 0). */
size_t lex_formal(const lexicon *lx, const lex_entry *e, char *out);
/* A string of the file. */
sv lex_string(const lexicon *lx, uint32_t at);
/* Persian letters of `s` to key codes and a ZWNJ mask; the number of codes, 0 if it holds anything else. */
size_t lex_key(sv s, uint8_t code[LEX_KEY_MAX], uint32_t *ret_zwnj);
/* Back to UTF-8 with the ZWNJ; at most 5 bytes a letter. */
size_t lex_spell(const uint8_t *code, size_t n, uint32_t zwnj, char *out);

#endif
