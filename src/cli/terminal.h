/* SPDX-License-Identifier: GPL-3.0-or-later
 * A terminal as a talk needs it: lines in, plain text out, an interrupt that is heard only while a
 * line is awaited. The talk goes to standard error, so that standard output is free for the answer.
 */
#ifndef STUDYPATH_CLI_TERMINAL_H
#define STUDYPATH_CLI_TERMINAL_H

#include "studypath/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { TYPED_BYTES = 1024 }; /* of a line; what is longer is cut */

typedef enum typed { TYPED_LINE, TYPED_END, TYPED_INTERRUPT } typed;

/* From here to the close an interrupt (SIGINT) waits until a line is awaited, so that no work is
 * cut in the middle. */
void terminal_open(void);
void terminal_close(void);

/* Columns to write in: of the window, else of COLUMNS, else 80; at most 76, which reads best. */
size_t terminal_columns(void);

/* Write text; in ASCII where the locale knows no UTF-8. */
void terminal_put(const char *text, sp_arena *scratch);

/* Wait for a line and take its line break off. TYPED_END: the end of the input. */
typed terminal_read(char line[TYPED_BYTES + 1]);

/* `text` with signs beyond ASCII written in ASCII; NULL when out of memory. */
const char *terminal_ascii(const char *text, sp_arena *a);

#endif
