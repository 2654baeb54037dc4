/* json.h - writes JSON into a buf. Commas and quoting are its work; nesting is the caller's. UTF-8 passes
 * through; invalid bytes become U+FFFD, control characters are escaped, and so are < > & U+2028 U+2029,
 * so that the text is safe inside a script element as well. Reading is jansson's: no name here may be one of
 * its own. */
#ifndef UTIL_JSON_H
#define UTIL_JSON_H

#include <stdint.h>

#include "util/buf.h"

typedef struct json {
    buf *b;     /* borrowed */
    bool comma; /* the next value needs one before it */
} json;

#define JSON_INIT(buf_) ((json){.b = (buf_)})

void json_open(json *j, char bracket);  /* '{' or '[' */
void json_close(json *j, char bracket); /* '}' or ']' */
void json_key(json *j, sv key);
void json_str(json *j, sv s);
void json_int(json *j, int64_t i);
/* At most `digits` digits after the point, trailing zeros cut; not finite becomes null. */
void json_num(json *j, double d, int digits);
void json_bool(json *j, bool on);
void json_nil(json *j);
/* key and value at once; an empty `s` with `p` NULL becomes null */
void json_kstr(json *j, sv key, sv s);
void json_kint(json *j, sv key, int64_t i);

#endif
