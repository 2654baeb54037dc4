/* rules.h - the rules of one robots.txt in a block of their own, as small as they can be: a long list of hosts has
 * many of them. Only the loop's thread takes and lets go of them; workers read. */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include "crawler/robots.h"

enum {
    RULES_SITEMAPS = 64,    /* more are not followed */
    RULES_TEXT_BYTES = 200, /* of a rule as it is written: for the audit */
    RULES_BYTES =
        16
        << 20 /* of all hosts together; what is over it is read again from the store when needed */
};

typedef struct ruleset {
    robots r;
    int users;
    size_t bytes;
    /* arrays and strings follow */
} ruleset;

/* What `body` says to this program. *ret has one user. Fails with ERR_NOMEM. */
err rules_make(sv body, ruleset **ret) MUST_USE;
/* One user more; NULL stays NULL. */
ruleset *rules_take(ruleset *r);
/* One user less; the last one frees. */
void rules_drop(ruleset *r);

#endif
