/* match.h - finds many cues in one pass over the words of a comment. A cue is a sequence of folded letters with
 * no blanks in it (so that «می خوام», «میخوام» and «می‌خوام» are one), in a trie; from each word on the walker
 * tries the word's form and its lemma. Boundaries of words are kept: a cue starts and ends at one. */
#ifndef ANALYZERS_MATCH_H
#define ANALYZERS_MATCH_H

#include "analyzers/fold.h"
#include "analyzers/trie.h"
#include "text/token.h"

enum { MATCH_WORD_MAX = 40 }; /* letters of a word that are looked at */

/* Where the tries stand after a word that begins a cue; 0: no cue begins so. */
typedef struct entries {
    uint32_t form, lemma;
} entries;

/* What a cue goes on with behind its first word, by the numbers of the words' first two letters: a bit that is not set
 * says that none does so, at once or after a gap. */
typedef struct match_ahead {
    uint64_t next[4], gap[4];
} match_ahead;

typedef struct word {
    const uint8_t *form, *lemma; /* folded; lemma NULL when the same */
    uint8_t n_form, n_lemma;
    uint8_t kind;      /* token_kind */
    bool skip;         /* may be stepped over inside a cue */
    bool number;       /* a number or number word */
    bool clause_end;   /* last word of its clause */
    bool sentence_end; /* last word of its sentence */
    bool question;     /* its sentence ends with a question mark */
    uint8_t city;      /* words of the place name that starts here, 0 if none */
    uint8_t brand;     /* the same of the name of a brand or seller */
    uint32_t flags;    /* token_flag */
    uint32_t token;    /* index of its token */
    uint32_t at, n;    /* bytes in the raw text */
    uint32_t clause, sentence;
    double value; /* of a number */
    entries main, places;
    const match_ahead *ahead;
    uint8_t head[2]; /* match_ahead's number of its form and of its lemma */
    bool ends;       /* a cue may be at its end behind it, or ask more of it */
} word;

typedef struct words {
    word *at;
    size_t n;
} words;

typedef struct hit {
    uint32_t pattern;  /* as given to trie_add */
    uint32_t from, to; /* words, from < to */
    bool negated;      /* a verb matched by lemma is negated in the text */
    bool exact;        /* every word was matched by its form */
    uint8_t kind;      /* for the caller */
} hit;

typedef VEC(hit) hits;

/* What t makes of `w` as the first word of a cue. */
entries match_entries(const trie *t, const word *w);
/* Sets what match_find() asks a word first, with `ahead` for its own; `main` are entries of t. */
void match_preview(const trie *t, word *w, match_ahead *ahead);
/* Whether the word alone, by its form or lemma, is a cue. */
bool match_alone(const trie *t, const word *w);
/* All hits, in order of their first word; their `main` are entries of t. */
err match_find(const trie *t, arena *a, const words *w, hits *ret) MUST_USE;
/* The number of words of the longest hit that starts at word i, 0 if none; `from` are entries of t for it.
 * ret_pattern  its pattern, left alone if none. */
size_t match_longest(const trie *t, const words *w, size_t i, entries from, uint32_t *ret_pattern);

#endif
