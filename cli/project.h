/* project.h - what most verbs begin with: find the seeds file, read it, say what is wrong, open the store. */
#ifndef CLI_PROJECT_H
#define CLI_PROJECT_H

#include "cli/verb.h"
#include "db/store.h"

typedef struct project {
    seeds seeds;
    const char *seeds_path; /* as found */
    const char *db_path;
} project;

/*
 * Path of the seeds file: the operand, --seeds, BAZARKAV_SEEDS, ./seeds.ini. Reads it, prints errors and warnings
 * as file:line:column, fills a missing contact from the user's or the system's config.ini.
 * Returns EXIT_DONE, or the code to end with after having said why.
 */
int project_load(session *s, const char *operand, project *ret);
/* True when there is a file where project_load would look. */
bool project_has_seeds(session *s, const char *operand);
/* --db, BAZARKAV_DB, or bazarkav.db beside the seeds file. Never NULL; for verbs that need no seeds file. */
const char *project_db(session *s, const char *seeds_path);
/* Opens the store; on failure says why and what to do, and returns the code. */
int project_open(session *s, const char *db_path, store_mode mode, const lexicon *lx, store **ret);
/* store_hold for verbs of several stages, with the same words on failure. */
int project_hold(session *s, const char *db_path);
/* project_open for a store that must be there already: nothing is made when it is not. */
int project_open_held(
    session *s, const char *db_path, store_mode mode, const lexicon *lx, store **ret);
/* The lexicon, or the code after having said why. */
int project_lexicon(session *s, lexicon **ret);
/* EXIT_DONE when there is a contact, else EXIT_POLICY after having said how to give one (PRIVACY duty 2). */
int project_need_contact(session *s, const project *p);

#endif
