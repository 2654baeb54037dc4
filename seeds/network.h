/* network.h - "telegram:NAME", "mastodon:@user@host" and so on as a marketer writes them, to addresses that anybody may
 * read without an account. */
#ifndef SEEDS_NETWORK_H
#define SEEDS_NETWORK_H

#include "seeds/seeds.h"

/*
 * written  borrowed: NETWORK:NAME, a bare @name (Telegram), or an address of a known network such as t.me/name.
 * ret      addresses to start at, in the arena.
 * Fails with ERR_POLICY for networks that show nothing without an account or a key, ERR_FORMAT for what is not
 * understood, ERR_NOMEM.
 */
err network_addresses(arena *a, sv written, seeds_list *ret) MUST_USE;

/* The names that are understood, for messages: the i-th, or NULL after the last. */
const char *network_name(size_t i);

#endif
