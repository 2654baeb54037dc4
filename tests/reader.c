#include "tests/reader.h"

#include "tests/tests.h"

lexicon *reader_lexicon;
analyzer *reader_analyzer;
arena reader_arena;

void reader_open(void)
{
    note why = {""};
    reader_arena = ARENA_INIT(64 << 20);
    ck_assert_int_eq(lexicon_open(NULL, &reader_lexicon, &why), ERR_OK);
    ck_assert_msg(analyzer_open(NULL, NULL, reader_lexicon, &reader_analyzer, &why) == ERR_OK, "%s",
        why.text);
}

void reader_close(void)
{
    analyzer_close(reader_analyzer);
    lexicon_close(reader_lexicon);
    arena_clear(&reader_arena);
}

const finding *reader_find(const findings *f, finding_kind kind, const char *code)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].kind == kind && sv_eq(f->at[i].code, sv_c(code))) return &f->at[i];
    return NULL;
}

findings reader_text(const char *text)
{
    findings f;
    ck_assert_int_eq(analyze_comment(&reader_arena, reader_analyzer, sv_c(text), &f), ERR_OK);
    return f;
}
