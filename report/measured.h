/* measured.h - how often the rules are right: counted on the project's own labelled comments
 * (tests/data/labelled.tsv), which were written and labelled before the rules saw them. A test counts anew and
 * fails while this table says something else. */
#ifndef REPORT_MEASURED_H
#define REPORT_MEASURED_H

#include "report/html.h"

/* A dimension of the taxonomy, or the aspects: findings on the sample, and how many of them are labelled, too. */
typedef struct measured_group {
    const char *code, *fa, *en;
    int found, right;
} measured_group;

enum { MEASURED_GROUPS = 17 };

extern const measured_group measured[MEASURED_GROUPS];
/* Comments of the sample, and those whose feeling was read as labelled. */
extern const int measured_comments, measured_moods;

/* The line of the method section that says so. */
void measured_put(html *h);

#endif
