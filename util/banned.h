/* banned.h - functions that made other programs unsafe. Force-included in every unit by the Makefile, after
 * the system headers that declare them. Use the module named beside each. */
#ifndef UTIL_BANNED_H
#define UTIL_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf /* util/buf, util/arena */
#pragma GCC poison strtok                         /* sv_cut */
#pragma GCC poison atoi atol atof                 /* strtoll with its end checked */
#pragma GCC poison gmtime localtime               /* text/jalali, gmtime_r */

#endif
