/* analyze.h - turns the text of one comment into findings: categories, needs, aspects, opinion, amounts. Rules
 * and words are data (seeds/taxonomy/), which a user may add to; nothing here knows who wrote the comment. */
#ifndef ANALYZERS_ANALYZE_H
#define ANALYZERS_ANALYZE_H

#include "analyzers/finding.h"
#include "analyzers/taxonomy.h"
#include "text/lexicon.h"

typedef struct analyzer analyzer;

/*
 * dir    folder of taxonomy.json and the .tsv files; NULL: $BAZARKAV_SHARE/taxonomy, beside the binary's build,
 *        then the install prefix.
 * extra  folder of the user's own .tsv files, read after the shipped ones; NULL or absent: none.
 * lx     borrowed for the analyzer's life; NULL: words are matched by form alone.
 * ERR_ABSENT: no taxonomy found; ERR_FORMAT: `reterr` names file and line.
 * The analyzer is constant afterwards: any number of threads may use it.
 */
err analyzer_open(
    const char *dir, const char *extra, const lexicon *lx, analyzer **ret, note *reterr) MUST_USE;
/* NULL is fine. */
void analyzer_close(analyzer *z);
/* 16 hex letters: a digest of rules, words, lexicon and model. Findings of the same version are comparable. */
sv analyzer_version(const analyzer *z);
const taxonomy *analyzer_taxonomy(const analyzer *z);

/* Every cue of category i, shipped and added, in the order read; stops at the first failure of `cue`. */
err analyzer_each_cue(const analyzer *z, int i, taxonomy_cue *cue, void *ctx) MUST_USE;
/* Whether `text` could be a .tsv of cues beside the shipped ones; `reterr` names the line. */
err analyzer_check(sv text, const char *name, note *reterr) MUST_USE;

/*
 * text   borrowed; any bytes.
 * a      owns the findings; their `code` and `rule` live as long as the analyzer.
 * There is always exactly one FINDING_OPINION. Same text and version, same findings.
 * Fails with ERR_NOMEM or ERR_LIMIT.
 */
err analyze_comment(arena *a, const analyzer *z, sv text, findings *ret) MUST_USE;

/* Words seen before, so that many comments cost less: the findings are the same. For one thread; bounded. */
typedef struct analyze_cache analyze_cache;
analyze_cache *analyze_cache_new(void) MUST_USE; /* NULL: out of memory */
void analyze_cache_free(analyze_cache *k);       /* NULL is fine */
/* As analyze_comment; k may be NULL. */
err analyze_cached(arena *a, const analyzer *z, analyze_cache *k, sv text, findings *ret) MUST_USE;

/* What a shop says it offers, such as «ارسال با پیک»: the needs it answers, as FINDING_NEED. Nothing is judged.
 * Arguments and errors as for analyze_comment. */
err analyze_offer(arena *a, const analyzer *z, sv text, findings *ret) MUST_USE;

/* Why a cue that stands in the text is no finding. */
typedef enum miss_reason {
    MISS_NEGATED,  /* negated, or another reading of the words won */
    MISS_WEAK,     /* a weak cue that no other cue supports */
    MISS_FIELD,    /* counts only beside words of a field (food, goods ...) that are not there */
    MISS_RANGE,    /* its number is outside of the range of the category */
    MISS_COMPUTED, /* counted over many comments, never read from one */
    MISS_MAX
} miss_reason;

typedef struct miss {
    sv code, rule;
    uint32_t from, to; /* bytes of the text */
    miss_reason why;
} miss;

typedef struct misses {
    miss *at;
    size_t n;
} misses;

/* As analyze_comment, with the cues of categories that are not among the findings, one for each category. */
err analyze_explained(
    arena *a, const analyzer *z, sv text, findings *ret, misses *ret_misses) MUST_USE;

#endif
