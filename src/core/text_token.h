/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts of people as tokens: numbers, clock times, words, marks. Private to the readers
 * (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_TOKEN_H
#define STUDYPATH_CORE_TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a word does in a text; each reader brings words of its own on top of the common ones. */
typedef enum sp_word_class {
    SP_WORD_UNKNOWN,
    /* common */
    SP_WORD_NUMBER,    /* value */
    SP_WORD_MAGNITUDE, /* value: thousand, million */
    SP_WORD_HALF,
    SP_WORD_A,  /* a, an, una: one, per, or (Spanish) to */
    SP_WORD_TO, /* between the ends of a range */
    SP_WORD_OR,
    SP_WORD_AND,
    SP_WORD_FROM,    /* before a range */
    SP_WORD_ABOUT,   /* approximately */
    SP_WORD_AT_MOST, /* less than, up to */
    SP_WORD_AT_LEAST,
    SP_WORD_UP, /* "up to", "bis zu" */
    SP_WORD_OVER,
    SP_WORD_PLUS,
    SP_WORD_PER,
    SP_WORD_EACH,
    SP_WORD_OF,
    SP_WORD_FOR,
    SP_WORD_FILLER,
    SP_WORD_NOTHING, /* none, n/a */
    SP_WORD_NOT,
    SP_WORD_STAGE,      /* value: sp_stage */
    SP_WORD_STAGE_ALL,  /* all, mixed */
    SP_WORD_STAGE_NOUN, /* level, course: may stand beside a stage */
    SP_WORD_ACADEMIC,   /* undergraduate: no stage of ours, whatever stands beside it */
    /* workload */
    SP_WORD_UNIT, /* value: sp_unit */
    SP_WORD_DUAL, /* Arabic dual: two of the unit in value */
    SP_WORD_WEEKLY,
    SP_WORD_TOTAL,
    SP_WORD_ITEM,  /* something countable of which we keep no number */
    SP_WORD_TAIL,  /* depending on …: what follows explains */
    SP_WORD_OTHER, /* video, exam, access: time of something else */
    SP_WORD_EFFORT,
    /* rating */
    SP_WORD_RATINGS,
    SP_WORD_REVIEWS,
    SP_WORD_PEOPLE,
    SP_WORD_VIEWS,
    SP_WORD_UPVOTES,
    SP_WORD_STAR,
    SP_WORD_MEAN,
    SP_WORD_COUNT, /* number of, count: in headings */
    SP_WORD_OUT_OF,
    /* price */
    SP_WORD_CURRENCY, /* value: index in sp_currencies */
    SP_WORD_FREE,
    SP_WORD_AUDIT,
    SP_WORD_PAID,
    SP_WORD_CERTIFICATE,
    SP_WORD_PERIOD, /* month, year */
    SP_WORD_FORMER, /* original price, off */
    SP_WORD_CURRENT,
    SP_WORD_UPGRADE,
    SP_WORD_TRIAL
} sp_word_class;

/* Words that do the same. */
typedef struct sp_word {
    sp_word_class is;
    double value;
    bool comma_is_decimal; /* of a unit: its language writes 1,5 */
    const char *texts;     /* folded (lower case, no accents), one blank between */
} sp_word;

typedef struct sp_words {
    const sp_word *items;
    size_t n_items;
} sp_words;

extern const sp_words sp_words_common, sp_words_workload, sp_words_rating, sp_words_price;

typedef enum sp_token_kind {
    SP_TOKEN_END,
    SP_TOKEN_NUMBER,
    SP_TOKEN_CLOCK, /* 1:30; value in the first unit */
    SP_TOKEN_WORD,
    SP_TOKEN_MARK
} sp_token_kind;

typedef enum sp_number_style {
    SP_NUMBER_PLAIN,
    SP_NUMBER_DOT3,   /* 1.500: 1.5, or 1500 in `grouped` */
    SP_NUMBER_COMMA3, /* 1,500: the same */
    SP_NUMBER_SPACE3, /* 1 500: two numbers, or 1500 in `grouped` */
    SP_NUMBER_BAD     /* 1.2.3 */
} sp_number_style;

enum { SP_TOKENS_MOST = 256, SP_WORD_BYTES = 32 };

typedef struct sp_token {
    sp_token_kind kind;
    /* One of - / + : , . ; ( ) < > ~ % x * (a filled star) o (an empty one) $ & ?; ; is any hard
     * break. */
    char mark;
    bool glued; /* no blank before it */
    double value, grouped;
    sp_number_style style;
    sp_word_class is;
    const sp_word *word; /* NULL: unknown */
    char text[SP_WORD_BYTES];
} sp_token;

/* items[n_items] is SP_TOKEN_END. */
typedef struct sp_tokens {
    sp_token items[SP_TOKENS_MOST + 2];
    size_t n_items;
    bool overflowed; /* the text is longer than such texts are */
} sp_tokens;

void sp_tokens__read(sp_tokens *out, const char *text, const sp_words *own);

static inline bool sp_token__is_mark(const sp_token *t, char mark)
{
    return t->kind == SP_TOKEN_MARK && t->mark == mark;
}

/* How many tokens at `t` one of the phrases takes (folded words, one blank between; '|' between
 * phrases), hyphens aside; 0 when none stands there. */
size_t sp_tokens__phrase(const sp_token *t, const char *phrases);

/* Read one number token at `s` (a digit, or a point before one); the bytes that it takes. */
size_t sp_number__scan(sp_token *out, const char *s);

/* The value of a decimal digit of any script that we read; -1. `length`: its bytes. */
int sp_digit__decode(size_t *length, const char *s);

#endif
