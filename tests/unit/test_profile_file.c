/* SPDX-License-Identifier: GPL-3.0-or-later
 * Profile files: every key, every mistake at its place and all in one run, what is written reads
 * back the same. At the end the shipped profiles and catalogue files with random bytes changed.
 * Run from the top of the repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/profile.h"
#include "studypath/date.h"
#include "studypath/io.h"
#include "studypath/text.h"

static sp_arena *arena;
static sp_catalog c;
static sp_profile p;
static sp_findings found;
static sp_error error;

enum { VECTORS, EIGEN, CALC }; /* topics of the catalogue below */
enum { BOOK, FILMS, OLD_ONE }; /* courses */

static int make_catalog(void **state)
{
    (void)state;
    static const char text[] =
        "{\"format\": \"studypath-catalog/1\", \"topics\": [{\"id\": \"vectors\"}, {\"id\": "
        "\"eigen\", \"needs\": [\"vectors\"]}, {\"id\": \"calc\"}],"
        "\"goals\": [{\"id\": \"read\", \"levels\": {\"eigen\": 1}}, {\"id\": \"write\", "
        "\"levels\": {\"calc\": 2}}], \"courses\": ["
        "{\"id\": \"films\", \"title\": \"F\", \"teaches\": {\"calc\": 2}}, {\"id\": \"book\", "
        "\"title\": \"B\", \"teaches\": {\"eigen\": 2}},"
        "{\"id\": \"new\", \"was\": [\"old\"], \"title\": \"N\", \"teaches\": {}}]}";
    const sp_text one = {"c.json", text, sizeof text - 1};
    arena = sp_arena_make(0);
    found = (sp_findings){.arena = arena};
    return sp_catalog_read(&c, &one, 1, &found, arena, NULL) == SP_OK ? 0 : -1;
}

static int free_catalog(void **state)
{
    (void)state;
    sp_arena_free(arena);
    return 0;
}

static sp_status read_bytes(const char *text, size_t n)
{
    const sp_text one = {"p.json", text, n};
    found = (sp_findings){.arena = arena};
    error = (sp_error){0};
    const sp_status status = sp_profile_read(&p, &c, &one, &found, arena, &error);
    assert_int_equal(error.code, status);
    return status;
}

static sp_status read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void must_read(const char *text)
{
    if (read_text(text) != SP_OK)
        fail_msg("line %u: %s\n%s", (unsigned)error.line, error.text, text);
}

static const char *written(void)
{
    sp_writer w = {.out.arena = arena};
    sp_fields_write(&w, &sp_profile_fields, &c, &p);
    assert_false(w.out.failed);
    return w.out.text;
}

#define FORMAT "{\"format\": \"studypath-profile/1\""

static const char full[] = FORMAT
    ", \"id\": \"Any name \xc3\xa9\",\n"
    " \"background\": {\"levels\": {\"calc\": 2, \"eigen\": 0}, \"confidence\": {\"calc\": "
    "0.9, \"eigen\": 1}, \"done\": [\"films\", \"old\"]},\n"
    " \"answers\": [{\"topic\": \"eigen\", \"level\": 1}, {\"topic\": \"calc\", \"level\": "
    "0}], \"assessed\": true,\n"
    " \"goals\": [\"write\", {\"topics\": {\"eigen\": 2, \"vectors\": 1}}],\n"
    " \"time\": {\"hours_per_week\": 6.5, \"start\": \"2027-01-04\", \"deadline\": "
    "\"2027-09-01\", \"off\": [\"2027-04-05\", \"2027-04-12\"]},\n"
    " \"preferences\": {\"prefer\": \"best\", \"formats\": [\"lectures\", \"course\"], "
    "\"languages\": [\"en\", \"de\"], \"cost\": \"free\",\n"
    "  \"exclude\": [\"films\"], \"include\": [\"book\"]},\n"
    " \"progress\": [{\"course\": \"book\", \"state\": \"started\", \"hours\": 31.5, "
    "\"date\": \"2027-02-10\", \"rating\": 4},\n"
    "  {\"course\": \"old\", \"state\": \"done\"}, {\"course\": \"gone\", \"state\": "
    "\"dropped\", \"reason\": \"boring\"}],\n"
    " \"forecasts\": [{\"made\": \"2027-01-04\", \"left_hours\": 210, \"p10\": "
    "\"2027-05-01\", \"p50\": \"2027-06-01\",\n"
    "  \"p80\": \"2027-07-01\", \"p90\": \"2027-08-01\"}, {\"made\": \"2027-01-05\"}],\n"
    " \"x-note\": [1,  {\"a\": null}], \"x-\": \"\"}";

static sp_day day(const char *text)
{
    sp_day out;
    assert_true(sp_date_read(&out, text));
    return out;
}

static void every_key_is_read(void **state)
{
    (void)state;
    must_read(full);
    assert_string_equal(p.id, "Any name \xc3\xa9");
    assert_true(p.levels[CALC] == 2 && p.levels[EIGEN] == 0 && p.levels[VECTORS] == 0);
    assert_true(p.confidence[CALC] == 0.9 && p.confidence[EIGEN] == 1 &&
                p.confidence[VECTORS] == 1);
    assert_true(p.n_done == 2 && p.done[0] == FILMS && p.done[1] == OLD_ONE); /* by its former id */
    assert_true(p.n_answers == 2 && p.answers[0].topic == EIGEN && p.answers[0].level == 1 &&
                p.answers[1].level == 0 && p.assessed);
    assert_true(p.n_goals == 2 && p.goals[0].named == 1 && p.goals[1].named == SP_NONE &&
                p.goals[1].n_pairs == 2);
    assert_true(p.goals[1].pairs[0].topic == VECTORS && p.goals[1].pairs[1].topic == EIGEN &&
                p.goals[1].pairs[1].level == 2);
    assert_true(p.hours_per_week == 6.5 && p.start == day("2027-01-04") &&
                p.deadline == day("2027-09-01"));
    assert_true(p.n_off == 2 && p.off[1] == day("2027-04-12"));
    assert_true(p.prefer == SP_PREFER_BEST && p.cost == SP_COST_FREE && p.n_languages == 2);
    assert_int_equal(p.formats, 1U << SP_FORMAT_LECTURES | 1U << SP_FORMAT_COURSE);
    assert_string_equal(p.languages[1], "de");
    assert_true(p.n_exclude == 1 && p.exclude[0] == FILMS && p.n_include == 1 &&
                p.include[0] == BOOK);
}

static void every_key_of_the_log_is_read(void **state)
{
    (void)state;
    must_read(full);
    const sp_progress_entry *entry = p.progress;
    assert_true(p.n_progress == 3 && entry->course == BOOK && entry->state == SP_STATE_STARTED &&
                entry->hours == 31.5);
    assert_true(entry->rating == 4 && entry->date == day("2027-02-10") &&
                entry->reason == SP_REASON_NONE);
    assert_true(entry[1].course == OLD_ONE && entry[1].state == SP_STATE_DONE &&
                isnan(entry[1].hours) && isnan(entry[1].rating));
    assert_true(entry[1].date == SP_NO_DAY && entry[2].course == SP_NONE &&
                entry[2].state == SP_STATE_DROPPED);
    assert_int_equal(entry[2].reason, SP_REASON_BORING);
    assert_string_equal(entry[2].course_text, "gone");
    const sp_forecast_entry *f = p.forecasts;
    assert_true(p.n_forecasts == 2 && f->made == day("2027-01-04") && f->left_hours == 210 &&
                f->p10 == day("2027-05-01"));
    assert_true(f->p50 == day("2027-06-01") && f->p80 == day("2027-07-01") &&
                f->p90 == day("2027-08-01"));
    assert_true(f[1].p10 == SP_NO_DAY && f[1].p90 == SP_NO_DAY && isnan(f[1].left_hours));
    assert_int_equal(p.extras.n_items, 2);
    assert_string_equal(p.extras.items[0].key, "x-note");
    assert_string_equal(p.extras.items[0].json, "[1,  {\"a\": null}]");
}

static void a_course_of_the_log_that_is_gone_is_a_warning_only(void **state)
{
    (void)state;
    must_read(full);
    assert_true(found.n_items == 1 && found.n_errors == 0 &&
                found.items[0].severity == SP_SEVERITY_WARNING);
    assert_string_equal(found.items[0].where, "progress[2].course");
    assert_int_equal(found.items[0].line, 9);
}

static void an_empty_profile_has_the_defaults(void **state)
{
    (void)state;
    static const char *const empty[] = {
        FORMAT "}",
        FORMAT ", \"id\": null, \"background\": null, \"answers\": null, \"assessed\": null, "
               "\"goals\": null,"
               " \"time\": null, \"preferences\": null, \"progress\": null, \"forecasts\": null}",
        FORMAT ", \"background\": {\"levels\": null}, \"time\": {\"start\": null, \"off\": []}, "
               "\"preferences\": {}}"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        must_read(empty[i]);
        assert_true(!p.id && !p.n_goals && isnan(p.hours_per_week) && p.start == SP_NO_DAY &&
                    p.deadline == SP_NO_DAY && !p.assessed);
        assert_true(p.prefer == SP_PREFER_BALANCED && p.cost == SP_COST_NONE && p.formats == 0 &&
                    p.confidence[CALC] == 1);
    }
}

static void what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    static const char *const texts[] = {
        full, FORMAT "}",
        FORMAT ", \"goals\": [{\"topics\": {}}], \"preferences\": {\"prefer\": \"shortest\"}}",
        FORMAT
        ", \"progress\": [{\"course\": \"\", \"state\": \"done\", \"hours\": 0}], \"id\": \"\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        must_read(texts[i]);
        const char *once = written();
        every_key_is_read(NULL); /* something else in between */
        must_read(once);
        assert_string_equal(written(), once);
    }
    must_read(full);
    const char *once = written();
    static const char *const kept[] = {"\"x-note\": [1,  {\"a\": null}]",
                                       "\"x-\": \"\"",
                                       "\"gone\"",
                                       "\"old\"",
                                       "\"p90\": \"2027-08-01\"",
                                       "\"left_hours\": 210",
                                       "{\"vectors\": 1, \"eigen\": 2}",
                                       "\"reason\": \"boring\"",
                                       "\"assessed\": true",
                                       "[\"course\", \"lectures\"]",
                                       "\"confidence\": {\"calc\": 0.9}",
                                       "\"deadline\": \"2027-09-01\""};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!strstr(once, kept[i])) fail_msg("%s is lost in %s", kept[i], once);
}

/* ---- mistakes ---- */

static const struct mistake {
    const char *keys, *code, *where;
} mistakes[] = {
    {"\"id\": 1", "wrong-type", "id"},
    {"\"ID\": \"a\"", "unknown-key", "ID"},
    {"\"X-note\": 1", "unknown-key", "X-note"},
    {"\"background\": []", "wrong-type", "background"},
    {"\"background\": {\"level\": {}}", "unknown-key", "background.level"},
    {"\"background\": {\"levels\": []}", "wrong-type", "background.levels"},
    {"\"background\": {\"levels\": {\"eigne\": 1}}", "unknown-name", "background.levels.eigne"},
    {"\"background\": {\"levels\": {\"eigen\": 4}}", "bad-level", "background.levels.eigen"},
    {"\"background\": {\"levels\": {\"eigen\": -1}}", "bad-level", "background.levels.eigen"},
    {"\"background\": {\"levels\": {\"eigen\": 0.5}}", "bad-level", "background.levels.eigen"},
    {"\"background\": {\"levels\": {\"eigen\": true}}", "wrong-type", "background.levels.eigen"},
    {"\"background\": {\"confidence\": {\"eigen\": 2}}", "out-of-range",
     "background.confidence.eigen"},
    {"\"background\": {\"confidence\": {\"eigen\": \"1\"}}", "wrong-type",
     "background.confidence.eigen"},
    {"\"background\": {\"confidence\": {\"nobody\": 1}}", "unknown-name",
     "background.confidence.nobody"},
    {"\"background\": {\"done\": \"book\"}", "wrong-type", "background.done"},
    {"\"background\": {\"done\": [\"book\", \"boko\"]}", "unknown-name", "background.done[1]"},
    {"\"background\": {\"done\": [1]}", "wrong-type", "background.done[0]"},
    {"\"answers\": {}", "wrong-type", "answers"},
    {"\"answers\": [1]", "wrong-type", "answers[0]"},
    {"\"answers\": [{\"topic\": \"eigen\"}]", "missing-key", "answers[0]"},
    {"\"answers\": [{\"level\": 1}]", "missing-key", "answers[0]"},
    {"\"answers\": [{\"topic\": \"zzz\", \"level\": 1}]", "unknown-name", "answers[0].topic"},
    {"\"answers\": [{\"topic\": \"eigen\", \"level\": 5}]", "bad-level", "answers[0].level"},
    {"\"answers\": [{\"topic\": \"eigen\", \"level\": 1, \"sure\": 1}]", "unknown-key",
     "answers[0].sure"},
    {"\"assessed\": \"true\"", "wrong-type", "assessed"},
    {"\"goals\": \"read\"", "wrong-type", "goals"},
    {"\"goals\": [\"read\", \"raed\"]", "unknown-name", "goals[1]"},
    {"\"goals\": [null]", "wrong-type", "goals[0]"},
    {"\"goals\": [3]", "wrong-type", "goals[0]"},
    {"\"goals\": [{}]", "missing-key", "goals[0]"},
    {"\"goals\": [{\"topic\": {}, \"topics\": {}}]", "unknown-key", "goals[0].topic"},
    {"\"goals\": [{\"topics\": {\"eigen\": 0}}]", "bad-level", "goals[0].topics.eigen"},
    {"\"goals\": [{\"topics\": {\"eigne\": 1}}]", "unknown-name", "goals[0].topics.eigne"},
    {"\"time\": 6", "wrong-type", "time"},
    {"\"time\": {\"hours_per_week\": 0}", "out-of-range", "time.hours_per_week"},
    {"\"time\": {\"hours_per_week\": 168.5}", "out-of-range", "time.hours_per_week"},
    {"\"time\": {\"hours_per_week\": \"6\"}", "wrong-type", "time.hours_per_week"},
    {"\"time\": {\"hours_per_weak\": 6}", "unknown-key", "time.hours_per_weak"},
    {"\"time\": {\"start\": \"2027-1-4\"}", "bad-date", "time.start"},
    {"\"time\": {\"start\": 2027}", "wrong-type", "time.start"},
    {"\"time\": {\"deadline\": \"2027-02-29\"}", "bad-date", "time.deadline"},
    {"\"time\": {\"off\": \"2027-01-01\"}", "wrong-type", "time.off"},
    {"\"time\": {\"off\": [\"2027-01-01\", \"soon\"]}", "bad-date", "time.off[1]"},
    {"\"time\": {\"start\": \"2027-01-04\", \"deadline\": \"2027-01-04\"}", "date-order", ""},
    {"\"preferences\": \"best\"", "wrong-type", "preferences"},
    {"\"preferences\": {\"prefer\": \"cheapest\"}", "unknown-choice", "preferences.prefer"},
    {"\"preferences\": {\"prefer\": 1}", "wrong-type", "preferences.prefer"},
    {"\"preferences\": {\"formats\": \"book\"}", "wrong-type", "preferences.formats"},
    {"\"preferences\": {\"formats\": [\"books\"]}", "unknown-choice", "preferences.formats[0]"},
    {"\"preferences\": {\"languages\": \"en\"}", "wrong-type", "preferences.languages"},
    {"\"preferences\": {\"languages\": [\"\"]}", "empty", "preferences.languages[0]"},
    {"\"preferences\": {\"cost\": \"cheap\"}", "unknown-choice", "preferences.cost"},
    {"\"preferences\": {\"exclude\": [\"boook\"]}", "unknown-name", "preferences.exclude[0]"},
    {"\"preferences\": {\"include\": {}}", "wrong-type", "preferences.include"},
    {"\"preferences\": {\"include\": [\"book\"], \"exclude\": [\"films\", \"book\"]}",
     "contradiction", ""},
    {"\"preferences\": {\"format\": []}", "unknown-key", "preferences.format"},
    {"\"progress\": {}", "wrong-type", "progress"},
    {"\"progress\": [{\"course\": \"book\"}]", "missing-key", "progress[0]"},
    {"\"progress\": [{\"state\": \"done\"}]", "missing-key", "progress[0]"},
    {"\"progress\": [{\"course\": 1, \"state\": \"done\"}]", "wrong-type", "progress[0].course"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"over\"}]", "unknown-choice",
     "progress[0].state"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"done\", \"hours\": -1}]", "out-of-range",
     "progress[0].hours"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"done\", \"rating\": 5.5}]", "out-of-range",
     "progress[0].rating"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"done\", \"rating\": 0}]", "out-of-range",
     "progress[0].rating"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"done\", \"date\": \"x\"}]", "bad-date",
     "progress[0].date"},
    {"\"progress\": [{\"course\": \"book\", \"state\": \"dropped\", \"reason\": \"sad\"}]",
     "unknown-choice", "progress[0].reason"},
    {"\"forecasts\": [{}]", "missing-key", "forecasts[0]"},
    {"\"forecasts\": [{\"made\": \"2027-01-04\", \"left_hours\": -1}]", "out-of-range",
     "forecasts[0].left_hours"},
    {"\"forecasts\": [{\"made\": \"2027-01-04\", \"p50\": 3}]", "wrong-type", "forecasts[0].p50"},
    {"\"forecasts\": [{\"made\": \"2027-01-04\", \"p95\": \"2027-01-04\"}]", "unknown-key",
     "forecasts[0].p95"},
};

static void each_mistake_gives_one_finding_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct mistake *m = &mistakes[i];
        char text[400];
        snprintf(text, sizeof text, "\n\n" FORMAT ",\n%s}", m->keys);
        const sp_status status = read_text(text);
        if (status != SP_INVALID || found.n_items != 1)
            fail_msg("%s: status %d, %zu findings", m->keys, (int)status, found.n_items);
        const sp_finding *f = &found.items[0];
        if (strcmp(f->code, m->code) != 0 || strcmp(f->where, m->where) != 0 ||
            f->line != (*m->where ? 4 : 3))
            fail_msg("%s: %s at %s:%u: %s", m->keys, f->code, f->where, (unsigned)f->line, f->text);
        assert_string_equal(f->file, "p.json");
        assert_string_equal(error.where, "p.json");
        assert_int_equal(error.line, f->line);
    }
}

static void all_mistakes_are_found_in_one_run_with_their_lines(void **state)
{
    (void)state;
    const char text[] = FORMAT ",\n\"background\": {\n\"levels\": {\n\"eigen\": 9,\n\"zzz\": "
                               "1},\n\"done\": [\"book\",\n\"nope\"]},\n"
                               "\"gaols\": [],\n\"time\": {\"hours_per_week\":\n 200}}";
    static const struct {
        uint32_t line;
        const char *where;
    } expected[] = {{4, "background.levels.eigen"},
                    {5, "background.levels.zzz"},
                    {7, "background.done[1]"},
                    {8, "gaols"},
                    {10, "time.hours_per_week"}};
    assert_int_equal(read_text(text), SP_INVALID);
    assert_int_equal(found.n_items, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(found.items[i].line, expected[i].line);
        assert_string_equal(found.items[i].where, expected[i].where);
    }
    assert_int_equal(error.line, 4); /* the error is the first of them */
}

static void unknown_names_are_answered_with_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *nearest;
    } known[] = {{"\"gaols\": []", "goals"},
                 {"\"background\": {\"levels\": {\"vector\": 1}}", "vectors"},
                 {"\"goals\": [\"raed\"]", "read"},
                 {"\"background\": {\"done\": [\"boko\"]}", "book"},
                 {"\"time\": {\"deadlin\": 1}", "deadline"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char text[200], words[64];
        snprintf(text, sizeof text, FORMAT ", %s}", known[i].keys);
        snprintf(words, sizeof words, "did you mean \"%s\"?", known[i].nearest);
        read_text(text);
        if (found.n_items != 1 || !strstr(found.items[0].text, words))
            fail_msg("%s: %s", known[i].keys, error.text);
    }
}

static bool is_utf8(const char *text)
{
    size_t n, left = strlen(text);
    for (; left; text += n, left -= n) {
        uint32_t point;
        if (!(n = sp_utf8_decode(&point, text, left))) return false;
    }
    return true;
}

static bool status_fits_findings(sp_status status)
{
    if (error.code != status || !is_utf8(error.text)) return false;
    for (size_t i = 0; i < found.n_items; i++)
        if (!is_utf8(found.items[i].text) || !is_utf8(found.items[i].where)) return false;
    if (status == SP_OK || status == SP_CYCLE) return found.n_errors == 0;
    if (status == SP_SYNTAX) return found.n_items == 0;
    return status == SP_INVALID && (found.n_errors > 0 || strstr(error.text, "format"));
}

static void only_our_format_is_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"[]",
                                        "\"x\"",
                                        "{}",
                                        "{\"format\": null}",
                                        "{\"format\": \"studypath-profile/2\"}",
                                        "{\"format\": \"studypath-catalog/1\"}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(read_text(wrong[i]), SP_INVALID);
        assert_non_null(strstr(error.text, "studypath-profile/1"));
    }
    assert_int_equal(read_text(FORMAT ", \"id\": \"a\", \"id\": \"b\"}"), SP_SYNTAX);
    assert_int_equal(read_text(""), SP_SYNTAX);
}

static void a_long_format_is_cut_between_two_characters(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        char text[400] = "{\"format\": \"xx";
        text[strlen(text) - shift] = '\0';
        for (int i = 0; i < 50; i++) memcpy(text + strlen(text), "\xe2\x82\xac", 4);
        memcpy(text + strlen(text), "\"}", 3);
        assert_int_equal(read_text(text), SP_INVALID);
        assert_true(status_fits_findings(SP_INVALID));
        assert_non_null(strstr(error.text, "studypath-profile/1"));
    }
}

/* ---- random mutations ---- */

static uint64_t seed = 1;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((seed >> 33) % n);
}

/* Change, insert or take away some bytes; `out` has room for 16 more and a NUL. */
static size_t mutate(char *out, const char *text, size_t n)
{
    static const char likely[] = "\"{}[]:,0123456789-.eE\\/utfn \n\x01\x80\xc3\xff";
    memcpy(out, text, n);
    for (uint32_t k = 1 + random_below(3); k--;) {
        const size_t at = random_below((uint32_t)n);
        const uint32_t choice = random_below(4);
        const char byte = random_below(3) ? likely[random_below(sizeof likely - 1)]
                                          : (char)random_below(256);
        if (choice == 0) {
            memmove(out + at + 1, out + at, n++ - at);
            out[at] = byte;
        } else if (choice == 1 && n > 1) {
            memmove(out + at, out + at + 1, --n - at);
        } else if (choice == 2) {
            out[at] = byte;
        } else {
            out[at] = (char)(out[at] ^ (1 << random_below(8)));
        }
    }
    out[n] = '\0';
    return n;
}

/* A way to read a text, and to write what was read. */
typedef struct format {
    sp_status (*read)(const char *text, size_t n);
    const char *(*write)(void);
} format;

static const format profiles = {read_bytes, written};

static sp_text frame; /* what the changed text of a catalogue speaks of */
static sp_catalog changed;

/* The checks take whatever was read, right or wrong. */
static void check_what_was_read(bool is_right)
{
    sp_findings f = {.arena = arena};
    assert_int_equal(sp_catalog_check_records(&changed, &f, arena, NULL), SP_OK);
    if (is_right) {
        assert_int_equal(sp_steps_set(&changed, NULL, 0, arena, NULL), SP_OK);
        assert_int_equal(sp_catalog_check_reach(&changed, &f, arena, NULL), SP_OK);
    }
    for (size_t i = 0; i < f.n_items; i++)
        assert_true(is_utf8(f.items[i].text) && sp_finding_kind_find(f.items[i].code));
}

static sp_status read_catalog(const char *text, size_t n)
{
    const sp_text texts[] = {{"m.json", text, n}, frame};
    found = (sp_findings){.arena = arena};
    error = (sp_error){0};
    const sp_status status = sp_catalog_read(&changed, texts, frame.text ? 2 : 1, &found, arena,
                                             &error);
    if (status == SP_OK || found.n_errors) check_what_was_read(status == SP_OK);
    return status;
}

static const char *write_catalog(void)
{
    frame.text = NULL; /* it holds all */
    return sp_catalog_write(&changed, arena);
}

static const format catalogs = {read_catalog, write_catalog};

/* Change the text `rounds` times; what is still accepted must be written and read the same. */
static void mutate_often(const format *f, sp_text text, int rounds)
{
    const sp_text frame_before = frame;
    char *mutated = malloc(text.n_bytes + 32);
    assert_non_null(mutated);
    int n_accepted = 0;
    for (int i = 0; i < rounds; i++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        const sp_status status = f->read(mutated, mutate(mutated, text.text, text.n_bytes));
        if (!status_fits_findings(status))
            fail_msg("status %d, %zu errors: %s\n%s", (int)status, found.n_errors, error.text,
                     mutated);
        if (status == SP_OK) {
            const char *once = f->write();
            if (f->read(once, strlen(once)) != SP_OK) fail_msg("%s\n%s", error.text, once);
            assert_string_equal(f->write(), once);
            n_accepted++;
        }
        frame = frame_before;
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_accepted > 0 && n_accepted < rounds);
    free(mutated);
}

static sp_text load(const char *path)
{
    sp_text text;
    if (sp_text_load(&text, path, arena, &error) != SP_OK)
        fail_msg("%s: %s (tests run from the top of the repository)", path, error.text);
    return text;
}

static void changed_profiles_never_crash_and_what_is_accepted_is_sound(void **state)
{
    (void)state;
    mutate_often(&profiles, (sp_text){"full", full, sizeof full - 1}, 6000);
    const sp_text texts[] = {load("data/catalog/topics.json"), load("data/catalog/goals.json")};
    assert_int_equal(sp_catalog_read(&c, texts, 2, &found, arena, NULL), SP_OK);
    static const char *const shipped[] = {
        "data/profiles/school.json", "data/profiles/engineer.json", "data/profiles/physicist.json"};
    for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
        const sp_text text = load(shipped[i]);
        assert_int_equal(read_bytes(text.text, text.n_bytes), SP_OK);
        assert_int_equal(found.n_items, 0);
        mutate_often(&profiles, text, 3000);
    }
}

static void changed_catalogues_never_crash_and_what_is_accepted_is_sound(void **state)
{
    (void)state;
    const sp_text topics = load("data/catalog/topics.json");
    assert_int_equal(read_catalog(topics.text, topics.n_bytes), SP_OK);
    sp_buffer ids = {.arena = arena}; /* the names alone, so that the rest can be read quickly */
    sp_buffer_puts(&ids, "{\"format\": \"studypath-catalog/1\", \"topics\": [");
    for (size_t t = 0; t < changed.topics.n_items; t++)
        sp_buffer_printf(&ids, "%s{\"id\": \"%s\"}", t ? "," : "", changed.topics.items[t].id);
    sp_buffer_puts(&ids, "]}");
    mutate_often(&catalogs, topics, 400);
    frame = (sp_text){"frame", ids.text, ids.length};
    mutate_often(&catalogs, load("data/catalog/goals.json"), 4000);
    mutate_often(&catalogs, load("data/catalog/courses/optimization.json"), 1000);
    frame = (sp_text){0};
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_catalog, free_catalog)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_key_is_read),
        TEST(every_key_of_the_log_is_read),
        TEST(a_course_of_the_log_that_is_gone_is_a_warning_only),
        TEST(an_empty_profile_has_the_defaults),
        TEST(what_is_written_reads_back_the_same),
        TEST(each_mistake_gives_one_finding_at_its_place),
        TEST(all_mistakes_are_found_in_one_run_with_their_lines),
        TEST(unknown_names_are_answered_with_the_nearest),
        TEST(only_our_format_is_read),
        TEST(a_long_format_is_cut_between_two_characters),
        TEST(changed_profiles_never_crash_and_what_is_accepted_is_sound),
        TEST(changed_catalogues_never_crash_and_what_is_accepted_is_sound),
    };
    return cmocka_run_group_tests_name("profile file", tests, NULL, NULL);
}
