#include "crawler/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

enum { V4_PREFIX_BITS = 96 };

/* Special-purpose ranges (IANA registries): this network, private, shared, loopback, link-local, protocol
 * assignments, test nets, relays, benchmarking, multicast, reserved; for IPv6 also unique-local, and the forms
 * that carry an IPv4 address inside, which are unpacked before. */
static const struct {
    const char *net;
    int bits;
} special4[] = {{"0.0.0.0", 8}, {"10.0.0.0", 8}, {"100.64.0.0", 10}, {"127.0.0.0", 8},
    {"169.254.0.0", 16}, {"172.16.0.0", 12}, {"192.0.0.0", 24}, {"192.0.2.0", 24},
    {"192.88.99.0", 24}, {"192.168.0.0", 16}, {"198.18.0.0", 15}, {"198.51.100.0", 24},
    {"203.0.113.0", 24}, {"224.0.0.0", 4}, {"240.0.0.0", 4}},
  public6[] = {{"2000::", 3}}, special6[] = {{"2001::", 23}, {"2001:db8::", 32}, {"3fff::", 20}};

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static bool within(const uint8_t *addr, const uint8_t *net, int bits)
{
    int whole = bits / 8, rest = bits % 8;
    if (memcmp(addr, net, (size_t)whole) != 0) return false;
    return !rest || ((addr[whole] ^ net[whole]) >> (8 - rest)) == 0;
}

err guard_allow(guard *g, const char *cidr)
{
    char text[64];
    const char *bar = strchr(cidr, '/');
    size_t n = bar ? (size_t)(bar - cidr) : strlen(cidr);
    if (g->n == GUARD_NETS) return ERR_LIMIT;
    if (n >= sizeof text) return ERR_FORMAT;
    memcpy(text, cidr, n);
    text[n] = 0;
    uint8_t net[16];
    bool v4 = inet_pton(AF_INET, text, net + 12) == 1;
    if (v4)
        memcpy(net, mapped, sizeof mapped);
    else if (inet_pton(AF_INET6, text, net) != 1)
        return ERR_FORMAT;
    char *end = NULL;
    long most = v4 ? 32 : 128, bits = bar ? strtol(bar + 1, &end, 10) : most;
    if (bar && (!bar[1] || *end || bits < 0 || bits > most)) return ERR_FORMAT;
    memcpy(g->allow[g->n].net, net, sizeof net);
    g->allow[g->n++].bits = (int)bits + (v4 ? V4_PREFIX_BITS : 0);
    return ERR_OK;
}

/* Unpacks an IPv4 address from v4-mapped, v4-compatible, NAT64 and 6to4 forms into the mapped one. */
static void unpack(uint8_t a[16])
{
    static const uint8_t zero[12] = {0}, nat64[12] = {0, 0x64, 0xFF, 0x9B};
    const uint8_t *v4 = NULL;
    if (memcmp(a, zero, sizeof zero) == 0 || memcmp(a, nat64, sizeof nat64) == 0)
        v4 = a + 12;
    else if (a[0] == 0x20 && a[1] == 0x02)
        v4 = a + 2;
    if (!v4 || (memcmp(a, zero, 12) == 0 && !a[12] && !a[13] && !a[14] && a[15] <= 1)) return;
    uint8_t keep[4];
    memcpy(keep, v4, sizeof keep);
    memcpy(a, mapped, sizeof mapped);
    memcpy(a + 12, keep, sizeof keep);
}

static bool special(const uint8_t a[16])
{
    uint8_t net[16];
    if (memcmp(a, mapped, sizeof mapped) == 0) {
        for (size_t i = 0; i < sizeof special4 / sizeof special4[0]; i++) {
            if (inet_pton(AF_INET, special4[i].net, net) != 1) return true;
            if (within(a + 12, net, special4[i].bits)) return true;
        }
        return false;
    }
    for (size_t i = 0; i < sizeof special6 / sizeof special6[0]; i++) {
        if (inet_pton(AF_INET6, special6[i].net, net) != 1) return true;
        if (within(a, net, special6[i].bits)) return true;
    }
    return inet_pton(AF_INET6, public6[0].net, net) != 1 || !within(a, net, public6[0].bits);
}

guard_verdict guard_check(const guard *g, const struct sockaddr *addr)
{
    uint8_t a[16];
    if (addr->sa_family == AF_INET) {
        memcpy(a, mapped, sizeof mapped);
        memcpy(a + 12, &((const struct sockaddr_in *)(const void *)addr)->sin_addr, 4);
    } else if (addr->sa_family == AF_INET6) {
        memcpy(a, &((const struct sockaddr_in6 *)(const void *)addr)->sin6_addr, 16);
        unpack(a);
    } else {
        return GUARD_REFUSED;
    }
    for (int i = 0; i < g->n; i++)
        if (within(a, g->allow[i].net, g->allow[i].bits)) return GUARD_TEST_NET;
    return special(a) ? GUARD_REFUSED : GUARD_PUBLIC;
}
