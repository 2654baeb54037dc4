/* What counts as a change from run to run, and what does not. Each case: two runs in SQL, and what must be found. */
#include <stdlib.h>

#include "db/lite.h"
#include "db/monitor.h"
#include "tests/tests.h"
#include "util/buf.h"

#define SOURCE                                                                                     \
    "INSERT INTO sources(source_id,name,kind,seed_url,added_at) VALUES(1,'shop','shop','',0);"     \
    "INSERT INTO runs VALUES(1,100,200,'run','v','c','done');"                                     \
    "INSERT INTO runs VALUES(2,1000,NULL,'monitor','v','c','open');"                               \
    "INSERT INTO urls(bucket,host_id,url_id,source_id,url,due) VALUES(0,1,1,1,'http://s/1',0),"    \
    "(0,1,2,1,'http://s/2',0);"                                                                    \
    "INSERT INTO documents(doc_id,bucket,host_id,url_id,version,source_id,first_seen,last_seen,"   \
    "text_hash,simhash,title,text) VALUES(1,0,1,1,1,1,110,110,0,0,'one',''),"                      \
    "(2,0,1,2,1,1,110,110,0,0,'two','');"
#define FACT                                                                                       \
    "INSERT INTO facts(fact_id,bucket,host_id,url_id,source_id,kind,key,value,amount,confidence,"  \
    "first_seen,last_seen,first_run,last_run,ended_at) VALUES"
#define FETCH                                                                                      \
    "INSERT INTO fetches(bucket,host_id,url_id,fetched_at,run_id,why,status,bytes,ms,body_hash) "  \
    "VALUES"

static const struct {
    const char *why, *sql, *want;
} cases[] = {
    {"nothing happened", "", ""},
    {"a price rose",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
             "(2,0,1,1,1,0,'tent','120',120,1,1100,1100,2,2,NULL);",
        "price tent 100 > 120 (+20)\n"},
    {"the same price in other letters",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
             "(2,0,1,1,1,0,'tent','۱۰۰',100,1,1100,1100,2,2,NULL);",
        ""},
    {"a product moved to another page",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
             "(2,0,1,2,1,0,'tent','100',100,1,1100,1100,2,2,NULL);",
        ""},
    {"a price went back to what it was",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,1100,2,2,NULL),"
             "(2,0,1,1,1,0,'tent','120',120,1,150,150,1,1,1100);",
        "price tent 120 > 100 (-17)\n"},
    {"one of two prices goes, the other was there before",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,1100,1,2,NULL),"
             "(2,0,1,1,1,0,'tent','120',120,1,150,150,1,1,1100);",
        ""},
    {"sold out: a price of nothing",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
             "(2,0,1,1,1,0,'tent','0',0,1,1100,1100,2,2,NULL);",
        ""},
    {"a clock runs in the terms",
        FACT "(1,0,1,1,1,4,'x','ارسال رایگان تا ۱۸:۲۷:۱۳',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','ارسال رایگان تا 03:05:22',NULL,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"a date and a day move on",
        FACT "(1,0,1,1,1,4,'x','تحویل تا شنبه ۲۹ آذر',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','تحویل تا دوشنبه ۱ دی',NULL,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"the same terms in other letters",
        FACT "(1,0,1,1,1,4,'x','هزينه ارسال: ۴۹٬۰۰۰ تومان',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','هزینهٔ ارسال 49,000 تومان',NULL,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"the cost of delivery, told under two keys",
        FACT "(1,0,1,1,1,4,'x','ارسال ۴۹٬۰۰۰ تومان',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','ارسال ۶۹٬۰۰۰ تومان',NULL,1,1100,1100,2,2,NULL),"
             "(3,0,1,1,1,4,'y','ارسال ۴۹٬۰۰۰ تومان',NULL,1,110,110,1,1,1100),"
             "(4,0,1,1,1,4,'y','ارسال ۶۹٬۰۰۰ تومان',NULL,1,1100,1100,2,2,NULL);",
        "delivery x ارسال ۴۹٬۰۰۰ تومان > ارسال ۶۹٬۰۰۰ تومان (-)\n"},
    {"a banner of terms comes round again",
        FACT "(1,0,1,1,1,4,'x','ارسال فوری به تهران',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','ارسال رایگان برای همه',NULL,1,110,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"terms return for good to what they were",
        FACT "(1,0,1,1,1,4,'x','ارسال فوری به تهران',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,4,'x','ارسال رایگان برای همه',NULL,1,110,1100,2,2,NULL);"
             "INSERT INTO changes VALUES(1,1,1,'delivery','x','ارسال رایگان برای همه',"
             "'ارسال فوری به تهران',NULL,NULL,0,150);",
        "delivery x ارسال فوری به تهران > ارسال رایگان برای همه (-)\n"},
    {"an hour is a change of the opening hours",
        FACT "(1,0,1,1,1,7,'x','شنبه تا پنجشنبه ۹:۰۰ تا ۱۸:۰۰',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,7,'x','شنبه تا پنجشنبه ۹ تا ۲۰',NULL,1,1100,1100,2,2,NULL);",
        "hours x شنبه تا پنجشنبه ۹:۰۰ تا ۱۸:۰۰ > شنبه تا پنجشنبه ۹ تا ۲۰ (-)\n"},
    {"a category with the number of its goods",
        FACT "(1,0,1,1,1,2,'چادر (۱۲)','چادر (۱۲)',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,2,'چادر (۱۳)','چادر (۱۳)',NULL,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"a telephone printed in another way",
        FACT "(1,0,1,1,1,9,'a','+98 21 88776655',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,9,'b','۰۲۱-۸۸۷۷۶۶۵۵',NULL,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"a reduction appears at an old price",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,1100,1,2,NULL),"
             "(2,0,1,1,1,1,'tent','20% off',20,1,1100,1100,2,2,NULL);",
        "discount tent  > 20% off (+20)\n"},
    {"a reduction that is told by the price",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
             "(2,0,1,1,1,0,'tent','80',80,1,1100,1100,2,2,NULL),"
             "(3,0,1,1,1,1,'tent','20% off',20,1,1100,1100,2,2,NULL);",
        "price tent 100 > 80 (-20)\n"},
    {"a banner beside what has no price",
        FACT "(1,0,1,1,1,1,'menu','50% off',50,1,110,110,1,1,1100),"
             "(2,0,1,1,1,1,'menu','30% off',30,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"a banner beside three goods, each of them",
        FACT "(1,0,1,1,1,0,'tent','100',100,1,110,1100,1,2,NULL),"
             "(2,0,1,1,1,0,'boat','100',100,1,110,1100,1,2,NULL),"
             "(3,0,1,1,1,0,'lamp','100',100,1,110,1100,1,2,NULL),"
             "(4,0,1,1,1,1,'tent','20% off',20,1,1100,1100,2,2,NULL),"
             "(5,0,1,1,1,1,'boat','20% off',20,1,1100,1100,2,2,NULL),"
             "(6,0,1,1,1,1,'lamp','20% off',20,1,1100,1100,2,2,NULL);",
        "(noise) http://s/1  >  (-)\n"},
    {"opening hours",
        FACT "(1,0,1,1,1,7,'','8-20',NULL,1,110,110,1,1,1100),"
             "(2,0,1,1,1,7,'','8-22',NULL,1,1100,1100,2,2,NULL);",
        "hours  8-20 > 8-22 (-)\n"},
    {"a new category",
        FACT "(1,0,1,1,1,2,'tents','Tents',NULL,1,110,1100,1,2,NULL),"
             "(2,0,1,1,1,2,'boats','Boats',NULL,1,1100,1100,2,2,NULL),"
             "(3,0,1,2,1,2,'boats','Boats',NULL,1,1100,1100,2,2,NULL);",
        "category boats  > Boats (-)\n"},
    {"a known category on another page",
        FACT "(1,0,1,1,1,2,'tents','Tents',NULL,1,110,1100,1,2,NULL),"
             "(2,0,1,2,1,2,'tents','Tents',NULL,1,1100,1100,2,2,NULL);",
        ""},
    {"the first time that categories are seen at all",
        FACT "(2,0,1,1,1,2,'boats','Boats',NULL,1,1100,1100,2,2,NULL);", ""},
    {"review counts are no change",
        FACT "(1,0,1,1,1,10,'','5',5,1,110,110,1,1,1100),"
             "(2,0,1,1,1,10,'','9',9,1,1100,1100,2,2,NULL);",
        ""},
    {"a page is gone", FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'gone',410,1,1,1);",
        "gone http://s/1 one >  (-)\n"},
    {"a page was gone before",
        FETCH "(0,1,1,110,1,'gone',410,1,1,1),(0,1,1,1100,2,'gone',410,1,1,1);", ""},
    {"a page has moved: its title is elsewhere now",
        FETCH
        "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'gone',404,1,1,1),"
        "(0,1,3,1100,2,'ok',200,1,1,1);"
        "INSERT INTO urls(bucket,host_id,url_id,source_id,url,due) VALUES(0,1,3,1,'http://s/3',0);"
        "INSERT INTO documents(doc_id,bucket,host_id,url_id,version,source_id,first_seen,"
        "last_seen,text_hash,simhash,title,text) VALUES(3,0,1,3,1,1,1100,1100,0,0,'one','');",
        ""},
    {"bytes changed, facts did not",
        FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'ok',200,1,1,2);",
        "(noise) http://s/1  >  (-)\n"},
    {"a source is silent for one run",
        FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'network',0,0,1,NULL);",
        "(silent)   > network (+1)\n"},
};

static err put_line(void *ctx, const monitor_change *c)
{
    buf *b = ctx;
    buf_printf(b, c->muted ? "(%.*s)" : "%.*s", SV_FMT(c->kind));
    buf_printf(b, " %.*s %.*s > %.*s (", SV_FMT(c->key), SV_FMT(c->before), SV_FMT(c->after));
    if (c->amount == c->amount)
        buf_printf(b, "%+.0f)\n", c->amount);
    else
        buf_puts(b, "-)\n");
    return ERR_OK;
}

static void check_run(store *s, int64_t run, const char *why, const char *want)
{
    buf b = BUF_INIT(0);
    const monitor_limits limits = {.k = 5};
    for (int i = 0; i < 2; i++) { /* twice: the second time must add nothing */
        err e = monitor_diff(s, run, &limits, run * 500 + 200);
        ck_assert_msg(e == ERR_OK, "%s: %s", why, store_detail(s));
    }
    ck_assert_int_eq(monitor_each(s, run - 1, run, put_line, &b), ERR_OK);
    ck_assert_msg(sv_eq(buf_sv(&b), sv_c(want)), "%s: got\n%.*s", why, (int)b.n, b.p ? b.p : "");
    buf_clear(&b);
}

static void check_changes(store *s, const char *why, const char *want)
{
    check_run(s, 2, why, want);
}

static store *open_store(void)
{
    store *s = NULL;
    note n;
    ck_assert_msg(store_open(":memory:", STORE_WRITE, NULL, &s, &n) == ERR_OK, "%s", n.text);
    ck_assert_msg(lite_exec(s, SOURCE) == ERR_OK, "%s", store_detail(s));
    return s;
}

START_TEST(changes)
{
    store *s = open_store();
    ck_assert_msg(lite_exec(s, cases[_i].sql) == ERR_OK, "%s: %s", cases[_i].why, store_detail(s));
    check_changes(s, cases[_i].why, cases[_i].want);
    store_close(s);
}
END_TEST

/* `n` comments by as many authors, `complain` of them with a complaint about price. */
static void put_comments(store *s, int64_t first, int n, int complain, int64_t seen)
{
    for (int i = 0; i < n; i++) {
        int64_t id = first + i;
        ck_assert_int_eq(lite_run(s,
                             "INSERT INTO comments(comment_id,bucket,host_id,url_id,source_id,"
                             "author,kind,layer,confidence,first_seen,last_seen,text,text_hash,"
                             "erase_after) VALUES(?1,0,1,1,1,?1,0,0,1,?2,?2,'x',1,9999)",
                             "ii", id, seen),
            ERR_OK);
        if (i < complain)
            ck_assert_int_eq(lite_run(s,
                                 "INSERT INTO signals(comment_id,kind,category_id,from_byte,"
                                 "to_byte,need,score,rule,model_id) VALUES(?1,1,7,0,1,1,1,'r',1)",
                                 "i", id),
                ERR_OK);
    }
}

START_TEST(complaints_rise)
{
    static const struct {
        const char *why;
        int old_n, old_c, new_n, new_c;
        const char *want;
    } t[] = {
        {"clear rise", 60, 10, 14, 12, "complaints need.price 17 > 86 (+69)\n"},
        {"too few new people", 60, 10, 4, 4, ""},
        {"could be chance", 20, 6, 8, 4, ""},
        {"fewer complaints", 60, 40, 14, 2, ""},
        {"too little history", 3, 0, 14, 12, ""},
    };
    store *s = open_store();
    ck_assert_int_eq(lite_exec(s, "INSERT INTO categories(category_id,axis,code,label_fa,label_en)"
                                  " VALUES(7,'need','need.price','قیمت','price')"),
        ERR_OK);
    put_comments(s, 1, t[_i].old_n, t[_i].old_c, 110);
    put_comments(s, 1000, t[_i].new_n, t[_i].new_c, 1100);
    check_changes(s, t[_i].why, t[_i].want);
    store_close(s);
}
END_TEST

/* One more run after `run`: what it fetched, what is found in it. */
static void next_run(store *s, int64_t run, const char *fetched, const char *why, const char *want)
{
    ck_assert_int_eq(
        lite_run(s, "INSERT INTO runs VALUES(?1,?1*500,NULL,'monitor','v','c','open')", "i", run),
        ERR_OK);
    ck_assert_msg(lite_exec(s, fetched) == ERR_OK, "%s: %s", why, store_detail(s));
    check_run(s, run, why, want);
}

/* A large shop with long terms: what is kept of each is small, so that all of them fit. */
START_TEST(long_terms_of_a_large_shop)
{
    store *s = open_store();
    ck_assert_int_eq(
        lite_exec(s,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000)"
            " INSERT INTO facts(fact_id,bucket,host_id,url_id,source_id,kind,key,value,confidence,"
            "first_seen,last_seen,first_run,last_run) SELECT 100+i,0,1,1,1,4,'k'||i,'ارسال شماره '||"
            "i||replace(hex(zeroblob(130)),'00',' ب'),1,110,110,1,1 FROM n"),
        ERR_OK);
    ck_assert_int_eq(
        lite_exec(s, FACT "(1,0,1,1,1,4,'x','ارسال رایگان',NULL,1,110,110,1,1,1100),"
                          "(2,0,1,1,1,4,'x','ارسال با پست',NULL,1,1100,1100,2,2,NULL);"),
        ERR_OK);
    check_changes(s, "long terms", "delivery x ارسال رایگان > ارسال با پست (-)\n");
    store_close(s);
}
END_TEST

START_TEST(a_layout_that_broke_is_told_in_the_second_run)
{
    store *s = open_store();
    put_comments(s, 1, 8, 0, 110);
    ck_assert_int_eq(
        lite_exec(s, FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'ok',200,1,1,2);"), ERR_OK);
    check_run(s, 2, "first", "(noise) http://s/1  >  (-)\n");
    next_run(
        s, 3, FETCH "(0,1,1,1600,3,'not_modified',304,1,1,NULL);", "second", "layout   >  (+8)\n");
    next_run(s, 4, FETCH "(0,1,1,2100,4,'not_modified',304,1,1,NULL);", "third", "");
    store_close(s);
}
END_TEST

START_TEST(an_unchanged_page_keeps_its_comments)
{
    store *s = open_store();
    put_comments(s, 1, 8, 0, 110);
    ck_assert_int_eq(
        lite_exec(s, FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'ok',200,1,1,1);"), ERR_OK);
    check_run(s, 2, "first", "");
    next_run(s, 3, FETCH "(0,1,1,1600,3,'not_modified',304,1,1,NULL);", "second", "");
    next_run(s, 4, FETCH "(0,1,1,2100,4,'ok',200,1,1,1);", "third", "");
    store_close(s);
}
END_TEST

START_TEST(silence_is_told_in_the_second_run)
{
    store *s = open_store();
    ck_assert_int_eq(
        lite_exec(s, FETCH "(0,1,1,110,1,'ok',200,1,1,1),(0,1,1,1100,2,'server_error',500,1,1,2);"),
        ERR_OK);
    check_run(s, 2, "first", "(silent)   > server_error (+1)\n");
    next_run(s, 3, FETCH "(0,1,1,1600,3,'busy',503,1,1,NULL);", "second", "silent   > busy (+1)\n");
    next_run(
        s, 4, FETCH "(0,1,1,2100,4,'busy',503,1,1,NULL);", "third", "(silent)   > busy (+1)\n");
    store_close(s);
}
END_TEST

/* Three pages that were different become one page under repair, which names a price. */
START_TEST(a_page_under_repair_is_no_change)
{
    store *s = open_store();
    const char *fetched =
        "INSERT INTO urls(bucket,host_id,url_id,source_id,url,due) VALUES(0,1,3,1,'http://s/3',0);"
        "INSERT INTO documents(doc_id,bucket,host_id,url_id,version,source_id,first_seen,last_seen,"
        "text_hash,simhash,title,text) VALUES(3,0,1,3,1,1,110,110,3,0,'three',''),"
        "(11,0,1,1,2,1,1100,1100,9,0,'repair',''),(12,0,1,2,2,1,1100,1100,9,0,'repair',''),"
        "(13,0,1,3,2,1,1100,1100,9,0,'repair','');" FETCH
        "(0,1,1,110,1,'ok',200,1,1,1),(0,1,2,110,1,'ok',200,1,1,2),(0,1,3,110,1,'ok',200,1,1,3),"
        "(0,1,1,1100,2,'ok',200,1,1,9),(0,1,2,1100,2,'ok',200,1,1,9),(0,1,3,1100,2,'ok',200,1,1,9);" FACT
        "(1,0,1,1,1,0,'tent','100',100,1,110,110,1,1,1100),"
        "(2,0,1,1,1,0,'tent','900',900,1,1100,1100,2,2,NULL);";
    ck_assert_msg(lite_exec(s, fetched) == ERR_OK, "%s", store_detail(s));
    check_run(s, 2, "first",
        "(noise) http://s/2  >  (-)\n(noise) http://s/3  >  (-)\n(silent)   > same_page (+3)\n");
    next_run(s, 3,
        FETCH "(0,1,1,1600,3,'ok',200,1,1,9),(0,1,2,1600,3,'ok',200,1,1,9),"
              "(0,1,3,1600,3,'ok',200,1,1,9);",
        "second", "silent   > same_page (+3)\n");
    store_close(s);
}
END_TEST

static err alarm_at(store *s, sv key, int64_t now, bool *fire)
{
    const monitor_alarm a = {SV("price"), key, 2, now};
    return monitor_alert(s, &a, 500, fire);
}

START_TEST(alerts_cool_down)
{
    store *s = open_store();
    bool fire = false;
    ck_assert_int_eq(alarm_at(s, SV("a"), 1000, &fire), ERR_OK);
    ck_assert(fire);
    ck_assert_int_eq(alarm_at(s, SV("a"), 1499, &fire), ERR_OK);
    ck_assert(!fire);
    ck_assert_int_eq(alarm_at(s, SV("b"), 1499, &fire), ERR_OK);
    ck_assert(fire);
    ck_assert_int_eq(alarm_at(s, SV("a"), 1500, &fire), ERR_OK);
    ck_assert(fire);
    store_close(s);
}
END_TEST

START_TEST(runs)
{
    store *s = open_store();
    arena a = ARENA_INIT(4096);
    monitor_run r;
    ck_assert_int_eq(monitor_run_at(s, &a, 0, &r), ERR_OK);
    ck_assert_int_eq(r.run_id, 2);
    ck_assert_int_eq(monitor_run_at(s, &a, 1, &r), ERR_OK);
    ck_assert_int_eq(r.run_id, 1);
    ck_assert_int_eq(monitor_run_at(s, &a, 2, &r), ERR_OK);
    ck_assert_int_eq(r.run_id, 0);
    arena_clear(&a);
    store_close(s);
}
END_TEST

Suite *monitor_suite(void)
{
    Suite *s = suite_create("monitor");
    TCase *t = tcase_create("runs");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, changes, 0, sizeof cases / sizeof cases[0]);
    tcase_add_loop_test(t, complaints_rise, 0, 5);
    tcase_add_test(t, a_layout_that_broke_is_told_in_the_second_run);
    tcase_add_test(t, long_terms_of_a_large_shop);
    tcase_add_test(t, an_unchanged_page_keeps_its_comments);
    tcase_add_test(t, silence_is_told_in_the_second_run);
    tcase_add_test(t, a_page_under_repair_is_no_change);
    tcase_add_test(t, alerts_cool_down);
    tcase_add_test(t, runs);
    suite_add_tcase(s, t);
    return s;
}
