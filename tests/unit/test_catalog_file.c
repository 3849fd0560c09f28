/* SPDX-License-Identifier: GPL-3.0-or-later
 * Catalogue files: every key, every mistake at its place, parts in any order, names, requirements;
 * what is written reads back the same; the shipped files. Run from the top of the repository.
 * Random changes to these files are in test_profile_file.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/sha256.h"
#include "studypath/text.h"
#include "studypath/io.h"
#include "unit/arena_fixture.h"

static sp_catalog c;
static sp_findings found;
static sp_error error;

static sp_text text_of(const char *name, const char *text)
{
    return (sp_text){name, text, strlen(text)};
}

static sp_status read_texts(const sp_text *texts, size_t n)
{
    found = (sp_findings){.arena = arena};
    error = (sp_error){0};
    const sp_status status = sp_catalog_read(&c, texts, n, &found, arena, &error);
    assert_int_equal(error.code, status);
    return status;
}

static sp_status read_text(const char *text)
{
    const sp_text one = text_of("c.json", text);
    return read_texts(&one, 1);
}

static void must_read(const char *text)
{
    if (read_text(text) != SP_OK)
        fail_msg("line %u: %s\n%s", (unsigned)error.line, error.text, text);
}

static const char *again(const char *text)
{
    must_read(text);
    return sp_catalog_write(&c, arena);
}

#define FORMAT "{\"format\": \"studypath-catalog/1\""
#define TOPICS                                                                                     \
    "\"topics\": [{\"id\": \"eigen\", \"name\": \"Eigenvalues\", \"area\": \"la\", "               \
    "\"size_hours\": 7, \"synonyms\": [\"spectrum\", \"modes\"],\n"                                \
    " \"needs\": [\"det\", {\"topic\": \"calc\", \"from\": 2, \"lag\": 0, \"source\": \"s\"}], "   \
    "\"source\": \"t\"},\n"                                                                        \
    "{\"id\": \"det\", \"area\": \"la\"}, {\"id\": \"calc\", \"area\": \"c\"}]"
#define GOALS                                                                                      \
    "\"goals\": [{\"id\": \"z\", \"levels\": {\"calc\": 1}}, {\"id\": \"read\", \"name\": "        \
    "\"Read\", \"audience\": \"all\",\n"                                                           \
    " \"levels\": {\"calc\": 2, \"eigen\": 1}, \"source\": [\"a\", \"b\"], \"note\": \"n\"}]"
#define LISTS                                                                                      \
    "\"lists\": [{\"id\": \"l\", \"name\": \"L\", \"courses\": [\"zed\", \"full\"], \"source\": "  \
    "\"u\"}]"
#define ZED "{\"id\": \"zed\", \"title\": \"Z\", \"teaches\": {\"eigen\": 2}}"
#define FULL                                                                                       \
    "{\"id\": \"full\", \"title\": \"T\", \"provider\": \"P\", \"authors\": [\"A\", \"B\"], "      \
    "\"institution\": \"I\", \"url\": \"https://x\",\n"                                            \
    "\"year\": 2020, \"format\": \"lectures\", \"language\": \"en\", \"cost\": \"audit\", "        \
    "\"price\": \"49 USD\", \"level\": \"intermediate\",\n"                                        \
    "\"workload\": \"10 weeks\", \"weekly_hours\": [4, 8.5], \"hours\": {\"low\": 40, "            \
    "\"expected\": 58.7, \"high\": 80, \"basis\": \"stated\"},\n"                                  \
    "\"rating\": {\"mean\": 4.5, \"of\": 10, \"count\": 12, \"text\": \"4.5/10\"}, \"views\": "    \
    "1000, \"upvotes\": {\"below\": 11000},\n"                                                     \
    "\"teaches\": {\"calc\": 2, \"det\": 3}, \"requires\": {\"calc\": 1}, \"formal\": "            \
    "{\"eigen\": 1}, \"formal_text\": \"F\",\n"                                                    \
    "\"stated\": [{\"field\": \"workload\", \"value\": \"54 h\", \"source\": \"S\"}, {\"field\": " \
    "\"hours\", \"value\": \"\"}],\n"                                                              \
    "\"part_of\": \"zed\", \"same_as\": \"same\", \"was\": [\"old\"], \"flags\": [\"f\"], "        \
    "\"sources\": {\"workload\": \"w\", \"rating\": \"r\"},\n"                                     \
    "\"x-more\": {\"k\":  [1, 2.50]}, \"x-none\": null}"
#define WHOLE                                                                                      \
    FORMAT ", \"id\": \"cat\", \"version\": \"v 1\",\n" TOPICS ",\n" GOALS ",\n" LISTS             \
           ",\n\"courses\": [" ZED ",\n" FULL "]}"

/* ---- reading ---- */

static void every_key_of_a_course_is_read(void **state)
{
    (void)state;
    must_read(WHOLE);
    assert_int_equal(found.n_items, 0);
    const sp_course *f = &c.courses[0];
    const char *const texts[][2] = {{f->id, "full"},
                                    {f->title, "T"},
                                    {f->provider, "P"},
                                    {f->authors[1], "B"},
                                    {f->institution, "I"},
                                    {f->url, "https://x"},
                                    {f->language, "en"},
                                    {f->price, "49 USD"},
                                    {f->workload, "10 weeks"},
                                    {f->rating.text, "4.5/10"},
                                    {f->formal_text, "F"},
                                    {f->stated[0].field, "workload"},
                                    {f->stated[0].value, "54 h"},
                                    {f->stated[0].source, "S"},
                                    {f->stated[1].value, ""},
                                    {f->part_of, "zed"},
                                    {f->same_as, "same"},
                                    {f->was[0], "old"},
                                    {f->flags[0], "f"},
                                    {f->sources[1].field, "rating"},
                                    {f->sources[1].source, "r"},
                                    {f->extras.items[0].key, "x-more"},
                                    {f->extras.items[0].json, "{\"k\":  [1, 2.50]}"},
                                    {f->extras.items[1].json, "null"},
                                    {f->file, "c.json"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(texts[i][0], texts[i][1]);
    const double numbers[][2] = {{f->year, 2020},
                                 {f->weekly_low, 4},
                                 {f->weekly_high, 8.5},
                                 {f->stated_hours.low, 40},
                                 {f->stated_hours.expected, 58.7},
                                 {f->stated_hours.high, 80},
                                 {f->rating.mean, 4.5},
                                 {f->rating.of, 10},
                                 {f->rating.count, 12},
                                 {f->views, 1000},
                                 {f->upvotes_below, 11000}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(numbers[i][0] == numbers[i][1]);
    assert_true(isnan(f->upvotes) && f->stated[1].source == NULL && f->line == 9);
    assert_true(f->n_authors == 2 && f->n_was == 1 && f->n_flags == 1 && f->n_stated == 2 &&
                f->n_sources == 2 && f->extras.n_items == 2);
    assert_true(f->format == SP_FORMAT_LECTURES && f->cost == SP_COST_AUDIT &&
                f->level == SP_STAGE_INTERMEDIATE);
    assert_int_equal(f->stated_hours.basis, SP_BASIS_STATED);
    assert_true(f->n_teaches == 2 && f->teaches[0].topic == 1 &&
                f->teaches[0].level == 3); /* det before calc */
    assert_true(f->n_requires == 1 && f->requires[0].topic == 2 && f->n_formal == 1 &&
                f->requires_given && f->formal_given);
    assert_false(f->hours_inferred || f->requires_inferred);
}

static void topics_goals_and_lists_are_read(void **state)
{
    (void)state;
    must_read(WHOLE);
    assert_string_equal(c.id, "cat");
    assert_string_equal(c.version, "v 1");
    const sp_topic *eigen = &c.topics.items[0], *det = &c.topics.items[1];
    assert_true(c.topics.n_items == 3 && eigen->n_needs == 2 && eigen->n_synonyms == 2 &&
                eigen->size_is_given && eigen->size_hours == 7);
    assert_string_equal(eigen->name, "Eigenvalues");
    assert_string_equal(eigen->source, "t");
    assert_true(eigen->needs[0].topic == 1 && eigen->needs[0].from == 1 &&
                eigen->needs[0].lag == 1 && !eigen->need_sources[0]);
    assert_true(eigen->needs[1].topic == 2 && eigen->needs[1].from == 2 &&
                eigen->needs[1].lag == 0);
    assert_string_equal(eigen->need_sources[1], "s");
    assert_string_equal(det->name, "det");
    assert_true(!det->size_is_given && det->size_hours == 7 && c.topics.items[2].size_hours == 7);
    assert_true(c.n_goals == 2 && c.goals[1].n_levels == 2 && c.goals[1].n_sources == 2 &&
                c.goals[1].levels[0].topic == 0);
    assert_string_equal(c.goals[0].id, "z"); /* in the order of the file */
    assert_string_equal(c.goals[0].name, "z");
    assert_string_equal(c.goals[1].note, "n");
    assert_true(c.n_lists == 1 && c.lists[0].n_courses == 2 && c.lists[0].courses[0] == 1 &&
                c.lists[0].courses[1] == 0);
    assert_string_equal(c.lists[0].source, "u");
}

static void null_is_not_stated(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "provider", "authors", "institution", "url",      "year",         "format", "language",
        "cost",     "price",   "level",       "workload", "weekly_hours", "hours",  "rating",
        "views",    "upvotes", "requires",    "formal",   "formal_text",  "stated", "part_of",
        "same_as",  "was",     "flags",       "sources",  "inferred"};
    char text[2000] = FORMAT
        ", " TOPICS
        ", \"courses\": [{\"id\": \"zed\", \"title\": \"Z\", \"teaches\": {\"eigen\": 2}";
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        snprintf(text + strlen(text), 40, ", \"%s\": null", keys[i]);
    snprintf(text + strlen(text), 40, "}]}");
    const char *with = again(text);
    assert_true(isnan(c.courses[0].year) && isnan(c.courses[0].stated_hours.low) &&
                !c.courses[0].provider && !c.courses[0].format);
    assert_string_equal(with, again(FORMAT ", " TOPICS ", \"courses\": [" ZED "]}"));
}

static void a_topic_needs_nothing_but_its_id(void **state)
{
    (void)state;
    must_read(FORMAT ", \"topics\": [{\"id\": \"a\"}]}");
    const sp_topic *topic = c.topics.items;
    assert_string_equal(topic->name, "a");
    assert_string_equal(topic->area, "");
    assert_true(topic->size_hours > 0 && !topic->size_is_given && !topic->n_needs);
    assert_string_equal(c.id, "unnamed");
}

static void the_name_of_the_bytes_is_their_sha256(void **state)
{
    (void)state;
    char out[65], got[65];
    sp_sha256 s;
    const sp_text texts[] = {text_of("a", FORMAT ", " TOPICS "}"), text_of("b", FORMAT "}")};
    sp_sha256_start(&s);
    sp_sha256_add(&s, texts[0].text, texts[0].n_bytes);
    sp_sha256_add(&s, texts[1].text, texts[1].n_bytes);
    sp_sha256_end(&s, out);
    sp_texts_sha256(got, texts, 2);
    assert_string_equal(got, out);
}

static void parts_may_come_in_any_order_of_texts(void **state)
{
    (void)state;
    const sp_text parts[] = {
        text_of("t", FORMAT ", " TOPICS "}"), text_of("g", FORMAT ", " GOALS "}"),
        text_of("l", FORMAT ", " LISTS "}"),
        text_of("c", FORMAT ", \"id\": \"cat\", \"version\": \"v 1\", \"courses\": [" ZED ", " FULL
                            "]}")};
    const char *expected = again(WHOLE);
    for (size_t order = 0; order < 256; order++) {
        const size_t at[] = {order & 3, order >> 2 & 3, order >> 4 & 3, order >> 6};
        if ((1U << at[0] | 1U << at[1] | 1U << at[2] | 1U << at[3]) != 15) continue;
        const sp_text texts[] = {parts[at[0]], parts[at[1]], parts[at[2]], parts[at[3]]};
        assert_int_equal(read_texts(texts, 4), SP_OK);
        assert_string_equal(sp_catalog_write(&c, arena), expected);
    }
}

static void the_order_of_courses_does_not_matter(void **state)
{
    (void)state;
    assert_string_equal(again(FORMAT ", " TOPICS ", \"courses\": [" ZED ", " FULL "]}"),
                        again(FORMAT ", \"courses\": [" FULL ", " ZED "], " TOPICS "}"));
}

/* ---- mistakes ---- */

static const sp_finding *one_error(const char *text, const char *code, const char *where,
                                   uint32_t line)
{
    const sp_status status = read_text(text);
    if (status != SP_INVALID || found.n_items != 1 || found.n_errors != 1)
        fail_msg("%s: status %d, %zu findings (%s)", text, (int)status, found.n_items, error.text);
    const sp_finding *f = &found.items[0];
    if (strcmp(f->code, code) != 0 || strcmp(f->where, where) != 0 || f->line != line)
        fail_msg("%s: %s at %s:%u: %s", text, f->code, f->where, (unsigned)f->line, f->text);
    assert_string_equal(f->file, "c.json");
    assert_int_equal(error.line, line);
    const sp_finding_kind *kind = sp_finding_kind_find(code);
    assert_true(kind && kind->severity == SP_SEVERITY_ERROR);
    return f;
}

static void wrong_course(const char *keys, const char *code, const char *where)
{
    char text[1000];
    snprintf(text, sizeof text,
             FORMAT ",\"topics\": [{\"id\": \"det\"}, {\"id\": \"calc\"}],\n\"courses\": "
                    "[\n{\"id\": \"a\", \"title\": \"T\", \"teaches\": {\"calc\": 2},\n%s}]}",
             keys);
    one_error(text, code, where, 4);
}

static void each_mistake_in_a_course_gives_one_finding_at_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *code, *where;
    } wrong[] = {
        {"\"year\": 1399", "out-of-range", "year"},
        {"\"year\": 2000.5", "out-of-range", "year"},
        {"\"year\": \"2000\"", "wrong-type", "year"},
        {"\"format\": \"film\"", "unknown-choice", "format"},
        {"\"cost\": \"cheap\"", "unknown-choice", "cost"},
        {"\"level\": \"expert\"", "unknown-choice", "level"},
        {"\"provider\": 1", "wrong-type", "provider"},
        {"\"authors\": \"A\"", "wrong-type", "authors"},
        {"\"authors\": [\"A\", 1]", "wrong-type", "authors[1]"},
        {"\"weekly_hours\": 4", "wrong-type", "weekly_hours"},
        {"\"weekly_hours\": [4]", "wrong-type", "weekly_hours"},
        {"\"weekly_hours\": [8, 4]", "out-of-range", "weekly_hours"},
        {"\"weekly_hours\": [4, 169]", "out-of-range", "weekly_hours"},
        {"\"weekly_hours\": [0, 4]", "out-of-range", "weekly_hours"},
        {"\"hours\": 40", "wrong-type", "hours"},
        {"\"hours\": {\"low\": 0}", "out-of-range", "hours.low"},
        {"\"hours\": {\"high\": 10001}", "out-of-range", "hours.high"},
        {"\"hours\": {\"low\": 5, \"high\": 4}", "hours-order", "hours"},
        {"\"hours\": {\"low\": 5, \"expected\": 4}", "hours-order", "hours"},
        {"\"hours\": {\"expected\": 5, \"high\": 4}", "hours-order", "hours"},
        {"\"hours\": {\"basis\": \"guess\"}", "unknown-choice", "hours.basis"},
        {"\"hours\": {\"lo\": 5}", "unknown-key", "hours.lo"},
        {"\"rating\": {\"mean\": 5.5}", "rating-scale", "rating"},
        {"\"rating\": {\"mean\": -1}", "out-of-range", "rating.mean"},
        {"\"rating\": {\"of\": 0}", "out-of-range", "rating.of"},
        {"\"rating\": {\"count\": 1.5}", "out-of-range", "rating.count"},
        {"\"rating\": {\"text\": 5}", "wrong-type", "rating.text"},
        {"\"rating\": 4.5", "wrong-type", "rating"},
        {"\"views\": -1", "out-of-range", "views"},
        {"\"views\": 1.5", "out-of-range", "views"},
        {"\"upvotes\": -1", "out-of-range", "upvotes"},
        {"\"upvotes\": {\"below\": 0}", "out-of-range", "upvotes.below"},
        {"\"upvotes\": {\"above\": 1}", "unknown-key", "upvotes.above"},
        {"\"upvotes\": \"5\"", "wrong-type", "upvotes"},
        {"\"requires\": [\"calc\"]", "wrong-type", "requires"},
        {"\"requires\": {\"calk\": 1}", "unknown-name", "requires.calk"},
        {"\"requires\": {\"det\": 0}", "bad-level", "requires.det"},
        {"\"requires\": {\"det\": 4}", "bad-level", "requires.det"},
        {"\"formal\": {\"det\": \"use\"}", "wrong-type", "formal.det"},
        {"\"stated\": {}", "wrong-type", "stated"},
        {"\"stated\": [{\"field\": \"f\"}]", "missing-key", "stated[0]"},
        {"\"stated\": [{\"field\": \"f\", \"value\": 3}]", "wrong-type", "stated[0].value"},
        {"\"was\": [3]", "wrong-type", "was[0]"},
        {"\"flags\": \"f\"", "wrong-type", "flags"},
        {"\"sources\": []", "wrong-type", "sources"},
        {"\"sources\": {\"a\": 1}", "wrong-type", "sources.a"},
        {"\"inferred\": \"hours\"", "wrong-type", "inferred"},
        {"\"inferred\": [\"title\"]", "unknown-choice", "inferred"},
        {"\"titel\": \"T\"", "unknown-key", "titel"},
        {"\"url\": false", "wrong-type", "url"},
        {"\"price\": 49", "wrong-type", "price"},
        {"\"part_of\": []", "wrong-type", "part_of"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char where[80];
        snprintf(where, sizeof where, "courses[0].%s", wrong[i].where);
        wrong_course(wrong[i].keys, wrong[i].code, where);
    }
}

static void what_a_course_requires_is_below_what_it_teaches(void **state)
{
    (void)state;
#define REQUIRING(teaches, requires)                                                               \
    FORMAT ", " TOPICS ", \"courses\": [\n{\"id\": \"a\", \"title\": \"T\", \"requires\": "        \
           "{" requires "}, \"teaches\": {" teaches "}}]}"
    one_error(REQUIRING("\"calc\": 2", "\"calc\": 2"), "requires-what-it-teaches", "courses[0]", 4);
    one_error(REQUIRING("\"calc\": 1", "\"calc\": 3"), "requires-what-it-teaches", "courses[0]", 4);
    must_read(REQUIRING("\"calc\": 2", "\"calc\": 1"));
    must_read(REQUIRING("\"calc\": 2", "\"det\": 3"));
}

static void mistakes_elsewhere_have_their_places_too(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *code, *where;
    } wrong[] = {
        {"\"topics\": {}", "wrong-type", "topics"},
        {"\"courses\": 1", "wrong-type", "courses"},
        {"\"lists\": \"l\"", "wrong-type", "lists"},
        {"\"goals\": {}", "wrong-type", "goals"},
        {"\"coarses\": []", "unknown-key", "coarses"},
        {"\"id\": \"a b\"", "bad-id", "id"},
        {"\"version\": 1", "wrong-type", "version"},
        {"\"topics\": [{}]", "missing-key", "topics[0]"},
        {"\"topics\": [1]", "wrong-type", "topics[0]"},
        {"\"topics\": [{\"id\": \"a\"}, {\"id\": \"\"}]", "bad-id", "topics[1].id"},
        {"\"topics\": [{\"id\": 7}]", "wrong-type", "topics[0].id"},
        {"\"topics\": [{\"id\": \"a\", \"size_hours\": 0}]", "out-of-range",
         "topics[0].size_hours"},
        {"\"topics\": [{\"id\": \"a\", \"size_hours\": 1001}]", "out-of-range",
         "topics[0].size_hours"},
        {"\"topics\": [{\"id\": \"a\", \"needs\": \"b\"}]", "wrong-type", "topics[0].needs"},
        {"\"topics\": [{\"id\": \"a\", \"needs\": [\"b\"]}]", "unknown-name", "topics[0].needs[0]"},
        {"\"topics\": [{\"id\": \"a\", \"needs\": [1]}]", "wrong-type", "topics[0].needs[0]"},
        {"\"topics\": [{\"id\": \"a\", \"needs\": [{}]}]", "missing-key", "topics[0].needs[0]"},
        {"\"topics\": [{\"id\": \"a\"}, {\"id\": \"b\", \"needs\": [{\"topic\": \"a\", \"from\": "
         "4}]}]",
         "out-of-range", "topics[1].needs[0].from"},
        {"\"topics\": [{\"id\": \"a\"}, {\"id\": \"b\", \"needs\": [{\"topic\": \"a\", \"lag\": "
         "3}]}]",
         "out-of-range", "topics[1].needs[0].lag"},
        {"\"topics\": [{\"id\": \"a\"}, {\"id\": \"b\", \"needs\": [{\"topic\": \"a\", \"log\": "
         "1}]}]",
         "unknown-key", "topics[1].needs[0].log"},
        {"\"goals\": [{\"id\": \"g\"}]", "missing-key", "goals[0]"},
        {"\"goals\": [{\"levels\": {}}]", "missing-key", "goals[0]"},
        {"\"goals\": [{\"id\": \"g\", \"levels\": {\"zz\": 1}}]", "unknown-name",
         "goals[0].levels.zz"},
        {"\"lists\": [{\"id\": \"l\", \"courses\": [\"zz\"]}]", "unknown-name",
         "lists[0].courses[0]"},
        {"\"lists\": [{\"id\": \"l\"}]", "missing-key", "lists[0]"},
        {"\"courses\": [{\"id\": \"c\", \"title\": \"T\"}]", "missing-key", "courses[0]"},
        {"\"courses\": [{\"id\": \"c\", \"title\": \"\", \"teaches\": {}}]", "empty",
         "courses[0].title"},
        {"\"courses\": [{\"title\": \"T\", \"teaches\": {}}]", "missing-key", "courses[0]"},
        {"\"courses\": [null]", "wrong-type", "courses[0]"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[400];
        snprintf(text, sizeof text, FORMAT ",\n%s}", wrong[i].rest);
        one_error(text, wrong[i].code, wrong[i].where, 2);
    }
}

static void ids_that_stand_twice_are_refused_where_they_do(void **state)
{
    (void)state;
    one_error(FORMAT ", \"topics\": [{\"id\": \"a\"},\n{\"id\": \"a\"}]}", "duplicate-id",
              "topics[1]", 2);
    one_error(FORMAT
              ", \"goals\": [{\"id\": \"a\", \"levels\": {}},\n{\"id\": \"a\", \"levels\": {}}]}",
              "duplicate-id", "goals[1]", 2);
    one_error(FORMAT
              ", \"lists\": [{\"id\": \"a\", \"courses\": []},\n{\"id\": \"a\", \"courses\": []}]}",
              "duplicate-id", "lists[1]", 2);
    one_error(FORMAT ", " TOPICS ", \"courses\": [\n" ZED ", " FULL ", " ZED "]}", "duplicate-id",
              "courses", 11);
    const sp_text texts[] = {text_of("one", FORMAT ", \"topics\": [{\"id\": \"a\"}]}"),
                             text_of("two", FORMAT ",\n\"topics\": [{\"id\": \"a\"}]}")};
    assert_int_equal(read_texts(texts, 2), SP_INVALID);
    assert_string_equal(found.items[0].file, "two");
    assert_int_equal(found.items[0].line, 2);
}

static void unknown_names_are_answered_with_the_nearest(void **state)
{
    (void)state;
    const sp_finding *f = one_error(
        FORMAT ", " TOPICS
               ", \"courses\": [{\"id\": \"a\", \"title\": \"T\", \"teaches\": {\"eigne\": 1}}]}",
        "unknown-name", "courses[0].teaches.eigne", 3);
    assert_non_null(strstr(f->text, "did you mean \"eigen\""));
    f = one_error(FORMAT ", " TOPICS ", \"courses\": [" ZED
                         "], \"lists\": [{\"id\": \"l\", \"courses\": [\"zad\"]}]}",
                  "unknown-name", "lists[0].courses[0]", 3);
    assert_non_null(strstr(f->text, "did you mean \"zed\""));
}

static void cycle_is_reported_with_its_topics(void **state)
{
    (void)state;
    assert_int_equal(read_text(FORMAT ", \"topics\": [{\"id\": \"a\", \"needs\": [\"b\"]}, "
                                      "{\"id\": \"b\", \"needs\": [\"a\"]}]}"),
                     SP_INVALID);
    assert_string_equal(found.items[0].code, "cycle");
    assert_non_null(strstr(found.items[0].text, "a -> b -> a"));
}

static void only_our_format_is_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"[]",
                                        "1",
                                        "{}",
                                        "{\"format\": 1}",
                                        "{\"format\": \"studypath-catalog/2\"}",
                                        "{\"format\": \"studypath-profile/1\"}",
                                        "{\"Format\": \"studypath-catalog/1\"}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(read_text(wrong[i]), SP_INVALID);
        assert_non_null(strstr(error.text, "studypath-catalog/1"));
        assert_int_equal(error.line, 1);
    }
    assert_int_equal(read_text("{"), SP_SYNTAX);
    const sp_text has = text_of("f", FORMAT ", \"topics\": []}"),
                  not = text_of("f", FORMAT ", \"courses\": []}"), bad = text_of("f", "{");
    assert_true(sp_catalog_has_topics(&has, arena));
    assert_false(sp_catalog_has_topics(&not, arena) || sp_catalog_has_topics(&bad, arena));
}

/* ---- writing ---- */

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {WHOLE, FORMAT "}",
                                        FORMAT ", " TOPICS
                                               ", \"goals\": [{\"id\": \"g\", \"levels\": {}}], "
                                               "\"lists\": [{\"id\": \"l\", \"courses\": []}],"
                                               "\"courses\": [{\"id\": \"nothing\", \"title\": "
                                               "\"N\", \"teaches\": {}, \"requires\": {}}]}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *once = again(texts[i]);
        assert_string_equal(again(once), once);
    }
    again(again(WHOLE));
    const sp_course *f = &c.courses[sp_course_find(&c, "full")];
    assert_string_equal(f->extras.items[0].json, "{\"k\":  [1, 2.50]}");
    assert_true(f->upvotes_below == 11000 && f->stated_hours.expected == 58.7 &&
                f->requires_given && f->n_formal == 1);
}

static void what_was_inferred_is_inferred_again(void **state)
{
    (void)state;
    must_read(FORMAT ", " TOPICS ", \"courses\": [" ZED "]}");
    assert_true(!c.courses[0].requires_given && c.courses[0].n_requires == 1 &&
                c.courses[0].requires[0].topic == 2); /* calc at 2, lag 0 */
    assert_int_equal(c.courses[0].requires[0].level, 2);
    c.courses[0].hours = (sp_hours){10, 20, 40, SP_BASIS_ESTIMATED};
    const char *text = sp_catalog_write(&c, arena);
    assert_non_null(strstr(text, "\"inferred\": [\"hours\", \"requires\"]"));
    assert_non_null(strstr(text, "\"basis\": \"estimated\""));
    must_read(text);
    assert_true(!c.courses[0].requires_given && c.courses[0].n_requires == 1 &&
                c.courses[0].hours_inferred && c.courses[0].requires_inferred);
    assert_true(isnan(c.courses[0].stated_hours.low) && isnan(c.courses[0].stated_hours.expected));
    must_read(FORMAT ", " TOPICS ", \"courses\": [{\"id\": \"a\", \"title\": \"T\", \"teaches\": "
                     "{\"eigen\": 3}, \"requires\": {}}]}");
    assert_true(c.courses[0].requires_given &&
                c.courses[0].n_requires == 0); /* an empty list is given */
}

/* ---- the shipped files ---- */

static sp_text load(const char *path)
{
    sp_text text;
    sp_error e = {0};
    if (sp_text_load(&text, path, arena, &e) != SP_OK)
        fail_msg("%s: %s (tests run from the top of the repository)", path, e.text);
    return text;
}

static void the_shipped_catalogue_is_read_and_written_again(void **state)
{
    (void)state;
    sp_text texts[64] = {load("data/catalog/topics.json"), load("data/catalog/goals.json"),
                         load("data/catalog/lists.json")};
    size_t n = 3;
    DIR *folder = opendir("data/catalog/courses");
    assert_non_null(folder);
    for (const struct dirent *entry; n < 64 && (entry = readdir(folder));) {
        char path[300];
        if (!strstr(entry->d_name, ".json")) continue;
        snprintf(path, sizeof path, "data/catalog/courses/%.200s", entry->d_name);
        texts[n++] = load(sp_arena_text(arena, path, strlen(path)));
    }
    closedir(folder);
    if (read_texts(texts, n) != SP_OK)
        fail_msg("%s:%u: %s", error.where, (unsigned)error.line, error.text);
    assert_int_equal(found.n_items, 0);
    assert_true(c.topics.n_items > 40 && c.n_goals > 5 && c.n_courses > 100);
    const char *once = sp_catalog_write(&c, arena);
    assert_string_equal(again(once), once);
}

static void a_file_that_is_missing_is_an_io_error(void **state)
{
    (void)state;
    sp_text text;
    sp_error e = {0};
    assert_int_equal(sp_text_load(&text, "/nowhere/at/all", arena, &e), SP_IO);
    assert_int_equal(sp_text_save("/nowhere/at/all", "x", 1, NULL), SP_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_key_of_a_course_is_read),
        TEST(topics_goals_and_lists_are_read),
        TEST(null_is_not_stated),
        TEST(a_topic_needs_nothing_but_its_id),
        TEST(the_name_of_the_bytes_is_their_sha256),
        TEST(parts_may_come_in_any_order_of_texts),
        TEST(the_order_of_courses_does_not_matter),
        TEST(each_mistake_in_a_course_gives_one_finding_at_its_place),
        TEST(what_a_course_requires_is_below_what_it_teaches),
        TEST(mistakes_elsewhere_have_their_places_too),
        TEST(ids_that_stand_twice_are_refused_where_they_do),
        TEST(unknown_names_are_answered_with_the_nearest),
        TEST(cycle_is_reported_with_its_topics),
        TEST(only_our_format_is_read),
        TEST(what_is_written_reads_back_the_same),
        TEST(what_was_inferred_is_inferred_again),
        TEST(the_shipped_catalogue_is_read_and_written_again),
        TEST(a_file_that_is_missing_is_an_io_error),
    };
    return cmocka_run_group_tests_name("catalog file", tests, NULL, NULL);
}
