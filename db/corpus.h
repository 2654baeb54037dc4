/* corpus.h - what pages say and what was found in it: sources, runs, documents, comments, facts, signals. The
 * writer is the one place where private data is masked, authors become pseudonyms and erased things are refused
 * (docs/PRIVACY.md), so nobody can store a page without it. */
#ifndef DB_CORPUS_H
#define DB_CORPUS_H

#include "analyzers/finding.h"
#include "crawler/page.h"
#include "db/store.h"
#include "db/twin.h"
#include "parsers/doc.h"
#include "seeds/seeds.h"

/* The row of a source of the seeds file; its identifier is the hash of its name. */
err corpus_put_source(store *s, const seeds_source *src, int64_t now, int64_t *ret_id) MUST_USE;
/* Marks every source that is not among `ids` inactive: it stays, with its history. */
err corpus_keep_sources(store *s, const int64_t *ids, size_t n) MUST_USE;
/* Title, question, purpose, contact, k, retention, our capability and weights: what answers and exports carry. */
err corpus_put_project(store *s, const seeds *p) MUST_USE;

/* `program`: version; `config`: digest of the seeds file. */
err corpus_run_begin(
    store *s, sv verb, sv program, sv config, int64_t now, int64_t *ret_id) MUST_USE;
/* status: "done", "partly", "interrupted", "failed" */
err corpus_run_end(store *s, int64_t run_id, sv status, int64_t now) MUST_USE;

typedef struct corpus_in {
    int64_t run_id, now;  /* ms */
    int64_t retention_ms; /* of comment text; 0: 90 days */
    twin_index *twins;    /* marks near-duplicates; NULL: does not look for them */
} corpus_in;

typedef struct corpus_put {
    bool refused;     /* under a tombstone: nothing was stored */
    bool forgotten;   /* a comment of it is under one: that was not stored */
    bool new_version; /* the text of the page is new or has changed */
    int64_t comments_new, comments_changed, comments_seen, comments_gone;
    int64_t facts_new, facts_ended;
} corpus_put;

/*
 * Stores what `d` says, seen on page `p` (with source_id, host_id, url_id). Idempotent: a second call with the same
 * page changes times only. A comment seen as HTML, REST and feed (same native number) is one comment.
 * a  scratch; nothing of it is kept.
 */
err corpus_put_doc(
    store *s, arena *a, const page *p, const doc *d, const corpus_in *in, corpus_put *ret) MUST_USE;
/* Brings the full-text index up to date, in a batch of its own: texts stored since the last call. The analysis does
 * it, so that a crawl does not wait for it. */
err corpus_index(store *s) MUST_USE;
/* The page answered 404 or 410: its comments are withdrawn, its facts end. */
err corpus_put_gone(store *s, const page *p, const corpus_in *in, corpus_put *ret) MUST_USE;

/* A category of the taxonomy, or "opinion", "aspect.price" ...: whatever findings name. */
typedef struct corpus_category {
    sv axis, code, label_fa, label_en, evidence;
    int tier;
    bool sensitive; /* shown from 10 authors on */
} corpus_category;
err corpus_put_category(store *s, const corpus_category *c) MUST_USE;

/* The row of a lexicon or model; the same three words give the same identifier. `body` may be empty. */
typedef struct corpus_model {
    sv name, version, digest, card, body;
} corpus_model;
err corpus_put_model(store *s, const corpus_model *m, int64_t now, int64_t *ret_id) MUST_USE;
/* The newest row of that name and version, in `a`. ERR_ABSENT when there is none. */
err corpus_get_model(store *s, arena *a, sv name, sv version, corpus_model *ret) MUST_USE;

typedef struct corpus_comment {
    int64_t id, text_hash;
    sv text;       /* masked */
    double rating; /* 0..1 of its scale; NaN: none */
    bool owner;    /* a reply of the shop: no voice of a customer */
} corpus_comment;

enum { CORPUS_BATCH = 256 };
typedef struct corpus_comments {
    corpus_comment *at;
    size_t n;
} corpus_comments;
/*
 * Up to CORPUS_BATCH comments with id > `after`, in order of id, that were not analysed by `model_id` yet (0: all
 * that have text). *ret in `a`; none: no more.
 */
err corpus_batch(
    store *s, arena *a, int64_t model_id, int64_t after, corpus_comments *ret) MUST_USE;
/* Replaces the findings of a comment and notes that `model_id` has read it. */
err corpus_put_findings(
    store *s, const corpus_comment *c, const findings *f, int64_t model_id) MUST_USE;
/* Findings of comments that are gone are dropped, and labels that nobody uses any more where something was dropped
 * or `labels` says that findings were stored anew. *ret_n: how many comments. */
err corpus_drop_stale(store *s, bool labels, int64_t *ret_n) MUST_USE;

#endif
