/* fmt.h - numbers and dates as a reader of that language writes them: fa ۱٬۲۸۴ ۱۸٪ ۳۰ آبان ۱۴۰۵, en 1,284 18%
 * 21 Nov 2026. Files for machines use the fmt_iso functions and ASCII digits. */
#ifndef REPORT_FMT_H
#define REPORT_FMT_H

#include <stdint.h>

#include "seeds/seeds.h"
#include "util/buf.h"

/* ASCII digits of `s` become Persian ones in fa; the rest stays. */
void fmt_digits(buf *b, lang l, sv s);
/* A sentence for a terminal: in fa the numbers that stand alone get Persian digits; names, paths, addresses, options and
 * the rest of a line that names a command stay as they must be typed. */
void fmt_prose(buf *b, lang l, sv s);
void fmt_int(buf *b, lang l, int64_t n);
/* `digits` after the point, trailing zeros cut. */
void fmt_real(buf *b, lang l, double d, int digits);
/* The same with the zeros: a column of scores is read by its point. */
void fmt_fixed(buf *b, lang l, double d, int digits);
/* 0..1 as per cent: whole from 1 %, one digit below, "<0.1%" for less. */
void fmt_share(buf *b, lang l, double share);
/* "16–19%" */
void fmt_share_range(buf *b, lang l, double low, double high);
/* Toman in words: ۳٫۲ میلیون تومان. */
void fmt_money(buf *b, lang l, double toman);
/* Days: "۳۰ آبان ۱۴۰۵"; short: "۳۰ آبان"; a range names the year once: "۱ مهر تا ۳۰ آبان ۱۴۰۵". Times of
 * Tehran, as offset_min says (minutes east of UTC). */
void fmt_day(buf *b, lang l, int64_t at_ms, int offset_min);
void fmt_day_short(buf *b, lang l, int64_t at_ms, int offset_min);
void fmt_day_range(buf *b, lang l, int64_t from_ms, int64_t to_ms, int offset_min);
/* "شنبه ۳۰ آبان ۱۴۰۵، ۰۶:۱۰" */
void fmt_moment(buf *b, lang l, int64_t at_ms, int offset_min);
/* Weekday 0 = Saturday, as the week begins in Iran; long or one letter. */
const char *fmt_weekday(lang l, int weekday, bool brief);

/* "2026-11-21T02:40:00Z", "2026-11-21T06:10:00+03:30" when offset_min is not 0; and "2026-11-21". */
void fmt_iso(buf *b, int64_t at_ms, int offset_min);
void fmt_iso_day(buf *b, int64_t at_ms, int offset_min);

enum { FMT_TEHRAN_MIN = 210 }; /* Iran has had no summer time since 2022 */

#endif
