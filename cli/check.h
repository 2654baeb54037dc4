/* check.h - what robots.txt of the listed hosts says of the start addresses. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/project.h"

/* Asks each host for robots.txt, and for nothing else; prints rules, delay and which start addresses are open.
 * EXIT_POLICY when every start address is forbidden, EXIT_PARTLY when a host does not answer. */
int check_online(session *s, const project *p);

/*
 * Reads this one page as a crawl would (robots.txt, contact, pace), stores nothing, and prints who said what in a
 * table, with what a crawl would read next for further comments.
 * files  recipes given on the command line, each wins over what the seeds file names; n of them.
 */
int check_recipe(session *s, project *p, const char *address, const char *const *files, int n);

#endif
