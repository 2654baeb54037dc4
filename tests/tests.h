/* tests.h - one suite a module: tests/test_NAME.c defines name_suite(); the Makefile lists the files and run.c
 * runs them all. */
#ifndef TESTS_TESTS_H
#define TESTS_TESTS_H

#include <check.h>

#define SUITE(name) Suite *name##_suite(void);
#include "suites.inc"
#undef SUITE

#endif
