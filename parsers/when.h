/* when.h - dates as people and machines print them, to an instant: ISO 8601, RFC 2822, month names in Persian and
 * several other languages, Jalali in digits and words (also where a machine field claims to be Gregorian), relative
 * («۳ روز پیش»), 12-hour clocks with ق.ظ/ب.ظ. */
#ifndef PARSERS_WHEN_H
#define PARSERS_WHEN_H

#include "parsers/doc.h"
#include "util/arena.h"

typedef struct when_base {
    int64_t now_ms; /* fetch time, for relative dates and missing years; 0: those are not read */
    int zone_min;   /* zone when the text names none */
    bool day_first; /* 3/4/2020 is the third of April (not US) */
} when_base;

/*
 * Reads one date from text that holds little else; words before and after it are skipped over.
 * ret->raw is a view into text (borrowed). False: no date in it, *ret has precision WHEN_NONE.
 */
bool when_parse(sv text, const when_base *base, when *ret) MUST_USE;

/* Only ISO 8601 and its near relatives (Jalali years and Persian digits included): for machine fields. */
bool when_parse_iso(sv text, const when_base *base, when *ret) MUST_USE;

/* ISO 8601 Gregorian, as exact as the date is: "2020-05-10", "2020-05-10T18:59:00+04:30". {NULL, 0}: none. */
sv when_iso(arena *a, const when *w) MUST_USE;

#endif
