/* cues.h - the words that show something, read from data a marketer can edit: taxonomy.json and .tsv files.
 *
 * A line of a .tsv file is  TARGET <TAB> cue، cue، cue [<TAB> options] ; # starts a comment line. TARGET is
 *   a taxonomy id        need.quality, obs.item_ordered ...
 *   a weight             +2, -1.5: feeling of the words; option aspect=NAME when they judge one aspect
 *   aspect.NAME          names an aspect without judging it
 *   word.NAME            a class of function words (see word_class)
 *   place.city           a place name
 *   name.brand           the name of a brand or seller
 *   set.NAME             words that may stand where a cue below says {NAME}; the newest of that name
 * or a line makes a category: category <TAB> DIMENSION.NAME <TAB> name in Persian | name in English.
 * is=NAME: of a category; its words make the comment one with a word of class word.NAME.
 * Options: weak, keeps (negation does not matter), vague (a feeling about the whole), aspect=NAME (of a feeling or a
 * need: what it judges; of an aspect word: what its blame is about),
 * need=complaint|wish|request|question, with=NAME (counts only when the comment has a word of class word.NAME).
 * beside=NAME (of a need): counts only when a word of class word.NAME stands near it in its sentence.
 * plain (of a need): counts only when no feeling stands among its words («سفارش دادم زود آوردن»).
 * with=offer: counts only in what the seeds file says we can and cannot do.
 * label=ID (of an aspect word or of a feeling that names its aspect: the need that its blame shows).
 * polite (of a feeling: thanks and greetings, which praise nothing when the comment asks for something).
 * degree (of a feeling: + much, - little; good or bad by the aspect word before it: «کیفیت بالا», «قیمت بالا»).
 * A cue is words. Each matches the word's form or its lemma, verbs as "past#present".
 *   (a|b) alternatives, {NAME} those of set.NAME · <N> number · <CITY> place · <BRAND> brand · ... up to three words · =word the form only
 *   word/FLAGS  1 2 3 person, s singular, t past, r not past, i imperative, n negated, p not negated, m mine
 *               (possessive or verb of the first person), c compared, $ ends its clause; ؟ at the end: in a question
 */
#ifndef ANALYZERS_CUES_H
#define ANALYZERS_CUES_H

#include "analyzers/finding.h"
#include "analyzers/match.h"
#include "analyzers/taxonomy.h"

typedef enum cue_kind { CUE_CATEGORY, CUE_FEELING, CUE_ASPECT, CUE_CLASS } cue_kind;

/* In the order of aspect_name[]. */
typedef enum aspect {
    ASPECT_TASTE,
    ASPECT_QUALITY,
    ASPECT_PRICE,
    ASPECT_DELIVERY,
    ASPECT_PACKAGING,
    ASPECT_PORTION,
    ASPECT_STAFF,
    ASPECT_ACCURACY,
    ASPECT_APPEARANCE,
    ASPECT_PERFORMANCE,
    ASPECT_DURABILITY,
    ASPECT_USABILITY,
    ASPECT_CONTENT,
    ASPECT_CRAFT,
    ASPECT_PLACE,
    ASPECT_HYGIENE,
    ASPECT_VARIETY,
    ASPECT_AUTHENTICITY,
    ASPECT_MAX,
    ASPECT_NONE = ASPECT_MAX
} aspect;

enum word_class {
    CLASS_NEGATOR = 1 << 0,  /* نه، بدون، هیچ */
    CLASS_STRONG = 1 << 1,   /* خیلی، واقعا */
    CLASS_FAINT = 1 << 2,    /* کمی، یکم */
    CLASS_CONTRAST = 1 << 3, /* ولی، اما */
    CLASS_VERDICT = 1 << 4,  /* در کل، در مجموع */
    CLASS_WISH = 1 << 5,     /* کاش */
    CLASS_PLEASE = 1 << 6,   /* لطفا */
    CLASS_ASK = 1 << 7,      /* آیا، چطور، کجا */
    CLASS_SKIP = 1 << 8,     /* may stand inside a cue */
    CLASS_IF = 1 << 9,       /* اگه */
    CLASS_CONCEDE = 1 << 10, /* هرچند، با اینکه */
    CLASS_MEDIA = 1 << 11,   /* book, film, music words: the text is about content */
    CLASS_FOOD = 1 << 12,    /* food words */
    CLASS_GOODS = 1 << 13,   /* goods words */
    CLASS_OBLIGE = 1 << 14,  /* باید، بهتره */
    CLASS_APP = 1 << 15,     /* programs, sites */
    CLASS_TECH = 1 << 16,    /* devices */
    CLASS_EXCEPT = 1 << 17, /* فقط، البته: what follows is an exception, not the verdict */
    CLASS_EXPECT = 1 << 18, /* انتظار، توقع */
    CLASS_OFFER = 1 << 19,  /* the text says what we offer; no word of a comment has it */
    CLASS_LIGHT = 1 << 20, /* ساعت، آدم، زندگی: nouns that name nothing of a market */
    CLASS_LINK = 1 << 21,  /* که، چون، تا: a clause of its own begins */
    CLASS_WHY = 1 << 22,   /* چرا، مگه، آخه: a question that blames */
    CLASS_SENT = 1 << 23,  /* فرستاد، ارسال، پیک: something was sent or brought */
    CLASS_IDLE = 1 << 24, /* خواستم، گفتم: verbs that tell nothing of a purchase or of use */
    CLASS_BOUGHT = 1 << 26, /* خریدم، سفارش دادم، خوردم */
    CLASS_IDIOM =
        1 << 28, /* فیلم گرفتم، مثل اسباب بازی: its words mean something else than alone */
    CLASS_SAID = 1 << 27, /* نوشته بودن، گفته بود: what others said follows */
    CLASS_STAY = 1 << 25  /* هتل، اقامت: the comment is about a stay */
};

typedef struct cue {
    cue_kind kind;
    int target; /* category, aspect or class bit */
    aspect aspect;
    need_type need;
    float weight;
    bool weak, keeps, vague; /* vague: judges the whole, never the aspect word beside it */
    bool plain;              /* of a need: no feeling stands among its words */
    bool polite;     /* thanks: «ممنون میشم راهنمایی کنید» praises nothing */
    bool degree;     /* «بالا»: good or bad only beside an aspect word that says which */
    uint8_t letters; /* 0: the cue is not of plain words only */
    int label;       /* need that blame of this aspect shows, or -1 */
    uint32_t with;   /* word_class bits, one of which the comment must have; 0: none */
    uint32_t is;     /* word_class bits that its words have, too: «فسنجون» is food */
    uint32_t
        beside;    /* of a need: word_class bits, one of which a word near it must have; 0: none */
    uint64_t ends; /* of each word of the cue but the last: bit of its last letter */
    sv text;       /* as written: the rule a finding names */
} cue;

/* What a pattern of `places` is. */
enum name_kind { NAME_CITY, NAME_BRAND };

/* Words that many cues share: {name} in a cue stands for each of them. */
typedef struct cue_set {
    sv name, words;
} cue_set;

typedef struct cues {
    arena *a, scratch; /* scratch: until cues_build() */
    taxonomy *t;
    trie *main, *places, *skips; /* every cue; names by their kind; what may stand inside a cue */
    VEC(cue) at;
    VEC(cue_set) set;
} cues;

extern const sv aspect_name[ASPECT_MAX]; /* "aspect.taste", ... */

err cues_init(cues *c, arena *a, taxonomy *t) MUST_USE;
/* One cue, as in the second field of a .tsv. ERR_FORMAT when it has no letters or a flag is unknown. */
err cues_add(cues *c, const cue *what) MUST_USE;
/* A whole .tsv file; `name` is for messages. */
err cues_read(cues *c, sv text, const char *name, note *reterr) MUST_USE;
/* After the last cue. */
err cues_build(cues *c) MUST_USE;
/* What is not in the arena of cues_init(); also when cues_build() was not called or failed. */
void cues_clear(cues *c);

#endif
