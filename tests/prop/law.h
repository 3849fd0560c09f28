/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asserting on a random problem: a failure names its seed. For test files of cmocka. */
#ifndef TESTS_LAW_H
#define TESTS_LAW_H

/* `trial` points to a struct with the `seed` of its problem. */
#define assert_law(trial, holds)                                                                   \
    do {                                                                                           \
        if (!(holds)) print_error("seed %llu\n", (unsigned long long)(trial)->seed);               \
        assert_true(holds);                                                                        \
    } while (0)

#endif
