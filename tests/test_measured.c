/* The precision that the report and docs/METHOD.md state is counted anew from the labelled sample; and every
 * category that a text can show is shown by a sentence of our own. */
#include <stdlib.h>

#include "analyzers/analyze.h"
#include "report/measured.h"
#include "tests/reader.h"
#include "tests/tests.h"
#include "util/file.h"

static sv load(const char *path)
{
    sv all = {NULL, 0};
    note why = {0};
    ck_assert_msg(file_load(&reader_arena, path, 4 << 20, &all, &why) == ERR_OK, "%s", why.text);
    return all;
}

static bool listed(sv codes, sv code)
{
    while (codes.n)
        if (sv_eq(sv_cut(&codes, ' '), code)) return true;
    return false;
}

typedef struct count {
    int comments, moods, found[MEASURED_GROUPS], right[MEASURED_GROUPS];
    int labelled, seen; /* codes of the sample, and those of them that were found */
} count;

static void count_one(count *c, sv codes, const finding *x)
{
    int at = taxonomy_find(analyzer_taxonomy(reader_analyzer), x->code);
    bool core =
        x->kind == FINDING_CATEGORY && taxonomy_at(analyzer_taxonomy(reader_analyzer), at)->core;
    if (sv_eq(codes, SV("-")) || (!core && x->kind != FINDING_ASPECT)) return;
    sv rest = x->code, group = sv_cut(&rest, '.');
    for (int i = 0; i < MEASURED_GROUPS; i++)
        if (sv_eq(group, sv_c(measured[i].code))) {
            c->found[i]++;
            c->right[i] += listed(codes, x->code);
            return;
        }
    ck_abort_msg("no group for %.*s", SV_FMT(x->code));
}

static void count_comment(count *c, sv line)
{
    static const sv moods[] = {SV_INIT("neg"), SV_INIT("neu"), SV_INIT("pos")};
    sv mood = sv_cut(&line, '\t'), codes = sv_cut(&line, '\t');
    findings f;
    ck_assert_int_eq(analyze_comment(&reader_arena, reader_analyzer, line, &f), ERR_OK);
    c->comments++;
    for (size_t i = 0; i < f.n; i++)
        if (f.at[i].kind == FINDING_OPINION)
            c->moods += sv_eq(mood, moods[f.at[i].polarity + 1]);
        else
            count_one(c, codes, &f.at[i]);
    while (codes.n && !sv_eq(codes, SV("-"))) {
        sv code = sv_cut(&codes, ' ');
        bool seen = false;
        for (size_t i = 0; i < f.n; i++) seen |= sv_eq(f.at[i].code, code);
        c->labelled++;
        c->seen += seen;
    }
}

/* The plain sample and the dense, colloquial one. */
static count count_samples(void)
{
    static const char *const samples[] = {"tests/data/labelled.tsv", "tests/data/colloquial.tsv"};
    count c = {0};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        for (sv all = load(samples[i]); all.n;) {
            sv line = sv_cut(&all, '\n');
            if (line.n && line.p[0] != '#') count_comment(&c, line);
        }
    return c;
}

enum { ROW_BYTES = 128 };

static sv row_of(char row[ROW_BYTES], const char *code, int found, int right)
{
    (void)snprintf(row, ROW_BYTES, "| %s | %d | %d | %.2f |", code, found, right,
        found ? (double)right / found : 0.0);
    return sv_c(row);
}

/* A change of a word or two elsewhere need not be written down; more than one in thirty must. */
static bool near(int stated, int counted) { return abs(stated - counted) <= 2 + counted / 30; }

START_TEST(stated_precision_is_the_measured_one)
{
    count c = count_samples();
    sv doc = load("docs/METHOD.md");
    bool same = c.comments == measured_comments && near(measured_moods, c.moods);
    bool told = true;
    char counted[4096], row[ROW_BYTES];
    size_t n = (size_t)snprintf(counted, sizeof counted,
        "measured_comments = %d, measured_moods = %d\n", c.comments, c.moods);
    for (int i = 0; i < MEASURED_GROUPS; i++) {
        const measured_group *g = &measured[i];
        told &= sv_find(doc, row_of(row, g->code, g->found, g->right)) != SV_NPOS;
        same &= near(g->found, c.found[i]) && near(g->right, c.right[i]);
        n += (size_t)snprintf(counted + n, sizeof counted - n, "%s\n",
            row_of(row, g->code, c.found[i], c.right[i]).p);
    }
    ck_assert_msg(same, "report/measured.c is out of date; counted now:\n%s", counted);
    ck_assert_msg(told, "docs/METHOD.md has other figures than report/measured.c");
    ck_assert_int_ge(c.comments, 700);
    ck_assert_msg(c.moods * 100 >= c.comments * 80, "feeling: %d of %d", c.moods, c.comments);
    ck_assert_msg(c.seen * 100 >= c.labelled * 65, "codes: %d of %d", c.seen, c.labelled);
}
END_TEST

static bool shown(sv code, sv text)
{
    findings f;
    ck_assert_int_eq(analyze_comment(&reader_arena, reader_analyzer, text, &f), ERR_OK);
    for (size_t i = 0; i < f.n; i++)
        if (f.at[i].kind == FINDING_CATEGORY && sv_eq(f.at[i].code, code)) return true;
    return false;
}

/* Tier 4 is computed from counts (size, value, competition, capability, niche) and has no sentence. */
START_TEST(every_category_of_text_is_reached)
{
    const taxonomy *t = analyzer_taxonomy(reader_analyzer);
    sv all = load("tests/data/categories.tsv");
    int computed = 0;
    for (int i = 0; i < taxonomy_count(t); i++) {
        const category *c = taxonomy_at(t, i);
        bool seen = false, any = false;
        for (sv rest = all; rest.n && !seen;) {
            sv line = sv_cut(&rest, '\n'), code = sv_cut(&line, '\t');
            if (!sv_eq(code, c->id)) continue;
            any = true;
            seen = shown(code, line);
        }
        computed += c->tier == 4;
        ck_assert_msg(c->tier == 4 ? !any : any, "sentences of %.*s", SV_FMT(c->id));
        ck_assert_msg(seen || c->tier == 4, "%.*s is shown by no sentence", SV_FMT(c->id));
    }
    ck_assert_int_eq(computed, 5);
    ck_assert_int_ge(taxonomy_count(t), 141);
}
END_TEST

/* What every customer of a delivery says is no sign of values, motives or a way of life. */
START_TEST(everyday_words_are_no_psychographics)
{
    static const char *const said[] = {"پیک مودب بود و غذا به موقع رسید، ممنون از مدیریت",
        "چرا انقدر دیر فرستادید؟ فقط یه تکه مرغ داشت",
        "ظرف پلاستیکی بود و از زمین تا آسمون فرق داشت", "به نظر من طعم خاصی نداشت ولی تنوع خوبه",
        "پولش به اعتبارم برگشت، موفق باشید", "از فود پارتی گرفتم، نوشابه خانواده هم همراهش بود",
        "پلاک و زنگ طبقه سوم رو زدن و تو آسانسور گذاشتن"};
    static const sv axis[] = {SV_INIT("value."), SV_INIT("motive."), SV_INIT("life.luxury"),
        SV_INIT("life.traditional"), SV_INIT("geo.rural"), SV_INIT("geo.urban")};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        findings f;
        ck_assert_int_eq(
            analyze_comment(&reader_arena, reader_analyzer, sv_c(said[i]), &f), ERR_OK);
        for (size_t k = 0; k < f.n; k++)
            for (size_t x = 0; x < sizeof axis / sizeof *axis; x++)
                ck_assert_msg(
                    !sv_starts(f.at[k].code, axis[x]), "%s: %.*s", said[i], SV_FMT(f.at[k].code));
    }
}
END_TEST

Suite *measured_suite(void)
{
    Suite *s = suite_create("measured");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, reader_open, reader_close);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, stated_precision_is_the_measured_one);
    tcase_add_test(c, every_category_of_text_is_reached);
    tcase_add_test(c, everyday_words_are_no_psychographics);
    suite_add_tcase(s, c);
    return s;
}
