/* schema.h - the JSON Schema (2020-12) of an answer, from the same table of columns that writes it. */
#ifndef REPORT_SCHEMA_H
#define REPORT_SCHEMA_H

#include "db/answer.h"
#include "util/buf.h"

/* The document {"schema":"bazarkav/NAME/1", ..., "rows":[...]}. */
void schema_put(buf *b, const answer_def *def);

#endif
