/* SPDX-License-Identifier: GPL-3.0-or-later
 * Field tables: a table with every kind of field is read and written; each mistake gives one
 * finding at its path; paths come back after a mistake and are cut when they are too long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/fields.h"
#include "small_catalog.h"

typedef struct part {
    double x;
    sp_topic_id topic;
    uint8_t level;
} part;

typedef struct record {
    const char *text, *id;
    double above_0, whole, any, low, high, number;
    bool yes, any_given;
    sp_stage stage;
    sp_prefer prefer;
    unsigned formats;
    sp_day day;
    const char *const *texts;
    sp_day *days;
    const sp_pair *pairs;
    uint8_t *levels;
    double *confidence;
    sp_course_id *courses;
    const sp_source *map;
    part *parts;
    part inner;
    size_t n_texts, n_days, n_pairs, n_courses, n_map, n_parts;
    sp_extras extras;
} record;

#define AT(type, member) .offset = offsetof(type, member)
#define COUNTED(member, count)                                                                     \
    .offset = offsetof(record, member), .count_offset = offsetof(record, count)

static const sp_field part_rows[] = {
    {"topic", SP_FIELD_TOPIC, AT(part, topic), .flags = SP_FIELD_REQUIRED},
    {"level", SP_FIELD_LEVEL, AT(part, level), .low = 1},
    {"x", SP_FIELD_NUMBER, AT(part, x), .low = -1, .high = 1},
};

static void part_defaults(void *at)
{
    *(part *)at = (part){.x = NAN, .topic = ALGEBRA, .level = 1};
}

static const sp_fields part_fields = {"a part", part_rows, 3, .size = sizeof(part),
                                      .defaults = part_defaults};

static const sp_field below_rows[] = {
    {"below", SP_FIELD_NUMBER, AT(record, low), .flags = SP_FIELD_OPEN_LOW, .high = 9}};
static const sp_fields below_fields = {"number", below_rows, 1, .size = sizeof(record)};

static const sp_field rows[] = {
    {"id", SP_FIELD_TEXT, AT(record, id), .flags = SP_FIELD_IS_ID},
    {"text", SP_FIELD_TEXT, AT(record, text), .flags = SP_FIELD_NOT_EMPTY},
    {"above_0", SP_FIELD_NUMBER, AT(record, above_0), .flags = SP_FIELD_OPEN_LOW, .high = 10},
    {"whole", SP_FIELD_NUMBER, AT(record, whole), .flags = SP_FIELD_WHOLE, .low = 3, .high = 5},
    {"any", SP_FIELD_NUMBER, AT(record, any), .given_offset = offsetof(record, any_given)},
    {"yes", SP_FIELD_BOOL, AT(record, yes)},
    {"stage", SP_FIELD_CHOICE, AT(record, stage), .choices = SP_CHOICE_STAGE},
    {"prefer", SP_FIELD_PREFER, AT(record, prefer), .choices = SP_CHOICE_PREFER},
    {"formats", SP_FIELD_CHOICES, AT(record, formats), .choices = SP_CHOICE_FORMAT},
    {"day", SP_FIELD_DATE, AT(record, day)},
    {"texts", SP_FIELD_TEXTS, COUNTED(texts, n_texts), .flags = SP_FIELD_NOT_EMPTY},
    {"days", SP_FIELD_DATES, COUNTED(days, n_days)},
    {"pairs", SP_FIELD_PAIRS, COUNTED(pairs, n_pairs), .low = 1},
    {"levels", SP_FIELD_LEVELS, AT(record, levels)},
    {"confidence", SP_FIELD_CONFIDENCE, AT(record, confidence), .high = 1},
    {"courses", SP_FIELD_COURSES, COUNTED(courses, n_courses)},
    {"map", SP_FIELD_TEXT_MAP, COUNTED(map, n_map)},
    {"parts", SP_FIELD_LIST, COUNTED(parts, n_parts), .sub = &part_fields},
    {"number", SP_FIELD_NUMBER_OR_OBJECT, AT(record, number), .high = 9, .sub = &below_fields},
};

static sp_status after_record(sp_reader *r, const cJSON *item, void *at)
{
    return ((record *)at)->any == 13 ? sp_reader_refuse(r, item, "unlucky", "is %d", 13) : SP_OK;
}

static const sp_fields fields = {"a record",
                                 rows,
                                 sizeof rows / sizeof *rows,
                                 .size = sizeof(record),
                                 .extras_offset = offsetof(record, extras),
                                 .after = after_record};

static small_world w;
static sp_findings found;
static record got;

static int make_world(void **state)
{
    (void)state;
    small_world_make(&w);
    return 0;
}

static int free_world(void **state)
{
    (void)state;
    small_world_free(&w);
    return 0;
}

static sp_status use(const sp_json *json, void *payload, sp_error *e)
{
    (void)payload;
    sp_reader r = {
        .json = json, .catalog = &w.catalog, .findings = &found, .arena = w.arena, .error = e};
    assert_int_equal(sp_fields_read(&r, &fields, json->root, &got), SP_OK);
    assert_string_equal(r.path, ""); /* entered and left alike */
    return SP_OK;
}

static void read_record(const char *text)
{
    found = (sp_findings){.arena = w.arena};
    got = (record){.above_0 = NAN,
                   .whole = NAN,
                   .any = NAN,
                   .low = NAN,
                   .high = NAN,
                   .number = NAN,
                   .day = SP_NO_DAY};
    got.levels = sp_arena_take(w.arena, SMALL_TOPICS);
    got.confidence = sp_arena_array(w.arena, SMALL_TOPICS, sizeof(double));
    for (int t = 0; t < SMALL_TOPICS; t++) got.confidence[t] = 1;
    sp_error e = {0};
    if (sp_json_read(text, strlen(text), "f.json", use, NULL, w.arena, &e) != SP_OK)
        fail_msg("%s: %s", text, e.text);
}

static const char *write_record(void)
{
    sp_writer out = {.out.arena = w.arena};
    sp_fields_write(&out, &fields, &w.catalog, &got);
    assert_false(out.out.failed);
    return out.out.text;
}

static const char full[] = "{\n  \"id\": \"A.b_c:d#e-9\",\n  \"text\": \"t\",\n  \"above_0\": "
                           "0.5,\n  \"whole\": 4,\n  \"any\": -1e+99,\n  \"yes\": true,\n"
                           "  \"stage\": \"intermediate\",\n  \"prefer\": \"best\",\n  "
                           "\"formats\": [\"lectures\", \"interactive\"],\n"
                           "  \"day\": \"2026-11-24\",\n  \"texts\": [\"a\", \"b\"],\n  \"days\": "
                           "[\"1970-01-01\", \"2200-12-31\"],\n"
                           "  \"pairs\": {\"algebra\": 1, \"eigen\": 3},\n  \"levels\": "
                           "{\"vectors\": 2},\n  \"confidence\": {\"eigen\": 0.25},\n"
                           "  \"courses\": [\"proofs\", \"films\"],\n  \"map\": {\n    \"k\": "
                           "\"v\",\n    \"l\": \"\"\n  },\n"
                           "  \"parts\": [\n    {\n      \"topic\": \"eigen\",\n      \"level\": "
                           "3,\n      \"x\": -1\n    },\n"
                           "    {\n      \"topic\": \"algebra\",\n      \"level\": 1\n    }\n  "
                           "],\n  \"number\": 9,\n  \"x-mine\": {\"a\":  [1]}\n}\n";

static void every_kind_of_field_is_read_and_written_again(void **state)
{
    (void)state;
    read_record(full);
    for (size_t i = 0; i < found.n_items; i++)
        fail_msg("%s: %s", found.items[i].where, found.items[i].text);
    assert_string_equal(got.id, "A.b_c:d#e-9");
    assert_true(got.above_0 == 0.5 && got.whole == 4 && got.any == -1e99 && got.any_given &&
                got.yes && got.number == 9);
    assert_true(got.stage == SP_STAGE_INTERMEDIATE && got.prefer == SP_PREFER_BEST &&
                got.day == 20781);
    assert_int_equal(got.formats, 1U << SP_FORMAT_LECTURES | 1U << SP_FORMAT_INTERACTIVE);
    assert_true(got.n_texts == 2 && got.n_days == 2 && got.days[1] == 84370 && got.n_pairs == 2 &&
                got.pairs[1].level == 3);
    assert_true(got.levels[VECTORS] == 2 && got.confidence[EIGEN] == 0.25 &&
                got.confidence[ALGEBRA] == 1);
    assert_true(got.n_courses == 2 && got.courses[0] == PROOFS && got.courses[1] == FILMS &&
                got.n_map == 2);
    assert_true(got.n_parts == 2 && got.parts[0].topic == EIGEN && got.parts[0].level == 3 &&
                got.parts[1].level == 1);
    assert_string_equal(write_record(), full);
}

static void what_is_absent_or_null_keeps_its_default_and_is_not_written(void **state)
{
    (void)state;
    static const char *const empty[] = {
        "{}", "{\"any\": null, \"id\": null, \"pairs\": null, \"parts\": null, \"number\": null, "
              "\"day\": null,"
              "\"levels\": null, \"map\": null, \"stage\": null, \"yes\": null}"};
    for (int i = 0; i < 2; i++) {
        read_record(empty[i]);
        assert_int_equal(found.n_items, 0);
        assert_false(got.any_given);
        assert_string_equal(write_record(),
                            "{\n  \"prefer\": \"shortest\"\n}\n"); /* its 0 is a value */
    }
}

static void pairs_are_sorted_by_topic_whatever_their_order(void **state)
{
    (void)state;
    read_record("{\"pairs\": {\"eigen\": 1, \"algebra\": 2, \"matrices\": 3}}");
    static const sp_topic_id topics[] = {ALGEBRA, MATRICES, EIGEN};
    for (size_t i = 0; i < 3; i++) assert_int_equal(got.pairs[i].topic, topics[i]);
    read_record("{\"levels\": {\"eigen\": 0, \"algebra\": 2}}");
    assert_true(got.levels[EIGEN] == 0 && got.levels[ALGEBRA] == 2 && found.n_items == 0);
}

static void lists_of_one_are_written(void **state)
{
    (void)state;
    static const char *const one[] = {
        "\"texts\": [\"a\"]",
        "\"days\": [\"2026-11-24\"]",
        "\"pairs\": {\"eigen\": 1}",
        "\"courses\": [\"films\"]",
        "\"map\": {\n    \"k\": \"v\"\n  }",
        "\"formats\": [\"course\"]",
        "\"parts\": [\n    {\n      \"topic\": \"eigen\",\n      \"level\": 1\n    }\n  ]"};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        char text[200];
        snprintf(text, sizeof text, "{%s}", one[i]);
        read_record(text);
        if (!strstr(write_record(), one[i])) fail_msg("%s is not in %s", one[i], write_record());
    }
}

static void a_number_or_an_object_is_read(void **state)
{
    (void)state;
    read_record("{\"number\": {\"below\": 7}}");
    assert_true(found.n_items == 0 && got.low == 7 && isnan(got.number));
    assert_non_null(strstr(write_record(), "\"number\": {\n    \"below\": 7\n  }"));
}

static const struct mistake {
    const char *json, *code, *where;
} mistakes[] = {
    {"{\"id\": 1}", "wrong-type", "id"},
    {"{\"id\": \"\"}", "bad-id", "id"},
    {"{\"id\": \"a b\"}", "bad-id", "id"},
    {"{\"text\": \"\"}", "empty", "text"},
    {"{\"text\": [\"a\"]}", "wrong-type", "text"},
    {"{\"above_0\": 0}", "out-of-range", "above_0"},
    {"{\"above_0\": 10.0001}", "out-of-range", "above_0"},
    {"{\"above_0\": \"1\"}", "wrong-type", "above_0"},
    {"{\"whole\": 2}", "out-of-range", "whole"},
    {"{\"whole\": 6}", "out-of-range", "whole"},
    {"{\"whole\": 3.5}", "out-of-range", "whole"},
    {"{\"any\": true}", "wrong-type", "any"},
    {"{\"yes\": 1}", "wrong-type", "yes"},
    {"{\"stage\": \"expert\"}", "unknown-choice", "stage"},
    {"{\"stage\": 2}", "wrong-type", "stage"},
    {"{\"stage\": \"beginner|intermediate\"}", "unknown-choice", "stage"},
    {"{\"prefer\": \"\"}", "unknown-choice", "prefer"},
    {"{\"formats\": \"book\"}", "wrong-type", "formats"},
    {"{\"formats\": [\"book\", \"film\"]}", "unknown-choice", "formats[1]"},
    {"{\"formats\": [null]}", "wrong-type", "formats[0]"},
    {"{\"day\": \"2026-02-30\"}", "bad-date", "day"},
    {"{\"day\": 20260101}", "wrong-type", "day"},
    {"{\"texts\": {}}", "wrong-type", "texts"},
    {"{\"texts\": [\"a\", \"\", \"b\"]}", "empty", "texts[1]"},
    {"{\"texts\": [\"a\", null]}", "wrong-type", "texts[1]"},
    {"{\"days\": [\"1969-12-31\"]}", "bad-date", "days[0]"},
    {"{\"pairs\": [\"eigen\"]}", "wrong-type", "pairs"},
    {"{\"pairs\": {\"eigne\": 1}}", "unknown-name", "pairs.eigne"},
    {"{\"pairs\": {\"eigen\": 0}}", "bad-level", "pairs.eigen"},
    {"{\"pairs\": {\"eigen\": 4}}", "bad-level", "pairs.eigen"},
    {"{\"pairs\": {\"eigen\": 1.5}}", "bad-level", "pairs.eigen"},
    {"{\"pairs\": {\"eigen\": null}}", "wrong-type", "pairs.eigen"},
    {"{\"levels\": {\"eigen\": -1}}", "bad-level", "levels.eigen"},
    {"{\"levels\": {\"eigen\": \"use\"}}", "wrong-type", "levels.eigen"},
    {"{\"confidence\": 1}", "wrong-type", "confidence"},
    {"{\"confidence\": {\"eigen\": 1.01}}", "out-of-range", "confidence.eigen"},
    {"{\"confidence\": {\"eigen\": -0.01}}", "out-of-range", "confidence.eigen"},
    {"{\"confidence\": {\"nobody\": 1}}", "unknown-name", "confidence.nobody"},
    {"{\"courses\": \"films\"}", "wrong-type", "courses"},
    {"{\"courses\": [\"films\", 3]}", "wrong-type", "courses[1]"},
    {"{\"courses\": [\"flims\"]}", "unknown-name", "courses[0]"},
    {"{\"map\": []}", "wrong-type", "map"},
    {"{\"map\": {\"k\": 1}}", "wrong-type", "map.k"},
    {"{\"parts\": {}}", "wrong-type", "parts"},
    {"{\"parts\": [3]}", "wrong-type", "parts[0]"},
    {"{\"parts\": [{\"topic\": \"eigen\"}, {}]}", "missing-key", "parts[1]"},
    {"{\"parts\": [{\"topic\": null}]}", "wrong-type", "parts[0].topic"},
    {"{\"parts\": [{\"topic\": 1}]}", "wrong-type", "parts[0].topic"},
    {"{\"parts\": [{\"topic\": \"eigen\", \"level\": 0}]}", "bad-level", "parts[0].level"},
    {"{\"parts\": [{\"topic\": \"eigen\", \"x\": 1.5}]}", "out-of-range", "parts[0].x"},
    {"{\"parts\": [{\"topic\": \"eigen\", \"y\": 1}]}", "unknown-key", "parts[0].y"},
    {"{\"number\": 10}", "out-of-range", "number"},
    {"{\"number\": {\"below\": 0}}", "out-of-range", "number.below"},
    {"{\"number\": {\"above\": 1}}", "unknown-key", "number.above"},
    {"{\"number\": \"9\"}", "wrong-type", "number"},
    {"{\"txet\": \"t\"}", "unknown-key", "txet"},
    {"{\"Text\": \"t\"}", "unknown-key", "Text"},
    {"{\"any\": 13}", "unlucky", ""},
    {"[]", "wrong-type", ""},
};

static void each_mistake_gives_one_finding_at_its_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct mistake *m = &mistakes[i];
        read_record(m->json);
        if (found.n_items != 1 || found.n_errors != 1)
            fail_msg("%s: %zu findings", m->json, found.n_items);
        const sp_finding *f = &found.items[0];
        if (strcmp(f->code, m->code) != 0 || strcmp(f->where, m->where) != 0)
            fail_msg("%s: %s at \"%s\": %s", m->json, f->code, f->where, f->text);
        assert_string_equal(f->file, "f.json");
        assert_int_equal(f->line, 1);
    }
}

static void all_mistakes_are_found_in_one_run_with_their_lines(void **state)
{
    (void)state;
    read_record("{\"id\": 1,\n\"whole\": 9,\n\"parts\": [{},\n {\"topic\": \"eigne\",\n \"level\": "
                "7}],\n\"texts\": [1,\n \"ok\",\n 2]}");
    static const struct {
        uint32_t line;
        const char *where;
    } expected[] = {{1, "id"},
                    {2, "whole"},
                    {3, "parts[0]"},
                    {4, "parts[1].topic"},
                    {5, "parts[1].level"},
                    {6, "texts[0]"},
                    {8, "texts[2]"}};
    assert_int_equal(found.n_items, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(found.items[i].line, expected[i].line);
        assert_string_equal(found.items[i].where, expected[i].where);
    }
    assert_int_equal(got.n_texts, 1); /* what is right is kept */
    assert_string_equal(got.texts[0], "ok");
}

static void finding_says(const char *json, const char *words)
{
    read_record(json);
    assert_true(found.n_items == 1);
    if (!strstr(found.items[0].text, words))
        fail_msg("\"%s\" does not say \"%s\"", found.items[0].text, words);
}

static void findings_name_the_nearest_or_what_is_allowed(void **state)
{
    (void)state;
    finding_says("{\"txet\": 1}", "did you mean \"text\"");
    finding_says("{\"zzzzzz\": 1}", "it may have id, text, above_0");
    finding_says("{\"pairs\": {\"vector\": 1}}", "did you mean \"vectors\"");
    finding_says("{\"courses\": [\"linear-mocc\"]}", "did you mean \"linear-mooc\"");
    finding_says("{\"courses\": [\"zzz\"]}", "there is no course \"zzz\"");
    finding_says("{\"stage\": \"x\"}", "beginner|intermediate|advanced");
    finding_says("{\"above_0\": -2}", "is -2, a number above 0 and up to 10");
    finding_says("{\"parts\": [{}]}", "\"topic\"");
    finding_says("{\"id\": {}}", "an object");
}

static void a_path_that_is_too_long_is_cut_and_the_next_is_right(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        char text[2000] = "{\"map\": {\"";
        memcpy(text + strlen(text), "xx", shift);
        for (int i = 0; i < 200; i++) memcpy(text + strlen(text), "\xe2\x82\xac", 4);
        snprintf(text + strlen(text), 100, "\": 1}, \"courses\": [1], \"texts\": [2]}");
        read_record(text);
        assert_int_equal(found.n_items, 3);
        const char *where = found.items[0].where;
        assert_true(strlen(where) < 256 && strlen(where) > 250);
        assert_int_equal((strlen(where) - strlen("map.") - shift) % 3, 0); /* no half character */
        assert_string_equal(found.items[1].where, "courses[0]");
        assert_string_equal(found.items[2].where, "texts[0]");
    }
}

static void a_long_value_is_cut_at_a_character(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        char text[2000] = "{\"stage\": \"";
        memcpy(text + strlen(text), "xx", shift);
        for (int i = 0; i < 200; i++) memcpy(text + strlen(text), "\xe2\x82\xac", 4);
        snprintf(text + strlen(text), 100, "\"}");
        read_record(text);
        const char *said = found.items[0].text;
        assert_true(strlen(said) > 390);
        assert_int_equal((strlen(said) - strlen("is \"") - shift) % 3, 0);
    }
}

static void ids_are_of_few_letters_and_at_most_128(void **state)
{
    (void)state;
    char text[300], id[130];
    for (int c = 0x20; c < 0x7f; c++) {
        const bool allowed = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                             (c >= 'a' && c <= 'z') || strchr("._:#-", c);
        snprintf(text, sizeof text, "{\"id\": \"%s%c\"}", c == '"' || c == '\\' ? "\\" : "", c);
        read_record(text);
        if ((found.n_items == 0) != allowed) fail_msg("%c", c);
    }
    memset(id, 'a', sizeof id);
    for (int length = 128; length <= 129; length++) {
        snprintf(text, sizeof text, "{\"id\": \"%.*s\"}", length, id);
        read_record(text);
        assert_int_equal(found.n_items, length == 129);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, free_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_field_is_read_and_written_again),
        TEST(what_is_absent_or_null_keeps_its_default_and_is_not_written),
        TEST(pairs_are_sorted_by_topic_whatever_their_order),
        TEST(lists_of_one_are_written),
        TEST(a_number_or_an_object_is_read),
        TEST(each_mistake_gives_one_finding_at_its_path),
        TEST(all_mistakes_are_found_in_one_run_with_their_lines),
        TEST(findings_name_the_nearest_or_what_is_allowed),
        TEST(a_path_that_is_too_long_is_cut_and_the_next_is_right),
        TEST(a_long_value_is_cut_at_a_character),
        TEST(ids_are_of_few_letters_and_at_most_128),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
