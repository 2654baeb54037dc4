#include "cli/verb.h"
#include "cli/version.h"

static int run(session *s)
{
    (void)fprintf(s->out, "bazarkav %s\n", BAZARKAV_VERSION);
    return EXIT_DONE;
}

const verb verb_version = {
    .name = "version",
    .order = 91,
    .fa = "شمارهٔ نسخه",
    .en = "the version",
    .run = run,
};
