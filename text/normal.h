/* normal.h - the normal forms of Persian text. None of them changes what a text says. */
#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include "text/lexicon.h"
#include "util/arena.h"

/*
 * Letters only: Arabic and presentation forms become Persian letters, digits ASCII, marks, tatweel and
 * invisible characters go, runs of blanks become one, ZWNJ is kept between letters. No lexicon: for keys,
 * for comparing titles. Idempotent. Bad bytes go.
 */
err normal_form(arena *a, sv raw, sv *ret) MUST_USE;

/*
 * For comparing words only: normal_form without ZWNJ, with Latin lower case, letters repeated three times or
 * more reduced to one.
 */
err normal_key(arena *a, sv raw, sv *ret) MUST_USE;

/*
 * As an editor would write it: letters, Persian digits and separators, half-spaces («می‌روم», «کتاب‌ها»,
 * «کسب‌وکار»), Persian punctuation and the blanks around it. Links, handles, tags, Latin words with digits and
 * emoji are left alone. Idempotent.
 */
err normal_text(arena *a, const lexicon *lx, sv raw, sv *ret) MUST_USE;

/* normal_text, and colloquial words in their written form: «میخوام» → «می‌خواهم», «خونه» → «خانه», «خوبه» → «خوب است». */
err normal_formal(arena *a, const lexicon *lx, sv raw, sv *ret) MUST_USE;

#endif
