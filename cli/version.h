/* version.h - the one place with the version. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#define BAZARKAV_VERSION "0.1.0"

#endif
