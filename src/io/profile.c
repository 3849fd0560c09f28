/* SPDX-License-Identifier: GPL-3.0-or-later
 * The profile format, studypath-profile/1: its field tables, reading and writing. */
#include "io/profile.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/try.h"
#include "io/document.h"

#define FORMAT "studypath-profile/1"
#define AT(type, member) .offset = offsetof(type, member)
#define COUNTED(type, member, count)                                                               \
    .offset = offsetof(type, member), .count_offset = offsetof(type, count)
#define ROWS(rows) rows, sizeof rows / sizeof *rows

static const sp_field background_rows[] = {
    {"levels", SP_FIELD_LEVELS, AT(sp_profile, levels), .help = "what is known"},
    {"confidence", SP_FIELD_CONFIDENCE, AT(sp_profile, confidence), .high = 1,
     .help = "how sure that is; default 1"},
    {"done", SP_FIELD_COURSES, COUNTED(sp_profile, done, n_done),
     .help = "courses that were finished before"},
    {"schooling", SP_FIELD_CHOICE, AT(sp_profile, schooling), .choices = SP_CHOICE_SCHOOLING,
     .help = "mathematics at school and after"},
};
static const sp_fields background_fields = {
    "background", ROWS(background_rows), .size = sizeof(sp_profile),
    .extras_offset = offsetof(sp_profile, background_extras)};

static const sp_field answer_rows[] = {
    {"topic", SP_FIELD_TOPIC, AT(sp_answer, topic), .flags = SP_FIELD_REQUIRED,
     .help = "what was asked"},
    {"level", SP_FIELD_LEVEL, AT(sp_answer, level), .flags = SP_FIELD_REQUIRED | SP_FIELD_OR_NULL,
     .help = "what was answered, null = skipped; with a result: what the item was about"},
    {"item", SP_FIELD_TEXT, AT(sp_answer, item), .help = "a verification item"},
    {"result", SP_FIELD_CHOICE, AT(sp_answer, result), .choices = SP_CHOICE_RESULT,
     .help = "what came of it"},
};

static void answer_defaults(void *record)
{
    *(sp_answer *)record = (sp_answer){.level = SP_NO_LEVEL};
}

static sp_status check_answer(sp_reader *r, const cJSON *item, void *record)
{
    const sp_answer *answer = record;
    if (answer->item && !answer->result)
        return sp_reader_refuse(r, item, "missing-key", "an answer with an item needs a result");
    if (answer->result && (answer->level == 0 || answer->level == SP_NO_LEVEL))
        return sp_reader_refuse(r, item, "out-of-range",
                                "an answer with a result is about a level from 1 to 3");
    return SP_OK;
}

const sp_fields sp_answer_fields = {"an answer",
                                    ROWS(answer_rows),
                                    .size = sizeof(sp_answer),
                                    .extras_offset = offsetof(sp_answer, extras),
                                    .defaults = answer_defaults,
                                    .after = check_answer};

#define DAY(name, index, word)                                                                     \
    {                                                                                              \
        name, SP_FIELD_NUMBER, AT(sp_profile, day_hours[index]), .high = 24,                       \
                                                                 .help = "hours on " word          \
    }
static const sp_field day_rows[] = {
    DAY("mon", 0, "Mondays"),   DAY("tue", 1, "Tuesdays"), DAY("wed", 2, "Wednesdays"),
    DAY("thu", 3, "Thursdays"), DAY("fri", 4, "Fridays"),  DAY("sat", 5, "Saturdays"),
    DAY("sun", 6, "Sundays"),
};
static const sp_fields day_fields = {"days", ROWS(day_rows), .size = sizeof(sp_profile)};

static const sp_field time_rows[] = {
    {"hours_per_week", SP_FIELD_NUMBER, AT(sp_profile, hours_per_week), .flags = SP_FIELD_OPEN_LOW,
     .high = 168, .help = "hours of study a week; default 4"},
    {"start", SP_FIELD_DATE, AT(sp_profile, start), .help = "first day; default today"},
    {"deadline", SP_FIELD_DATE, AT(sp_profile, deadline),
     .help = "the path must fit before this day"},
    {"confidence", SP_FIELD_NUMBER, AT(sp_profile, on_time), .low = 0.5, .high = 0.99,
     .help = "how sure it must be that it fits; default 0.8"},
    {"off", SP_FIELD_DATES, COUNTED(sp_profile, off, n_off),
     .help = "weeks without study, each named by a day in it"},
    {"days", SP_FIELD_OBJECT, .sub = &day_fields,
     .help = "hours on each day, scaled to hours_per_week where both are there; default the same "
             "every day"},
    {"parallel", SP_FIELD_NUMBER, AT(sp_profile, parallel), .flags = SP_FIELD_WHOLE, .low = 1,
     .high = 20, .help = "the most courses under way at once; default 1"},
    {"weekly_loads", SP_FIELD_BOOL, AT(sp_profile, weekly_loads),
     .help = "whether a course takes no more of a week than it states; default no"},
};
static const sp_fields time_fields = {"time", ROWS(time_rows), .size = sizeof(sp_profile),
                                      .extras_offset = offsetof(sp_profile, time_extras)};

static const sp_field preference_rows[] = {
    {"prefer", SP_FIELD_PREFER, AT(sp_profile, prefer), .choices = SP_CHOICE_PREFER,
     .help = "what counts; default balanced"},
    {"formats", SP_FIELD_CHOICES, AT(sp_profile, formats), .choices = SP_CHOICE_FORMAT,
     .help = "formats that are liked"},
    {"languages", SP_FIELD_TEXTS, COUNTED(sp_profile, languages, n_languages),
     .flags = SP_FIELD_NOT_EMPTY, .help = "codes that are understood; default any"},
    {"cost", SP_FIELD_CHOICE, AT(sp_profile, cost), .choices = SP_CHOICE_COST,
     .help = "the dearest that is allowed; default any"},
    {"max_price", SP_FIELD_TEXT, AT(sp_profile, max_price),
     .help = "the most that a course may cost, such as \"50 USD\"; default any"},
    {"providers", SP_FIELD_TEXTS, COUNTED(sp_profile, providers, n_providers),
     .flags = SP_FIELD_NOT_EMPTY, .help = "the only ones to take courses of; default any"},
    {"not_providers", SP_FIELD_TEXTS, COUNTED(sp_profile, not_providers, n_not_providers),
     .flags = SP_FIELD_NOT_EMPTY, .help = "those never to take courses of"},
    {"max_courses", SP_FIELD_NUMBER, AT(sp_profile, max_courses), .flags = SP_FIELD_WHOLE, .low = 1,
     .high = 1000, .help = "the most courses in a path; default any number"},
    {"exclude", SP_FIELD_COURSES, COUNTED(sp_profile, exclude, n_exclude),
     .help = "courses never to take"},
    {"include", SP_FIELD_COURSES, COUNTED(sp_profile, include, n_include),
     .help = "courses to take in any case"},
};
static const sp_fields preference_fields = {
    "preferences", ROWS(preference_rows), .size = sizeof(sp_profile),
    .extras_offset = offsetof(sp_profile, preferences_extras)};

/* A course that the catalogue no longer has stays in the log; only planning passes it over. */
static sp_status read_progress_course(sp_reader *r, const cJSON *item, void *record)
{
    sp_progress_entry *entry = record;
    if (!cJSON_IsString(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, a course id is expected",
                                sp_json_kind(item));
    entry->course_text = sp_arena_text(r->arena, item->valuestring, strlen(item->valuestring));
    SP_NEED(entry->course_text, r->error);
    entry->course = sp_course_find(r->catalog, entry->course_text);
    if (entry->course != SP_NONE) return SP_OK;
    return sp_reader_warn(r, item, "unknown-name",
                          "the catalogue has no course \"%s\" now; the entry is kept",
                          entry->course_text);
}

static void write_progress_course(sp_writer *w, const sp_catalog *c, const void *record)
{
    (void)c;
    sp_write_text(w, ((const sp_progress_entry *)record)->course_text);
}

static void progress_defaults(void *record)
{
    *(sp_progress_entry *)record = (sp_progress_entry){
        .course = SP_NONE, .hours = NAN, .rating = NAN, .date = SP_NO_DAY};
}

static const sp_field progress_rows[] = {
    {"course", SP_FIELD_CUSTOM, .flags = SP_FIELD_REQUIRED, .read = read_progress_course,
     .write = write_progress_course, .help = "which one"},
    {"state", SP_FIELD_PREFER, AT(sp_progress_entry, state), .flags = SP_FIELD_REQUIRED,
     .choices = SP_CHOICE_STATE, .help = "what happened"},
    {"hours", SP_FIELD_NUMBER, AT(sp_progress_entry, hours), .high = 100000,
     .help = "hours that it has taken so far"},
    {"date", SP_FIELD_DATE, AT(sp_progress_entry, date), .help = "when"},
    {"rating", SP_FIELD_NUMBER, AT(sp_progress_entry, rating), .low = 1, .high = 5,
     .help = "the learner's own, 1 to 5"},
    {"reason", SP_FIELD_CHOICE, AT(sp_progress_entry, reason), .choices = SP_CHOICE_REASON,
     .help = "why it was dropped"},
};
static const sp_fields progress_fields = {
    "a progress entry", ROWS(progress_rows), .size = sizeof(sp_progress_entry),
    .extras_offset = offsetof(sp_progress_entry, extras), .defaults = progress_defaults};

static void forecast_defaults(void *record)
{
    *(sp_forecast_entry *)record = (sp_forecast_entry){.made = SP_NO_DAY,
                                                       .p10 = SP_NO_DAY,
                                                       .p50 = SP_NO_DAY,
                                                       .p80 = SP_NO_DAY,
                                                       .p90 = SP_NO_DAY,
                                                       .left_hours = NAN};
}

static const sp_field forecast_rows[] = {
    {"made", SP_FIELD_DATE, AT(sp_forecast_entry, made), .flags = SP_FIELD_REQUIRED,
     .help = "when the forecast was made"},
    {"left_hours", SP_FIELD_NUMBER, AT(sp_forecast_entry, left_hours), .high = 1e6,
     .help = "expected hours that were left"},
    {"p10", SP_FIELD_DATE, AT(sp_forecast_entry, p10), .help = "done by then with 10 %"},
    {"p50", SP_FIELD_DATE, AT(sp_forecast_entry, p50), .help = "done by then with 50 %"},
    {"p80", SP_FIELD_DATE, AT(sp_forecast_entry, p80), .help = "done by then with 80 %"},
    {"p90", SP_FIELD_DATE, AT(sp_forecast_entry, p90), .help = "done by then with 90 %"},
};
static const sp_fields forecast_fields = {
    "a forecast", ROWS(forecast_rows), .size = sizeof(sp_forecast_entry),
    .extras_offset = offsetof(sp_forecast_entry, extras), .defaults = forecast_defaults};

/* ---- goals: ids, or {"topics": {topic: level}} ---- */

static const sp_field own_goal_rows[] = {
    {"topics", SP_FIELD_PAIRS, COUNTED(sp_goal_choice, pairs, n_pairs), .flags = SP_FIELD_REQUIRED,
     .low = 1, .help = "{topic: level}"},
};
static const sp_fields own_goal_fields = {"a goal of one's own", ROWS(own_goal_rows),
                                          .size = sizeof(sp_goal_choice),
                                          .extras_offset = offsetof(sp_goal_choice, extras)};

static sp_status read_goals(sp_reader *r, const cJSON *item, void *record)
{
    sp_profile *p = record;
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    p->goals = sp_arena_array(r->arena, sp_json_count(item), sizeof *p->goals);
    SP_NEED(p->goals, r->error);
    size_t index = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter_index(r, index++);
        sp_goal_choice *choice = &p->goals[p->n_goals++];
        choice->named = SP_NONE;
        if (cJSON_IsString(child))
            SP_TRY(sp_reader_goal(r, child, child->valuestring, &choice->named));
        else if (cJSON_IsObject(child))
            SP_TRY(sp_fields_read(r, &own_goal_fields, child, choice));
        else
            SP_TRY(sp_reader_refuse(r, child, "wrong-type",
                                    "is %s, a goal id or {\"topics\": {...}} is expected",
                                    sp_json_kind(child)));
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static void write_goals(sp_writer *w, const sp_catalog *c, const void *record)
{
    const sp_profile *p = record;
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < p->n_goals; i++) {
        if (p->goals[i].named != SP_NONE)
            sp_write_text(w, c->goals[p->goals[i].named].id);
        else
            sp_fields_write(w, &own_goal_fields, c, &p->goals[i]);
    }
    sp_write_close(w, ']');
}

static void write_format(sp_writer *w, const sp_catalog *c, const void *record)
{
    (void)c;
    (void)record;
    sp_write_text(w, FORMAT);
}

static const sp_field profile_rows[] = {
    {"format", SP_FIELD_CUSTOM, .read = sp_document_skip, .write = write_format, .help = FORMAT},
    {"id", SP_FIELD_TEXT, AT(sp_profile, id), .help = "any name"},
    {"background", SP_FIELD_OBJECT, .sub = &background_fields, .help = "what is known"},
    {"answers", SP_FIELD_LIST, COUNTED(sp_profile, answers, n_answers), .sub = &sp_answer_fields,
     .help = "the questionnaire's; kept, the levels above count"},
    {"assessed", SP_FIELD_BOOL, AT(sp_profile, assessed),
     .help = "whether the levels come from the questionnaire"},
    {"talked", SP_FIELD_CHOICES, AT(sp_profile, talked), .choices = SP_CHOICE_STEP,
     .help = "what a talk (`studypath ask`) has behind it"},
    {"goals", SP_FIELD_CUSTOM, .read = read_goals, .write = write_goals,
     .help = "goal ids, or {\"topics\": {topic: level}}"},
    {"time", SP_FIELD_OBJECT, .sub = &time_fields, .help = "hours and dates"},
    {"preferences", SP_FIELD_OBJECT, .sub = &preference_fields, .help = "wishes and limits"},
    {"progress", SP_FIELD_LIST, COUNTED(sp_profile, progress, n_progress), .sub = &progress_fields,
     .help = "what happened so far"},
    {"forecasts", SP_FIELD_LIST, COUNTED(sp_profile, forecasts, n_forecasts),
     .sub = &forecast_fields, .help = "what was forecast when"},
};

static sp_status check_providers(sp_reader *r, const cJSON *item, const char *key,
                                 const char *const *names, size_t n_names)
{
    for (size_t i = 0; i < n_names; i++) {
        if (sp_provider_exists(r->catalog, names[i])) continue;
        const char *nearest = sp_provider_nearest(r->catalog, names[i]);
        SP_TRY(sp_reader_refuse(r, item, "unknown-name", "%s: no course is of \"%s\"%s%s%s", key,
                                names[i], nearest ? " (did you mean \"" : "",
                                nearest ? nearest : "", nearest ? "\"?)" : ""));
    }
    return SP_OK;
}

static sp_status check_profile(sp_reader *r, const cJSON *item, void *record)
{
    const sp_profile *p = record;
    if (p->start != SP_NO_DAY && p->deadline != SP_NO_DAY && p->deadline <= p->start)
        SP_TRY(sp_reader_refuse(r, item, "date-order", "time.deadline is not after time.start"));
    for (size_t i = 0; i < p->n_include; i++)
        for (size_t k = 0; k < p->n_exclude; k++)
            if (p->include[i] == p->exclude[k])
                SP_TRY(sp_reader_refuse(r, item, "contradiction",
                                        "preferences include and exclude %s",
                                        r->catalog->courses[p->include[i]].id));
    SP_TRY(check_providers(r, item, "preferences.providers", p->providers, p->n_providers));
    SP_TRY(check_providers(r, item, "preferences.not_providers", p->not_providers,
                           p->n_not_providers));
    sp_amount amount;
    if (p->max_price && !sp_amount_read(&amount, p->max_price))
        SP_TRY(sp_reader_refuse(r, item, "unread-text",
                                "preferences.max_price is \"%s\", an amount with its currency is "
                                "expected, such as \"50 USD\"",
                                p->max_price));
    return SP_OK;
}

const sp_fields sp_profile_fields = {"a profile", ROWS(profile_rows), .size = sizeof(sp_profile),
                                     .extras_offset = offsetof(sp_profile, extras),
                                     .after = check_profile};

sp_status sp_profile_make(sp_profile *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    *out = (sp_profile){.prefer = SP_PREFER_BALANCED,
                        .hours_per_week = NAN,
                        .start = SP_NO_DAY,
                        .deadline = SP_NO_DAY,
                        .on_time = NAN,
                        .parallel = NAN,
                        .max_courses = NAN};
    for (int d = 0; d < 7; d++) out->day_hours[d] = NAN;
    out->levels = sp_arena_take(a, c->topics.n_items);
    out->confidence = sp_arena_array(a, c->topics.n_items, sizeof *out->confidence);
    SP_NEED(out->levels && out->confidence, e);
    for (size_t t = 0; t < c->topics.n_items; t++) out->confidence[t] = 1;
    return SP_OK;
}

const char *sp_profile_write(const sp_profile *profile, const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_fields_write(&w, &sp_profile_fields, c, profile);
    return w.out.failed ? NULL : w.out.text;
}

static sp_status use_text(const sp_json *json, void *payload, sp_error *e)
{
    sp_profile_loading *l = payload;
    SP_TRY(sp_document_check_format(json, FORMAT, e));
    sp_reader r = {.json = json,
                   .catalog = l->catalog,
                   .findings = l->findings,
                   .arena = l->arena,
                   .error = e};
    SP_TRY(sp_fields_read(&r, &sp_profile_fields, json->root, l->out));
    return sp_document_verdict(l->findings, e);
}

sp_status sp_profile_read(sp_profile *out, const sp_catalog *c, const sp_text *text,
                          sp_findings *findings, sp_arena *a, sp_error *e)
{
    SP_TRY(sp_profile_make(out, c, a, e));
    sp_profile_loading l = {.out = out, .catalog = c, .findings = findings, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_text, &l, a, e);
}
