/* html.h - the building blocks of the report page: escaped text, numbers of the language, bars, intervals, sparks,
 * stacks, quotes. SVG draws marks only, every word and number is HTML, so one drawing serves both directions. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include <stdint.h>

#include "report/table.h"
#include "seeds/seeds.h"
#include "util/buf.h"

typedef struct html {
    buf b;
    lang l;
    int k;      /* smallest group shown */
    int offset; /* minutes east of UTC of the days shown */
    sv font;    /* a WOFF2 font to embed, or nothing */
} html;

/* The text of the page's language; both are ours and may hold markup. */
const char *html_tr(const html *h, const char *fa, const char *en);
/*
 * Puts `fmt` with: %s const char* of ours, as it is · %t sv of others, escaped · %l a label: the same, and the "/"
 * between two words is read as "or" · %D as %t, with the digits of the language · %n int64_t, digits of the
 * language · %p double, share as per cent · %i double, rounded · %r double, one digit after the point · %f the same,
 * with its zero · %g double, coordinate with one digit, ASCII · %d int, ASCII · %% a per cent sign.
 */
void html_put(html *h, const char *fmt, ...);
/* html_put with the format of the page's language. */
void html_both(html *h, const char *fa, const char *en, ...);

/* "Need: delivery" without its axis, which the heading above it says already. */
sv html_short(sv label);
/* «نیاز: قهوه (26)؛ مشاهده: بیرون‌بر (21)»: parts divided by "; ", each without its axis and with the digits of the
 * language. */
void html_parts(html *h, sv parts);
/* The label of row `row` in the page's language: label_fa, label_en or whatever there is. */
sv html_label(const html *h, const table *t, int64_t row);
/* The same for a row of complaints: «قیمت مناسب‌تر» is a wish, what they complain about is «قیمت». */
sv html_complaint(const html *h, const table *t, int64_t row);
/* " lang=… dir=…" for words of strangers, by the letters they are written with. */
const char *html_speech(sv text);
/* The name of a segment as a group of people: an interest becomes those who have it. */
void html_group(html *h, const table *t, int64_t row);
/* A cell in the language: `name`_fa or `name`_en, else `name`. */
sv html_word(const html *h, const table *t, int64_t row, const char *name);

/* " <span class=conf>●●○ medium</span>"; nothing for an unknown word. */
void html_confidence(html *h, sv word);
/* "▲ rising" */
void html_trend(html *h, sv trend);
/* A link when the address is http or https, else its text; shown short, left to right. */
void html_link(html *h, sv url);
/* «۱۲ نفر» or «کمتر از ۵ نفر». */
void html_people(html *h, const table *t, int64_t row);
/* What stands where there is nothing to show, and how to get it. */
void html_none(html *h, const char *fa, const char *en);

/* A bar with its interval, `share` of `scale`; low or high NAN: no interval. */
typedef struct html_bar {
    double share, low, high, scale;
    bool negative;
} html_bar;
void html_bar_svg(html *h, const html_bar *bar);
/* A small line of `n` values ≥ 0; nothing when one of them is not known (NAN): no line is guessed. */
void html_spark(html *h, const double *value, int n);
/* The scale for the rows of a table: the largest `high` or share, a little room, at most 1. */
double html_scale(const table *t, int64_t n_rows);
/* A ranked list with bars: label, bar, share, interval, people, trend, confidence. `weekly` may be NULL. */
typedef struct html_rows {
    const table *t, *weekly;
    int64_t max; /* rows shown */
    bool negative, trend;
} html_rows;
void html_ranked(html *h, const html_rows *r);

#endif
