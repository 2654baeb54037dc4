/* network.h - turns a network handle of the seeds file into start addresses. */
#ifndef SEEDS_NETWORK_H
#define SEEDS_NETWORK_H

#include "seeds/seeds.h"

/* `written`: telegram:NAME, mastodon:@user@host ...; adds to *ret in `a`. ERR_FORMAT when it cannot be read. */
err network_addresses(arena *a, sv written, seeds_list *ret) MUST_USE;

#endif
