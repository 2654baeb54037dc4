#include "seeds/network.h"

err network_addresses(arena *a, sv written, seeds_list *ret)
{
    sv rest = written;
    sv network = sv_trim(sv_cut(&rest, ':')), name = sv_trim(rest);
    if (!sv_ieq(network, SV("telegram")) || !name.n) return ERR_FORMAT;
    if (name.p[0] == '@') name = sv_sub(name, 1, name.n);
    sv *one = ARENA_NEW(a, sv, 1);
    if (!one) return ERR_NOMEM;
    *one = arena_printf(a, "https://t.me/s/%.*s", SV_FMT(name));
    if (!one->p) return ERR_NOMEM;
    *ret = (seeds_list){one, 1};
    return ERR_OK;
}
