/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whatever text comes, it is either unread or read to something well formed, and read the same
 * twice. Texts are those of tests/unit/texts/, changed at random: pieces cut, doubled, swapped,
 * replaced by what readers look for, or by any bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "random.h"
#include "unit/text_rows.h"

enum { ROUNDS = 60, LONGEST = 400, SEED = 20261124 };

static sp_arena *arena;
static text_rows rows;
static uint64_t random_state = SEED;

static size_t below(size_t n)
{
    return n ? random_below(&random_state, (unsigned)n) : 0;
}

static const char *const pieces[] = {"-",
                                     "\xe2\x80\x93",
                                     "/",
                                     "+",
                                     ",",
                                     ".",
                                     ":",
                                     ";",
                                     "(",
                                     ")",
                                     "<",
                                     ">",
                                     "~",
                                     "%",
                                     "$",
                                     "x",
                                     " ",
                                     "\n",
                                     "0",
                                     "5",
                                     "1.500",
                                     "1,500",
                                     "1 500",
                                     "99999",
                                     "1e9",
                                     ".5",
                                     "3:30",
                                     "hours",
                                     "h",
                                     "minutes",
                                     "weeks",
                                     "week",
                                     "month",
                                     "per",
                                     "a",
                                     "to",
                                     "each",
                                     "of",
                                     "for",
                                     "and",
                                     "half",
                                     "k",
                                     "million",
                                     "stars",
                                     "out of 5",
                                     "free",
                                     "certificate",
                                     "USD",
                                     "Level",
                                     "beginner",
                                     "\xc2\xbd",
                                     "\xd9\xa3",
                                     "\xd8\xb3\xd8\xa7\xd8\xb9\xd8\xa9",
                                     "\xe2\x98\x85",
                                     "\xff",
                                     "\xe2\x80",
                                     "PT",
                                     "xii",
                                     "min"};

/* Replace text[at .. at + cut) by `piece`; nothing happens when it would grow too long. */
static void splice(char *text, size_t at, size_t cut, const char *piece)
{
    const size_t length = strlen(text), n = strlen(piece);
    if (length - cut + n >= LONGEST) return;
    memmove(text + at + n, text + at + cut, length - at - cut + 1);
    memcpy(text + at, piece, n);
}

static void mutate(char *text)
{
    const size_t length = strlen(text), at = below(length + 1);
    const size_t cut = below(length - at < 12 ? length - at + 1 : 12);
    char piece[16] = "";
    switch (below(5)) {
    case 0: splice(text, at, cut, ""); return;
    case 1: splice(text, at, 0, pieces[below(sizeof pieces / sizeof *pieces)]); return;
    case 2: splice(text, at, cut, pieces[below(sizeof pieces / sizeof *pieces)]); return;
    case 3:
        memcpy(piece, text + at, cut);
        splice(text, below(length + 1), 0, piece);
        return;
    default:
        piece[0] = (char)(1 + below(255));
        splice(text, at, cut ? 1 : 0, piece);
        return;
    }
}

static void check(const char *text, const text_row *row)
{
    sp_reading first, again;
    const sp_arena_mark mark = sp_arena_here(arena);
    sp_reading_read(&first, row->kind, text, row->column);
    const char *fault = reading_fault(&first, row->kind, arena);
    if (fault) fail_msg("kind %u \"%s\" %s", (unsigned)row->kind, text, fault);
    sp_reading_read(&again, row->kind, text, row->column);
    assert_string_equal(sp_reading_write(&first, arena), sp_reading_write(&again, arena));
    sp_arena_rewind(arena, mark);
}

static void changed_texts_are_unread_or_well_formed(void **state)
{
    (void)state;
    print_message("# seed %d\n", SEED);
    for (size_t i = 0; i < rows.n_items; i++) {
        for (size_t round = 0; round < ROUNDS; round++) {
            char text[LONGEST + 1] = "";
            strncpy(text, rows.items[i].raw, LONGEST - 1);
            for (size_t n = 1 + below(6); n > 0; n--) mutate(text);
            char *exact = malloc(strlen(text) + 1); /* so that a sanitizer sees a step beyond */
            assert_non_null(exact);
            memcpy(exact, text, strlen(text) + 1);
            check(exact, &rows.items[i]);
            free(exact);
        }
    }
}

static void texts_joined_with_each_other_are_unread_or_well_formed(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4 * rows.n_items; i++) {
        char text[LONGEST + 1] = "";
        for (size_t n = 2 + below(3); n > 0; n--) {
            splice(text, strlen(text), 0, rows.items[below(rows.n_items)].raw);
            splice(text, strlen(text), 0, below(2) ? " " : pieces[below(18)]);
        }
        check(text, &rows.items[below(rows.n_items)]);
    }
}

static void long_texts_are_refused(void **state)
{
    (void)state;
    enum { LONG = 64 * 1024 };
    char *text = malloc(LONG + 1);
    assert_non_null(text);
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        size_t length = 0;
        const size_t n = strlen(pieces[p]);
        while (length + n + 1 <= LONG) {
            memcpy(text + length, pieces[p], n);
            length += n;
            if (below(2)) text[length++] = ' ';
        }
        text[length] = '\0';
        for (unsigned kind = 0; kind < 4; kind++)
            check(text, &(text_row){.kind = (sp_reading_kind)kind, .column = text});
    }
    free(text);
}

static int load(void **state)
{
    (void)state;
    arena = sp_arena_make(0);
    return arena && text_rows_load(&rows, "tests/unit/texts/forms.jsonl", arena) &&
                   text_rows_load(&rows, "tests/unit/texts/more.jsonl", arena)
               ? 0
               : -1;
}

static int unload(void **state)
{
    (void)state;
    text_rows_free(&rows);
    sp_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_texts_are_unread_or_well_formed),
        cmocka_unit_test(texts_joined_with_each_other_are_unread_or_well_formed),
        cmocka_unit_test(long_texts_are_refused),
    };
    return cmocka_run_group_tests_name("text mutations", tests, load, unload);
}
