/* url.h - addresses: resolving as browsers do (WHATWG URL standard), one canonical form for each page, keys.
 * Only http and https exist here; everything else is invalid. Pure string work. */
#ifndef CRAWLER_URL_H
#define CRAWLER_URL_H

#include <stdbool.h>
#include <stdint.h>

#include "util/arena.h"
#include "util/sv.h"

/* Views into one serialised address; an absent part is empty. */
typedef struct url {
    sv href;     /* all of it */
    sv scheme;   /* "http" or "https" */
    sv userinfo; /* without '@' */
    sv host;     /* lower case, IDNA in its ASCII form, IPv6 in brackets */
    sv port;     /* digits, empty for the default one */
    sv origin;   /* scheme://host[:port], without userinfo only if there is none */
    sv path;     /* begins with '/' */
    sv query;    /* without '?' */
    sv target;   /* path and query: what robots.txt rules match */
    sv fragment; /* without '#' */
} url;

/*
 * Resolves `href` as found in a page at `base` and serialises it.
 * base  an absolute address, or empty: then `href` must be absolute itself.
 * a     owns the result, which is NUL-terminated.
 * Fails with ERR_FORMAT (not an http address), ERR_LIMIT (longer than 64 KiB) or ERR_NOMEM.
 */
err url_resolve(arena *a, sv base, sv href, sv *ret) MUST_USE;

/* For many addresses of one page: its own in its final form, in parts, and each of them against it. Fail as url_resolve. */
err url_base(arena *a, sv base, url *ret) MUST_USE;
err url_resolve_at(arena *a, const url *base, sv href, sv *ret) MUST_USE;

/* The parts of what url_resolve gave. False when it is no such thing. */
bool url_split(sv href, url *ret);

/*
 * The form under which a page is asked for and remembered: no fragment, no user and password, no tracking or
 * session parameter, no parameter that only sorts a list, percent-encoding in one form, no final dot after the
 * host name.
 * href  what url_resolve gave.
 */
err url_canonical(arena *a, sv href, sv *ret) MUST_USE;

/* 63-bit key of a canonical address, never 0. */
int64_t url_key(sv canonical);

/* The part of a host name that one owner registers: "b.co.ir" of "a.b.co.ir"; an address is its own. */
sv url_site(sv host);
/* Same host name, or the same but for "www.". */
bool url_same_host(sv host, sv other);

/* Why an address cannot be worth asking for, or NULL: an image, a log-in, a path that repeats itself ...
 * The words are stable: "file", "action", "trap path", "trap query", "too long". */
const char *url_useless(sv canonical);

/* The address of the comment page after this one, by its number ("cpage=3", "/comment-page-3"): when robots.txt closes
 * one page of many, the others are still allowed. ERR_ABSENT: no such number in it. */
err url_next_comment_page(arena *a, sv canonical, sv *ret) MUST_USE;

/* The page whose comments a comment page goes on with: without "/comment-page-3", "cpage=3"; else the address itself. */
err url_comment_home(arena *a, sv canonical, sv *ret) MUST_USE;

#endif
