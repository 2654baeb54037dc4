/* import_file.h - a file of comments into the store: for the verb `import`, and for the own reviews that the seeds file
 * names. */
#ifndef CLI_IMPORT_FILE_H
#define CLI_IMPORT_FILE_H

#include "cli/import_table.h"
#include "cli/project.h"
#include "db/corpus.h"

/*
 * The rows of `path` as comments; strings live as long as the session.
 * map  "text=2" ... that the user gave with --map, or NULL.
 * Returns EXIT_DONE, or the code to end with after having said why.
 */
int import_file_read(
    session *s, const char *path, const opt_value *map, import_table *ret, doc *retdoc);
/* Where the comments of a file go. */
typedef struct import_target {
    const seeds_source *source;
    const char *path;
    int64_t run_id;
} import_target;
/* Stores them: all or, on failure, none. */
err import_file_put(
    store *db, arena *a, const import_target *to, const doc *d, corpus_put *ret) MUST_USE;

/* Takes in the file of [us] "own-reviews", if there is one; what is there already is not stored twice. A file that
 * cannot be read is told and gives EXIT_PARTLY. */
int stage_own_reviews(session *s, const project *p, int64_t run_id);

#endif
