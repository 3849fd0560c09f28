/* SPDX-License-Identifier: GPL-3.0-or-later
 * The field tables of the catalogue format: courses, topics, goals, lists. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/try.h"
#include "core/workload.h"
#include "io/catalog.h"
#include "io/document.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNTED(type, member, count)                                                               \
    .offset = offsetof(type, member), .count_offset = offsetof(type, count)
#define ROWS(rows) rows, sizeof rows / sizeof *rows

/* ---- courses ---- */

static bool is_stated(const sp_hours *h)
{
    return isfinite(h->low) || isfinite(h->expected) || isfinite(h->high);
}

static const sp_field hours_rows[] = {
    {"low", SP_FIELD_NUMBER, AT(sp_hours, low), .flags = SP_FIELD_OPEN_LOW, .high = 10000,
     .help = "10 % of learners need less"},
    {"expected", SP_FIELD_NUMBER, AT(sp_hours, expected), .flags = SP_FIELD_OPEN_LOW, .high = 10000,
     .help = "mean; left out: of the log-normal with low and high as its 10 % and 90 % points"},
    {"high", SP_FIELD_NUMBER, AT(sp_hours, high), .flags = SP_FIELD_OPEN_LOW, .high = 10000,
     .help = "90 % of learners need less"},
    {"basis", SP_FIELD_CHOICE, AT(sp_hours, basis), .choices = SP_CHOICE_BASIS,
     .help = "where the hours come from"},
};

static sp_status check_hours(sp_reader *r, const cJSON *item, void *record)
{
    const sp_hours *h = record;
    const double expected_low = isfinite(h->low) ? h->low : h->expected,
                 expected_high = isfinite(h->high) ? h->high : h->expected;
    const bool in_order = !(h->low > h->high) && !(h->expected < expected_low) &&
                          !(h->expected > expected_high);
    return in_order
               ? SP_OK
               : sp_reader_refuse(r, item, "hours-order", "low <= expected <= high is expected");
}

static const sp_fields hours_fields = {"hours", ROWS(hours_rows), .size = sizeof(sp_hours),
                                       .after = check_hours};

static sp_status read_hours(sp_reader *r, const cJSON *item, void *record)
{
    return sp_fields_read(r, &hours_fields, item, &((sp_course *)record)->stated_hours);
}

/* What is stated as it is stated; else what the model made of it, which "inferred" then says. */
static void write_hours(sp_writer *w, const sp_catalog *c, const void *record)
{
    const sp_course *course = record;
    sp_fields_write(w, &hours_fields, c,
                    is_stated(&course->stated_hours) ? &course->stated_hours : &course->hours);
}

/* Courses that were just made, by an import, have nothing that was filled in on reading. */
static bool is_completed(const sp_course *course)
{
    return isfinite(course->hours.expected) || (!course->requires_given && course->requires);
}

static bool has_hours(const void *record)
{
    const sp_course *course = record;
    return is_stated(&course->stated_hours) || is_completed(course);
}

static bool has_inferred(const void *record)
{
    return is_completed(record);
}

/* What an export marks as inferred is inferred again. */
static sp_status read_inferred(sp_reader *r, const cJSON *item, void *record)
{
    static const char choices[] = "hours|requires";
    sp_course *course = record;
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    for (const cJSON *child = item->child; child; child = child->next) {
        const int index = cJSON_IsString(child) ? sp_choice_find(choices, child->valuestring) : -1;
        if (index < 0)
            SP_TRY(sp_reader_refuse(r, child, "unknown-choice", "one of %s is allowed", choices));
        course->hours_inferred |= index == 0;
        course->requires_inferred |= index == 1;
    }
    return SP_OK;
}

static void write_inferred(sp_writer *w, const sp_catalog *c, const void *record)
{
    (void)c;
    const sp_course *course = record;
    sp_write_open_flat(w, '[');
    if (!is_stated(&course->stated_hours)) sp_write_text(w, "hours");
    if (!course->requires_given) sp_write_text(w, "requires");
    sp_write_close(w, ']');
}

static const sp_field rating_rows[] = {
    {"mean", SP_FIELD_NUMBER, AT(sp_rating, mean), .high = 1000, .help = "mean rating"},
    {"of", SP_FIELD_NUMBER, AT(sp_rating, of), .flags = SP_FIELD_OPEN_LOW, .high = 1000,
     .help = "the best rating of the scale"},
    {"count", SP_FIELD_NUMBER, AT(sp_rating, count), .flags = SP_FIELD_WHOLE, .high = 1e12,
     .help = "how many rated"},
    {"text", SP_FIELD_TEXT, AT(sp_rating, text), .help = "as the source writes it"},
};

static sp_status check_rating(sp_reader *r, const cJSON *item, void *record)
{
    sp_rating *rating = record;
    if (isfinite(rating->mean) && !isfinite(rating->of)) rating->of = 5;
    if (rating->mean > rating->of)
        return sp_reader_refuse(r, item, "rating-scale", "the mean %g is above its scale of %g",
                                rating->mean, rating->of);
    return SP_OK;
}

static const sp_fields rating_fields = {"a rating", ROWS(rating_rows), .size = sizeof(sp_rating),
                                        .after = check_rating};

static const sp_field upvotes_rows[] = {
    {"below", SP_FIELD_NUMBER, AT(sp_course, upvotes_below), .flags = SP_FIELD_OPEN_LOW,
     .high = 1e12, .help = "the source says only that there are fewer"},
};
static const sp_fields upvotes_fields = {"upvotes", ROWS(upvotes_rows), .size = sizeof(sp_course)};

static const sp_field statement_rows[] = {
    {"field", SP_FIELD_TEXT, AT(sp_statement, field), .flags = SP_FIELD_REQUIRED,
     .help = "which field it speaks of"},
    {"value", SP_FIELD_TEXT, AT(sp_statement, value), .flags = SP_FIELD_REQUIRED,
     .help = "as the source writes it"},
    {"source", SP_FIELD_TEXT, AT(sp_statement, source), .help = "who says so"},
};
static const sp_fields statement_fields = {"a statement", ROWS(statement_rows),
                                           .size = sizeof(sp_statement)};

#define TEXT_ROW(key, member, words)                                                               \
    {                                                                                              \
        key, SP_FIELD_TEXT, AT(sp_course, member), .help = words                                   \
    }

static const sp_field course_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_course, id), .flags = SP_FIELD_REQUIRED | SP_FIELD_IS_ID,
     .help = "unique name"},
    {"title", SP_FIELD_TEXT, AT(sp_course, title), .flags = SP_FIELD_REQUIRED | SP_FIELD_NOT_EMPTY,
     .help = "as its provider writes it"},
    TEXT_ROW("provider", provider, "who offers it"),
    {"authors", SP_FIELD_TEXTS, COUNTED(sp_course, authors, n_authors),
     .help = "who teaches or wrote it"},
    TEXT_ROW("institution", institution, "university or company behind it"),
    TEXT_ROW("url", url, "http or https link"),
    {"year", SP_FIELD_NUMBER, AT(sp_course, year), .flags = SP_FIELD_WHOLE, .low = 1400,
     .high = 2200, .help = "of this version"},
    {"format", SP_FIELD_CHOICE, AT(sp_course, format), .choices = SP_CHOICE_FORMAT,
     .help = "what kind of thing it is"},
    TEXT_ROW("language", language, "ISO 639-1 code"),
    {"cost", SP_FIELD_CHOICE, AT(sp_course, cost), .choices = SP_CHOICE_COST,
     .help = "audit: free to follow, a certificate costs"},
    TEXT_ROW("price", price, "amount and currency, such as 49 USD"),
    {"level", SP_FIELD_CHOICE, AT(sp_course, level), .choices = SP_CHOICE_STAGE,
     .help = "the provider's word"},
    TEXT_ROW("workload", workload, "as the source writes it"),
    {"weekly_hours", SP_FIELD_SPAN, AT(sp_course, weekly_low), .flags = SP_FIELD_OPEN_LOW,
     .high = 168, .help = "hours a week"},
    {"hours", SP_FIELD_CUSTOM, .read = read_hours, .write = write_hours, .has = has_hours,
     .help = "left out: estimated from what it teaches"},
    {"rating", SP_FIELD_OBJECT, AT(sp_course, rating), .sub = &rating_fields, .help = "stars"},
    {"views", SP_FIELD_NUMBER, AT(sp_course, views), .flags = SP_FIELD_WHOLE, .high = 1e13,
     .help = "of its first video"},
    {"upvotes", SP_FIELD_NUMBER_OR_OBJECT, AT(sp_course, upvotes), .flags = SP_FIELD_WHOLE,
     .high = 1e13, .sub = &upvotes_fields, .help = "a number, or {\"below\": number}"},
    {"teaches", SP_FIELD_PAIRS, COUNTED(sp_course, teaches, n_teaches), .flags = SP_FIELD_REQUIRED,
     .low = 1, .help = "what it brings a learner to"},
    {"requires", SP_FIELD_PAIRS, COUNTED(sp_course, requires, n_requires), .low = 1,
     .given_offset = offsetof(sp_course, requires_given),
     .help = "what one needs to follow it; left out: inferred sparingly"},
    {"formal", SP_FIELD_PAIRS, COUNTED(sp_course, formal, n_formal), .low = 1,
     .given_offset = offsetof(sp_course, formal_given), .help = "what the provider lists"},
    TEXT_ROW("formal_text", formal_text, "the provider's own words"),
    {"stated", SP_FIELD_LIST, COUNTED(sp_course, stated, n_stated), .sub = &statement_fields,
     .help = "statements that disagree"},
    TEXT_ROW("part_of", part_of, "id of the resource that it is a part of"),
    TEXT_ROW("same_as", same_as, "a name shared by things that are the same twice"),
    {"was", SP_FIELD_TEXTS, COUNTED(sp_course, was, n_was), .help = "former ids"},
    {"flags", SP_FIELD_TEXTS, COUNTED(sp_course, flags, n_flags),
     .help = "remarks for the reader of a catalogue"},
    {"sources", SP_FIELD_TEXT_MAP, COUNTED(sp_course, sources, n_sources),
     .help = "{field: where it was read}"},
    {"inferred", SP_FIELD_CUSTOM, .read = read_inferred, .write = write_inferred,
     .has = has_inferred, .help = "written by an export: what no source states"},
};

static void course_defaults(void *record)
{
    sp_course *course = record;
    *course = (sp_course){.year = NAN,
                          .views = NAN,
                          .upvotes = NAN,
                          .upvotes_below = NAN,
                          .weekly_low = NAN,
                          .weekly_high = NAN};
    course->stated_hours = course->hours = (sp_hours){.low = NAN, .expected = NAN, .high = NAN};
    course->rating = (sp_rating){.mean = NAN, .of = NAN, .count = NAN};
}

/* Where a record was read, for the findings of later checks. */
static sp_status note_place(const sp_reader *r, const cJSON *item, const char **file,
                            uint32_t *line)
{
    *line = sp_json_line(r->json, item);
    *file = sp_arena_text(r->arena, r->json->file, strlen(r->json->file));
    SP_NEED(*file, r->error);
    return SP_OK;
}

static sp_status check_course(sp_reader *r, const cJSON *item, void *record)
{
    sp_course *course = record;
    if (!course->id) course->id = ""; /* refused already; names are compared all the same */
    SP_TRY(note_place(r, item, &course->file, &course->line));
    if (course->hours_inferred)
        course->stated_hours = (sp_hours){.low = NAN, .expected = NAN, .high = NAN};
    if (!is_stated(&course->stated_hours) && course->workload)
        sp_workload_read(&course->stated_hours, course->workload);
    if (course->requires_inferred) {
        course->requires_given = false;
        course->n_requires = 0;
    }
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const unsigned entry = sp_pairs_level(course->requires, course->n_requires, pair.topic);
        if (entry < pair.level) continue;
        SP_TRY(sp_reader_refuse(r, item, "requires-what-it-teaches",
                                "teaches %s to level %u but requires it at level %u",
                                r->catalog->topics.items[pair.topic].id, (unsigned)pair.level,
                                entry));
    }
    return SP_OK;
}

static const sp_fields course_fields = {"a course",
                                        ROWS(course_rows),
                                        .size = sizeof(sp_course),
                                        .extras_offset = offsetof(sp_course, extras),
                                        .defaults = course_defaults,
                                        .after = check_course};

/* ---- topics ---- */

/* A need as it is written: an id, or an object. Its topic is resolved when all topics are known. */
typedef struct raw_need {
    const char *topic, *source;
    double from, lag;
    const cJSON *item;
} raw_need;

static void raw_need_defaults(void *record)
{
    *(raw_need *)record = (raw_need){.from = 1, .lag = 1};
}

static const sp_field need_rows[] = {
    {"topic", SP_FIELD_TEXT, AT(raw_need, topic), .flags = SP_FIELD_REQUIRED | SP_FIELD_NOT_EMPTY,
     .help = "what is needed"},
    {"from", SP_FIELD_NUMBER, AT(raw_need, from), .flags = SP_FIELD_WHOLE, .low = 1, .high = 3,
     .help = "from this level of the topic on"},
    {"lag", SP_FIELD_NUMBER, AT(raw_need, lag), .flags = SP_FIELD_WHOLE, .low = 0, .high = 2,
     .help = "needed at max(1, level - lag)"},
    {"source", SP_FIELD_TEXT, AT(raw_need, source), .help = "who says so"},
};
static const sp_fields need_fields = {"a need", ROWS(need_rows), .size = sizeof(raw_need),
                                      .defaults = raw_need_defaults};

static sp_status read_need(sp_reader *r, const cJSON *item, sp_need *need, const char **source)
{
    raw_need raw;
    raw_need_defaults(&raw);
    if (cJSON_IsString(item))
        raw.topic = item->valuestring;
    else
        SP_TRY(sp_fields_read(r, &need_fields, item, &raw));
    if (!raw.topic) return SP_OK;
    SP_TRY(sp_reader_topic(r, item, raw.topic, &need->topic));
    need->from = (uint8_t)raw.from;
    need->lag = (uint8_t)raw.lag;
    *source = raw.source;
    return SP_OK;
}

static sp_status read_needs(sp_reader *r, const cJSON *item, void *record)
{
    sp_topic *topic = record;
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    const size_t n = sp_json_count(item);
    sp_need *needs = sp_arena_array(r->arena, n, sizeof *needs);
    const char **sources = sp_arena_array(r->arena, n, sizeof *sources);
    SP_NEED(needs && sources, r->error);
    size_t index = 0;
    for (const cJSON *child = item->child; child; child = child->next, index++) {
        const size_t mark = sp_reader_enter_index(r, index);
        needs[index].topic = SP_NONE;
        SP_TRY(read_need(r, child, &needs[index], &sources[index]));
        sp_reader_leave(r, mark);
    }
    topic->needs = needs;
    topic->n_needs = n;
    topic->need_sources = sources;
    return SP_OK;
}

static void write_needs(sp_writer *w, const sp_catalog *c, const void *record)
{
    const sp_topic *topic = record;
    sp_write_open(w, '[');
    for (size_t i = 0; i < topic->n_needs; i++) {
        const sp_need need = topic->needs[i];
        const char *source = topic->need_sources[i];
        if (need.from == 1 && need.lag == 1 && !source) {
            sp_write_text(w, c->topics.items[need.topic].id);
            continue;
        }
        sp_write_open_flat(w, '{');
        sp_write_key(w, "topic");
        sp_write_text(w, c->topics.items[need.topic].id);
        sp_write_member_int(w, "from", need.from);
        if (need.lag != 1) {
            sp_write_member_int(w, "lag", need.lag);
        }
        if (source) {
            sp_write_key(w, "source");
            sp_write_text(w, source);
        }
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
}

static const sp_field topic_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_topic, id), .flags = SP_FIELD_REQUIRED | SP_FIELD_IS_ID,
     .help = "unique name"},
    {"name", SP_FIELD_TEXT, AT(sp_topic, name), .help = "in words"},
    {"area", SP_FIELD_TEXT, AT(sp_topic, area), .help = "group of topics"},
    {"size_hours", SP_FIELD_NUMBER, AT(sp_topic, size_hours), .flags = SP_FIELD_OPEN_LOW,
     .high = 1000, .given_offset = offsetof(sp_topic, size_is_given),
     .help = "efficient hours from nothing to level 2"},
    {"synonyms", SP_FIELD_TEXTS, COUNTED(sp_topic, synonyms, n_synonyms),
     .help = "other words for it"},
    {"needs", SP_FIELD_CUSTOM, .read = read_needs, .write = write_needs,
     .help = "ids, or {topic, from, lag, source}"},
    {"source", SP_FIELD_TEXT, AT(sp_topic, source), .help = "where the topic comes from"},
};

static void topic_defaults(void *record)
{
    sp_topic *topic = record; /* the first pass has set the id already; the second reads it again */
    *topic = (sp_topic){.id = topic->id};
}

static sp_status check_topic(sp_reader *r, const cJSON *item, void *record)
{
    sp_topic *topic = record;
    if (!topic->name) topic->name = topic->id;
    if (!topic->area) topic->area = "";
    return note_place(r, item, &topic->file, &topic->line);
}

static const sp_fields topic_fields = {"a topic",
                                       ROWS(topic_rows),
                                       .size = sizeof(sp_topic),
                                       .extras_offset = offsetof(sp_topic, extras),
                                       .defaults = topic_defaults,
                                       .after = check_topic};

/* ---- goals and lists ---- */

static const sp_field goal_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_goal, id), .flags = SP_FIELD_REQUIRED | SP_FIELD_IS_ID,
     .help = "unique name"},
    {"name", SP_FIELD_TEXT, AT(sp_goal, name), .help = "in words"},
    {"audience", SP_FIELD_TEXT, AT(sp_goal, audience), .help = "whom it is for"},
    {"levels", SP_FIELD_PAIRS, COUNTED(sp_goal, levels, n_levels), .flags = SP_FIELD_REQUIRED,
     .low = 1, .help = "what it asks for; the closure is computed"},
    {"source", SP_FIELD_TEXTS, COUNTED(sp_goal, sources, n_sources), .help = "who asks for it"},
    {"note", SP_FIELD_TEXT, AT(sp_goal, note), .help = "a remark"},
};

static sp_status check_goal(sp_reader *r, const cJSON *item, void *record)
{
    sp_goal *goal = record;
    if (!goal->id) goal->id = "";
    if (!goal->name) goal->name = goal->id;
    return note_place(r, item, &goal->file, &goal->line);
}

static const sp_fields goal_fields = {"a goal", ROWS(goal_rows), .size = sizeof(sp_goal),
                                      .extras_offset = offsetof(sp_goal, extras),
                                      .after = check_goal};

static const sp_field list_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_list, id), .flags = SP_FIELD_REQUIRED | SP_FIELD_IS_ID,
     .help = "unique name"},
    {"name", SP_FIELD_TEXT, AT(sp_list, name), .help = "in words"},
    {"courses", SP_FIELD_COURSES, COUNTED(sp_list, courses, n_courses), .flags = SP_FIELD_REQUIRED,
     .help = "in the order in which it recommends them"},
    {"source", SP_FIELD_TEXT, AT(sp_list, source), .help = "who recommends it"},
};

static sp_status check_list(sp_reader *r, const cJSON *item, void *record)
{
    (void)r;
    (void)item;
    sp_list *list = record;
    if (!list->name) list->name = list->id;
    return SP_OK;
}

static const sp_fields list_fields = {"a list", ROWS(list_rows), .size = sizeof(sp_list),
                                      .extras_offset = offsetof(sp_list, extras),
                                      .after = check_list};

const sp_catalog_part sp_catalog_parts[SP_CATALOG_PARTS] = {{"topics", &topic_fields},
                                                            {"courses", &course_fields},
                                                            {"goals", &goal_fields},
                                                            {"lists", &list_fields}};
