/* token.h - one pass over raw Persian text: words, numbers, links, emoji and sentences, each with its byte
 * offsets into the raw text (they are the evidence), its normal form, lemma and flags. */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "text/lexicon.h"
#include "util/arena.h"

typedef enum token_kind {
    TOKEN_WORD,   /* Persian or other letters */
    TOKEN_LATIN,  /* Latin letters, also with digits: "iPhone15" */
    TOKEN_NUMBER, /* "۲۵۰٬۰۰۰"; `norm` has ASCII digits, no separators */
    TOKEN_PUNCT,
    TOKEN_EMOJI, /* a whole grapheme cluster */
    TOKEN_URL,
    TOKEN_EMAIL,
    TOKEN_HANDLE, /* @name */
    TOKEN_TAG     /* #tag */
} token_kind;

typedef enum token_pos {
    POS_OTHER,
    POS_NOUN,
    POS_VERB,
    POS_ADJ,
    POS_ADV,
    POS_PRON,
    POS_ADP,
    POS_CONJ,
    POS_DET,
    POS_NUM,
    POS_PART,
    POS_INTJ,
    POS_PROPN
} token_pos;

enum token_flag {
    TF_INFORMAL = 1 << 0, /* «میخوام», «خونه» */
    TF_NEGATED = 1 << 1,  /* verb with ن/نمی, or نیست, نبود */
    TF_PERSON_1 = 1 << 2, /* verb or clitic of the first person */
    TF_PERSON_2 = 1 << 3,
    TF_PERSON_3 = 1 << 4,
    TF_PLURAL = 1 << 5, /* of the verb's person, or the noun's number */
    TF_PAST = 1 << 6,
    TF_IMPERATIVE = 1 << 7,
    TF_SUBJUNCTIVE = 1 << 8, /* «بخرم» */
    TF_FUTURE = 1 << 9,
    TF_COPULA_CLITIC = 1 << 10, /* «خوبه», «عالیم» */
    TF_POSSESSIVE_1 = 1 << 11,  /* «پسرم», «شوهرم» */
    TF_COMPARATIVE = 1 << 12,   /* تر */
    TF_SUPERLATIVE = 1 << 13,   /* ترین */
    TF_ELONGATED = 1 << 14,     /* «عالییی» */
    TF_STOP = 1 << 15,          /* function word */
    TF_OBJECT_MARKER = 1 << 16, /* clitic -و/-رو */
    TF_UNKNOWN = 1 << 17,       /* not in the lexicon */
    TF_SENTENCE_END = 1 << 18,  /* last token of its sentence */
    TF_SUFFIXED = 1 << 19       /* plural, clitic or indefinite suffix was stripped for the lemma */
};

typedef struct token {
    uint32_t at, n;    /* bytes in the raw text; on character boundaries */
    uint32_t flags;    /* enum token_flag */
    uint16_t cls;      /* private to text/: what the lexicon says of the word */
    uint8_t kind, pos; /* token_kind, token_pos */
    sv norm;           /* normal form: ی ک, ASCII digits, no marks, ZWNJ kept between parts */
    sv lemma; /* noun/adjective base; verb: past#present stems, "خرید#خر", "گشت#گرد+بر" */
} token;

typedef struct tokens {
    token *at;
    size_t n;
} tokens;

/*
 * raw  borrowed, any bytes: invalid UTF-8 is skipped over and never inside a token.
 * lx   borrowed; NULL: no lexicon, lemma = norm.
 * a    owns the result and its strings.
 * Fails with ERR_NOMEM, or ERR_LIMIT past 4 GiB.
 */
err token_split(arena *a, const lexicon *lx, sv raw, tokens *ret) MUST_USE;

/*
 * Words seen before, so that running text costs less: for one thread and one lexicon at a time, for many calls.
 * With a cache, the strings of the tokens may be in it: they live as long as `a` and until the next
 * token_cache_tidy(). A full cache takes in no more words; tidy makes room when there is need.
 */
typedef struct token_cache token_cache;
token_cache *token_cache_new(void) MUST_USE; /* NULL: out of memory, which all of these accept */
void token_cache_tidy(token_cache *c);
void token_cache_free(token_cache *c);
/*
 * Beside a word whose strings are in the cache, room for a number of the caller's, 0 at first; lives as they do. What
 * it stands for may have changed: the caller checks. NULL: they are elsewhere.
 */
uint32_t *token_cache_note(const token_cache *c, const token *t);
err token_split_cached(
    arena *a, const lexicon *lx, token_cache *cache, sv raw, tokens *ret) MUST_USE;

#endif
