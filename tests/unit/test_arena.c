/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arena: takes are aligned, zeroed and apart from each other; the limit holds; a rewind gives
 * back what came after. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <stdbool.h>
#include <string.h>

#include "studypath/arena.h"

static uint64_t seed = 1;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((seed >> 33) % n);
}

static bool is_all(const unsigned char *bytes, size_t n, unsigned char value)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] != value) return false;
    return true;
}

static void every_take_is_aligned_zeroed_and_apart_from_the_others(void **state)
{
    (void)state;
    enum { TAKES = 3000 };
    static unsigned char *taken[TAKES];
    sp_arena *a = sp_arena_make(0);
    for (size_t i = 0; i < TAKES; i++) {
        const size_t size = i % 400 == 399 ? 100000 : i % 300;
        taken[i] = sp_arena_take(a, size);
        assert_non_null(taken[i]);
        assert_int_equal((uintptr_t)taken[i] % alignof(max_align_t), 0);
        assert_true(is_all(taken[i], size, 0));
        memset(taken[i], (int)(1 + i % 255), size);
    }
    for (size_t i = 0; i < TAKES; i++)
        assert_true(
            is_all(taken[i], i % 400 == 399 ? 100000 : i % 300, (unsigned char)(1 + i % 255)));
    sp_arena_free(a);
}

static void empty_takes_are_valid_and_differ(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    void *one = sp_arena_take(a, 0), *two = sp_arena_take(a, 0), *three = sp_arena_array(a, 0, 8);
    assert_true(one && two && three && one != two && two != three);
    sp_arena_free(a);
}

/* How many takes of `size` bytes an arena gives before it refuses one. */
static size_t count_takes(sp_arena *a, size_t size)
{
    size_t n = 0;
    while (sp_arena_take(a, size)) n++;
    return n;
}

static void no_more_than_the_limit_is_given(void **state)
{
    (void)state;
    const size_t limits[] = {16, 100, 1024, 70000, 1000000};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        sp_arena *a = sp_arena_make(limits[i]);
        assert_null(sp_arena_take(a, limits[i] + 1));
        const sp_arena_mark empty = sp_arena_here(a);
        const size_t n = count_takes(a, 16);
        assert_true(n * 16 <= limits[i]);
        assert_true(n * 16 > limits[i] - 16);
        assert_null(sp_arena_take(a, 16));
        sp_arena_rewind(a, empty);
        assert_non_null(sp_arena_take(a, limits[i] / 16 * 16)); /* all of it at once */
        assert_null(sp_arena_take(a, 16));
        sp_arena_free(a);
    }
}

static void a_refused_take_leaves_room_for_a_smaller_one(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(1000);
    assert_null(sp_arena_take(a, 2000));
    assert_non_null(sp_arena_take(a, 500));
    assert_null(sp_arena_take(a, 501));
    assert_non_null(sp_arena_take(a, 300));
    sp_arena_free(a);
}

static void the_default_limit_is_one_gibibyte(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    assert_null(sp_arena_take(a, SP_ARENA_DEFAULT_LIMIT + 1));
    assert_non_null(sp_arena_take(a, 1));
    sp_arena_free(a);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    for (size_t less = 0; less < 64; less++) assert_null(sp_arena_take(a, SIZE_MAX - less));
    assert_null(sp_arena_array(a, SIZE_MAX / 2, 3));
    assert_null(sp_arena_array(a, 3, SIZE_MAX / 2));
    assert_null(sp_arena_array(a, SIZE_MAX, SIZE_MAX));
    assert_null(sp_arena_text(a, "", SIZE_MAX));
    sp_arena_free(a);
}

static void a_text_is_copied_with_a_nul_behind_it(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    char source[] = "abcdef";
    const char *part = sp_arena_text(a, source, 3), *none = sp_arena_text(a, source, 0);
    source[0] = 'X';
    assert_string_equal(part, "abc");
    assert_string_equal(none, "");
    sp_arena_free(a);
}

static void memory_that_was_given_back_is_zeroed_again(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    assert_non_null(sp_arena_take(a, 10));
    const sp_arena_mark mark = sp_arena_here(a);
    memset(sp_arena_take(a, 5000), 0xee, 5000);
    sp_arena_rewind(a, mark);
    assert_true(is_all(sp_arena_take(a, 5000), 5000, 0));
    sp_arena_free(a);
}

/* A stack of takes and marks against the arena: what is older than the mark keeps its bytes. */
static void a_rewind_keeps_what_is_older_than_its_mark(void **state)
{
    (void)state;
    enum { DEEPEST = 400 };
    static struct {
        unsigned char *bytes;
        size_t size;
        sp_arena_mark before;
    } live[DEEPEST];
    sp_arena *a = sp_arena_make(40 << 20);
    size_t n = 0;
    for (int round = 0; round < 20000; round++) {
        if (n == DEEPEST || (n && random_below(5) == 0)) {
            const size_t down_to = random_below((uint32_t)n);
            sp_arena_rewind(a, live[down_to].before);
            n = down_to;
        } else {
            live[n].before = sp_arena_here(a);
            live[n].size = random_below(50) == 0 ? 70000 : random_below(600);
            live[n].bytes = sp_arena_take(a, live[n].size);
            assert_non_null(live[n].bytes);
            memset(live[n].bytes, (int)(n % 256), live[n].size);
            n++;
        }
        if (round % 64) continue;
        for (size_t i = 0; i < n; i++)
            assert_true(is_all(live[i].bytes, live[i].size, (unsigned char)(i % 256)));
    }
    sp_arena_free(a);
}

static void rewinding_to_the_empty_arena_gives_everything_back(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(3 << 20);
    const sp_arena_mark empty = sp_arena_here(a);
    for (int round = 0; round < 100; round++) {
        assert_non_null(sp_arena_take(a, 1 << 20));
        assert_non_null(sp_arena_take(a, 1 << 20));
        sp_arena_rewind(a, empty);
    }
    assert_non_null(sp_arena_take(a, 3 << 20));
    sp_arena_free(a);
}

static void a_rewind_gives_back_the_room_inside_a_block(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(65536);
    assert_non_null(sp_arena_take(a, 16));
    const sp_arena_mark mark = sp_arena_here(a);
    for (int round = 0; round < 1000; round++) {
        assert_non_null(sp_arena_take(a, 1000));
        sp_arena_rewind(a, mark);
    }
    sp_arena_free(a);
}

static void freeing_nothing_is_allowed(void **state)
{
    (void)state;
    sp_arena_free(NULL);
    sp_arena_free(sp_arena_make(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_take_is_aligned_zeroed_and_apart_from_the_others),
        cmocka_unit_test(empty_takes_are_valid_and_differ),
        cmocka_unit_test(no_more_than_the_limit_is_given),
        cmocka_unit_test(a_refused_take_leaves_room_for_a_smaller_one),
        cmocka_unit_test(the_default_limit_is_one_gibibyte),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(a_text_is_copied_with_a_nul_behind_it),
        cmocka_unit_test(memory_that_was_given_back_is_zeroed_again),
        cmocka_unit_test(a_rewind_keeps_what_is_older_than_its_mark),
        cmocka_unit_test(rewinding_to_the_empty_arena_gives_everything_back),
        cmocka_unit_test(a_rewind_gives_back_the_room_inside_a_block),
        cmocka_unit_test(freeing_nothing_is_allowed),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
