/* heap.h - how malloc treats the blocks of many megabytes that come and go with every page. */
#ifndef UTIL_HEAP_H
#define UTIL_HEAP_H

/* From now on freed memory stays with the program for the next page: given back and fetched again, each page would
 * cost as many page faults as it has pages of memory. Nothing where malloc has no such settings. */
void heap_keep(void);
/* Gives back what is free. */
void heap_trim(void);

#endif
