/* endings.tsv: slot, ending, letters it follows, classes it follows, marks, written form. A chain of endings of
 * rising slots is an ending, too: ها + ی + م. */
#include "text/compile/draft.h"

enum { ROWS_MAX = 160, SLOTS = 4 };

typedef struct row {
    int slot;
    sv text, formal;
    const char *letters; /* c v h y d */
    uint16_t cls;
    uint32_t flags;
    bool closed;  /* nothing may follow */
    bool on_base; /* after no other ending */
} row;

static row rows[ROWS_MAX];
static int n_rows;

static uint16_t classes(drafts *d, sv s)
{
    uint16_t cls = 0;
    for (size_t i = 0; i < s.n; i++) switch (s.p[i]) {
        case 'N': cls |= LE_NOUN; break;
        case 'A': cls |= LE_ADJ; break;
        case 'V': cls |= LE_VERB; break;
        case 'O': cls |= LE_PRON; break;
        case 'X': cls |= LE_ANY; break;
        case 'P': cls |= LE_AFTER_PART; break;
        default: draft_bad(d, "unknown class", s);
        }
    return cls;
}

static void marks(drafts *d, sv s, row *r)
{
    static const struct {
        char c;
        uint32_t flag;
    } of[] = {{'p', TF_PLURAL}, {'1', TF_PERSON_1}, {'2', TF_PERSON_2}, {'3', TF_PERSON_3},
        {'c', TF_COPULA_CLITIC}, {'o', TF_OBJECT_MARKER}, {'t', TF_COMPARATIVE},
        {'s', TF_SUPERLATIVE}, {'f', TF_INFORMAL}};
    for (size_t i = 0; i < s.n; i++) {
        size_t k = 0;
        while (k < sizeof of / sizeof of[0] && of[k].c != s.p[i]) k++;
        if (k < sizeof of / sizeof of[0])
            r->flags |= of[k].flag;
        else if (s.p[i] == 'i')
            r->cls |= LE_YA;
        else if (s.p[i] == 'a')
            r->cls |= LE_APART;
        else if (s.p[i] == 'm')
            r->flags |= TF_POSSESSIVE_1;
        else if (s.p[i] == '.')
            r->closed = true;
        else if (s.p[i] == 'b')
            r->on_base = true;
        else if (s.p[i] != '-')
            draft_bad(d, "unknown mark", s);
    }
}

void endings_row(drafts *d, sv line)
{
    if (n_rows == ROWS_MAX) draft_bad(d, "too many endings", SV(""));
    row *r = &rows[n_rows++];
    *r = (row){0};
    sv slot = sv_trim(sv_cut(&line, '\t'));
    if (slot.n != 1 || slot.p[0] < '1' || slot.p[0] > '0' + SLOTS) draft_bad(d, "bad slot", slot);
    r->slot = slot.p[0] - '0';
    sv text = sv_trim(sv_cut(&line, '\t')), letters = sv_trim(sv_cut(&line, '\t'));
    r->text = draft_text(d, "%.*s", SV_FMT(text));
    r->letters = draft_text(d, "%.*s", SV_FMT(letters)).p;
    r->cls = classes(d, sv_trim(sv_cut(&line, '\t')));
    marks(d, sv_trim(sv_cut(&line, '\t')), r);
    sv formal = sv_trim(sv_cut(&line, '\t'));
    if (!formal.n)
        r->formal = r->text;
    else if (formal.p[0] == '+')
        r->formal = draft_text(d, " %.*s", (int)formal.n - 1, formal.p + 1);
    else
        r->formal = draft_text(d, "%.*s", SV_FMT(formal));
}

/* Letters a row asks for, as the kind of the last letter of what stands before. */
static char last_kind(sv text)
{
    if (sv_ends(text, SV("ا")) || sv_ends(text, SV("و"))) return 'v';
    if (sv_ends(text, SV("ه"))) return 'h';
    return sv_ends(text, SV("ی")) ? 'y' : 'c';
}

static void emit(drafts *d, const row *r)
{
    for (const char *p = r->letters; *p; p++) { /* LE_CLITIC: a row of its own, no chain */
        draft *w = draft_add(d, r->text, *p == 'd' ? SV("ه") : SV(""), POS_OTHER, 10 + r->slot);
        if (w->n + 1 >= LEX_KEY_MAX) draft_bad(d, "an ending too long", r->text);
        memmove(w->key + 1, w->key, w->n);
        w->key[0] = LEX_NS_SUFFIX;
        w->n++;
        w->zwnj = (w->zwnj << 1) | (r->text.n > 2 && memcmp(r->text.p, "\u200c", 3) == 0 ? 2u : 0);
        w->cls = (uint16_t)(r->flags & TF_INFORMAL ? r->cls & ~LE_APART : r->cls);
        w->flags = r->flags | TF_SUFFIXED;
        w->formal = r->formal;
        w->pos = (uint8_t)*p; /* which letter it follows */
    }
}

static void chain(drafts *d, const row *head)
{
    emit(d, head);
    if (head->closed) return;
    for (int i = 0; i < n_rows; i++) {
        const row *r = &rows[i];
        if (r->on_base || r->slot <= head->slot || !strchr(r->letters, last_kind(head->text)))
            continue;
        row both = *head;
        both.slot = r->slot;
        both.text = draft_text(d, "%.*s%.*s", SV_FMT(head->text), SV_FMT(r->text));
        both.formal = draft_text(d, "%.*s%.*s", SV_FMT(head->formal), SV_FMT(r->formal));
        both.flags |= r->flags;
        both.cls = (uint16_t)(head->cls & ~LE_CLITIC);
        both.closed = r->closed;
        chain(d, &both);
    }
}

void endings_done(drafts *d)
{
    for (int i = 0; i < n_rows; i++) {
        row head = rows[i];
        head.cls |= LE_CLITIC;
        chain(d, &head);
    }
}
