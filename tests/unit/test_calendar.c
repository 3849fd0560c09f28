/* SPDX-License-Identifier: GPL-3.0-or-later
 * A calendar's form: lines, folding, escapes; what stays the same when it is exported again. The
 * parsers of others read it in tests/check-all.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "small_catalog.h"
#include "studypath/init.h"
#include "studypath/text.h"
#include "studypath/view.h"

typedef struct world {
    small_world small;
    sp_plan plan;
} world;

static const char *const why[] = {"first\r\nX-EVIL:1, then; more\\"};

static void make_world(world *w, const char *title)
{
    small_world_make(&w->small);
    sp_arena *a = w->small.arena;
    w->plan = (sp_plan){.steps = sp_arena_array(a, 2, sizeof(sp_step)), .n_steps = 2};
    assert_non_null(w->plan.steps);
    for (size_t i = 0; i < 2; i++)
        w->plan.steps[i] = (sp_step){.course = i ? LINEAR_MOOC : SCHOOL,
                                     .hours = {20, 30, 40, SP_BASIS_STATED},
                                     .share_new = 1,
                                     .why = why,
                                     .n_why = 1};
    w->small.catalog.courses[SCHOOL].title = title;
    w->small.catalog.courses[LINEAR_MOOC].title = "Linear";
    w->small.catalog.courses[LINEAR_MOOC].url = "https://example.org/a,b;c";
    w->small.catalog.courses[SCHOOL].hours = w->plan.steps[0].hours;
    w->small.learner.start = 20781;
    w->small.learner.on_time = 0.8;
}

/* The calendar after so many weeks of timetable, written on `today`. */
static const char *calendar(world *w, double weeks, sp_day today)
{
    sp_work path[2];
    for (size_t i = 0; i < 2; i++)
        path[i] = (sp_work){&w->small.catalog.courses[w->plan.steps[i].course], 1, false};
    assert_int_equal(sp_schedule_make(&w->plan.schedule, &w->small.learner, path, 2, weeks,
                                      w->small.arena, NULL),
                     SP_OK);
    const char *text = sp_view_calendar(&w->plan, &w->small.learner, today, w->small.arena);
    assert_non_null(text);
    return text;
}

/* Every line ends with CRLF, has at most 75 octets and is UTF-8 by itself. */
static void assert_lines(const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, "\r\n");
        assert_true(length >= 1 && length <= 75);
        for (size_t at = 0; at < length;) {
            uint32_t code;
            const size_t n = sp_utf8_decode(&code, text + at, length - at);
            assert_true(n > 0);
            at += n;
        }
        assert_memory_equal(text + length, "\r\n", 2);
        text += length + 2;
    }
}

static void lines_are_folded_between_characters(void **state)
{
    (void)state;
    char title[200];
    for (size_t ahead = 0; ahead < 8; ahead++) {
        world w;
        size_t n = 0;
        for (; n < ahead; n++) title[n] = 'x';
        for (; n + 4 < sizeof title; n += 4) memcpy(title + n, "\xf0\x9d\x94\xb8", 4);
        title[n] = '\0';
        make_world(&w, title);
        const char *text = calendar(&w, 12, 20781);
        assert_lines(text);
        assert_non_null(strstr(text, "\r\n \xf0\x9d\x94\xb8"));
        small_world_free(&w.small);
    }
}

static void text_is_escaped_and_cannot_break_a_line(void **state)
{
    (void)state;
    world w;
    make_world(&w, "a,b;c\\d");
    const char *text = calendar(&w, 12, 20781);
    assert_non_null(strstr(text, "SUMMARY:a\\,b\\;c\\\\d\r\n"));
    assert_non_null(strstr(text, "\\nWhy: first"));
    assert_null(strstr(text, "\nX-EVIL"));
    assert_non_null(strstr(text, "URL:https://example.org/a,b;c\r\n")); /* a URI, not TEXT */
    small_world_free(&w.small);
}

/* The n-th line from `text` on that begins with `name`. */
static const char *value(const char *text, const char *name, int n)
{
    for (const char *at = text; (at = strstr(at, name)); at++)
        if (at[-1] == '\n' && n-- == 0) return at;
    fail_msg("no %s", name);
    return NULL;
}

static void exporting_again_moves_the_same_events(void **state)
{
    (void)state;
    world w;
    make_world(&w, "School");
    w.small.profile.day_hours[5] = 6;
    const char *first = calendar(&w, 12, 20781), *again = calendar(&w, 12, 20781),
               *later = calendar(&w, 20, 20790);
    assert_string_equal(first, again);
    for (int i = 0; i < 7; i++) /* both courses and five sessions of the first one */
        assert_memory_equal(value(first, "UID:", i), value(later, "UID:", i), 40);
    assert_memory_equal(value(first, "DTSTART", 0), value(later, "DTSTART", 0), 27);
    assert_memory_not_equal(value(first, "DTEND", 0), value(later, "DTEND", 0), 27);
    assert_memory_equal(value(first, "DTSTAMP", 0), "DTSTAMP:20261124T000000Z\r\n", 26);
    assert_memory_equal(value(first, "SEQUENCE", 0), "SEQUENCE:20781\r\n", 16);
    assert_memory_equal(value(later, "SEQUENCE", 0), "SEQUENCE:20790\r\n", 16);
    w.small.profile.id = "somebody-else";
    assert_memory_not_equal(value(first, "UID:", 0), value(calendar(&w, 12, 20781), "UID:", 0), 40);
    small_world_free(&w.small);
}

static void the_end_is_the_day_after_the_last(void **state)
{
    (void)state;
    world w;
    make_world(&w, "School");
    const char *text = calendar(&w, 2, 20781); /* two weeks, half of them each */
    assert_memory_equal(value(text, "DTSTART", 0), "DTSTART;VALUE=DATE:20261124", 27);
    assert_memory_equal(value(text, "DTEND", 0), "DTEND;VALUE=DATE:20261201", 25);
    assert_memory_equal(value(text, "DTSTART", 1), "DTSTART;VALUE=DATE:20261201", 27);
    assert_memory_equal(value(text, "DTEND", 1), "DTEND;VALUE=DATE:20261208", 25);
    small_world_free(&w.small);
}

static void no_timetable_is_an_empty_calendar(void **state)
{
    (void)state;
    world w;
    make_world(&w, "School");
    w.small.learner.start = SP_NO_DAY;
    const char *text = calendar(&w, 12, SP_NO_DAY);
    assert_null(strstr(text, "VEVENT"));
    assert_lines(text);
    small_world_free(&w.small);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_folded_between_characters),
        cmocka_unit_test(text_is_escaped_and_cannot_break_a_line),
        cmocka_unit_test(exporting_again_moves_the_same_events),
        cmocka_unit_test(the_end_is_the_day_after_the_last),
        cmocka_unit_test(no_timetable_is_an_empty_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
