#include "util/heap.h"

#include <stdlib.h> /* defines __GLIBC__ */

#ifdef __GLIBC__
#    include <malloc.h>

enum { KEPT_BYTES = 4 << 20, APART_BYTES = 2 << 20 };

void heap_keep(void)
{
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_MMAP_THRESHOLD, APART_BYTES);
}

void heap_trim(void) { (void)malloc_trim(0); }
#else
void heap_keep(void) {}
void heap_trim(void) {}
#endif
