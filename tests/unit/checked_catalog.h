/* SPDX-License-Identifier: GPL-3.0-or-later
 * Small catalogues as text, read and checked. For tests with the arena fixture. */
#ifndef TESTS_CHECKED_CATALOG_H
#define TESTS_CHECKED_CATALOG_H

#include "studypath/findings.h"

/* Topic b needs a; the only goal is a at level 2. The courses stand from line 6 on. */
#define CHECKED_TOPICS                                                                             \
    "\"topics\": [{\"id\": \"a\", \"source\": \"s\", \"size_hours\": 10},\n{\"id\": \"b\", "       \
    "\"source\": \"s\", \"size_hours\": 10, \"needs\": [\"a\"]}], "
#define CHECKED_GOALS                                                                              \
    "\"goals\": [\n{\"id\": \"g\", \"source\": [\"s\"], \"levels\": {\"a\": 2}}],\n"

/* A course without a fault; `rest` begins with a comma, or is empty. */
#define CHECKED_COURSE(id, provider, teaches, rest)                                                \
    "{\"id\": \"" id "\", \"title\": \"T " id "\", \"provider\": \"" provider                      \
    "\", \"sources\": {\"teaches\": \"s\"}, \"requires\": {}, \"teaches\": {" teaches "}" rest "}"

/* Two providers teach a to level 2, b to level 1, so that nothing is found. */
#define CHECKED_PAIR                                                                               \
    CHECKED_COURSE("one", "P", "\"a\": 2, \"b\": 1", ", \"language\": \"en\"")                     \
    ",\n" CHECKED_COURSE("two", "Q", "\"a\": 2, \"b\": 1", ", \"language\": \"fr\"")

/* Line of the first course behind CHECKED_PAIR and ",\n". */
enum { CHECKED_LINE = 8 };

/* Findings of both checks on the catalogue of these members (topics and goals with their commas),
 * in the order in which they were met. The form must be right. Courses without hours get 20. */
sp_findings checked_members(const char *members, const char *courses);
sp_findings checked(const char *courses); /* over CHECKED_TOPICS and CHECKED_GOALS */

void nothing_is_found(const char *courses);

/* Exactly one finding, of this kind, at this place, with these words. */
void one_is_found(const char *courses, sp_finding_id id, const char *where, uint32_t line,
                  const char *words);
void the_only_one_is(const sp_findings *f, sp_finding_id id, const char *where, uint32_t line,
                     const char *words);

#endif
