/* SPDX-License-Identifier: GPL-3.0-or-later
 * Standard input, a line at a time. */
#include <stdio.h>

#include "cli.h"

bool next_line(char line[LINE_BYTES + 1], size_t *n_bytes)
{
    size_t n = 0;
    int c;
    while ((c = getc(stdin)) != EOF && c != '\n') {
        if (n < LINE_BYTES) line[n] = (char)c;
        if (n <= LINE_BYTES) n++;
    }
    line[n < LINE_BYTES ? n : LINE_BYTES] = '\0';
    *n_bytes = n;
    return n > 0 || c == '\n';
}
