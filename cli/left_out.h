/* left_out.h - what the seeds file, and the list of kinds of sites that are not read, leave out. */
#ifndef CLI_LEFT_OUT_H
#define CLI_LEFT_OUT_H

#include "cli/verb.h"
#include "crawler/avoid.h"

/* The patterns of `s`, then the shipped ones. Strings in `a`. Fails with ERR_NOMEM. */
err left_out_rules(arena *a, const seeds *s, avoid *ret) MUST_USE;
/* The rule that covers a start address as the user wrote it, or NULL. */
const avoid_rule *left_out_find(arena *a, const avoid *rules, sv address);
/* Tells the user, on stderr, that a start address is not read, and why. */
void left_out_say(session *s, sv address, const avoid_rule *why);

#endif
