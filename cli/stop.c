/* Ctrl-C stops in order, a second one at once; SIGUSR1 asks for a status line. */
#include <signal.h>

#include "cli/crawl.h"

static volatile sig_atomic_t asked, status;

static void on_stop(int sig)
{
    if (asked++) {
        (void)signal(sig, SIG_DFL);
        (void)raise(sig);
    }
}

static void on_status(int sig)
{
    (void)sig;
    status = 1;
}

static const int watched[] = {SIGINT, SIGTERM, SIGHUP};

void stop_watch(void)
{
    struct sigaction stop = {.sa_handler = on_stop},
                     tell = {.sa_handler = on_status, .sa_flags = SA_RESTART};
    asked = status = 0;
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++)
        (void)sigaction(watched[i], &stop, NULL);
    (void)sigaction(SIGUSR1, &tell, NULL);
}

void stop_unwatch(void)
{
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++)
        (void)signal(watched[i], SIG_DFL);
    (void)signal(SIGUSR1, SIG_DFL);
}

bool stop_asked(void) { return asked != 0; }

bool stop_status_asked(void)
{
    bool yes = status != 0;
    status = 0;
    return yes;
}
