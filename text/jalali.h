/* jalali.h - the Solar Hijri (Jalali) calendar: conversion by the 33-year arithmetic rule, which agrees with
 * the official calendar for 1178-1633 (1799-2254), names, and dates as Persian text writes them. */
#ifndef TEXT_JALALI_H
#define TEXT_JALALI_H

#include <stdbool.h>
#include <stdint.h>

#include "util/arena.h"

typedef struct jdate {
    int year, month, day; /* 1403, 1..12, 1..31 */
} jdate;

enum { IRAN_OFFSET_S = 12600 }; /* +03:30, without summer time since 1402 */

/* Days since 1970-01-01 and back; day numbers of every year 1..9999. */
jdate jalali_of_days(int64_t days);
int64_t jalali_to_days(jdate d);
/* Gregorian civil date to days since 1970-01-01. */
int64_t gregorian_to_days(int year, int month, int day);
void gregorian_of_days(int64_t days, int *ret_year, int *ret_month, int *ret_day);
/* The date in Iran at `at` (seconds UTC). */
jdate jalali_of_time(int64_t at);
/* Midnight in Iran of that date, seconds UTC. */
int64_t jalali_to_time(jdate d);
bool jalali_valid(jdate d);
bool jalali_leap(int year);
/* «فروردین» ... «اسفند»; month 1..12, else empty. */
sv jalali_month(int month);
/* 1..12 of a month's name at the start of `s` («مهر», «مرداد», «امرداد», also with Arabic letters), or 0. */
int jalali_month_of(sv s);
/* «شنبه» ... of days since 1970-01-01. */
sv jalali_weekday(int64_t days);

/* «۱۴۰۳/۰۵/۰۱» and «۱ مرداد ۱۴۰۳», with Persian digits. */
err jalali_short(arena *a, jdate d, sv *ret) MUST_USE;
err jalali_long(arena *a, jdate d, sv *ret) MUST_USE;

/*
 * A date in running text, absolute or relative to `now` (seconds UTC): «۱۴۰۳/۵/۱», «1403-05-01», «۱ مرداد ۱۴۰۳»,
 * «دوشنبه ۳ مهر ۱۴۰۲ ساعت ۱۸:۳۰», «2024-07-22», «دیروز», «۳ روز پیش», «دو هفته قبل», «پارسال».
 * Two-digit years are of 13xx/14xx. Time of day is used when the text gives it, else midnight in Iran.
 * False when there is none; *ret in seconds UTC, *ret_day_only whether no time of day was given.
 */
bool jalali_find(sv text, int64_t now, int64_t *ret, bool *ret_day_only);

#endif
