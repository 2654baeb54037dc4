/* view.h - everything the report shows, read once from the store; the pages of both languages are made of it. */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include "db/politeness.h"
#include "report/html.h"

typedef struct view {
    answer_base base;
    quotes quotes;
    const char *program; /* "bazarkav 0.1.0" */
    table needs, complaints, interests, signals, segments, personas, scores, competitors, coverage,
        aspects, facts, weekly, places, hours, words, changes, evidence, sources, skips,
        demographics, gatekeepers, worksheet, spend, registers, runs, climate, barriers, replies,
        tactics, gaps, own, value, adjacent, segment_runs, keywords;
    const politeness *manners; /* ours at each host, over all runs */
    size_t n_manners;
    bool sample; /* the market is invented: a bar on top says so */
} view;

typedef struct view_opts {
    answer_args args;
    quotes quotes;
    const char *program;
    bool sample;
} view_opts;

/* Strings live in `a`. Answers the program does not have stay empty. */
err view_load(store *s, arena *a, const view_opts *o, view *ret) MUST_USE;

/* A part of the page: sec_*.c. `order` of the page is the array in page.c. */
typedef void section(html *h, const view *v);
section sec_top, sec_sum, sec_chg, sec_need, sec_comp, sec_seg, sec_psy, sec_dem, sec_beh, sec_gate,
    sec_lang, sec_todo, sec_meth;

/* The whole page in `h->l`. */
void page_put(html *h, const view *v);

/* Rows of `t` whose column `name` is `key`: the next one at or after `from`, or -1. */
int64_t view_next(const table *t, const char *name, sv key, int64_t from);
/* The row with the most authors that is not hidden, among those with `name` = `key` (NULL: all), or -1. */
int64_t view_largest(const table *t, const char *name, sv key);
enum { VIEW_THIN_AUTHORS = 30 }; /* fewer give no answer */
/* Whether there is too little to answer the question: few authors, or nothing found. */
bool view_thin(const view *v);
/* The first need that no listed competitor serves well, asked for by k people or more; row of needs or -1. */
int64_t view_gap(const view *v);
/* Rows of `signals` of one axis ("value", "demo" ...), by code or axis column. */
bool view_on_axis(const table *signals, int64_t row, sv axis);
/* The card of one row of competitors. */
void view_card(html *h, const view *v, int64_t row);
/* Parts of a card, in rival_acts.c; nothing where nothing is known. */
void view_strategy(html *h, const view *v, int64_t row);
void view_tactics(html *h, const view *v, sv source);
void view_reply_kinds(html *h, const view *v, sv source);
/* Small tables in sec_more.c; nothing where there is nothing to show. */
void view_gaps(html *h, const view *v);
void view_keywords(html *h, const view *v);
void view_segments_more(html *h, const view *v);
void view_segment_runs(html *h, const view *v);
/* How the hosts were treated, one row each; in manners.c. */
void view_manners(html *h, const view *v);
/* Quotes of one need, folded, unless quotes are off: its complaints, or what else was said of it. */
typedef struct view_said {
    sv need, label;
    int64_t people; /* who said it, shown beside the number of quotes */
    bool complaints;
} view_said;
void view_quotes(html *h, const view *v, const view_said *said);
/* Whether view_quotes has anything to show. */
bool view_quoted(const view *v, sv need, bool complaints);

#endif
