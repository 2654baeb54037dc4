#include "analyzers/climate.h"

/* Broad classes of the country's climate (coast, desert, foothill, mountain); one line a class. */
static const struct {
    climate is;
    const char *places; /* blanks between, "_" inside a name */
} table[] = {
    {CLIMATE_WET,
        "رشت گیلان انزلی لاهیجان لنگرود رودسر آستارا تالش ساری بابل بابلسر آمل قائمشهر نوشهر چالوس تنکابن رامسر "
        "مازندران گرگان گلستان نور محمودآباد بهشهر شمال فومن"},
    {CLIMATE_HOT_WET,
        "بندرعباس هرمزگان بوشهر قشم کیش اهواز آبادان خرمشهر خوزستان چابهار دزفول ماهشهر کنارک عسلویه گناوه جنوب"},
    {CLIMATE_HOT_DRY,
        "یزد کرمان قم کاشان زاهدان سیستان_و_بلوچستان زابل بم رفسنجان سمنان بیرجند خراسان_جنوبی طبس گرمسار "
        "شاهرود نایین اردکان جهرم لار داراب سیرجان اراک_جنوبی"},
    {CLIMATE_SEMI_DRY,
        "تهران کرج البرز اصفهان شیراز فارس مشهد خراسان خراسان_رضوی نیشابور سبزوار قزوین ورامین شهریار اسلامشهر "
        "پردیس ری مرودشت نجفآباد نجف‌آباد خمینی‌شهر ساوه مرکزی گنبد بجنورد کرمانشاه خرم‌آباد لرستان ایلام پرند "
        "لواسان دماوند قوچان کازرون تربت"},
    {CLIMATE_COLD,
        "تبریز ارومیه اردبیل زنجان همدان سنندج کردستان آذربایجان شهرکرد چهارمحال یاسوج مراغه مرند خوی بروجرد ملایر "
        "اراک سقز بانه میانه مهاباد نهاوند فیروزکوه سراب اهر"},
};

climate climate_of(sv place)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        for (sv rest = sv_c(table[i].places); rest.n;) {
            sv name = sv_cut(&rest, ' ');
            bool same = name.n == place.n;
            for (size_t c = 0; same && c < name.n; c++)
                same = name.p[c] == place.p[c] || (name.p[c] == '_' && place.p[c] == ' ');
            if (same) return table[i].is;
        }
    return CLIMATE_UNKNOWN;
}

static const sv fa[CLIMATE_MAX] = {SV_INIT(""), SV_INIT("مرطوب"), SV_INIT("گرم و مرطوب"),
    SV_INIT("گرم و خشک"), SV_INIT("نیمه‌خشک"), SV_INIT("سرد")};
static const sv en[CLIMATE_MAX] = {SV_INIT(""), SV_INIT("wet"), SV_INIT("hot and wet"),
    SV_INIT("hot and dry"), SV_INIT("semi-dry"), SV_INIT("cold")};

sv climate_fa(climate c) { return c < CLIMATE_MAX ? fa[c] : fa[0]; }
sv climate_en(climate c) { return c < CLIMATE_MAX ? en[c] : en[0]; }
