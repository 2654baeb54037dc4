/* emoji.h - emoji as tokens, with the feeling they usually carry. */
#ifndef TEXT_EMOJI_H
#define TEXT_EMOJI_H

#include "util/sv.h"

typedef enum emoji_class { EMOJI_NONE, EMOJI_POSITIVE, EMOJI_NEGATIVE, EMOJI_NEUTRAL } emoji_class;

/* The class of the first emoji in `s` (a whole grapheme cluster, as in TOKEN_EMOJI, or longer text). */
emoji_class emoji_polarity(sv s);

#endif
