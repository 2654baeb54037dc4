/* share.h - where the data files of the program are: $BAZARKAV_SHARE, else ../share beside the binary in the build
 * tree, else the installed place. */
#ifndef UTIL_SHARE_H
#define UTIL_SHARE_H

#include <stddef.h>

#include "util/note.h"

enum { SHARE_PATH_BYTES = 4096 };

/* Path of the file or folder `name` ("lexicon.bin", "taxonomy"), which exists. ERR_ABSENT with the places looked at. */
err share_find(const char *name, char ret[SHARE_PATH_BYTES], note *reterr) MUST_USE;

#endif
