/* SPDX-License-Identifier: GPL-3.0-or-later
 * The questionnaire's posterior by enumeration: every level vector of a small graph, ability by
 * fine quadrature, every way of reporting. Written from docs/asking.md; it shares no code with
 * src/ask. */
#ifndef TESTS_ASK_ORACLE_H
#define TESTS_ASK_ORACLE_H

#include "studypath/ask.h"

enum { ORACLE_MOST_TOPICS = 6, ORACLE_MOST_AREAS = 3 };

/* P(level of each topic | answers, schooling). */
void oracle_posterior(double out[ORACLE_MOST_TOPICS][SP_LEVELS], const sp_topics *topics,
                      const sp_placement_model *model, const sp_answer *answers, size_t n_answers,
                      sp_schooling schooling);

#endif
