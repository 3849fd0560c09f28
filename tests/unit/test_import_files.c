/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole exports: every row is accounted for, what is written is a catalogue without errors, the
 * same text gives the same bytes; and random changes to texts of each format break nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "studypath/studypath.h"

static const char csv[] =
    "title,link,provider,level,rating,reviews,duration,skills,summary,price,language\n"
    "Linear Algebra,https://a.org/la,Hill,Beginner,4.5,\"1,200\",40 hours,Eigenvalues,\"Gaussian "
    "elimination, and\nmore\",Free,en\n"
    "Statistics,https://a.org/st,Hill,All,46,x,3 months,,,9,xx\n"
    "Statistics,https://a.org/st,Dale,Advanced,4,1k,20 hours,,,9,fr\n"
    ",,,,,,,,,,\n"
    "Short,https://a.org/s\n";
static const char jsonld[] =
    "{\"@context\": \"https://schema.org\", \"@graph\": [{\"@type\": \"Organization\", \"@id\": "
    "\"#h\", \"name\": \"Hill\"}, {\"@type\": \"Course\", \"name\": \"Calculus\", \"provider\": "
    "{\"@id\": \"#h\"}, \"timeRequired\": \"PT30H\", \"teaches\": [\"Integrals\", {\"name\": "
    "\"Chain rule\"}], \"aggregateRating\": {\"ratingValue\": 4.5, \"bestRating\": 5}}, "
    "{\"@type\": "
    "\"ItemList\", \"itemListElement\": [{\"@type\": \"ListItem\", \"item\": {\"@type\": "
    "\"Course\", \"name\": \"B\", \"url\": \"https://a.org/b\"}}]}]}";
static const char markdown[] =
    "# List\n\nCourses | Duration | Effort | Prerequisites\n:-- | :--: | :--: | :--:\n"
    "[Calculus](https://a.org/c) | 13 weeks | 6-10 hours/week | [algebra](x)\n"
    "**Bars \\| here** | 2 weeks | 1 hour/week |\n\n|A|\n|-|\n|b|\n";

static const struct {
    const char *name, *text;
    sp_import_format format;
    size_t kept, merged, skipped;
} exports[] = {{"a.csv", csv, SP_IMPORT_CSV, 3, 1, 1},
               {"a.json", jsonld, SP_IMPORT_JSONLD, 2, 0, 1},
               {"a.md", markdown, SP_IMPORT_MARKDOWN, 2, 0, 1}};
enum { EXPORTS = sizeof exports / sizeof *exports };

static sp_arena *shared, *arena;
static sp_engine engine;
static sp_findings findings;
static sp_import import;
static sp_error error;

static int set_up(void **state)
{
    (void)state;
    shared = sp_arena_make(0);
    arena = sp_arena_make(0);
    if (!shared || !arena) return -1;
    findings.arena = shared;
    return sp_engine_open(&engine, NULL, &findings, shared, &error) == SP_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    sp_arena_free(shared);
    sp_arena_free(arena);
    return 0;
}

static sp_status read_text(const char *name, const char *text, size_t n_bytes)
{
    const sp_text one = {name, text, n_bytes};
    const sp_import_options options = {.from = SP_IMPORT_GUESS};
    findings = (sp_findings){.arena = arena};
    error = (sp_error){0};
    return sp_import_read(&import, &engine.catalog, &one, &options, &findings, arena, &error);
}

/* What an import leaves is a catalogue over the shipped topics. */
static void must_be_a_catalog(void)
{
    const char *text = sp_import_write(&import, true, arena);
    assert_non_null(text);
    const sp_text one = {"out.json", text, strlen(text)};
    sp_catalog again;
    sp_findings found = {.arena = arena};
    sp_error e = {0};
    if (sp_catalog_read(&again, &one, 1, &found, arena, &e) != SP_OK)
        fail_msg("line %u: %s\n%s", (unsigned)e.line, e.text, text);
    assert_int_equal(found.n_items, 0);
    assert_int_equal(again.n_courses, import.catalog.n_courses);
    for (size_t i = 0; i < again.n_courses; i++) {
        assert_true(again.courses[i].requires_given == (again.courses[i].n_teaches > 0));
        assert_true(strlen(again.courses[i].id) <= 60);
    }
    assert_int_equal(import.n_kept + import.n_merged + import.n_skipped, import.n_rows);
    assert_int_equal(import.n_kept, import.catalog.n_courses);
    assert_non_null(sp_import_report(&import, arena));
    assert_non_null(sp_view_import(&import, 3, arena));
}

static void every_row_is_accounted_for(void **state)
{
    (void)state;
    for (int i = 0; i < EXPORTS; i++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        if (read_text(exports[i].name, exports[i].text, strlen(exports[i].text)) != SP_OK)
            fail_msg("%s: %s", exports[i].name, error.text);
        assert_int_equal(import.format, exports[i].format);
        assert_int_equal(import.n_kept, exports[i].kept);
        assert_int_equal(import.n_merged, exports[i].merged);
        assert_int_equal(import.n_skipped, exports[i].skipped);
        must_be_a_catalog();
        sp_arena_rewind(arena, mark);
    }
}

static void the_beginning_tells_the_format_where_the_name_does_not(void **state)
{
    (void)state;
    const sp_arena_mark mark = sp_arena_here(arena);
    assert_int_equal(read_text("x", jsonld, strlen(jsonld)), SP_OK);
    assert_int_equal(import.format, SP_IMPORT_JSONLD);
    assert_int_equal(read_text("x", markdown, strlen(markdown)), SP_OK);
    assert_int_equal(import.format, SP_IMPORT_MARKDOWN);
    assert_int_equal(read_text("x", csv, strlen(csv)), SP_OK);
    assert_int_equal(import.format, SP_IMPORT_CSV);
    sp_arena_rewind(arena, mark);
}

static bool has_finding(const char *code, uint32_t line)
{
    for (size_t i = 0; i < findings.n_items; i++)
        if (strcmp(findings.items[i].code, code) == 0 && findings.items[i].line == line)
            return true;
    return false;
}

static void oddities_are_findings_with_their_line(void **state)
{
    (void)state;
    const sp_arena_mark mark = sp_arena_here(arena);
    assert_int_equal(read_text("a.csv", csv, strlen(csv)), SP_OK);
    assert_true(has_finding("unread-text", 4));
    assert_true(has_finding("ragged-row", 7));
    assert_int_equal(findings.n_errors, 0);
    assert_string_equal(import.rows[0].title, "Linear Algebra");
    assert_int_equal(import.rows[0].line, 2);
    assert_int_equal(import.rows[1].line, 4);
    sp_arena_rewind(arena, mark);
}

static void statements_that_disagree_are_kept(void **state)
{
    (void)state;
    const sp_arena_mark mark = sp_arena_here(arena);
    assert_int_equal(read_text("a.csv", csv, strlen(csv)), SP_OK);
    const sp_course *course = &import.catalog.courses[1];
    assert_string_equal(course->provider, "Hill");
    assert_string_equal(course->workload, "3 months");
    bool provider = false, duration = false;
    for (size_t i = 0; i < course->n_stated; i++) {
        const sp_statement *s = &course->stated[i];
        provider |= strcmp(s->field, "provider") == 0 && strcmp(s->value, "Dale") == 0;
        duration |= strcmp(s->field, "duration") == 0 && strcmp(s->value, "20 hours") == 0 &&
                    strcmp(s->source, "a.csv, row 3, duration") == 0;
    }
    assert_true(provider && duration);
    sp_arena_rewind(arena, mark);
}

static void the_same_text_gives_the_same_bytes(void **state)
{
    (void)state;
    const sp_arena_mark mark = sp_arena_here(arena);
    assert_int_equal(read_text("a.csv", csv, strlen(csv)), SP_OK);
    const char *first = sp_import_write(&import, false, arena);
    assert_int_equal(read_text("a.csv", csv, strlen(csv)), SP_OK);
    assert_string_equal(first, sp_import_write(&import, false, arena));
    sp_arena_rewind(arena, mark);
}

static void too_many_rows_are_a_limit(void **state)
{
    (void)state;
    const sp_arena_mark mark = sp_arena_here(arena);
    sp_buffer b = {.arena = arena};
    sp_buffer_puts(&b, "title\n");
    for (size_t i = 0; i <= SP_IMPORT_MAX_ROWS; i++) sp_buffer_puts(&b, "a\n");
    assert_false(b.failed);
    assert_int_equal(read_text("a.csv", b.text, b.length), SP_LIMIT);
    assert_int_equal(error.line, SP_IMPORT_MAX_ROWS + 2);
    sp_arena_rewind(arena, mark);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    for (int i = 0; i < EXPORTS; i++) {
        bool enough = false;
        for (size_t limit = 1000; !enough; limit += limit / 3) {
            sp_arena *small = sp_arena_make(limit);
            assert_non_null(small);
            const sp_text one = {exports[i].name, exports[i].text, strlen(exports[i].text)};
            const sp_import_options options = {.from = exports[i].format};
            sp_findings found = {.arena = small};
            sp_error e = {0};
            const sp_status status = sp_import_read(&import, &engine.catalog, &one, &options,
                                                    &found, small, &e);
            enough = status == SP_OK;
            if (!enough) assert_int_equal(status, SP_MEMORY);
            sp_arena_free(small);
        }
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Bytes changed, cut out, or doubled. */
static size_t change(char *text, size_t length, uint64_t *seed)
{
    static const char bytes[] = "\"\"\",;|\\\n\r\t[](){}:-=<>@# \xc3\xff\xe2\x80";
    for (uint64_t n = 1 + next_random(seed) % 6; n && length > 1; n--) {
        const size_t at = next_random(seed) % length;
        const size_t span = 1 + next_random(seed) % 12;
        switch (next_random(seed) % 3) {
        case 0: text[at] = bytes[next_random(seed) % (sizeof bytes - 1)]; break;
        case 1:
            if (at + span >= length) break;
            memmove(text + at, text + at + span, length - at - span);
            length -= span;
            break;
        default:
            if (length + span > 2000 || at + span > length) break;
            memmove(text + at + span, text + at, length - at);
            length += span;
        }
    }
    text[length] = '\0';
    return length;
}

static void changed_texts_are_read_or_refused(void **state)
{
    (void)state;
    uint64_t seed = 20261124;
    size_t n_read = 0;
    for (int round = 0; round < 1500; round++) {
        const int i = round % EXPORTS;
        const sp_arena_mark mark = sp_arena_here(arena);
        char *text = sp_arena_take(arena, 2100);
        assert_non_null(text);
        memcpy(text, exports[i].text, strlen(exports[i].text));
        const size_t length = change(text, strlen(exports[i].text), &seed);
        const sp_status status = read_text(exports[i].name, text, length);
        if (status == SP_OK) {
            must_be_a_catalog();
            n_read++;
        } else {
            assert_int_equal(error.code, status);
            assert_true(error.text[0] != '\0');
        }
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_read > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_accounted_for),
        cmocka_unit_test(the_beginning_tells_the_format_where_the_name_does_not),
        cmocka_unit_test(oddities_are_findings_with_their_line),
        cmocka_unit_test(statements_that_disagree_are_kept),
        cmocka_unit_test(the_same_text_gives_the_same_bytes),
        cmocka_unit_test(too_many_rows_are_a_limit),
        cmocka_unit_test(out_of_memory_is_an_error),
        cmocka_unit_test(changed_texts_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
