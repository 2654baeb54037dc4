/* idset.h - which identifiers were met: a set of 64-bit numbers with a ceiling, for exact counts in bounded memory. */
#ifndef UTIL_IDSET_H
#define UTIL_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct idset {
    uint64_t *at; /* owned; 0: a free place */
    size_t n, cap, most;
    bool zero; /* 0 is in it */
} idset;

/* `most` ids are kept, in at most 32 bytes each. */
#define IDSET_INIT(most_ids) ((idset){.most = (most_ids)})

/* True when the id was not in it. A full set, or one that gets no memory, takes no more and says true of every new id. */
bool idset_add(idset *s, uint64_t id);
/* For CLEANUP, too. */
void idset_clear(idset *s);

#endif
