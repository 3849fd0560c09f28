/* SPDX-License-Identifier: GPL-3.0-or-later
 * The terms of a topic graph, ready to be looked for. Private to core/match*.c. */
#ifndef STUDYPATH_CORE_MATCH_TERMS_H
#define STUDYPATH_CORE_MATCH_TERMS_H

#include "studypath/course.h"

/* What a word is besides a part of terms. */
enum {
    SP_VOCABLE_GUARD = 1,  /* speaks of what one must know before: "requires", "familiarity" */
    SP_VOCABLE_FOR = 2,    /* what follows in a title is the purpose: "for" */
    SP_VOCABLE_SURVEY = 4, /* a course of many topics: "overview", "bootcamp" */
    SP_VOCABLE_SMALL = 8,  /* "of", "the": never missed where all words of a term are looked for */
    SP_VOCABLE_PLAIN = 16, /* changes nothing beside a prerequisite: "basic", "knowledge" */
    SP_VOCABLE_DOUBT = 32  /* makes a list of prerequisites unsure: "or", "not", "helpful" */
};

typedef struct sp_vocable {
    const char *word; /* folded */
    unsigned flags;
} sp_vocable;

/* A name or synonym; `topics` are all that have it, sorted. */
typedef struct sp_term {
    const char *text;          /* as the graph writes it */
    const char *key;           /* folded words, one blank between */
    const uint32_t *words;     /* indices of vocables */
    size_t n_words, n_content; /* words; words that are not small */
    const sp_topic_id *topics;
    size_t n_topics;
} sp_term;

typedef struct sp_terms {
    sp_vocable *vocables; /* sorted by word */
    size_t n_vocables;
    sp_term *items; /* sorted by first word, then the longer first, then by key */
    size_t n_items;
    uint32_t *first; /* of each vocable: index of the first term that begins with it; and one past
                        the last */
} sp_terms;

/* Collect and sort them. A name of one word is a term only where its topic has no synonyms: who
 * wrote those would have written it, were it clear. */
sp_status sp_terms_make(sp_terms *out, const sp_topics *topics, sp_arena *a, sp_error *e);

/* Index of a folded word, SP_NONE when no term and no list has it. */
uint32_t sp_vocable_find(const sp_terms *terms, const char *word);

#endif
