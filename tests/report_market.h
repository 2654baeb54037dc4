/* report_market.h - the invented market of tests/data/report/market.txt, for the tests of the report. */
#ifndef TESTS_REPORT_MARKET_H
#define TESTS_REPORT_MARKET_H

#include "report/view.h"

/* Fills *v with the tables of the file; strings live in `a`. */
void report_market(arena *a, view *v);
/* Every element that is opened is closed, in order. */
void report_check_nesting(const html *h);

#endif
