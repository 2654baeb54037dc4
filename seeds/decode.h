/* decode.h - the bytes of a file that a person saved somewhere, to UTF-8. */
#ifndef SEEDS_DECODE_H
#define SEEDS_DECODE_H

#include "util/arena.h"

/*
 * UTF-16 of either order, with or without its mark, becomes UTF-8; a mark of UTF-8 goes; anything else stays as it is,
 * valid or not.
 * raw  borrowed; *ret may point into it.
 */
err decode_text(arena *a, sv raw, sv *ret) MUST_USE;

#endif
