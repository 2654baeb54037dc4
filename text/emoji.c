#include "text/emoji.h"

#include <stdint.h>
#include <stdlib.h>

#include "text/chars.h"
#include "text/utf8.h"

/* Ranges of one feeling, in order; what is in none is neutral. Irony is not ours to guess. */
static const struct {
    uint32_t from, to;
    emoji_class feeling;
} ranges[] = {
    {0x2639, 0x2639, EMOJI_NEGATIVE},
    {0x263A, 0x263A, EMOJI_POSITIVE},
    {0x2665, 0x2665, EMOJI_POSITIVE},
    {0x2705, 0x2705, EMOJI_POSITIVE},
    {0x270C, 0x270C, EMOJI_POSITIVE},
    {0x2728, 0x2728, EMOJI_POSITIVE},
    {0x274C, 0x274C, EMOJI_NEGATIVE},
    {0x2763, 0x2764, EMOJI_POSITIVE},
    {0x2B50, 0x2B50, EMOJI_POSITIVE},
    {0x1F31F, 0x1F31F, EMOJI_POSITIVE},
    {0x1F337, 0x1F33C, EMOJI_POSITIVE},
    {0x1F381, 0x1F382, EMOJI_POSITIVE},
    {0x1F389, 0x1F38A, EMOJI_POSITIVE},
    {0x1F3C6, 0x1F3C6, EMOJI_POSITIVE},
    {0x1F44C, 0x1F44D, EMOJI_POSITIVE},
    {0x1F44E, 0x1F44E, EMOJI_NEGATIVE},
    {0x1F44F, 0x1F44F, EMOJI_POSITIVE},
    {0x1F479, 0x1F47A, EMOJI_NEGATIVE},
    {0x1F48B, 0x1F48C, EMOJI_POSITIVE},
    {0x1F490, 0x1F490, EMOJI_POSITIVE},
    {0x1F493, 0x1F493, EMOJI_POSITIVE},
    {0x1F494, 0x1F494, EMOJI_NEGATIVE},
    {0x1F495, 0x1F49F, EMOJI_POSITIVE},
    {0x1F4A9, 0x1F4A9, EMOJI_NEGATIVE},
    {0x1F4AF, 0x1F4AF, EMOJI_POSITIVE},
    {0x1F525, 0x1F525, EMOJI_POSITIVE},
    {0x1F595, 0x1F595, EMOJI_NEGATIVE},
    {0x1F600, 0x1F60E, EMOJI_POSITIVE},
    {0x1F612, 0x1F616, EMOJI_NEGATIVE},
    {0x1F617, 0x1F61B, EMOJI_POSITIVE},
    {0x1F61E, 0x1F62B, EMOJI_NEGATIVE},
    {0x1F62D, 0x1F62D, EMOJI_NEGATIVE},
    {0x1F630, 0x1F631, EMOJI_NEGATIVE},
    {0x1F638, 0x1F638, EMOJI_POSITIVE},
    {0x1F63A, 0x1F63D, EMOJI_POSITIVE},
    {0x1F63E, 0x1F63F, EMOJI_NEGATIVE},
    {0x1F641, 0x1F641, EMOJI_NEGATIVE},
    {0x1F642, 0x1F643, EMOJI_POSITIVE},
    {0x1F644, 0x1F645, EMOJI_NEGATIVE},
    {0x1F646, 0x1F646, EMOJI_POSITIVE},
    {0x1F64B, 0x1F64C, EMOJI_POSITIVE},
    {0x1F64D, 0x1F64E, EMOJI_NEGATIVE},
    {0x1F64F, 0x1F64F, EMOJI_POSITIVE},
    {0x1F6AB, 0x1F6AB, EMOJI_NEGATIVE},
    {0x1F911, 0x1F911, EMOJI_POSITIVE},
    {0x1F912, 0x1F912, EMOJI_NEGATIVE},
    {0x1F917, 0x1F917, EMOJI_POSITIVE},
    {0x1F91D, 0x1F91D, EMOJI_POSITIVE},
    {0x1F922, 0x1F922, EMOJI_NEGATIVE},
    {0x1F923, 0x1F923, EMOJI_POSITIVE},
    {0x1F926, 0x1F926, EMOJI_NEGATIVE},
    {0x1F929, 0x1F929, EMOJI_POSITIVE},
    {0x1F92C, 0x1F92E, EMOJI_NEGATIVE},
    {0x1F970, 0x1F970, EMOJI_POSITIVE},
    {0x1F973, 0x1F973, EMOJI_POSITIVE},
    {0x1F97A, 0x1F97A, EMOJI_NEUTRAL},
    {0x1F90D, 0x1F90F, EMOJI_POSITIVE},
    {0x1F9E1, 0x1F9E1, EMOJI_POSITIVE},
};

static emoji_class feeling(uint32_t cp)
{
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to) return ranges[i].feeling;
    return EMOJI_NEUTRAL;
}

emoji_class emoji_polarity(sv s)
{
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp != UTF8_BAD && char_class_of(cp) == CH_EMOJI) return feeling(cp);
    }
    return EMOJI_NONE;
}
