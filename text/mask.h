/* mask.h - private data is replaced before the first write: nobody's address, number or name as an account
 * is needed to learn what customers want. */
#ifndef TEXT_MASK_H
#define TEXT_MASK_H

#include "util/arena.h"

/*
 * A copy of `raw` in which these are replaced by a short placeholder, in all spellings of digits:
 *   e-mail «[ایمیل]» · telephone «[تلفن]» · bank card (Luhn) «[کارت]» · national ID (checksum) «[کدملی]» ·
 *   IBAN (checksum) «[شبا]» · @mention «[کاربر]».
 * Prices, dates, model names and addresses of web pages stay. *ret is `raw` itself when nothing was found.
 * Masking twice is masking once.
 */
err mask_private(arena *a, sv raw, sv *ret) MUST_USE;

#endif
