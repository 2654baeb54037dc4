/* digits.h - digits of all scripts, and numbers as Persian text writes them. */
#ifndef TEXT_DIGITS_H
#define TEXT_DIGITS_H

#include <stdint.h>

#include "util/arena.h"

/* 0..9 of a decimal digit: ASCII, Arabic (٠), Persian (۰), full width; -1 of anything else. */
int digit_value(uint32_t cp);
/* A copy with every decimal digit in ASCII, and in Persian digits; nothing else is changed. */
err digits_ascii(arena *a, sv raw, sv *ret) MUST_USE;
err digits_persian(arena *a, sv raw, sv *ret) MUST_USE;
/* «۲۵۰٬۰۰۰», «−۳٬۵۰۰»: grouped by U+066C, a minus sign before. */
err number_persian(arena *a, int64_t value, sv *ret) MUST_USE;
/* "250,000" */
err number_english(arena *a, int64_t value, sv *ret) MUST_USE;
/* «۳٫۵»: `decimals` digits after U+066B, groups before. */
err decimal_persian(arena *a, double value, int decimals, sv *ret) MUST_USE;

#endif
