/* SPDX-License-Identifier: GPL-3.0-or-later
 * Folded words: spellings of the same word are equal bytes, and breaks stand where they should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <stdio.h>

#include "core/words.h"

/* The words of `text`, a blank between them, '.' before a word after a break, ',' after a list
 * break. */
static void folds(const char *text, const char *expected)
{
    char got[512] = "";
    size_t n = 0;
    sp_words w = {.at = text};
    while (sp_words_next(&w))
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%s%s", n ? " " : "",
                              w.breaks        ? "."
                              : w.list_breaks ? ","
                                              : "",
                              w.word);
    assert_string_equal(got, expected);
}

static void case_accents_and_hyphens_make_no_difference(void **state)
{
    (void)state;
    folds("Cross-Entropy", "cross entropy");
    folds("\xc3\x81lgebra ESPA\xc3\x91OLA stra\xc3\x9f"
          "e",
          "algebra espanola strase");
    folds("\xc5\x81\xc3\xb3"
          "d\xc5\xba \xc4\xb0stanbul",
          "lodz istanbul");
    folds("R&D", "r and d");
}

static void plurals_and_possessives_lose_their_ending(void **state)
{
    (void)state;
    folds("Eigenvalues eigenvalue", "eigenvalue eigenvalue");
    folds("matrices vertices indices", "matrix vertex index");
    folds("inequalities inequality", "inequality inequality");
    folds("bias basis calculus class", "bia basis calculus class");
    folds("Newton's method, Newton\xe2\x80\x99s", "newton method ,newton");
    folds("Bayes' rule", "baye rule");
    folds("Bayes\xe2\x80\x99s rule", "baye rule");
    folds("don't", "dont");
    folds("regularisation", "regularization");
}

static void sentences_and_lists_break(void **state)
{
    (void)state;
    folds("One two. Three: four", "one two .three .four");
    folds("Version 3.5 of it", "version 3 5 of it");
    folds("python, statistics/probability | logic; sets",
          "python ,statistic ,probability ,logic .set");
    folds("end.Start", "end .start");
}

static void other_scripts_are_kept_and_bad_bytes_skipped(void **state)
{
    (void)state;
    folds("\xd0\x9c\xd0\xb0\xd1\x82 \xe6\x95\xb0\xe5\xad\xa6\xef\xbc\x8c\xe4\xb8\xad",
          "\xd0\x9c\xd0\xb0\xd1\x82 \xe6\x95\xb0\xe5\xad\xa6 .\xe4\xb8\xad");
    folds("a\xff\xfe"
          "b \xe2\x82",
          "a b");
    folds("", "");
    folds("... \xf0\x9f\x99\x82 ---", "");
}

static void long_words_are_cut(void **state)
{
    (void)state;
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    sp_words w = {.at = text};
    while (sp_words_next(&w)) assert_true(strlen(w.word) < SP_WORD_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_accents_and_hyphens_make_no_difference),
        cmocka_unit_test(plurals_and_possessives_lose_their_ending),
        cmocka_unit_test(sentences_and_lists_break),
        cmocka_unit_test(other_scripts_are_kept_and_bad_bytes_skipped),
        cmocka_unit_test(long_words_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
