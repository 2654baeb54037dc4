#include <pthread.h>

#include "parsers/when_in.h"

/* Twelve names a row, divided by blanks; alternatives by '|'. Words as pieces_of() folds them. */
static const char *const gregorian[] = {
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sep|sept october|oct november|nov december|dec",
    "januar|jänner|jän februar|feber märz|maerz|mrz april mai juni juli august september "
    "oktober|okt november dezember|dez",
    "janvier|janv février|fevrier|févr|fév mars avril|avr mai juin juillet|juil août|aout "
    "septembre octobre novembre décembre|decembre|déc",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre "
    "noviembre diciembre|dic",
    "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set "
    "ottobre|ott novembre dicembre",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "janeiro fevereiro|fev março|marco abril maio|mai junho julho agosto setembro outubro|out novembro dezembro",
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec "
    "lipca|lipiec sierpnia|sierpień września|wrzesień października|październik listopada|listopad grudnia|grudzień",
    "января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн "
    "июля|июль|июл августа|август|авг сентября|сентябрь|сен октября|октябрь|окт "
    "ноября|ноябрь|ноя декабря|декабрь|дек",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts|mars april mai|maj juni juli august september oktober november "
    "desember",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ینایر فبرایر مارس ابریل مایو یونیو یولیو اغسطس سبتمبر اکتوبر نوفمبر دیسمبر",
    ("ژانویه|جنوری فوریه|فبروری مارس|مارچ آوریل|اپریل مه|می ژوین|ژون|جون ژوییه|ژوییه|جولای|جولای "
     "اوت|آگوست|اگست سپتامبر|سپتمبر اکتبر|اکتوبر نوامبر|نومبر دسامبر|دسمبر"),
};
static const char *const jalali[] = {
    "فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان|ابان آذر|اذر دی بهمن اسفند",
    ("فروردینماه اردیبهشتماه خردادماه تیرماه مردادماه شهریورماه مهرماه آبانماه آذرماه دیماه بهمنماه اسفندماه"),
    "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
};

static const struct {
    const char *words;
    int64_t minutes;
    when_precision precision;
} unit[] = {
    {"ثانیه|second|seconds|sec|secs|sekunde|sekunden|seconde|secondes|segundo|segundos", -1,
        WHEN_MINUTE},
    {"دقیقه|minute|minutes|min|mins|minuten|minuto|minutos|minuti|dakika|минут|минуты", 1,
        WHEN_MINUTE},
    {"ساعت|hour|hours|hr|hrs|h|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|saat|часа|часов|час",
        60, WHEN_MINUTE},
    {"روز|day|days|d|tag|tage|tagen|jour|jours|día|días|dia|dias|giorno|giorni|dag|dagen|gün|дня|дней|день|یوم",
        1440, WHEN_DAY},
    {"هفته|week|weeks|w|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|hafta|недели",
        7 * 1440, WHEN_DAY},
    {"ماه|month|months|mo|monat|monate|monaten|mois|mes|meses|mese|mesi|ay|месяца|месяцев",
        30 * 1440, WHEN_MONTH},
    {"سال|year|years|yr|yrs|y|jahr|jahre|jahren|an|ans|año|años|anno|anni|yıl|года|лет", 365 * 1440,
        WHEN_YEAR},
};
static const char *const after_number = "پیش|قبل|گذشته|ago|fa|önce|geleden|назад|atrás|earlier";
static const char *const before_number = "vor|hace|há|قبل";
static const char *const numbers = "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده";
static const char *const numbers_abroad =
    "a|an|one|ein|eine|einem|einer|un|une|una|uno two three four five six seven eight nine ten";
static const char *const days =
    "امروز|today|heute|oggi|hoy|bugün|сегодня|الیوم "
    "دیروز|yesterday|gestern|hier|ieri|ayer|dün|вчера پریروز|vorgestern";

static const char *const glue = "of de del th st nd rd ماه سال er den the م ام г года";
static const char *const now = "لحظاتی الان just";

static bool divides(char c) { return !c || c == ' ' || c == '|'; }

/* A bit for every word above: nearly no word of a page has one. */
enum { KNOWN_BITS = 8192 };
static uint64_t known[KNOWN_BITS / 64];

static unsigned bit_of(const char *word, size_t n)
{
    unsigned h = 2166136261U;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)word[i]) * 16777619U;
    return (h ^ h >> 15) % KNOWN_BITS;
}

static void learn(const char *row)
{
    while (*row) {
        size_t n = 0;
        while (!divides(row[n])) n++;
        unsigned bit = bit_of(row, n);
        known[bit / 64] |= UINT64_C(1) << (bit % 64);
        row += n + (row[n] != 0);
    }
}

static void learn_all(void)
{
    for (size_t i = 0; i < sizeof gregorian / sizeof *gregorian; i++) learn(gregorian[i]);
    for (size_t i = 0; i < sizeof jalali / sizeof *jalali; i++) learn(jalali[i]);
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) learn(unit[i].words);
    const char *const rows[] = {
        after_number, before_number, numbers, numbers_abroad, days, glue, now};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) learn(rows[i]);
}

bool when_known(const char *word, size_t n)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, learn_all);
    unsigned bit = bit_of(word, n);
    return known[bit / 64] >> (bit % 64) & 1;
}

/* false: in no row at all. */
static bool is_known(const char *word) { return when_known(word, strlen(word)); }

/* The place of `word` in a row, from 1; 0: not in it. */
static int place_in(const char *row, const char *word)
{
    if (!strstr(row, word)) return 0; /* nearly always */
    size_t n = strlen(word);
    if (!n || (word[0] >= '0' && word[0] <= '9')) return 0;
    for (const char *p = row; (p = strstr(p, word)); p++) {
        if ((p > row && !divides(p[-1])) || !divides(p[n])) continue;
        int place = 1;
        for (const char *q = row; q < p; q++) place += *q == ' ';
        return place;
    }
    return 0;
}

int when_month(const char *word, bool *ret_jalali)
{
    *ret_jalali = false;
    if (!is_known(word)) return 0;
    for (size_t i = 0; i < sizeof gregorian / sizeof *gregorian; i++) {
        int m = place_in(gregorian[i], word);
        if (m) return m;
    }
    *ret_jalali = true;
    for (size_t i = 0; i < sizeof jalali / sizeof *jalali; i++) {
        int m = place_in(jalali[i], word);
        if (m) return m;
    }
    return 0;
}

int64_t when_unit(const char *word, when_precision *ret)
{
    if (!is_known(word)) return 0;
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
        if (place_in(unit[i].words, word)) {
            *ret = unit[i].precision;
            return unit[i].minutes;
        }
    return 0;
}

bool when_ago_after(const char *word) { return is_known(word) && place_in(after_number, word); }

bool when_ago_before(const char *word) { return is_known(word) && place_in(before_number, word); }

int when_number(const char *word)
{
    if (!is_known(word)) return 0;
    int n = place_in(numbers, word);
    return n ? n : place_in(numbers_abroad, word);
}

bool when_glue(const char *word) { return is_known(word) && place_in(glue, word); }

bool when_now(const char *word) { return is_known(word) && place_in(now, word); }

int when_day_word(const char *word) { return is_known(word) ? place_in(days, word) - 1 : -1; }

bool when_zone(const char *word, int *ret_min)
{
    static const struct {
        const char *name;
        int min;
    } zones[] = {{"z", 0}, {"utc", 0}, {"gmt", 0}, {"ut", 0}, {"est", -300}, {"edt", -240},
        {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
        {"bst", 60}, {"cet", 60}, {"cest", 120}, {"mez", 60}, {"mesz", 120}, {"irst", 210},
        {"irdt", 270}, {"msk", 180}, {"ist", 330}, {"jst", 540}, {"aest", 600}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (strcmp(zones[i].name, word) == 0) {
            *ret_min = zones[i].min;
            return true;
        }
    return false;
}

int when_noon(const char *word)
{
    return place_in("am|قظ|صبح|بامداد|قبلازظهر pm|بظ|بعدازظهر|عصر|شب|ظهر", word);
}
