#include <stdlib.h>

#include "tests/tests.h"

int main(void)
{
    SRunner *r = srunner_create(NULL);
#define SUITE(name) srunner_add_suite(r, name##_suite());
#include "suites.inc"
#undef SUITE
    srunner_run_all(r, CK_ENV);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
