/* The data files of the demo, compiled in so that an installed program has them. */
#include "demo/template.h"

static const char pages[] = {
#include "demo_pages.tsv.inc"
};
static const char comments[] = {
#include "demo_comments.tsv.inc"
};
static const char truth[] = {
#include "demo_truth.json.inc"
};

/* One byte less: the generator ends each file with a NUL. */
sv data_pages(void) { return (sv){pages, sizeof pages - 1}; }
sv data_comments(void) { return (sv){comments, sizeof comments - 1}; }
sv data_truth(void) { return (sv){truth, sizeof truth - 1}; }
