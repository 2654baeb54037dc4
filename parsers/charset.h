/* charset.h - any bytes to valid UTF-8, once; after it everybody trusts the text. */
#ifndef PARSERS_CHARSET_H
#define PARSERS_CHARSET_H

#include "util/arena.h"

/*
 * Decides the encoding as browsers do: BOM, then Content-Type, then <meta>/XML declaration, then a guess; an encoding
 * that the bytes contradict is not believed. Invalid bytes become U+FFFD, NULs are dropped.
 * content_type  borrowed, may be empty.
 * ret           a view of `bytes` when they are clean UTF-8 already, else a copy in `a`.
 * Fails with ERR_NOMEM only.
 */
err charset_to_utf8(arena *a, sv bytes, sv content_type, sv *ret) MUST_USE;

/* Length of the valid UTF-8 sequence at the start of s (1..4), 0 when it is not valid. */
size_t charset_sequence(sv s);
/* Whether all of s is valid UTF-8 without NUL. */
bool charset_is_clean(sv s);

#endif
