#include "report/measured.h"

const int measured_comments = 706, measured_moods = 593;

const measured_group measured[MEASURED_GROUPS] = {
    {"aspect", "جنبه", "aspects", 599, 396},
    {"attitude", "نگرش", "attitude", 75, 62},
    {"beh", "رفتار", "behaviour", 188, 147},
    {"belief", "باور", "belief", 7, 4},
    {"demo", "جمعیت‌شناسی", "demographics", 109, 93},
    {"funnel", "قیف خرید", "funnel", 290, 249},
    {"gate", "دروازه‌بان", "gatekeeper", 57, 50},
    {"geo", "جغرافیا", "geography", 74, 62},
    {"influence", "اثرپذیری", "influence", 43, 39},
    {"interest", "علاقه", "interests", 405, 327},
    {"life", "سبک زندگی", "lifestyle", 92, 63},
    {"moral", "اخلاق", "morals", 19, 16},
    {"need", "نیاز", "needs", 421, 279},
    {"network", "شبکه", "networks", 37, 35},
    {"obs", "مشاهده", "observation", 471, 391},
    {"priority", "اولویت", "priority", 4, 4},
    {"value", "ارزش", "values", 33, 23},
};

static int64_t percent(int right, int of) { return of ? (200 * right + of) / (2 * of) : 0; }

void measured_put(html *h)
{
    int found = 0, right = 0;
    for (size_t i = 0; i < MEASURED_GROUPS; i++) {
        found += measured[i].found;
        right += measured[i].right;
    }
    html_both(h,
        "<li><b>خطای واژه‌نامه</b> روی %n دیدگاه برچسب‌خوردهٔ خود پروژه، احساس %n٪ درست خوانده شد و از %n یافته "
        "%n٪ درست بود: ",
        "<li><b>Lexicon error</b> On %n labelled comments of the project's own, the feeling was read "
        "rightly for %n%%, and of %n findings %n%% were right: ",
        (int64_t)measured_comments, percent(measured_moods, measured_comments), (int64_t)found,
        percent(right, found));
    for (size_t i = 0; i < MEASURED_GROUPS; i++) {
        const measured_group *g = &measured[i];
        html_both(h, i ? "، %s %n٪ (%n)" : "%s %n٪ (%n)", i ? ", %s %n%% (%n)" : "%s %n%% (%n)",
            html_tr(h, g->fa, g->en), percent(g->right, g->found), (int64_t)g->found);
    }
    html_both(h, ". این خطا در بازه‌ها نیست.</li>",
        ". The intervals do not cover this error.</li>");
}
