/* robots_parse, robots_check: every body is read, a verdict names a rule that is there. */
#include <assert.h>
#include <stdint.h>

#include "crawler/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a = ARENA_INIT(64 << 20);
    sv body = {(const char *)data, size}, target = sv_cut(&body, '\n');
    robots r;
    assert(!robots_parse(&a, body, SV("bazarkav"), &r));
    robots_verdict v = robots_check(&r, robots_target(target));
    assert(v.rule ? v.rule >= r.rule && v.rule < r.rule + r.n_rules && v.rule->allow == v.allow
                  : v.allow);
    arena_clear(&a);
    return 0;
}
