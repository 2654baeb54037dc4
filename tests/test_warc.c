#include <stdlib.h>
#include <unistd.h>

#include "db/warc.h"
#include "tests/tests.h"

static char path[] = "/tmp/bazarkav-warc-XXXXXX";

struct seen {
    int n;
    int64_t offset, length;
};

static err look(void *ctx, const warc_response *r)
{
    struct seen *s = ctx;
    s->n++;
    s->offset = r->offset;
    s->length = r->length;
    ck_assert(sv_eq(r->page.url, SV("http://a.ir/کفش")));
    ck_assert(sv_eq(r->page.body, SV("<p>سلام")));
    ck_assert_int_eq(r->page.status, 200);
    ck_assert_int_eq(r->page.fetched_at, 1700000000123);
    ck_assert(!r->encoded);
    return ERR_OK;
}

static const page one = {.url = SV_INIT("http://a.ir/کفش"),
    .head = SV_INIT("HTTP/2 200\r\nContent-Type: text/html\r\nContent-Encoding: "
                    "br\r\nContent-Length: 3\r\n\r\n"),
    .body = SV_INIT("<p>سلام"),
    .fetched_at = 1700000000123};

START_TEST(written_and_read)
{
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    (void)close(fd);
    note n;
    warc *w;
    int64_t off[3], good = 0, damaged = 0;
    ck_assert_int_eq(warc_open(path, 0, "test", "http://a.ir", &w, &n), ERR_OK);
    for (int i = 0; i < 3; i++) {
        buf b = BUF_INIT(0);
        ck_assert_int_eq(warc_record(&one, &b), ERR_OK);
        ck_assert_int_eq(warc_append(w, buf_sv(&b), &off[i]), ERR_OK);
        if (i == 1) good = warc_size(w);
        buf_clear(&b);
    }
    ck_assert_int_eq(warc_sync(w), ERR_OK);
    warc_close(w);
    struct seen s = {0};
    ck_assert_int_eq(warc_each(path, look, &s, &damaged, &n), ERR_OK);
    ck_assert_int_eq(s.n, 3);
    ck_assert_int_eq(s.offset, off[2]);
    ck_assert_int_eq(damaged, 0);
    ck_assert_int_eq(warc_read(path, off[1], off[2] - off[1], look, &s, &n), ERR_OK);
    ck_assert_int_eq(s.n, 4);
    ck_assert_int_eq(warc_read(path, off[1], off[2] - off[1] - 5, look, &s, &n), ERR_CORRUPT);
    ck_assert_int_eq(
        warc_open(path, good, "test", "", &w, &n), ERR_OK); /* what was not committed is cut */
    warc_close(w);
    s.n = 0;
    ck_assert_int_eq(warc_each(path, look, &s, &damaged, &n), ERR_OK);
    ck_assert_int_eq(s.n, 2);
    ck_assert_int_eq(warc_open(path, good + 1, "test", "", &w, &n), ERR_CORRUPT);
    (void)unlink(path);
}
END_TEST

START_TEST(damage_is_skipped)
{
    buf b = BUF_INIT(0);
    struct seen s = {0};
    int64_t damaged = 0;
    for (int i = 0; i < 3; i++) ck_assert_int_eq(warc_record(&one, &b), ERR_OK);
    memset(b.p + b.n / 2, 0x55, 20);
    ck_assert_int_eq(warc_each_in(buf_sv(&b), look, &s, &damaged), ERR_OK);
    ck_assert_int_eq(s.n, 2);
    ck_assert_int_ge(damaged, 1);
    buf_clear(&b);
}
END_TEST

Suite *warc_suite(void)
{
    Suite *s = suite_create("warc");
    TCase *t = tcase_create("warc");
    tcase_add_test(t, written_and_read);
    tcase_add_test(t, damage_is_skipped);
    suite_add_tcase(s, t);
    return s;
}
