/* tally_in.h - private to db/: the steps of tally_derive. */
#ifndef DB_TALLY_IN_H
#define DB_TALLY_IN_H

#include "db/store.h"

err tally_derive_sql(store *s) MUST_USE;
/* The sensitivity line and the total of the score card. */
err tally_derive_scores(store *s) MUST_USE;

#endif
