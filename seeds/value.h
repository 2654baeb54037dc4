/* value.h - the values people type: Persian or ASCII digits, units in words, money, zones, yes and no. */
#ifndef SEEDS_VALUE_H
#define SEEDS_VALUE_H

#include "seeds/seeds.h"

/* Each returns false when the text is not of that form. */
bool value_number(sv s, double *ret);
/* «۵ ثانیه», "1d", "30" (seconds) -> ms. */
bool value_duration(arena *a, sv s, int64_t *ret_ms);
/* «۱۸۰۰۰۰۰ تومان», «2,500,000 ریال» -> toman; without a unit: toman. */
bool value_money(arena *a, sv s, double *ret);
/* «۱۰٪», "10 %", «۵ واحد», 10. */
bool value_percent(sv s, double *ret);
bool value_bool(arena *a, sv s, bool *ret);
/* Minutes east of UTC of a zone's name or ±HH:MM. */
bool value_zone(sv s, int *ret_min);
/* The index of the word among `words` ("فارسی|fa|persian", ...; ends with NULL), or -1. */
int value_word(arena *a, sv s, const char *const *words);
/* The next item of a list divided by «،», ',' or «؛»; *rest moves on. */
sv value_item(sv *rest);

#endif
