/* White space between tags. Where a page is indented it is a third of all nodes; beside a block none of it is seen. */
#include "parsers/html.h"
#include "parsers/html_lift_in.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Elements whose tags may be of no effect where they stand: they divide words only if they are made. */
static bool may_be_none(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_TITLE: return true;
    default: return false;
    }
}

/* Whether white space beside a tag can as well stand behind it. */
static bool is_beside(GumboTag tag)
{
    switch ((int)tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE: return true;
    default: return html_is_block(tag) && !html_is_hidden(tag);
    }
}

void lift_past_tag(lift *l, GumboTag tag, bool end)
{
    l->beside = is_beside(tag);
    if (!end && html_is_block(tag) && !html_is_hidden(tag) && !may_be_none(tag)) {
        l->apart = true;
        l->owed = false;
    }
    if (tag != GUMBO_TAG_PRE && tag != GUMBO_TAG_LISTING) return;
    l->pre += end ? -1 : 1;
    if (l->pre < 0) l->pre = 0;
}

/* Whether what begins with the "<" at `at` is a tag beside which white space says nothing, or a remark. */
static bool stands_beside(sv s, size_t at)
{
    if (sv_starts(sv_sub(s, at, 4), SV("<!--"))) return true;
    at++;
    at += at < s.n && s.p[at] == '/';
    size_t n = 0;
    while (at + n < s.n && (lift_letter(s.p[at + n]) || (s.p[at + n] >= '0' && s.p[at + n] <= '9')))
        n++;
    return n && is_beside(gumbo_tagn_enum(s.p + at, (unsigned)n));
}

/* White space from `at` to `end`: goes where it stands beside such a tag, else one blank stays. */
static void shorten(lift *l, size_t at, size_t end, bool beside)
{
    if (at == end) return;
    lift_leave_out(l, at + !beside, end);
    l->owed |= beside && !l->apart;
}

err lift_between(lift *l)
{
    const char *lt = memchr(l->s.p + l->at, '<', l->s.n - l->at);
    if (!lt) return ERR_OK;
    size_t end = (size_t)(lt - l->s.p), head = l->at, tail = end;
    while (head < end && is_blank(l->s.p[head])) head++;
    while (tail > head && is_blank(l->s.p[tail - 1])) tail--;
    if (end == l->at) return ERR_OK;
    bool next = stands_beside(l->s, end);
    if (l->pre)
        l->owed = false;
    else if (head == end)
        shorten(l, l->at, end, l->beside || next);
    else
        shorten(l, l->at, head, l->beside);
    if (head == end) return ERR_OK;
    if (l->owed) {
        lift_keep_to(l, head);
        buf_putc(&l->out->text, ' ');
    }
    l->owed = l->apart = false;
    err e = l->whole ? lift_text(l, head, tail) : ERR_OK;
    if (!l->pre) shorten(l, tail, end, next);
    return e;
}
