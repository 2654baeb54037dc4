/* simhash.h - near-duplicate fingerprint: texts that differ in few words have hashes that differ in few bits. */
#ifndef PARSERS_SIMHASH_H
#define PARSERS_SIMHASH_H

#include <stdint.h>

#include "util/sv.h"

/* Over pairs of words, punctuation and case left out; 0 for fewer than eight words. */
uint64_t simhash(sv utf8);
/* Bits in which two hashes differ; 3 or fewer of 64: the same text for all purposes. */
int simhash_distance(uint64_t a, uint64_t b);

#endif
