/* check.h - what a run of a project would fetch. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/project.h"

/* Prints sources, limits and the time needed; EXIT_POLICY without a contact. */
int check_project(session *s, const project *p);

#endif
