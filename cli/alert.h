/* alert.h - the rules of [alerts] in the seeds file over the changes of a run, and where alerts go: stdout, a file of
 * JSON lines, a command that gets JSON on stdin, sendmail. */
#ifndef CLI_ALERT_H
#define CLI_ALERT_H

#include "cli/digest.h"
#include "cli/project.h"

/*
 * Sends what the rules ask for and the cooldown allows, one message for each sink. *ret_n: alerts fired. A sink that
 * fails is told on stderr and makes the code EXIT_PARTLY; the others still get theirs.
 */
int alert_send(session *s, store *db, const project *p, const digest *d, size_t *ret_n);

/* Whether the rules of `a` say that this change is worth an alert. */
bool alert_wanted(const seeds_alerts *a, const monitor_change *c);

#endif
