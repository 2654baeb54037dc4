/* when.h - dates as people and machines print them, to an instant: ISO 8601, RFC 2822, month names in Persian and
 * several other languages, Jalali in digits and words (also where a machine field claims to be Gregorian), relative
 * («۳ روز پیش»), 12-hour clocks with ق.ظ/ب.ظ. */
#ifndef PARSERS_WHEN_H
#define PARSERS_WHEN_H

#include "parsers/doc.h"
#include "util/arena.h"

typedef struct when_base {
    int64_t now_ms; /* fetch time, for relative dates and missing years; 0: those are not read */
    int zone_min; /* zone when the text names none; 210 is Tehran with its summer times of the past */
    bool day_first; /* 3/4/2020 is the third of April (not US) */
    bool persian;   /* 98/05/12 is 1398, 02/05/12 is 1402 */
} when_base;

/*
 * Reads one date from text that holds little else; words around it are skipped over, the first date wins.
 * text  borrowed, valid UTF-8; only the beginning (some hundred bytes) is looked at.
 * ret   raw is a view into text. On false, precision is WHEN_NONE.
 */
bool when_parse(sv text, const when_base *base, when *ret) MUST_USE;

/* The same for machine fields: ISO 8601 and relatives, RFC 2822, seconds or milliseconds since 1970; Jalali years are
 * understood there, too, and then a zone of +00:00 is not believed (a plug-in prints Tehran's wall time with it). */
bool when_parse_machine(sv text, const when_base *base, when *ret) MUST_USE;

/* Minutes east of UTC in Iran at that instant: 210, or 270 in the summers that had a summer time. */
int when_tehran_offset(int64_t at_ms);

/* ISO 8601 Gregorian, as exact as the date is: "2020-05-10", "2020-05-10T18:59:00+04:30"; without a zone when the site
 * named none. {NULL, 0}: no date. */
sv when_iso(arena *a, const when *w) MUST_USE;

#endif
