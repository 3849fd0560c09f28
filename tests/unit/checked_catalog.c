/* SPDX-License-Identifier: GPL-3.0-or-later
 * See checked_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked_catalog.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "arena_fixture.h"
#include "studypath/io.h"

static void complete_hours(sp_catalog *c)
{
    for (size_t i = 0; i < c->n_courses; i++) {
        const double stated = c->courses[i].stated_hours.expected;
        const double hours = isfinite(stated) ? stated : 20;
        c->courses[i].hours = (sp_hours){hours, hours, hours, SP_BASIS_STATED};
    }
}

sp_findings checked_members(const char *members, const char *courses)
{
    enum { MOST_BYTES = 16384 };
    char *text = sp_arena_take(arena, MOST_BYTES);
    snprintf(text, MOST_BYTES,
             "{\"format\": \"studypath-catalog/1\", \"id\": \"cat\",\n%s"
             "\"courses\": [\n%s]}",
             members, courses);
    const sp_text part = {"f.json", text, strlen(text)};
    sp_findings f = {.arena = arena};
    sp_error e = {0};
    sp_catalog c;
    if (sp_catalog_read(&c, &part, 1, &f, arena, &e) != SP_OK) fail_msg("%s\n%s", e.text, text);
    assert_int_equal(f.n_items, 0);
    assert_int_equal(sp_steps_set(&c, NULL, 0, arena, &e), SP_OK);
    complete_hours(&c);
    assert_int_equal(sp_catalog_check_records(&c, &f, arena, &e), SP_OK);
    assert_int_equal(sp_catalog_check_reach(&c, &f, arena, &e), SP_OK);
    for (size_t i = 0; i < f.n_items; i++) {
        const sp_finding_kind *kind = sp_finding_kind_find(f.items[i].code);
        assert_non_null(kind);
        assert_int_equal(kind->severity, f.items[i].severity);
        assert_string_equal(f.items[i].file, "f.json");
    }
    return f;
}

sp_findings checked(const char *courses)
{
    return checked_members(CHECKED_TOPICS CHECKED_GOALS, courses);
}

static void list(const sp_findings *f)
{
    for (size_t i = 0; i < f->n_items; i++)
        print_message("found %s at %s:%u: %s\n", f->items[i].code, f->items[i].where,
                      f->items[i].line, f->items[i].text);
}

void nothing_is_found(const char *courses)
{
    const sp_findings f = checked(courses);
    list(&f);
    assert_int_equal(f.n_items, 0);
}

void the_only_one_is(const sp_findings *f, sp_finding_id id, const char *where, uint32_t line,
                     const char *words)
{
    if (f->n_items != 1) list(f);
    assert_int_equal(f->n_items, 1);
    assert_string_equal(f->items[0].code, sp_finding_kinds[id].code);
    assert_string_equal(f->items[0].where, where);
    assert_int_equal(f->items[0].line, line);
    if (!strstr(f->items[0].text, words))
        fail_msg("\"%s\" does not say \"%s\"", f->items[0].text, words);
}

void one_is_found(const char *courses, sp_finding_id id, const char *where, uint32_t line,
                  const char *words)
{
    const sp_findings f = checked(courses);
    the_only_one_is(&f, id, where, line, words);
}
