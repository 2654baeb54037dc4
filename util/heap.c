#include "util/heap.h"

#include <stdlib.h> /* defines __GLIBC__ */

#ifdef __GLIBC__
#    include <malloc.h>

void heap_keep(int block_bytes, int bytes)
{
    (void)mallopt(M_MMAP_THRESHOLD, block_bytes);
    (void)mallopt(M_TRIM_THRESHOLD, bytes);
}

void heap_trim(void) { (void)malloc_trim(0); }
#else
void heap_keep(int block_bytes, int bytes) { (void)block_bytes, (void)bytes; }
void heap_trim(void) {}
#endif
