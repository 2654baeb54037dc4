#include "report/measured.h"

const int measured_comments = 406, measured_moods = 375;

const measured_group measured[MEASURED_GROUPS] = {
    {"aspect", "جنبه", "aspects", 226, 167},
    {"attitude", "نگرش", "attitude", 29, 27},
    {"beh", "رفتار", "behaviour", 50, 49},
    {"belief", "باور", "belief", 3, 2},
    {"demo", "جمعیت‌شناسی", "demographics", 25, 24},
    {"funnel", "قیف خرید", "funnel", 98, 90},
    {"gate", "دروازه‌بان", "gatekeeper", 16, 16},
    {"geo", "جغرافیا", "geography", 14, 14},
    {"influence", "اثرپذیری", "influence", 11, 10},
    {"interest", "علاقه", "interests", 96, 86},
    {"life", "سبک زندگی", "lifestyle", 28, 23},
    {"moral", "اخلاق", "morals", 7, 7},
    {"need", "نیاز", "needs", 146, 120},
    {"network", "شبکه", "networks", 8, 8},
    {"obs", "مشاهده", "observation", 136, 133},
    {"priority", "اولویت", "priority", 2, 2},
    {"value", "ارزش", "values", 12, 9},
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
