/* check.h - what robots.txt of the listed hosts says of the start addresses. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/project.h"

/* Asks each host for robots.txt, and for nothing else; prints rules, delay and which start addresses are open.
 * EXIT_POLICY when every start address is forbidden, EXIT_PARTLY when a host does not answer. */
int check_online(session *s, const project *p);

#endif
