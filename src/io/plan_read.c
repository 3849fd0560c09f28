/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading a plan, studypath-plan/1, as its file states it; io/plan.c writes it. What it says is not
 * believed here: only names of topics, goals and the profile's courses must exist. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/try.h"
#include "io/certificate.h"
#include "io/document.h"
#include "io/plan_limits.h"
#include "io/profile.h"

#define FORMAT "studypath-plan/1"
#define PROFILE_FORMAT "studypath-profile/1"
#define AT(type, member) .offset = offsetof(type, member)
#define COUNTED(type, member, count)                                                               \
    .offset = offsetof(type, member), .count_offset = offsetof(type, count)
#define ROWS(rows) rows, sizeof rows / sizeof *rows
#define COUNT SP_FIELD_REQUIRED | SP_FIELD_WHOLE
#define NULLABLE SP_FIELD_REQUIRED | SP_FIELD_OR_NULL
#define MOST_RUNS 1e7
#define LARGEST 9007199254740992.0 /* 2^53: whole numbers are exact up to here */

static const sp_field hours_rows[] = {
    {"low", SP_FIELD_NUMBER, AT(sp_hours, low), .flags = SP_FIELD_REQUIRED},
    {"expected", SP_FIELD_NUMBER, AT(sp_hours, expected), .flags = SP_FIELD_REQUIRED},
    {"high", SP_FIELD_NUMBER, AT(sp_hours, high), .flags = SP_FIELD_REQUIRED},
    {"basis", SP_FIELD_CHOICE, AT(sp_hours, basis), .choices = SP_CHOICE_BASIS},
};
static const sp_fields hours_fields = {"hours", ROWS(hours_rows), .size = sizeof(sp_hours)};

static void step_defaults(void *record)
{
    sp_stated_step *step = record;
    step->start = step->end = SP_NO_DAY;
}

static const sp_field step_rows[] = {
    {"n", SP_FIELD_NUMBER, AT(sp_stated_step, n), .flags = COUNT, .high = LARGEST},
    {"course", SP_FIELD_TEXT, AT(sp_stated_step, course), .flags = SP_FIELD_REQUIRED},
    {"title", SP_FIELD_TEXT, AT(sp_stated_step, title), .flags = SP_FIELD_REQUIRED},
    {"hours", SP_FIELD_OBJECT, AT(sp_stated_step, hours), .flags = SP_FIELD_REQUIRED,
     .sub = &hours_fields},
    {"cost", SP_FIELD_NUMBER, AT(sp_stated_step, cost), .flags = COUNT, .high = LARGEST},
    {"score", SP_FIELD_NUMBER, AT(sp_stated_step, score), .flags = SP_FIELD_REQUIRED},
    {"fit", SP_FIELD_NUMBER, AT(sp_stated_step, fit), .flags = SP_FIELD_REQUIRED},
    {"share_new", SP_FIELD_NUMBER, AT(sp_stated_step, share_new), .flags = SP_FIELD_REQUIRED},
    {"reaches", SP_FIELD_PAIRS, COUNTED(sp_stated_step, reaches, n_reaches),
     .flags = SP_FIELD_REQUIRED, .low = 1},
    {"start", SP_FIELD_DATE, AT(sp_stated_step, start), .flags = NULLABLE},
    {"end", SP_FIELD_DATE, AT(sp_stated_step, end), .flags = NULLABLE},
    {"why", SP_FIELD_TEXTS, COUNTED(sp_stated_step, why, n_why), .flags = SP_FIELD_REQUIRED},
};
static const sp_fields step_fields = {"a step", ROWS(step_rows), .size = sizeof(sp_stated_step),
                                      .defaults = step_defaults};

typedef struct sp_stated_inputs stated_inputs;
typedef struct sp_stated_weeks stated_weeks;
typedef struct sp_stated_finish stated_finish;

static void inputs_defaults(void *record)
{
    *(stated_inputs *)record = (stated_inputs){.runs = NAN, .seed = NAN, .today = SP_NO_DAY};
}

static const sp_field inputs_rows[] = {
    {"prefer", SP_FIELD_PREFER, AT(stated_inputs, prefer), .flags = SP_FIELD_REQUIRED,
     .choices = SP_CHOICE_PREFER},
    {"k", SP_FIELD_NUMBER, AT(stated_inputs, k), .flags = SP_FIELD_REQUIRED},
    {"pace", SP_FIELD_NUMBER, AT(stated_inputs, pace), .flags = SP_FIELD_REQUIRED},
    {"hours_per_week", SP_FIELD_NUMBER, AT(stated_inputs, hours_per_week),
     .flags = SP_FIELD_REQUIRED},
    {"runs", SP_FIELD_NUMBER, AT(stated_inputs, runs), .flags = SP_FIELD_WHOLE, .low = 1,
     .high = MOST_RUNS},
    {"seed", SP_FIELD_NUMBER, AT(stated_inputs, seed), .flags = SP_FIELD_WHOLE, .high = LARGEST},
    {"today", SP_FIELD_DATE, AT(stated_inputs, today)},
    {"formal", SP_FIELD_BOOL, AT(stated_inputs, formal)},
};
static const sp_fields inputs_fields = {"inputs", ROWS(inputs_rows), .size = sizeof(stated_inputs),
                                        .defaults = inputs_defaults};

static void weeks_defaults(void *record)
{
    *(stated_weeks *)record = (stated_weeks){.p50 = NAN, .p80 = NAN};
}

static const sp_field weeks_rows[] = {
    {"p50", SP_FIELD_NUMBER, AT(stated_weeks, p50)},
    {"p80", SP_FIELD_NUMBER, AT(stated_weeks, p80)},
};
static const sp_fields weeks_fields = {"weeks", ROWS(weeks_rows), .size = sizeof(stated_weeks),
                                       .defaults = weeks_defaults};

static void finish_defaults(void *record)
{
    *(stated_finish *)record = (stated_finish){.p10 = SP_NO_DAY,
                                               .p50 = SP_NO_DAY,
                                               .p80 = SP_NO_DAY,
                                               .p90 = SP_NO_DAY,
                                               .on_time = NAN,
                                               .faster_hours = NAN};
}

static const sp_field finish_rows[] = {
    {"p10", SP_FIELD_DATE, AT(stated_finish, p10), .flags = NULLABLE},
    {"p50", SP_FIELD_DATE, AT(stated_finish, p50), .flags = NULLABLE},
    {"p80", SP_FIELD_DATE, AT(stated_finish, p80), .flags = NULLABLE},
    {"p90", SP_FIELD_DATE, AT(stated_finish, p90), .flags = NULLABLE},
    {"on_time", SP_FIELD_NUMBER, AT(stated_finish, on_time), .flags = NULLABLE},
    {"faster_hours_per_week", SP_FIELD_NUMBER, AT(stated_finish, faster_hours), .flags = NULLABLE},
};
static const sp_fields finish_fields = {"finish", ROWS(finish_rows), .size = sizeof(stated_finish),
                                        .defaults = finish_defaults};

static sp_status read_profile(sp_reader *r, const cJSON *item, void *record)
{
    sp_profile *profile = &((sp_stated_plan *)record)->profile;
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(item, "format");
    if (!cJSON_IsString(format) || strcmp(format->valuestring, PROFILE_FORMAT) != 0)
        return sp_reader_refuse(r, item, "wrong-format", "\"format\": \"%s\" is expected",
                                PROFILE_FORMAT);
    SP_TRY(sp_profile_make(profile, r->catalog, r->arena, r->error));
    return sp_fields_read(r, &sp_profile_fields, item, profile);
}

static sp_status read_order(sp_reader *r, const cJSON *item, void *record)
{
    bool *is_heuristic = &((sp_stated_plan *)record)->is_heuristic;
    const char *word = cJSON_IsString(item) ? item->valuestring : "";
    *is_heuristic = strcmp(word, "heuristic") == 0;
    if (*is_heuristic || strcmp(word, "exact") == 0) return SP_OK;
    return sp_reader_refuse(r, item, "wrong-type", "is neither \"exact\" nor \"heuristic\"");
}

static const sp_field plan_rows[] = {
    {"format", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"catalog", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"profile", SP_FIELD_CUSTOM, .flags = SP_FIELD_REQUIRED, .read = read_profile},
    {"goals", SP_FIELD_TEXTS, COUNTED(sp_stated_plan, goals, n_goals), .flags = SP_FIELD_REQUIRED},
    {"start", SP_FIELD_DATE, AT(sp_stated_plan, start)},
    {"inputs", SP_FIELD_OBJECT, AT(sp_stated_plan, inputs), .flags = SP_FIELD_REQUIRED,
     .sub = &inputs_fields},
    {"status", SP_FIELD_PREFER, AT(sp_stated_plan, status), .flags = SP_FIELD_REQUIRED,
     .choices = SP_CHOICE_STATUS},
    {"proved", SP_FIELD_BOOL, AT(sp_stated_plan, proved), .flags = SP_FIELD_REQUIRED},
    {"cost", SP_FIELD_NUMBER, AT(sp_stated_plan, cost), .flags = COUNT, .high = LARGEST},
    {"bound", SP_FIELD_NUMBER, AT(sp_stated_plan, bound), .flags = COUNT, .high = LARGEST},
    {"minutes", SP_FIELD_NUMBER, AT(sp_stated_plan, minutes), .flags = COUNT, .high = LARGEST},
    {"shortest_hours", SP_FIELD_NUMBER, AT(sp_stated_plan, shortest_hours),
     .flags = SP_FIELD_REQUIRED},
    {"hours", SP_FIELD_OBJECT, AT(sp_stated_plan, hours), .flags = SP_FIELD_REQUIRED,
     .sub = &hours_fields},
    {"weeks", SP_FIELD_OBJECT, AT(sp_stated_plan, weeks), .flags = SP_FIELD_REQUIRED,
     .sub = &weeks_fields},
    {"finish", SP_FIELD_OBJECT, AT(sp_stated_plan, finish), .flags = SP_FIELD_REQUIRED,
     .sub = &finish_fields},
    {"value", SP_FIELD_NUMBER, AT(sp_stated_plan, value), .flags = COUNT, .high = LARGEST},
    {"value_bound", SP_FIELD_NUMBER, AT(sp_stated_plan, value_bound), .flags = COUNT,
     .high = LARGEST},
    {"value_of_goal", SP_FIELD_NUMBER, AT(sp_stated_plan, value_of_goal), .flags = COUNT,
     .high = LARGEST},
    {"limits", SP_FIELD_OBJECT, AT(sp_stated_plan, limits), .flags = SP_FIELD_REQUIRED,
     .sub = &sp_limits_fields},
    {"left_out", SP_FIELD_PAIRS, COUNTED(sp_stated_plan, left_out, n_left_out),
     .flags = SP_FIELD_REQUIRED, .low = 1},
    {"whole_goal", SP_FIELD_OBJECT, AT(sp_stated_plan, whole_goal), .sub = &sp_whole_goal_fields},
    {"order", SP_FIELD_CUSTOM, .flags = SP_FIELD_REQUIRED, .read = read_order},
    {"path", SP_FIELD_LIST, COUNTED(sp_stated_plan, steps, n_steps), .flags = SP_FIELD_REQUIRED,
     .sub = &step_fields},
    {"missing", SP_FIELD_PAIRS, COUNTED(sp_stated_plan, missing, n_missing),
     .flags = SP_FIELD_REQUIRED, .low = 1},
    {"certificate", SP_FIELD_CUSTOM, .read = sp_certificate_read},
};
static const sp_fields plan_fields = {"a plan", ROWS(plan_rows), .size = sizeof(sp_stated_plan)};

static const sp_field catalog_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_stated_plan, catalog_id), .flags = SP_FIELD_REQUIRED},
    {"sha256", SP_FIELD_TEXT, AT(sp_stated_plan, catalog_sha256), .flags = SP_FIELD_REQUIRED},
};
static const sp_fields catalog_fields = {"a plan's catalog", ROWS(catalog_rows),
                                         .size = sizeof(sp_stated_plan)};

typedef struct loading {
    sp_stated_plan *out;
    const sp_catalog *catalog;
    sp_findings *findings;
    sp_arena *arena;
} loading;

/* The catalogue first: over another one no name need exist. */
static sp_status read_catalog(sp_reader *r, const cJSON *root, sp_stated_plan *out)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, "catalog");
    if (!item) return sp_reader_refuse(r, root, "missing-key", "a plan needs the key \"catalog\"");
    const size_t mark = sp_reader_enter(r, "catalog");
    SP_TRY(sp_fields_read(r, &catalog_fields, item, out));
    sp_reader_leave(r, mark);
    out->is_other_catalog = out->catalog_sha256 &&
                            strcmp(out->catalog_sha256, r->catalog->sha256) != 0;
    return SP_OK;
}

static sp_status use_text(const sp_json *json, void *payload, sp_error *e)
{
    loading *l = payload;
    SP_TRY(sp_document_check_format(json, FORMAT, e));
    sp_reader r = {.json = json,
                   .catalog = l->catalog,
                   .findings = l->findings,
                   .arena = l->arena,
                   .error = e};
    SP_TRY(read_catalog(&r, json->root, l->out));
    if (!l->out->is_other_catalog) SP_TRY(sp_fields_read(&r, &plan_fields, json->root, l->out));
    return sp_document_verdict(l->findings, e);
}

sp_status sp_plan_read(sp_stated_plan *out, const sp_catalog *c, const sp_text *text,
                       sp_findings *findings, sp_arena *a, sp_error *e)
{
    *out = (sp_stated_plan){.start = SP_NO_DAY};
    loading l = {.out = out, .catalog = c, .findings = findings, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_text, &l, a, e);
}
