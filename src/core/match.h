/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which topics a course teaches, judged by the words of its title, skills and description against
 * the names and synonyms of the topic graph. Private to the library.
 *
 * Terms are compared word by word after folding: case, accents, plurals, possessives, hyphens. The
 * longest term wins, so that "linear algebra" is no "algebra". A term of several topics is broad:
 * it names a field. Rules, in docs/import.md, are meant to err on the side of less. */
#ifndef STUDYPATH_CORE_MATCH_H
#define STUDYPATH_CORE_MATCH_H

#include "studypath/import.h"

typedef struct sp_matcher sp_matcher;

/* What a course says of itself; NULL where it says nothing. */
typedef struct sp_match_texts {
    const char *title, *skills, *text;
    double hours;    /* NAN = not stated */
    bool is_program; /* a series of courses: never more than level 1 */
} sp_match_texts;

/* Prepare the terms of the catalogue's topics. Errors: SP_MEMORY. */
sp_status sp_matcher_make(sp_matcher **out, const sp_catalog *c, sp_arena *a, sp_error *e);

/* The topics that match, sorted by topic, with their levels set. The matcher's own scratch is used,
 * so one thread at a time. Errors: SP_MEMORY. */
sp_status sp_matcher_find(sp_topic_match **out, size_t *n_out, sp_matcher *m,
                          const sp_match_texts *texts, sp_arena *a, sp_error *e);

/* The topics that a provider's list of prerequisites names, at level 1, sorted: of those of its
 * items that are a term and nothing else; none at all where a word makes the list unsure ("or",
 * "not", "helpful"). Errors: SP_MEMORY. */
sp_status sp_matcher_find_prerequisites(const sp_pair **out, size_t *n_out, sp_matcher *m,
                                        const char *text, sp_arena *a, sp_error *e);

#endif
