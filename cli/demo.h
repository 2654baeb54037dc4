/* demo.h - private to the verb demo: its two ways, the whole job or only the server. */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "cli/verb.h"
#include "demo/market.h"

/* Serves until SIGINT or SIGTERM; SIGUSR1 turns to the second state. */
int demo_serve(session *s, market *m);
/* Opens the server as the options say, without blocking anything. */
int demo_open_server(session *s, market *m, FILE *log, server **ret);

#endif
