/* answer_defs.c - every answer with its columns, in the order of the report. The view of answer NAME is v_NAME in
 * views.sql; its columns are these, then one that says whether the row was hidden. */
#include "db/answer_defs.h"

#define C(name, kind, fa, en)                                                                      \
    {                                                                                              \
        name, kind, fa, en                                                                         \
    }
#define CODE C("code", COL_CODE, "شناسه", "code")
#define LABELS                                                                                     \
    C("label_fa", COL_TEXT, "نام", "name (Persian)"), C("label_en", COL_TEXT, "نام انگلیسی", "name")
#define AUTHORS C("authors", COL_COUNT, "نفر", "authors")
#define SHARE   C("share", COL_SHARE, "سهم", "share")
#define RANGE   C("low", COL_SHARE, "از", "low"), C("high", COL_SHARE, "تا", "high")
#define TRUST                                                                                      \
    C("sources", COL_COUNT, "منبع", "sources"), C("confidence", COL_WORD, "اطمینان", "confidence")
#define COUNTED  AUTHORS, SHARE, RANGE, TRUST
#define MENTIONS C("mentions", COL_COUNT, "دیدگاه", "mentions")
#define INDEX    C("index", COL_INDEX, "شاخص", "index")
#define INDEXED  INDEX, C("certainty", COL_WORD, "قطعیت شاخص", "certainty of the index")
#define SOURCE   C("source", COL_TEXT, "منبع", "source")
#define SEGMENT  C("segment", COL_CODE, "بخش", "segment")
#define ITEMS    C("items", COL_TEXT, "دربارهٔ", "about")
#define URL      C("url", COL_URL, "نشانی", "url")

static const column headlines[] = {C("kind", COL_WORD, "گونه", "kind"), CODE, LABELS, COUNTED};
static const column needs[] = {CODE, LABELS, ITEMS, COUNTED,
    C("need_type", COL_WORD, "گونه", "type"), C("trend", COL_WORD, "روند", "trend"), MENTIONS,
    C("complaints", COL_COUNT, "شکایت", "complaints"), C("wishes", COL_COUNT, "خواسته", "wishes"),
    C("requests", COL_COUNT, "درخواست", "requests"), C("questions", COL_COUNT, "پرسش", "questions"),
    C("gap", COL_WORD, "جای خالی", "gap"), C("ours", COL_WORD, "ما", "us")};
static const column typed[] = {CODE, LABELS, ITEMS, COUNTED,
    C("need_type", COL_WORD, "گونه", "type"), C("trend", COL_WORD, "روند", "trend"), MENTIONS};
static const column items[] = {CODE, LABELS, C("item", COL_TEXT, "چیز", "item"), COUNTED, MENTIONS};
static const column interests[] = {CODE, LABELS, COUNTED, INDEXED, SEGMENT};
static const column signals[] = {C("axis", COL_CODE, "محور", "axis"), CODE, LABELS, COUNTED,
    INDEXED, SEGMENT, C("tier", COL_COUNT, "لایه", "tier"),
    C("evidence", COL_CODE, "قاعدهٔ شاهد", "evidence rule"), MENTIONS};
static const column segments[] = {CODE, LABELS, C("kind", COL_WORD, "گونه", "kind"),
    C("rule_fa", COL_TEXT, "قاعده", "rule (Persian)"),
    C("rule_en", COL_TEXT, "قاعده (انگلیسی)", "rule"), COUNTED};
static const column overlaps[] = {
    SEGMENT, C("other", COL_CODE, "بخش دیگر", "other"), AUTHORS, SHARE};
static const column personas[] = {SEGMENT, C("field", COL_WORD, "ویژگی", "field"),
    C("value_fa", COL_TEXT, "مقدار", "value (Persian)"),
    C("value_en", COL_TEXT, "مقدار انگلیسی", "value"), AUTHORS, SHARE, INDEXED};
static const column traits[] = {SEGMENT, C("axis", COL_CODE, "محور", "axis"), CODE, LABELS, AUTHORS,
    SHARE, RANGE, INDEXED, C("confidence", COL_WORD, "اطمینان", "confidence")};
static const column crossings[] = {CODE, LABELS, C("other", COL_CODE, "شناسهٔ دیگر", "other"),
    C("other_fa", COL_TEXT, "نام دیگر", "other (Persian)"),
    C("other_en", COL_TEXT, "نام دیگر (انگلیسی)", "other (name)"), AUTHORS, SHARE, INDEXED};
static const column scores[] = {SEGMENT, LABELS, C("size", COL_REAL, "اندازه", "size"),
    C("value", COL_REAL, "ارزش", "value"), C("rivalry", COL_REAL, "رقابت کم", "low rivalry"),
    C("ability", COL_REAL, "توان ما", "our ability"), C("total", COL_REAL, "جمع", "total"),
    C("note_fa", COL_TEXT, "حساسیت", "note (Persian)"),
    C("note_en", COL_TEXT, "حساسیت (انگلیسی)", "note"),
    C("missing", COL_TEXT, "نداریم", "missing")};
static const column competitors[] = {SOURCE, C("name", COL_TEXT, "نام", "name"), URL,
    C("kind", COL_WORD, "گونه", "kind"), C("size", COL_WORD, "اندازه", "size"),
    C("ours", COL_COUNT, "خودمان", "ours"), C("pages", COL_COUNT, "صفحه", "pages"),
    C("comments", COL_COUNT, "دیدگاه", "comments"), AUTHORS,
    C("questions", COL_COUNT, "پرسش", "questions"),
    C("answered", COL_SHARE, "پاسخ‌گرفته", "answered"),
    C("reply_hours", COL_REAL, "میانهٔ پاسخ (ساعت)", "median reply (hours)"),
    C("private", COL_SHARE, "رفته به خصوصی", "moved to private"),
    C("strategy", COL_WORD, "راهبرد (برداشت)", "strategy (reading)"),
    C("strategy_fa", COL_TEXT, "چرا", "why (Persian)"),
    C("strategy_en", COL_TEXT, "چرا (انگلیسی)", "why"),
    C("does_fa", COL_TEXT, "چه می‌کند", "what it does (Persian)"),
    C("does_en", COL_TEXT, "چه می‌کند (انگلیسی)", "what it does"),
    C("handles", COL_TEXT, "شبکه‌ها", "handles"),
    C("breadth", COL_COUNT, "دسته‌ها", "categories"),
    C("products", COL_COUNT, "محصول‌ها", "products"),
    C("overlap", COL_SHARE, "همپوشانی نیازها با ما", "overlap of needs with ours")};
static const column coverage[] = {C("need", COL_CODE, "نیاز", "need"), SOURCE,
    C("word", COL_WORD, "پوشش", "coverage"), AUTHORS,
    C("complaint_share", COL_SHARE, "سهم شکایت", "complaint share"),
    C("ours", COL_COUNT, "خودمان", "ours")};
static const column gaps[] = {CODE, LABELS, COUNTED, C("gap", COL_WORD, "جای خالی", "gap"),
    C("served_by", COL_COUNT, "چند رقیب خوب پاسخ می‌دهند",
        "rivals that serve it well"),
    C("nearly", COL_TEXT, "که نزدیک است", "who nearly serves it"),
    C("asked_fa", COL_TEXT, "کدام بخش‌ها می‌خواهند",
        "which segments ask (Persian)"),
    C("asked_en", COL_TEXT, "کدام بخش‌ها می‌خواهند (انگلیسی)",
        "which segments ask"),
    C("ours", COL_WORD, "ما", "us")};
static const column saturation[] = {C("category", COL_TEXT, "دسته", "category"),
    C("rivals", COL_COUNT, "رقیب", "rivals"), C("listed", COL_COUNT, "از", "of"), SHARE,
    C("names", COL_TEXT, "نام‌ها", "names")};
static const column aspects[] = {SOURCE, CODE, LABELS, C("praise", COL_COUNT, "تعریف", "praise"),
    C("complaints", COL_COUNT, "شکایت", "complaints"),
    C("praise_share", COL_SHARE, "سهم تعریف", "praise share")};
static const column opinions[] = {C("opinion", COL_WORD, "نظر", "opinion"), SOURCE, AUTHORS, SHARE,
    RANGE, C("comments", COL_COUNT, "دیدگاه", "comments")};
static const column facts[] = {SOURCE, C("kind", COL_WORD, "گونه", "kind"),
    C("key", COL_TEXT, "چه", "key"), C("value", COL_TEXT, "مقدار", "value"),
    C("amount", COL_REAL, "عدد", "amount"), URL,
    C("first_seen", COL_DATE, "نخستین دیدار", "first seen"),
    C("last_seen", COL_DATE, "آخرین دیدار", "last seen"), C("ended", COL_DATE, "پایان", "ended")};
static const column switching[] = {C("at", COL_TEXT, "کجا گفته شد", "said at"),
    C("brand", COL_TEXT, "نام دیگر", "other name"),
    C("way", COL_WORD, "از آنجا یا به آنجا", "from there or to there"), AUTHORS, SHARE, RANGE};
static const column weekly[] = {C("need", COL_CODE, "نیاز", "need"), SOURCE,
    C("week", COL_DATE, "هفته (شنبه)", "week (Saturday)"), AUTHORS, SHARE};
static const column demographics[] = {
    C("field", COL_WORD, "ویژگی", "field"), CODE, LABELS, COUNTED};
static const column places[] = {CODE, LABELS, AUTHORS, SHARE, TRUST,
    C("climate_fa", COL_TEXT, "اقلیم", "climate (Persian)"),
    C("climate_en", COL_TEXT, "اقلیم (انگلیسی)", "climate"),
    C("urban", COL_WORD, "شهر یا روستا", "urban")};
static const column climate[] = {CODE, LABELS, C("climate", COL_CODE, "اقلیم", "climate"), AUTHORS,
    SHARE, C("expected", COL_SHARE, "سهم در همه", "share of all"), INDEXED,
    C("verdict", COL_WORD, "نتیجه", "verdict")};
static const column funnel[] = {CODE, LABELS, SOURCE, AUTHORS, SHARE, RANGE};
static const column hours[] = {
    C("weekday", COL_COUNT, "روز هفته (۰ = شنبه)", "weekday (0 = Saturday)"),
    C("hour", COL_COUNT, "ساعت", "hour"), C("comments", COL_COUNT, "دیدگاه", "comments"), AUTHORS};
static const column habits[] = {CODE, LABELS, COUNTED, MENTIONS};
static const column spend[] = {SOURCE, AUTHORS, C("median", COL_MONEY, "میانه", "median"),
    C("quarter", COL_MONEY, "چارک پایین", "lower quarter"),
    C("three_quarters", COL_MONEY, "چارک بالا", "upper quarter")};
static const column plain[] = {CODE, LABELS, COUNTED};
static const column keywords[] = {
    C("word", COL_TEXT, "واژه", "word"), C("kind", COL_WORD, "گونه", "kind"), COUNTED, MENTIONS};
static const column gatekeepers[] = {CODE, LABELS, COUNTED,
    C("needs_fa", COL_TEXT, "نیازها", "needs (Persian)"),
    C("needs_en", COL_TEXT, "نیازها (انگلیسی)", "needs"),
    C("others_fa", COL_TEXT, "نیاز دیگران", "needs of the others (Persian)"),
    C("others_en", COL_TEXT, "نیاز دیگران (انگلیسی)", "needs of the others")};
static const column replies[] = {
    SOURCE, C("kind", COL_WORD, "گونهٔ پاسخ", "kind of answer"), AUTHORS, SHARE, RANGE};
static const column tactics[] = {SOURCE, C("stage", COL_WORD, "مرحله", "stage"),
    C("kind", COL_WORD, "گونه", "kind"), C("times", COL_COUNT, "چند تا", "how many"),
    C("most", COL_REAL, "بیشترین", "most"), C("first_seen", COL_DATE, "نخستین دیدار", "first seen"),
    C("last_seen", COL_DATE, "آخرین دیدار", "last seen"),
    C("ended", COL_COUNT, "پایان‌یافته", "ended"), URL};
static const column value[] = {SEGMENT, LABELS, AUTHORS, SHARE,
    C("median", COL_MONEY, "میانهٔ پرداخت", "median paid"), C("sum", COL_MONEY, "جمع", "sum"),
    C("times", COL_REAL, "میانگین دفعات", "mean purchases")};
static const column own[] = {C("axis", COL_CODE, "محور", "axis"), CODE, LABELS, AUTHORS, SHARE,
    RANGE, C("others_share", COL_SHARE, "سهم نزد دیگران", "share at the others"), INDEXED};
static const column adjacent[] = {SEGMENT, LABELS, AUTHORS, SHARE,
    C("similar", COL_SHARE, "شباهت نیازها", "likeness of needs"),
    C("shared_fa", COL_TEXT, "نیازهای مشترک", "shared needs (Persian)"),
    C("shared_en", COL_TEXT, "نیازهای مشترک (انگلیسی)", "shared needs"),
    C("from", COL_CODE, "از بخش", "from segment")};
static const column segment_runs[] = {SEGMENT, LABELS, C("run", COL_COUNT, "اجرا", "run"),
    C("at", COL_TIME, "زمان", "at"), AUTHORS, SHARE, RANGE,
    C("change", COL_WORD, "تغییر", "change")};
static const column products[] = {C("item", COL_TEXT, "چیز", "item"), CODE, COUNTED};
static const column words[] = {C("term", COL_TEXT, "واژه", "term"), AUTHORS, INDEX,
    C("g2", COL_REAL, "لگاریتم درست‌نمایی", "log-likelihood"),
    C("register", COL_WORD, "گونهٔ زبان", "register"),
    C("comments", COL_COUNT, "دیدگاه", "comments")};
static const column registers[] = {
    C("register", COL_WORD, "گونهٔ زبان", "register"), AUTHORS, SHARE};
static const column worksheet[] = {CODE, C("question_fa", COL_TEXT, "پرسش", "question (Persian)"),
    C("question_en", COL_TEXT, "پرسش انگلیسی", "question"),
    C("signal", COL_CODE, "نشانه", "signal"),
    C("seen_fa", COL_TEXT, "آنچه در دیدگاه‌هاست", "seen in comments (Persian)"),
    C("seen_en", COL_TEXT, "آنچه در دیدگاه‌هاست (انگلیسی)",
        "seen in comments")};
static const column changes[] = {C("kind", COL_WORD, "گونه", "kind"), SOURCE,
    C("title_fa", COL_TEXT, "چه", "what (Persian)"),
    C("title_en", COL_TEXT, "چه (انگلیسی)", "what"), C("key", COL_TEXT, "کلید", "key"),
    C("before", COL_TEXT, "پیش", "before"), C("after", COL_TEXT, "پس", "after"),
    C("amount", COL_REAL, "عدد", "amount"), URL, C("muted", COL_COUNT, "بی‌اثر", "muted"),
    C("found_at", COL_TIME, "زمان", "found at"), C("run", COL_COUNT, "اجرا", "run")};
static const column evidence[] = {C("need", COL_CODE, "شناسه", "code"),
    C("text", COL_TEXT, "نقل", "text"), C("from", COL_COUNT, "از بایت", "from"),
    C("to", COL_COUNT, "تا بایت", "to"), SOURCE, URL, C("day", COL_DATE, "روز", "day"),
    C("comment", COL_CODE, "دیدگاه", "comment"), LABELS, C("need_type", COL_WORD, "گونه", "type")};
static const column sources[] = {SOURCE, C("name", COL_TEXT, "نام", "name"),
    C("host", COL_CODE, "میزبان", "host"), URL, C("ours", COL_COUNT, "خودمان", "ours"),
    C("pages", COL_COUNT, "صفحه", "pages"), C("documents", COL_COUNT, "سند", "documents"),
    C("comments", COL_COUNT, "دیدگاه", "comments"), AUTHORS,
    C("robots_refused", COL_COUNT, "نخوانده (robots)", "unread (robots)"),
    C("skipped", COL_COUNT, "نخوانده (دیگر)", "unread (other)"),
    C("delay_ms", COL_COUNT, "فاصله (ms)", "delay (ms)"),
    C("gap_ms", COL_COUNT, "کمترین فاصلهٔ دیده‌شده (ms)",
        "smallest gap seen (ms)"),
    C("last_read", COL_DATE, "آخرین خواندن", "last read")};
static const column skips[] = {C("host", COL_CODE, "میزبان", "host"),
    C("why", COL_WORD, "چرا", "why"), C("rule", COL_CODE, "قاعده", "rule"),
    C("pages", COL_COUNT, "صفحه", "pages"), C("example", COL_URL, "نمونه", "example")};
static const column models[] = {C("name", COL_CODE, "نام", "name"),
    C("version", COL_CODE, "نسخه", "version"), C("digest", COL_CODE, "چکیده", "digest"),
    C("card", COL_TEXT, "کارت", "card"), C("made_at", COL_TIME, "ساخته", "made at")};
static const column runs[] = {C("run", COL_COUNT, "اجرا", "run"),
    C("verb", COL_CODE, "فرمان", "verb"), C("status", COL_WORD, "وضع", "status"),
    C("program", COL_CODE, "برنامه", "program"), C("started", COL_TIME, "آغاز", "started"),
    C("ended", COL_TIME, "پایان", "ended"), C("requests", COL_COUNT, "درخواست", "requests")};
static const column comments[] = {URL, C("id", COL_CODE, "شناسه", "id"),
    C("author", COL_CODE, "نام مستعار", "pseudonym"), C("date", COL_CODE, "تاریخ", "date"),
    C("text", COL_TEXT, "متن", "text"), C("parent", COL_CODE, "پاسخ به", "parent"),
    C("rating", COL_REAL, "امتیاز", "rating"), C("likes", COL_COUNT, "پسند", "likes"),
    C("kind", COL_WORD, "گونه", "kind"), C("layer", COL_WORD, "لایه", "layer"),
    C("confidence", COL_REAL, "اطمینان", "confidence"), SOURCE};

static const column pages[] = {URL, C("title", COL_TEXT, "عنوان", "title"),
    C("platform", COL_CODE, "سامانه", "platform"),
    C("claimed", COL_COUNT, "می‌گوید دارد", "claims"),
    C("found", COL_COUNT, "پیدا شد", "found"), C("stopped", COL_WORD, "چرا کمتر", "why fewer"),
    C("published", COL_DATE, "انتشار", "published"),
    C("last_read", COL_DATE, "آخرین خواندن", "last read"), SOURCE};

static const column held[] = {C("what", COL_CODE, "چه", "what"), LABELS,
    C("n", COL_COUNT, "شمار", "count"), C("first", COL_DATE, "نخستین", "first"),
    C("last", COL_DATE, "واپسین", "last")};

#define N(cols) cols, (int)(sizeof(cols) / sizeof(cols)[0])
#define A(name, cols, fa, en, about_fa, about_en)                                                  \
    {                                                                                              \
        {name, 1, fa, en, about_fa, about_en, N(cols)}, "SELECT * FROM v_" name                    \
    }

static const answer_row_def rows[] = {
    A("headlines", headlines, "در یک نگاه", "At a glance",
        "بزرگ‌ترین یافته از هر گونه", "the largest finding of each kind"),
    A("needs", needs, "نیازها", "Needs",
        "هر سطر یک نیاز؛ نفر: نویسندگان جدا، از هر گونه (خواسته، درخواست، پرسش، شکایت)",
        "a row is a need; authors: distinct, whatever the type (wish, request, question, "
        "complaint)"),
    A("complaints", typed, "شکایت‌ها", "Complaints",
        "نویسندگانی که از آن شکایت کرده‌اند",
        "authors who complain about it"),
    A("wishes", typed, "خواسته‌ها", "Wishes",
        "نویسندگانی که آرزویش را نوشته‌اند",
        "authors who wish for it"),
    A("requests", typed, "درخواست‌ها", "Requests",
        "نویسندگانی که از فروشنده خواسته‌اند",
        "authors who ask the seller for it"),
    A("questions", typed, "پرسش‌ها", "Questions",
        "نویسندگانی که درباره‌اش پرسیده‌اند",
        "authors who ask about it"),
    A("items", items, "نیازها دربارهٔ چه", "What the needs are about", "چیزی که نیاز دربارهٔ آن است",
        "the thing a need is about"),
    A("interests", interests, "علاقه‌ها", "Interests", "شاخص: بخش نخست در برابر همه (۱۰۰)",
        "index: the first segment against all (100)"),
    A("signals", signals, "همهٔ نشانه‌ها", "All signals",
        "هر سطر یک دستهٔ رده‌بندی", "a row is a category of the taxonomy"),
    A("segments", segments, "بخش‌ها", "Segments",
        "هر بخش یک قاعدهٔ نوشته‌شده است، نه یک شخص",
        "a segment is a written rule, never a person"),
    A("overlaps", overlaps, "همپوشانی بخش‌ها", "Overlap of segments",
        "نویسندگانی که در هر دو بخش‌اند", "authors in both segments"),
    A("personas", personas, "پرسوناهای گروهی", "Group personas",
        "هر سطر یک ویژگی گروه با شمار خودش", "a line about the group with its own count"),
    A("traits", traits, "ویژگی‌های بخش‌ها", "Traits of segments",
        "شاخص در برابر همه (۱۰۰)", "index against all (100)"),
    A("own", own, "مشتریان خودمان در کنار دیگران", "Our customers beside the others",
        "شاخص: سهم نزد منبع‌های خودمان در برابر بقیه (۱۰۰)",
        "index: share at our own sources against the rest (100)"),
    A("adjacent", adjacent, "بازار بعدی", "The next market",
        "بخش‌هایی که همان نیازهای بخش نخست را دارند",
        "segments that need what the first segment needs"),
    A("segment_runs", segment_runs, "بخش‌ها در اجراها", "Segments over the runs",
        "تغییر در برابر اجرای پیش (دو نسبت، p < ۰٫۰۵)",
        "change against the run before (two proportions, p < .05)"),
    A("value", value, "ارزش مشتریان خودمان", "Value of our customers",
        "تنها از ستون‌های مبلغ و دفعات جدول خودتان، تومان",
        "only from the columns amount and times of your own table, toman"),
    A("crossings", crossings, "جمعیت × روان", "Demographic × psychographic",
        "نویسندگانی که هر دو نشانه را دارند", "authors with both signals"),
    A("scores", scores, "کارت امتیاز", "Score card",
        "۰ تا ۵؛ با یک خانهٔ خالی جمع داده نمی‌شود",
        "0 to 5; no total while one is missing"),
    A("competitors", competitors, "رقیبان", "Competitors", "یک سطر برای هر منبع",
        "a row for each source"),
    A("replies", replies, "چگونه پاسخ می‌دهند", "How they answer",
        "نویسندگانی که پرسیده یا خواسته‌اند، به گونهٔ پاسخ",
        "authors who asked, by the kind of answer they got"),
    A("coverage", coverage, "نیاز × رقیب", "Need × competitor",
        "خوب: دست‌کم k نفر تعریف، بیش از شاکیان، و شکایت زیر ۱۰٪؛ نسبی: کمی تعریف یا تنها وعده؛ ضعیف: شکایت بیشتر",
        "good: praise of k authors, more than complain, and complaints under 10 %; partly: some praise or only a promise; "
        "poor: more complaints"),
    A("gaps", gaps, "جاهای خالی", "Gaps",
        "نیازی که هیچ رقیب فهرست‌شده خوب پاسخ نمی‌دهد",
        "a need that no listed rival serves well"),
    A("saturation", saturation, "اشباع دسته‌ها", "Saturation",
        "چند رقیب فهرست‌شده آن را دارند",
        "how many listed rivals offer it"),
    A("aspects", aspects, "نقطه‌های قوت و ضعف", "Strengths and weaknesses",
        "نویسندگانی که تعریف یا شکایت کرده‌اند",
        "authors who praise or complain"),
    A("opinions", opinions, "نظر کلی", "Opinion", "نظر هر دیدگاه، شمرده به نویسنده",
        "opinion of each comment, counted by authors"),
    A("facts", facts, "آنچه رقیبان می‌گویند", "What competitors state",
        "یک سطر برای هر گفتهٔ یک صفحه", "a row for each thing a page states"),
    A("tactics", tactics, "شگردها در هر مرحله", "Tactics at each stage",
        "چه می‌کنند تا جلب کنند، علاقه بسازند، به تصمیم برسانند و نگه دارند",
        "what they do to attract, interest, decide, and keep"),
    A("switching", switching, "از کجا به کجا", "Switching",
        "نام دیگری که نویسندگان کنار این منبع آورده‌اند",
        "another name that authors bring up at this source"),
    A("weekly", weekly, "هفته به هفته", "Week by week", "سهم از نویسندگان همان هفته؛ منبع تهی: همه",
        "share of that week's authors; empty source: all"),
    A("demographics", demographics, "جمعیت‌شناختی", "Demographic",
        "تنها گفتهٔ خودشان؛ بقیه نامشخص", "only what authors say themselves; the rest unknown"),
    A("places", places, "مکان‌ها", "Places",
        "شهرها و کشورهایی که نام برده‌اند",
        "cities and countries that are named"),
    A("climate", climate, "نیاز و اقلیم", "Need and climate",
        "آیا نیاز با اقلیم خواهندگانش می‌خواند؟",
        "does a need fit the climate of those who ask?"),
    A("funnel", funnel, "قیف", "Funnel", "سهم گفت‌وگو، نه نرخ تبدیل",
        "shares of talk, not conversion rates"),
    A("hours", hours, "ساعت × روز", "Hour × weekday",
        "زمان دیدگاه‌ها به وقت محل", "local time of comments"),
    A("habits", habits, "عادت‌های رفتاری", "Behaviour",
        "نشانه‌های خرید، وفاداری، جست‌وجو",
        "signs of purchase, loyalty, search"),
    A("spend", spend, "مبلغ‌ها", "Amounts",
        "مبلغ‌هایی که نام برده شده، تومان",
        "amounts that are named, toman"),
    A("barriers", plain, "بازدارنده‌ها", "Barriers", "چرا نمی‌خرند",
        "why they do not buy"),
    A("reactions", crossings, "واکنش‌ها", "Reactions",
        "پس از این شکایت چه می‌گویند", "what follows this complaint"),
    A("gatekeepers", gatekeepers, "چه کسی تصمیم می‌گیرد", "Gatekeepers",
        "خرید برای دیگری و نیازهایش", "buying for another and the needs with it"),
    A("networks", plain, "شبکه‌ها", "Networks",
        "شبکه‌هایی که نام برده‌اند", "networks that are named"),
    A("products", products, "محصول‌ها و نام‌ها", "Products and brands",
        "چیزهایی که نام برده‌اند", "things that are named"),
    A("keywords", keywords,
        "واژه‌ها و برچسب‌هایی که دنبال می‌کنید",
        "Words and tags you follow",
        "چند نفر واژه‌های [کلیدواژه] فایل بذر را نوشته‌اند",
        "how many wrote the words of [keywords] in the seeds file"),
    A("words", words, "واژه‌های خودشان", "Their own words",
        "شاخص: بسامد در دیدگاه‌ها در برابر متن فروشندگان (۱۰۰)",
        "index: frequency in comments against the sellers' pages (100)"),
    A("register", registers, "گونهٔ زبان", "Register", "رسمی یا گفتاری", "formal or colloquial"),
    A("worksheet", worksheet, "کاربرگ", "Worksheet",
        "پرسش‌های میدانی و آنچه دیدگاه‌ها می‌گویند",
        "field questions and what comments say"),
    A("changes", changes, "تغییرها", "Changes", "یک سطر برای هر تغییر", "a row for each change"),
    A("evidence", evidence, "شاهدها", "Evidence", "نقل کوتاه، بی نام، تا روز",
        "short quotes, nameless, dated to the day"),
    A("sources", sources, "منبع‌ها", "Sources", "پوشش هر منبع", "coverage of each source"),
    A("skips", skips, "نخوانده‌ها", "Left unread",
        "شمار صفحه‌ها با دلیل", "pages by reason"),
    A("models", models, "روش و مدل", "Method and model", "نسخهٔ قاعده‌ها و مدل",
        "versions of rules and model"),
    A("runs", runs, "اجراها", "Runs", "یک سطر برای هر اجرا", "a row for each run"),
    A("comments", comments, "دیدگاه‌ها", "Comments", "یک سطر برای هر دیدگاه همگانی",
        "a row for each public comment"),
    A("pages", pages, "صفحه‌ها", "Pages",
        "دیدگاه‌هایی که هر صفحه می‌گوید دارد، و آنچه پیدا شد",
        "comments that each page claims to have, and those found"),
    A("held", held, "آنچه نگه داشته شده", "What is held", "برای پاسخ به پرسش «چه از ما دارید؟»",
        "for the question: what do you hold?"),
};

const answer_row_def *answer_rows(int *ret_n)
{
    *ret_n = (int)(sizeof rows / sizeof rows[0]);
    return rows;
}
