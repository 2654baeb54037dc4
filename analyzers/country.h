/* country.h - the countries that people name beside goods and journeys: «چینی», «ساخت آلمان», «از دبی». */
#ifndef ANALYZERS_COUNTRY_H
#define ANALYZERS_COUNTRY_H

#include "util/sv.h"

/* The country that `word`, in normal form, names or is the adjective of: «آلمانی» -> «آلمان»; empty: none. */
sv country_of(sv word);

#endif
