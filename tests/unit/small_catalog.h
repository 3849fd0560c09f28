/* SPDX-License-Identifier: GPL-3.0-or-later
 * A catalogue of five topics and five courses, and a learner, made by hand; tests change the fields
 * that they are about. Include it after cmocka.h. */
#ifndef STUDYPATH_TESTS_SMALL_CATALOG_H
#define STUDYPATH_TESTS_SMALL_CATALOG_H

#include <math.h>
#include <stdio.h>

#include "studypath/score.h"

/* cmocka 1.1.5 compares floats only. */
#define assert_near(actual, expected, tolerance)                                                   \
    do {                                                                                           \
        const double actual_ = (actual), expected_ = (expected);                                   \
        if (!(fabs(actual_ - expected_) <= (tolerance)))                                           \
            fail_msg("%s is %.17g, not %.17g within %g", #actual, actual_, expected_,              \
                     (double)(tolerance));                                                         \
    } while (0)

enum { ALGEBRA, VECTORS, MATRICES, EIGEN, DERIVATIVES, SMALL_TOPICS };

/* Ids in the order of the catalogue:
 *   EIGEN_BOOK        a book       matrices 2, eigen 2      needs vectors 1
 *   FILMS             lectures     vectors 1, matrices 1    needs nothing
 *   LINEAR_MOOC       a course     vectors 2, matrices 2    needs algebra 1
 *   PROOFS            lectures     eigen 3                  needs matrices 2
 *   SCHOOL            interactive  algebra 2                needs nothing; states 30 to 60 hours */
enum { EIGEN_BOOK, FILMS, LINEAR_MOOC, PROOFS, SCHOOL, SMALL_COURSES };

typedef struct small_world {
    sp_arena *arena;
    sp_catalog catalog;
    sp_profile profile; /* no wishes, balanced */
    sp_learner
        learner; /* holds nothing, wants eigen 2 and what it needs; 6 hours a week, no deadline */
    sp_score_model model;
} small_world;

/* Make everything; the test fails where memory is short. Give it back with small_world_free. */
void small_world_make(small_world *w);
void small_world_free(small_world *w);

/* A course that states nothing. */
sp_course blank_course(const char *id);

/* `n` pairs in the arena, copied from `pairs`. */
const sp_pair *copy_pairs(sp_arena *a, const sp_pair *pairs, size_t n);

#endif
