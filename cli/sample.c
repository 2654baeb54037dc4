#include "cli/sample.h"

#include "util/file.h"
#include "util/map.h"
#include "util/vec.h"

enum { SAMPLE_BYTES = 16 << 20 };

typedef struct tally_row {
    sv code;
    int found, right;
} tally_row;

typedef struct sample {
    arena a;
    map by_code; /* code -> tally_row */
    VEC(tally_row *) row;
    int comments, moods;
    tally_row all;
} sample;

static bool listed(sv codes, sv code)
{
    while (codes.n)
        if (sv_eq(sv_cut(&codes, ' '), code)) return true;
    return false;
}

static err count(sample *m, sv code, bool right)
{
    tally_row *r = map_get(&m->by_code, code);
    if (!r) {
        tally_row **slot = VEC_PUSH(&m->a, &m->row);
        r = ARENA_NEW(&m->a, tally_row, 1);
        if (!slot || !r) return ERR_NOMEM;
        r->code = code;
        *slot = r;
        err e = map_put(&m->by_code, code, r);
        if (e) return e;
    }
    r->found++;
    r->right += right;
    m->all.found++;
    m->all.right += right;
    return ERR_OK;
}

static err one_line(sample *m, const analyzer *z, sv line)
{
    static const sv moods[] = {SV_INIT("neg"), SV_INIT("neu"), SV_INIT("pos")};
    sv mood = sv_cut(&line, '\t'), codes = sv_cut(&line, '\t');
    findings f;
    err e = analyze_comment(&m->a, z, line, &f);
    if (e) return e;
    m->comments++;
    for (size_t i = 0; i < f.n && !e; i++) {
        const finding *x = &f.at[i];
        if (x->kind == FINDING_OPINION) m->moods += sv_eq(mood, moods[x->polarity + 1]);
        bool told = !sv_eq(codes, SV("-"));
        int at = taxonomy_find(analyzer_taxonomy(z), x->code);
        bool core =
            x->kind == FINDING_CATEGORY && at >= 0 && taxonomy_at(analyzer_taxonomy(z), at)->core;
        if (told && (core || x->kind == FINDING_ASPECT))
            e = count(m, x->code, listed(codes, x->code));
    }
    return e;
}

static void print_row(session *s, const tally_row *r)
{
    (void)fprintf(s->out, "%.*s\t%d\t%d\t%.2f\n", SV_FMT(r->code), r->found, r->right,
        r->found ? (double)r->right / r->found : 0.0);
}

int sample_measure(session *s, const analyzer *z, const char *path)
{
    sample m = {.a = ARENA_INIT(512 << 20)};
    m.by_code = MAP_INIT(&m.a);
    m.all.code = SV("all");
    note why = {""};
    sv text = {NULL, 0};
    err e = file_load(&m.a, path, SAMPLE_BYTES, &text, &why);
    while (!e && text.n) {
        sv line = sv_cut(&text, '\n');
        if (line.n && line.p[0] != '#') e = one_line(&m, z, line);
    }
    for (size_t i = 0; i < m.row.n && !e; i++) print_row(s, m.row.at[i]);
    if (!e) print_row(s, &m.all);
    const tally_row mood = {SV("opinion"), m.comments, m.moods};
    if (!e) print_row(s, &mood);
    arena_clear(&m.a);
    return e ? fail(s, code_of(e), "%s", why.text[0] ? why.text : err_str(e)) : EXIT_DONE;
}
