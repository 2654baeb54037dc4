#include "analyzers/stats.h"

#include <math.h>

enum { TREND_WEEKS = 8 };
static const double z95 = 1.959963984540054;

interval stats_wilson(int64_t n, int64_t base)
{
    if (base <= 0) return (interval){0, 1};
    double b = (double)base, p = (double)n / b, z2 = z95 * z95 / b;
    double mid = p + z2 / 2, half = z95 * sqrt(p * (1 - p) / b + z2 / (4 * b));
    return (interval){fmax(0, (mid - half) / (1 + z2)), fmin(1, (mid + half) / (1 + z2))};
}

double stats_index(int64_t n, int64_t base, int64_t all_n, int64_t all_base)
{
    if (base <= 0 || all_n <= 0 || all_base <= 0) return NAN;
    return 100.0 * ((double)n / (double)base) / ((double)all_n / (double)all_base);
}

static double term(double seen, double expected)
{
    return seen > 0 && expected > 0 ? seen * log(seen / expected) : 0;
}

double stats_g2(int64_t both, int64_t a, int64_t b, int64_t all)
{
    double n = (double)all, ra = (double)a, rb = (double)b, k = (double)both;
    if (n <= 0) return 0;
    return 2 *
           (term(k, ra * rb / n) + term(ra - k, ra * (n - rb) / n) +
               term(rb - k, (n - ra) * rb / n) + term(n - ra - rb + k, (n - ra) * (n - rb) / n));
}

const char *stats_confidence(int64_t authors, int64_t sources, int k)
{
    if (authors >= 100 && sources >= 3) return "strong";
    if (authors >= 30 && sources >= 2) return "medium";
    return authors >= k ? "weak" : "";
}

const char *stats_trend(const int64_t *n, const int64_t *base, int n_weeks)
{
    int filled = 0;
    double hit[2] = {0, 0}, all[2] = {0, 0};
    for (int i = 0; i < n_weeks; i++) filled += base[i] > 0;
    if (filled < TREND_WEEKS) return "too_short";
    for (int i = 0, seen = 0; i < n_weeks; i++) {
        if (base[i] <= 0) continue;
        int half = seen++ >= filled / 2;
        hit[half] += (double)n[i];
        all[half] += (double)base[i];
    }
    double p = (hit[0] + hit[1]) / (all[0] + all[1]);
    double se = sqrt(p * (1 - p) * (1 / all[0] + 1 / all[1]));
    if (se <= 0) return "steady";
    double z = (hit[1] / all[1] - hit[0] / all[0]) / se;
    return z > z95 ? "rising" : z < -z95 ? "falling" : "steady";
}
