/* An answer inside the box of the comment it answers: shops and news sites print the editor's or the seller's so. */
#include "parsers/repeated_in.h"

bool repeated_is_answer(const xmlNode *e)
{
    static const char *const words[] = {
        "answer", "admin", "reply", "replies", "response", "javab", "pasokh", "پاسخ", "جواب", NULL};
    static const char *const controls[] = {
        "link", "btn", "button", "form", "icon", "count", "to-reply", "respond", NULL};
    sv name = html_class(e).n ? html_class(e) : html_id(e);
    GumboTag tag = html_tag(e);
    if (!name.n || tag == GUMBO_TAG_A || tag == GUMBO_TAG_SPAN || !html_is_block(tag)) return false;
    return repeated_holds(name, words) && !repeated_holds(name, controls);
}

bool repeated_by_owner(const xmlNode *box, sv said)
{
    static const char *const marks[] = {
        "admin", "owner", "seller", "vendor", "manager", "support", "modir", "staff", NULL};
    static const char *const words[] = {"مدیر", "ادمین", "پشتیبان", "فروشگاه", "فروشنده", "کارشناس",
        "سردبیر", "admin", "owner", "seller", "support", "editor", "manager", NULL};
    return repeated_holds(html_class(box), marks) || repeated_holds(html_id(box), marks) ||
           repeated_holds(said, words);
}
