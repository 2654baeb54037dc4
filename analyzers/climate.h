/* climate.h - which climate a place has, so that a need can be held against the weather of those who ask. */
#ifndef ANALYZERS_CLIMATE_H
#define ANALYZERS_CLIMATE_H

#include <stdbool.h>

#include "util/sv.h"

typedef enum climate {
    CLIMATE_UNKNOWN,
    CLIMATE_WET,      /* Caspian coast */
    CLIMATE_HOT_WET,  /* Gulf coast */
    CLIMATE_HOT_DRY,  /* deserts of the centre and the south */
    CLIMATE_SEMI_DRY, /* foothills and high plains */
    CLIMATE_COLD,     /* mountains of the west and north-west */
    CLIMATE_MAX
} climate;

/* `place` in normal form: a city or province of Iran. */
climate climate_of(sv place);
/* Names; empty for CLIMATE_UNKNOWN. */
sv climate_fa(climate c);
sv climate_en(climate c);

#endif
