#include "cli/recipe_words.h"

#include "util/buf.h"

/* Longer phrases first where one is the beginning of another. */
static const struct {
    sv en, fa;
} phrase[] = {
    {SV_INIT("unknown key"), SV_INIT("کلید ناشناخته:")},
    {SV_INIT("unknown filter"), SV_INIT("پالایهٔ ناشناخته:")},
    {SV_INIT("unknown pseudo-class"),
        SV_INIT("شبه‌رده‌ای به این نام نیست")},
    {SV_INIT("unexpected character"), SV_INIT("نویسهٔ نابجا")},
    {SV_INIT("is not one of:"), SV_INIT("هیچ یک از این‌ها نیست:")},
    {SV_INIT("is no number"), SV_INIT("عدد نیست")},
    {SV_INIT("has no value"), SV_INIT("مقدار ندارد")},
    {SV_INIT("was expected"), SV_INIT("باید می‌آمد")},
    {SV_INIT("expected css:..., xpath:..., /json/pointer, \"text\" or . , not"),
        SV_INIT("باید با css:، xpath:، نشانی /json، \"متن\" یا . آغاز شود، نه")},
    {SV_INIT("expected KEY = VALUE"), SV_INIT("باید «کلید = مقدار» باشد")},
    {SV_INIT("name expected after"), SV_INIT("نام نیامده است پس از")},
    {SV_INIT("a recipe needs a name"), SV_INIT("دستور نام می‌خواهد")},
    {SV_INIT("a file begins with recipe = NAME"),
        SV_INIT("فایل با recipe = نام آغاز می‌شود")},
    {SV_INIT("says neither text nor rating"), SV_INIT("نه متن (text) دارد نه امتیاز (rating)")},
    {SV_INIT("says no item"), SV_INIT("قلم (item) ندارد")},
    {SV_INIT("recipe "), SV_INIT("دستور ")},
    {SV_INIT("a JSON recipe selects with /pointers"),
        SV_INIT("در kind = json نشانی‌ها با / آغاز می‌شوند")},
    {SV_INIT("a /pointer needs kind = json"), SV_INIT("نشانی /json تنها با kind = json")},
    {SV_INIT("too many recipes"), SV_INIT("دستورها بیش از اندازه‌اند")},
    {SV_INIT("too many alternatives"),
        SV_INIT("جایگزین‌ها بیش از اندازه‌اند")},
    {SV_INIT("too many filters"), SV_INIT("پالایه‌ها بیش از اندازه‌اند")},
    {SV_INIT("too many selectors"),
        SV_INIT("گزینشگرها بیش از اندازه‌اند")},
    {SV_INIT("too long"), SV_INIT("بیش از اندازه بلند است")},
    {SV_INIT("nested too deep"), SV_INIT("تودرتویی بیش از اندازه است")},
    {SV_INIT("is missing"), SV_INIT("کم است")},
    {SV_INIT("is not closed"), SV_INIT("بسته نشده است")},
    {SV_INIT("a selector"), SV_INIT("گزینشگر")},
    {SV_INIT("selector, byte"), SV_INIT("گزینشگر، بایت")},
    {SV_INIT("selector"), SV_INIT("گزینشگر")},
    {SV_INIT("attribute name"), SV_INIT("نام ویژگی")},
    {SV_INIT("a value"), SV_INIT("مقدار")},
    {SV_INIT("quote"), SV_INIT("گیومه")},
    {SV_INIT("regex:"), SV_INIT("عبارت باقاعده:")},
    {SV_INIT("back references are not supported"),
        SV_INIT("ارجاع به عقب پشتیبانی نمی‌شود")},
    {SV_INIT("write repetitions out: {n} is not supported"),
        SV_INIT("تکرار را بنویسید: {n} پشتیبانی نمی‌شود")},
    {SV_INIT("groups are nested"), SV_INIT("گروه‌ها تودرتو هستند،")},
    {SV_INIT("the expression is"), SV_INIT("عبارت")},
    {SV_INIT("No such file or directory"), SV_INIT("چنین فایلی نیست")},
    {SV_INIT("Permission denied"), SV_INIT("اجازهٔ خواندن نیست")},
};

/* What the user wrote stands in quotation marks and stays as it is; so does "path:line: ". */
static void translate(sv text, buf *out)
{
    size_t colon = sv_find(text, SV(": "));
    size_t i = colon == SV_NPOS ? 0 : colon + 2;
    bool quoted = false;
    buf_put(out, sv_sub(text, 0, i));
    while (i < text.n) {
        sv rest = sv_sub(text, i, SV_NPOS);
        size_t k = 0, n = sizeof phrase / sizeof *phrase;
        while (k < n && (quoted || !sv_starts(rest, phrase[k].en))) k++;
        quoted ^= k == n && rest.p[0] == '"';
        buf_put(out, k < n ? phrase[k].fa : sv_sub(rest, 0, 1));
        i += k < n ? phrase[k].en.n : 1;
    }
}

int recipe_fail(session *s, int code, const char *message)
{
    CLEANUP(buf_clear) buf b = BUF_INIT(4096);
    if (s->lang == LANG_FA) translate(sv_c(message), &b);
    bool ready = b.n && !b.e;
    return fail(s, code, "%.*s", ready ? (int)b.n : (int)strlen(message), ready ? b.p : message);
}
