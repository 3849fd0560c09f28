/* SPDX-License-Identifier: GPL-3.0-or-later
 * catalog parse: texts in, one a line, readings out. Lines are answered as they come, in little
 * memory, however many there are. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static const char *const not_a_string = "{\"unread\": \"not a JSON string\"}\n";

/* EXIT_DONE, EXIT_DATA after saying what is wrong with the line, or a code to end with. */
static int answer_line(run *r, sp_reading_kind kind, const char *line, size_t n_bytes,
                       size_t number)
{
    const sp_text json = {"standard input", line, n_bytes};
    const char *text = NULL, *answer;
    sp_reading reading;
    r->error = (sp_error){.code = SP_OK};
    if (n_bytes > LINE_BYTES) {
        complain(r, "standard input:%zu: a line of more than 64 KiB", number);
    } else if (n_bytes == 0) {
        complain(r, "standard input:%zu: is empty, a JSON string is expected", number);
    } else if (sp_string_read(&text, &json, r->arena, &r->error) != SP_OK) {
        if (r->error.code == SP_MEMORY) return fail(r);
        complain(r, "standard input:%zu:%u: %s", number, r->error.column, r->error.text);
    }
    if (!text) {
        fputs(not_a_string, stdout);
        return EXIT_DATA;
    }
    sp_reading_read(&reading, kind, text, r->args.column);
    answer = sp_reading_write(&reading, r->arena);
    if (!answer) return print_answer(r, NULL);
    fputs(answer, stdout);
    return EXIT_DONE;
}

int run_catalog_parse(run *r)
{
    static char line[LINE_BYTES + 1];
    const char *word = r->args.operands.items[0];
    const int kind = sp_choice_find(SP_CHOICE_READING, word);
    if (kind < 0) {
        complain(r, "'%s' is none of %s", word, SP_CHOICE_READING);
        return EXIT_USAGE;
    }
    int code = EXIT_DONE;
    size_t n_bytes;
    const sp_arena_mark mark = sp_arena_here(r->arena);
    for (size_t number = 1; next_line(line, &n_bytes); number++) {
        const int answered = answer_line(r, (sp_reading_kind)kind, line, n_bytes, number);
        if (answered != EXIT_DONE && answered != EXIT_DATA) return answered;
        if (answered != EXIT_DONE) code = answered;
        sp_arena_rewind(r->arena, mark);
    }
    if (ferror(stdin)) {
        complain(r, "cannot read standard input: %s", strerror(errno));
        return EXIT_FILE;
    }
    return code;
}
