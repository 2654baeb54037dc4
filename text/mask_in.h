/* mask_in.h - private to text/: what mask.c puts together. Every function looks at one place of a text and tells how
 * far what it found reaches, 0: nothing there. */
#ifndef TEXT_MASK_IN_H
#define TEXT_MASK_IN_H

#include <stdbool.h>

#include "util/sv.h"

/* mask_number.c: digits, with what people put between them; plus: a + stands before; ir: IR stands before.
 * *ret_with is the placeholder. When nothing is found, *ret_next is where to go on. */
size_t mask_number(sv s, size_t at, bool plus, bool ir, sv *ret_with, size_t *ret_next);
/* Begins IR and has 24 digits: where the digits are. */
bool mask_iban(sv s, size_t at, size_t *ret_digits);

/* mask_words.c: a telephone in words («صفر نهصد و دوازده ۳۴۵ ۶۷ ۸۹»). */
size_t mask_spelled_phone(sv s, size_t at);
/* "name at gmail dot com", «نام ات جیمیل دات کام». */
size_t mask_spelled_mail(sv s, size_t at);
/* A word that announces the name of an account, and the name: *ret_from is where the name begins. */
size_t mask_told_name(sv s, size_t at, size_t *ret_from);
/* A street with the number of a house: only in what persons write. */
size_t mask_street(sv s, size_t at);

/* Blanks, ZWNJ and the like from `at`: where they end. */
size_t mask_blanks(sv s, size_t at);
/* Is a letter or digit before `at`? Then no word begins there. */
bool mask_inside_word(sv s, size_t at);

#endif
