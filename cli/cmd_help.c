#include "cli/help.h"

static int run(session *s)
{
    const verb *v = s->argc ? verb_find(s->argv[0]) : s->verb;
    if (!v)
        return fail(
            s, EXIT_USAGE, tr(s, "فرمان «%s» نیست", "there is no command \"%s\""), s->argv[0]);
    help_verb(s, v, s->out);
    return EXIT_DONE;
}

const verb verb_help = {
    .name = "help",
    .order = 90,
    .operands = "[COMMAND]",
    .fa = "راهنمای یک فرمان",
    .en = "help on one command",
    .run = run,
};
