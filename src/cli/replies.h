/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person may type in a talk, as values. */
#ifndef STUDYPATH_CLI_REPLIES_H
#define STUDYPATH_CLI_REPLIES_H

#include <stdbool.h>
#include <stddef.h>

typedef enum reply {
    REPLY_TEXT,     /* something else: an answer */
    REPLY_SKIP,     /* nothing, or "s" */
    REPLY_BACK,     /* "b" */
    REPLY_WHY,      /* "?" */
    REPLY_QUIT,     /* "q", or the end of the input */
    REPLY_INTERRUPT /* Ctrl-C */
} reply;

/* Which of them a line is. Blanks around it are cut off in place, letters become lower case. */
reply reply_of(char *line);

/* A level as a digit or its word ("2", "2.", "use"); -1 when it is none. */
int reply_level(const char *text);

/* Numbers from 1 to `most` ("1 3", "1, 2-4"), marked in `chosen`; false when anything else is
 * there, and then nothing is marked. */
bool reply_numbers(bool *chosen, size_t most, const char *text);

/* One number from 1 to `most`; 0 when it is none. */
size_t reply_number(const char *text, size_t most);

/* Hours a week, above 0 and up to 168: "6", "6.5", "6,5", "6 h", "6 hours a week". */
bool reply_hours(double *out, const char *text);

#endif
