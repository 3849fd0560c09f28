/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of findings, and docs/checking.md, which shows it; the review of the shipped catalogue
 * and its document. Run from the top of the repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "studypath/studypath.h"
#include "unit/arena_fixture.h"

static const char *const severities[] = {"error", "warning", "note"};

static const char *documentation(void)
{
    sp_text text;
    sp_error e = {0};
    if (sp_text_load(&text, "docs/checking.md", arena, &e) != SP_OK) fail_msg("%s", e.text);
    return text.text;
}

static void every_kind_has_its_words_and_its_own_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < SP_FINDING_KINDS; i++) {
        const sp_finding_kind *kind = &sp_finding_kinds[i];
        assert_true(kind->code && kind->meaning && kind->hint);
        assert_int_equal(strspn(kind->code, "abcdefghijklmnopqrstuvwxyz-"), strlen(kind->code));
        assert_ptr_equal(sp_finding_kind_find(kind->code), kind); /* no code twice */
        const char *const words[] = {kind->meaning, kind->hint};
        for (size_t k = 0; k < 2; k++) { /* they go on in sentences, tables and lines */
            assert_true(strlen(words[k]) > 8 && !strpbrk(words[k], "|\n"));
            assert_int_not_equal(words[k][strlen(words[k]) - 1], '.');
        }
    }
    assert_null(sp_finding_kind_find("no-such-code"));
}

/* The rows of the table between its head and the next blank line, no more and no fewer. */
static void the_documentation_has_the_same_table(void **state)
{
    (void)state;
    const char *at = strstr(documentation(), "|---|---|---|---|\n");
    assert_non_null(at);
    at = strchr(at, '\n') + 1;
    for (size_t i = 0; i < SP_FINDING_KINDS; i++) {
        const sp_finding_kind *kind = &sp_finding_kinds[i];
        sp_buffer row = {.arena = arena};
        sp_buffer_printf(&row, "| `%s` | %s | %s | %s |\n", kind->code, severities[kind->severity],
                         kind->meaning, kind->hint);
        if (strncmp(at, row.text, row.length) != 0)
            fail_msg("docs/checking.md should have here:\n%s", row.text);
        at += row.length;
    }
    assert_int_equal(*at, '\n');
}

static void the_shipped_catalogue_has_no_error_and_explained_warnings(void **state)
{
    (void)state;
    sp_review review;
    sp_error e = {0};
    assert_int_equal(sp_engine_review(&review, NULL, arena, &e), SP_OK);
    assert_true(review.is_whole);
    assert_int_equal(review.findings.n_errors, 0);
    const char *section = strstr(documentation(), "\n## The shipped catalogue\n");
    assert_non_null(section);
    for (size_t i = 0; i < review.findings.n_items; i++) {
        const sp_finding *f = &review.findings.items[i];
        sp_buffer heading = {.arena = arena};
        sp_buffer_printf(&heading, "\n### `%s`\n", f->code);
        if (!strstr(section, heading.text))
            fail_msg("docs/checking.md does not explain %s (%s:%u: %s)", f->code, f->file,
                     (unsigned)f->line, f->text);
        assert_true(f->line > 0 && strncmp(f->file, "shipped ", 8) == 0);
    }
}

static void a_file_that_cannot_be_read_is_a_failure(void **state)
{
    (void)state;
    sp_review review;
    sp_error e = {0};
    assert_int_equal(sp_engine_review(&review, "/nowhere/at/all", arena, &e), SP_IO);
    assert_int_equal(e.code, SP_IO);
    e = (sp_error){0};
    assert_int_equal(sp_engine_review(&review, "docs/checking.md", arena, &e), SP_SYNTAX);
    assert_int_equal(e.line, 1);
}

static void the_document_has_every_part_of_a_finding(void **state)
{
    (void)state;
    sp_findings f = {.arena = arena};
    assert_int_equal(sp_findings_add(&f, SP_SEVERITY_ERROR, "cycle", "f.json", "a", 3, "say \"a\""),
                     SP_OK);
    assert_int_equal(sp_findings_add(&f, SP_SEVERITY_NOTE, "own", "g.json", "", 0, "t"), SP_OK);
    const sp_catalog c = {.id = "cat"};
    sp_review review;
    assert_int_equal(sp_review_make(&review, &c, &f, false, arena, NULL), SP_OK);
    assert_string_equal(sp_review_write(&review, arena),
                        "{\n"
                        "  \"format\": \"studypath-findings/1\",\n"
                        "  \"catalog\": {\"id\": \"cat\", \"sha256\": null},\n"
                        "  \"whole\": false,\n"
                        "  \"errors\": 1,\n"
                        "  \"warnings\": 0,\n"
                        "  \"notes\": 1,\n"
                        "  \"findings\": [\n"
                        "    {\n"
                        "      \"code\": \"cycle\",\n"
                        "      \"severity\": \"error\",\n"
                        "      \"file\": \"f.json\",\n"
                        "      \"line\": 3,\n"
                        "      \"where\": \"a\",\n"
                        "      \"text\": \"say \\\"a\\\"\",\n"
                        "      \"hint\": \"take out the one link of the chain that is wrong\"\n"
                        "    },\n"
                        "    {\n"
                        "      \"code\": \"own\",\n"
                        "      \"severity\": \"note\",\n"
                        "      \"file\": \"g.json\",\n"
                        "      \"line\": null,\n"
                        "      \"where\": \"\",\n"
                        "      \"text\": \"t\",\n"
                        "      \"hint\": null\n"
                        "    }\n"
                        "  ]\n"
                        "}\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_has_its_words_and_its_own_code),
        TEST(the_documentation_has_the_same_table),
        TEST(the_shipped_catalogue_has_no_error_and_explained_warnings),
        TEST(a_file_that_cannot_be_read_is_a_failure),
        TEST(the_document_has_every_part_of_a_finding),
    };
    return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
