/* Nobody can work out a hidden cell: random markets go through the whole fold, and an attacker who reads every answer
 * adds, subtracts and compares. Each round is another market, most cells are near k. */
#include <math.h>

#include "cli/analysis.h"
#include "db/answer.h"
#include "db/lite.h"
#include "tests/tests.h"
#include "util/hash.h"

enum { ROUNDS = 24, K = 5, SENSITIVE = 10, SOURCES = 5 };

static store *s;
static uint32_t seed;

static uint32_t roll(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % below;
}

static const struct {
    const char *axis, *code;
    int sensitive, rarity; /* one of `rarity` authors says it */
} cats[] = {
    {"need", "need.quality", 0, 3},
    {"need", "need.price_value", 0, 6},
    {"need", "need.delivery_speed", 0, 12},
    {"need", "need.information", 0, 20},
    {"demo", "demo.income_low", 1, 9},
    {"demo", "demo.gender_female", 0, 6},
    {"demo", "demo.gender_male", 0, 14},
    {"demo", "demo.married", 0, 12},
    {"demo", "demo.education", 0, 16},
    {"interest", "interest.books", 0, 5},
    {"interest", "interest.health_diet", 1, 8},
    {"life", "life.frugal", 0, 9},
    {"beh", "beh.churn", 0, 10},
    {"gate", "gate.child", 0, 12},
    {"aspect", "aspect.price", 0, 6},
};
enum { CATS = sizeof cats / sizeof cats[0] };

static int64_t number(const char *sql)
{
    sqlite3_stmt *q = NULL;
    ck_assert_msg(sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK, "%s: %s", sql,
        sqlite3_errmsg(s->db));
    int64_t n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    (void)sqlite3_finalize(q);
    return n;
}

static void nothing_of(const char *what, const char *sql)
{
    char text[4000];
    (void)snprintf(text, sizeof text, "SELECT count(*) FROM (%s)", sql);
    int64_t n = number(text);
    ck_assert_msg(n == 0, "%s: %lld cells", what, (long long)n);
}

static void put_finding(int64_t comment, size_t c)
{
    bool need = strncmp(cats[c].code, "need.", 5) == 0,
         aspect = strncmp(cats[c].code, "asp", 3) == 0;
    err e = lite_run(s,
        "INSERT INTO signals(comment_id,kind,category_id,from_byte,to_byte,need,polarity,score,"
        "rule,model_id) VALUES(?1,?2,?3,0,4,?4,?5,1,'',1) ON CONFLICT DO NOTHING",
        "iiiii", comment,
        (int64_t)(need     ? FINDING_NEED
                  : aspect ? FINDING_ASPECT
                           : FINDING_CATEGORY),
        hash_id(sv_c(cats[c].code)), (int64_t)(need ? 1 + roll(4) : 0),
        (int64_t)(aspect ? (int)roll(2) * 2 - 1 : 0));
    ck_assert_int_eq(e, ERR_OK);
}

static void make_market(void)
{
    for (size_t c = 0; c < CATS; c++)
        ck_assert_int_eq(
            lite_run(s,
                "INSERT INTO categories(category_id,axis,code,label_fa,label_en,sensitive)"
                " VALUES(?1,?2,?3,?3,?3,?4)",
                "issi", hash_id(sv_c(cats[c].code)), sv_c(cats[c].axis), sv_c(cats[c].code),
                (int64_t)cats[c].sensitive),
            ERR_OK);
    for (int64_t i = 1; i <= SOURCES; i++) {
        char name[8];
        (void)snprintf(name, sizeof name, "s%d", (int)i);
        ck_assert_int_eq(lite_run(s,
                             "INSERT INTO sources(source_id,name,kind,seed_url,added_at,ours)"
                             " VALUES(?1,?2,'auto','',0,?3)",
                             "isi", i, sv_c(name), (int64_t)(i == 1)),
            ERR_OK);
    }
    int people = 60 + (int)roll(160);
    for (int64_t p = 1; p <= people; p++)
        for (int64_t m = 0; m <= (int64_t)roll(3); m++) {
            int64_t id = p * 10 + m, at = 1 + (p * p) % SOURCES;
            ck_assert_int_eq(
                lite_run(s,
                    "INSERT INTO comments(comment_id,bucket,host_id,url_id,source_id,author,kind,"
                    "layer,confidence,written_at,written_precision,first_seen,last_seen,text,"
                    "text_hash,erase_after) VALUES(?1,0,0,0,?2,?3,0,0,1,?4,4,0,0,'text',0,"
                    "9000000000000000000)",
                    "iiii", id, at, p, (int64_t)1700000000000 + (int64_t)roll(100) * 86400000),
                ERR_OK);
            for (size_t c = 0; c < CATS; c++)
                if (roll((uint32_t)cats[c].rarity) == 0) put_finding(id, c);
        }
    ck_assert_int_eq(lite_exec(s, "INSERT INTO project VALUES('us.value','1000')"), ERR_OK);
}

typedef struct reader {
    const answer_def *def;
    int rows;
} reader;

static err read_row(void *ctx, const cell *cells)
{
    static const char *const people[] = {
        "authors", "complaints", "wishes", "requests", "questions", "praise"};
    reader *r = ctx;
    r->rows++;
    for (int i = 0; i < r->def->n_cols; i++)
        for (size_t p = 0; p < sizeof people / sizeof people[0]; p++)
            if (strcmp(r->def->col[i].name, people[p]) == 0 && !cells[i].null)
                ck_assert_msg(cells[i].i == 0 || cells[i].i >= K, "%s.%s = %lld", r->def->name,
                    people[p], (long long)cells[i].i);
    return ERR_OK;
}

static void read_everything(void)
{
    int n, rows = 0;
    const answer_def *d = answer_list(&n);
    for (int i = 0; i < n; i++) {
        reader r = {answer_find(sv_c(d[i].name)), 0};
        err e = answer_each(s, r.def, NULL, read_row, &r);
        ck_assert_msg(e == ERR_OK, "%s: %s", d[i].name, store_detail(s));
        rows += r.rows;
    }
    ck_assert_int_gt(rows, 100);
}

#define PART                                                                                       \
    "SELECT t.topic,t.part,t.n,z.hidden FROM tally t JOIN safe z USING(topic,a,b) WHERE t.part<>'' AND t.n>0"

static void attack(void)
{
    nothing_of("a number below its smallest group",
        "SELECT 1 FROM safe z JOIN tally t USING(topic,a,b) WHERE z.n IS NOT NULL AND z.n>0 AND"
        " (z.n<5 OR z.n<t.least)");
    nothing_of("a hidden row with a share, interval or index",
        "SELECT 1 FROM safe WHERE hidden AND coalesce(n,c,x,y,sources,share,low,high,confidence)"
        " IS NOT NULL");
    nothing_of("one hidden cell of a total",
        "SELECT topic,part FROM (" PART
        ") GROUP BY topic,part HAVING sum(hidden)=1 AND count(*)>1");
    nothing_of("hidden cells of a total that are few together, so that a sum tells them",
        "SELECT topic,part FROM (" PART ") GROUP BY topic,part HAVING sum(hidden)>0 AND"
        " sum(hidden)<count(*) AND sum(iif(hidden,n,0))<5");
    nothing_of("a type of need that the others give away",
        "SELECT a FROM (SELECT t.a,z.hidden FROM tally t JOIN safe z USING(topic,a,b) WHERE t.topic"
        " IN ('complaint','wish','request','question') AND t.n>0) GROUP BY a HAVING"
        " sum(hidden)=1 AND count(*)>1");
    nothing_of("the unknown of a field beside a hidden value of it",
        "SELECT 1 FROM safe u WHERE u.topic='unknown' AND NOT u.hidden AND EXISTS(SELECT 1 FROM"
        " safe z WHERE z.topic='cat' AND z.hidden AND z.a LIKE 'demo.'||iif(u.a='marital','married',"
        "u.a)||'%')");
    nothing_of("the unknown of a persona beside a hidden value of it",
        "SELECT 1 FROM safe u JOIN safe z ON z.topic='persona' AND z.a=u.a AND z.hidden AND"
        " z.b<>u.b AND substr(z.b,1,instr(z.b,'|'))=substr(u.b,1,instr(u.b,'|')) WHERE"
        " u.topic='persona' AND u.b LIKE '%|?' AND NOT u.hidden");
    nothing_of("a crossing that another answer shows",
        "SELECT 1 FROM safe p JOIN safe z ON z.topic='seg' AND z.a=p.a AND z.b=p.b JOIN tally t ON"
        " t.topic='seg' AND t.a=p.a AND t.b=p.b JOIN tally u ON u.topic='pair' AND u.a=p.a AND"
        " u.b=p.b WHERE p.topic='pair' AND t.n=u.n AND p.hidden<>z.hidden");
    nothing_of("a sensitive crossing of fewer than ten",
        "SELECT 1 FROM safe z WHERE z.n>0 AND z.n<10 AND z.topic IN ('seg','pair','overlap','cat',"
        "'cat_source','persona') AND (z.a IN ('demo.income_low','interest.health_diet') OR z.b IN"
        " ('demo.income_low','interest.health_diet') OR z.b LIKE '%|demo.income_low' OR z.b LIKE"
        " '%|interest.health_diet')");
    nothing_of("a score that moves with a hidden cell",
        "SELECT 1 FROM safe x WHERE x.topic='score' AND x.b='value' AND x.x<5 AND NOT EXISTS(SELECT"
        " 1 FROM safe z WHERE z.topic='seg' AND z.a=x.a AND z.b='demo.income_low'"
        " AND z.n>0)");
}

START_TEST(no_hidden_cell_can_be_worked_out)
{
    int segments = 0;
    note why = {""};
    seed = 2463534242u + (uint32_t)_i * 7919u;
    ck_assert_int_eq(store_open(":memory:", STORE_WRITE, NULL, &s, &why), ERR_OK);
    make_market();
    ck_assert_int_eq(analysis_count(s, NULL, &segments), ERR_OK);
    read_everything();
    attack();
    ck_assert_int_gt(number("SELECT sum(hidden) FROM safe"), 20);
    ck_assert_int_gt(number("SELECT count(*) FROM safe WHERE NOT hidden AND n>0"), 50);
    store_close(s);
}
END_TEST

/* The same market counted in two runs, then with many new members of one segment in a third. */
START_TEST(segments_are_compared_run_over_run)
{
    int segments = 0;
    note why = {""};
    seed = 88172645u;
    ck_assert_int_eq(store_open(":memory:", STORE_WRITE, NULL, &s, &why), ERR_OK);
    make_market();
    for (int64_t run = 1; run <= 3; run++) {
        ck_assert_int_eq(
            lite_run(s,
                "INSERT INTO runs(run_id,started_at,verb,program,config,status) VALUES(?1,?1,"
                "'run','','','done')",
                "i", run),
            ERR_OK);
        for (int64_t p = 5000; run == 3 && p < 5100; p++) {
            ck_assert_int_eq(
                lite_run(s,
                    "INSERT INTO comments(comment_id,bucket,host_id,url_id,source_id,author,kind,"
                    "layer,confidence,first_seen,last_seen,text,text_hash,erase_after)"
                    " VALUES(?1,0,0,0,1,?1,0,0,1,0,0,'text',0,9000000000000000000)",
                    "i", p),
                ERR_OK);
            put_finding(p, 9); /* interest.books */
        }
        ck_assert_int_eq(analysis_count(s, NULL, &segments), ERR_OK);
    }
    read_everything();
    ck_assert_int_eq(
        number("SELECT count(*) FROM v_segment_runs WHERE segment='interest.books'"), 3);
    ck_assert_int_eq(number("SELECT count(*) FROM (SELECT run_id,CASE WHEN run_id=1 THEN 'new' WHEN"
                            " run_id=2 THEN 'steady' ELSE 'rising' END w,column10 FROM (SELECT"
                            " run_id,column10 FROM (SELECT 0 segment,0 fa,0 en,0 run_id,0 at,0 n,0"
                            " share,0 low,0 high,'' column10,0 hid WHERE 0 UNION ALL SELECT * FROM"
                            " v_segment_runs WHERE segment='interest.books')) WHERE column10<>w)"),
        0);
    store_close(s);
}
END_TEST

Suite *suppress_suite(void)
{
    Suite *suite = suite_create("suppress");
    TCase *t = tcase_create("suppress");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, segments_are_compared_run_over_run);
    tcase_add_loop_test(t, no_hidden_cell_can_be_worked_out, 0, ROUNDS);
    suite_add_tcase(suite, t);
    return suite;
}
