/* draft.h - the words of the lexicon while they are being collected. Build time only. */
#ifndef TEXT_COMPILE_DRAFT_H
#define TEXT_COMPILE_DRAFT_H

#include "text/lex.h"
#include "text/token.h"
#include "util/vec.h"

/* Which reading of a form comes first; a lower one wins. */
enum draft_rank {
    RANK_CLOSED = 10,
    RANK_WORD = 20,
    RANK_INFORMAL = 24,
    RANK_VERB = 30,
    RANK_DERIVED = 40,
    RANK_WEAK = 60
};

typedef struct draft {
    uint8_t key[LEX_KEY_MAX];
    uint8_t n, pos;
    uint16_t cls, lent; /* lent: classes for the best reading of the key, whichever it is */
    uint32_t zwnj, flags, order, entry; /* entry: its number in the file, if the first of its key */
    int rank;
    bool soft;        /* its parts stand apart, but joined letters stay joined */
    sv lemma, formal; /* formal empty: the spelling */
} draft;

typedef struct drafts {
    VEC(draft) v;
    arena *a;
    const char *file; /* being read, for messages */
    int line;
} drafts;

/* Adds a form; "_" in `form` stands for a half-space. Exits with a message when it is no Persian word. */
draft *draft_add(drafts *d, sv form, sv lemma, token_pos pos, int rank);
/* printf into the arena, "_" made ZWNJ. */
__attribute__((format(printf, 2, 3))) sv draft_text(drafts *d, const char *fmt, ...);
/* Says where and stops. */
__attribute__((noreturn)) void draft_bad(const drafts *d, const char *why, sv what);

/* One row of verbs.tsv. */
void verbs_row(drafts *d, sv row);
/* One row of endings.tsv, and the chains of all rows when the file ends. */
void endings_row(drafts *d, sv row);
void endings_done(drafts *d);
/* Rows of the word files. */
void words_row(drafts *d, sv row);
void plurals_row(drafts *d, sv row);
void informal_row(drafts *d, sv row);

#endif
