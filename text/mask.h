/* mask.h - private data is replaced before the first write: nobody's address, number or name as an account
 * is needed to learn what customers want. */
#ifndef TEXT_MASK_H
#define TEXT_MASK_H

#include "util/arena.h"

/*
 * A copy of `raw` in which these are replaced by a short placeholder, in all spellings of digits:
 *   e-mail «[ایمیل]», also "name at gmail dot com" · telephone «[تلفن]», also partly in words · bank card «[کارت]» ·
 *   national ID «[کدملی]» · postal code told as such «[کدپستی]» · IBAN «[شبا]» · @mention «[کاربر]».
 * Prices, counts, numbers of orders, dates, model names and addresses of web pages stay. *ret is `raw` itself when
 * nothing was found. Masking twice is masking once.
 */
err mask_private(arena *a, sv raw, sv *ret) MUST_USE;

/* The same for what a person wrote: names of accounts told without @, links to a person's page on a network «[کاربر]»
 * and streets with the number of a house «[نشانی]», too. */
err mask_personal(arena *a, sv raw, sv *ret) MUST_USE;

#endif
