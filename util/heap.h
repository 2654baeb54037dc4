/* heap.h - how malloc treats the blocks of many megabytes that come and go with every page. */
#ifndef UTIL_HEAP_H
#define UTIL_HEAP_H

/*
 * From now on freed memory stays with the program for the next use, `bytes` of it at most: given back and fetched again,
 * each page would cost as many page faults as it has pages of memory. Blocks of more than `block_bytes` stand apart and
 * are given back at once. Nothing where malloc has no such settings.
 */
void heap_keep(int block_bytes, int bytes);
/* Gives back what is free. */
void heap_trim(void);

#endif
