/* finding.h - one thing seen in one comment, with the words that show it. Never about a person: groups are
 * made of findings in analyzers/segments, and only there. */
#ifndef ANALYZERS_FINDING_H
#define ANALYZERS_FINDING_H

#include <stdint.h>

#include "util/sv.h"

typedef enum finding_kind {
    FINDING_CATEGORY, /* code: taxonomy id such as "demo.parent", "interest.books", "funnel.intent" */
    FINDING_NEED,     /* code: a need.* id; `need` says which type; `label` the head noun phrase */
    FINDING_ASPECT,   /* code: "aspect.price"; polarity */
    FINDING_OPINION, /* code: "opinion"; polarity of the whole comment; one for each comment */
    FINDING_VALUE /* a measured thing: code e.g. "beh.spend_amount", label "toman", value 250000 */
} finding_kind;

typedef enum need_type {
    NEED_NONE,
    NEED_COMPLAINT,
    NEED_WISH,
    NEED_REQUEST,
    NEED_QUESTION
} need_type;

typedef struct finding {
    finding_kind kind;
    need_type need;
    int8_t polarity;   /* -1, 0, +1 */
    uint32_t from, to; /* bytes of the evidence in the raw comment text, from < to */
    float score;       /* 0..1 */
    double value;      /* FINDING_VALUE, else 0 */
    sv code;           /* lives as long as the taxonomy */
    sv label;          /* normal form, in the slot's arena; {NULL, 0} if none */
    sv rule;           /* which cue or model fired; lives as long as the taxonomy */
} finding;

typedef struct findings {
    finding *at;
    size_t n;
} findings;

#endif
