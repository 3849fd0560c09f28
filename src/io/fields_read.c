/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading an object by its field table. See io/fields.h. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "studypath/date.h"
#include "base/try.h"
#include "io/fields.h"

static void *at_offset(void *record, size_t offset)
{
    return (char *)record + offset;
}

SP_PRINTF(5, 0)
static sp_status add_finding(sp_reader *r, sp_severity severity, const cJSON *item,
                             const char *code, const char *format, va_list args)
{
    sp_text_cut(r->path, sizeof r->path - 1);
    const sp_status status = sp_findings_add_v(r->findings, severity, code, r->json->file, r->path,
                                               sp_json_line(r->json, item), format, args);
    return status == SP_OK
               ? SP_OK
               : sp_fail(r->error, status, r->json->file, "out of memory (arena limit)");
}

sp_status sp_reader_refuse(sp_reader *r, const cJSON *item, const char *code, const char *format,
                           ...)
{
    va_list args;
    va_start(args, format);
    const sp_status status = add_finding(r, SP_SEVERITY_ERROR, item, code, format, args);
    va_end(args);
    return status;
}

sp_status sp_reader_warn(sp_reader *r, const cJSON *item, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const sp_status status = add_finding(r, SP_SEVERITY_WARNING, item, code, format, args);
    va_end(args);
    return status;
}

/* Append to the path; what does not fit is cut (the path serves messages alone). Called for each
 * key, so no printf here. */
static void extend_path(sp_reader *r, const char *text, size_t length)
{
    const size_t room = sizeof r->path - 1 - r->path_length;
    if (length > room) length = room;
    memcpy(r->path + r->path_length, text, length);
    r->path_length += length;
    r->path[r->path_length] = '\0';
}

size_t sp_reader_enter(sp_reader *r, const char *key)
{
    const size_t before = r->path_length;
    if (before) extend_path(r, ".", 1);
    extend_path(r, key, strlen(key));
    return before;
}

size_t sp_reader_enter_index(sp_reader *r, size_t index)
{
    const size_t before = r->path_length;
    char text[32];
    const int length = snprintf(text, sizeof text, "[%zu]", index);
    extend_path(r, text, (size_t)length);
    return before;
}

void sp_reader_leave(sp_reader *r, size_t length)
{
    r->path[length] = '\0';
    r->path_length = length;
}

size_t sp_json_count(const cJSON *item)
{
    size_t n = 0;
    for (const cJSON *child = item->child; child; child = child->next) n++;
    return n;
}

static sp_status wrong_kind(sp_reader *r, const cJSON *item, const char *wanted)
{
    return sp_reader_refuse(r, item, "wrong-type", "is %s, %s is expected", sp_json_kind(item),
                            wanted);
}

/* Looking for a near name is work for each wrong one; a file full of them is not worth it. */
static const char *nearest_name(const sp_reader *r, const char *name, const void *items,
                                size_t n_items, size_t stride)
{
    enum { MOST_SUGGESTIONS = 50 };
    if (r->findings->n_items >= MOST_SUGGESTIONS) return NULL;
    return sp_text_nearest(name, items, n_items, stride);
}

static sp_status unknown_name(sp_reader *r, const cJSON *item, const char *what, const char *id,
                              const char *nearest)
{
    if (nearest)
        return sp_reader_refuse(r, item, "unknown-name",
                                "there is no %s \"%s\" (did you mean \"%s\"?)", what, id, nearest);
    return sp_reader_refuse(r, item, "unknown-name", "there is no %s \"%s\"", what, id);
}

sp_status sp_reader_topic(sp_reader *r, const cJSON *item, const char *id, sp_topic_id *out)
{
    *out = sp_topic_find(r->catalog, id);
    if (*out != SP_NONE) return SP_OK;
    const sp_topics *topics = &r->catalog->topics;
    return unknown_name(r, item, "topic", id,
                        nearest_name(r, id, topics->items, topics->n_items, sizeof *topics->items));
}

sp_status sp_reader_course(sp_reader *r, const cJSON *item, const char *id, sp_course_id *out)
{
    *out = sp_course_find(r->catalog, id);
    if (*out != SP_NONE) return SP_OK;
    const sp_catalog *c = r->catalog;
    return unknown_name(r, item, "course", id,
                        nearest_name(r, id, c->courses, c->n_courses, sizeof *c->courses));
}

sp_status sp_reader_goal(sp_reader *r, const cJSON *item, const char *id, sp_goal_id *out)
{
    *out = sp_goal_find(r->catalog, id);
    if (*out != SP_NONE) return SP_OK;
    const sp_catalog *c = r->catalog;
    return unknown_name(r, item, "goal", id,
                        nearest_name(r, id, c->goals, c->n_goals, sizeof *c->goals));
}

/* ---- one value ---- */

bool sp_field_is_id(const char *text)
{
    enum { MAX_ID_BYTES = 128 };
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:#-";
    const size_t length = strlen(text);
    return length > 0 && length <= MAX_ID_BYTES && strspn(text, allowed) == length;
}

static sp_status read_text(sp_reader *r, const sp_field *f, const cJSON *item, const char **out)
{
    if (!cJSON_IsString(item)) return wrong_kind(r, item, "a string");
    if ((f->flags & SP_FIELD_NOT_EMPTY) && !item->valuestring[0])
        return sp_reader_refuse(r, item, "empty", "is empty");
    if ((f->flags & SP_FIELD_IS_ID) && !sp_field_is_id(item->valuestring))
        return sp_reader_refuse(r, item, "bad-id",
                                "is not an id: 1 to 128 letters, digits or . _ : # - are allowed");
    *out = sp_arena_text(r->arena, item->valuestring, strlen(item->valuestring));
    SP_NEED(*out, r->error);
    return SP_OK;
}

static sp_status read_number(sp_reader *r, const sp_field *f, const cJSON *item, double *out)
{
    if (!cJSON_IsNumber(item)) return wrong_kind(r, item, "a number");
    const double value = item->valuedouble;
    const bool any = f->low == 0 && f->high == 0;
    const bool open_low = (f->flags & SP_FIELD_OPEN_LOW) != 0;
    const bool inside = isfinite(value) && (any || (value <= f->high &&
                                                    (open_low ? value > f->low : value >= f->low)));
    if (!inside && open_low)
        return sp_reader_refuse(r, item, "out-of-range",
                                "is %g, a number above %g and up to %g is expected", value, f->low,
                                f->high);
    if (!inside)
        return sp_reader_refuse(r, item, "out-of-range",
                                "is %g, a number from %g to %g is expected", value, f->low,
                                f->high);
    if ((f->flags & SP_FIELD_WHOLE) && value != floor(value))
        return sp_reader_refuse(r, item, "out-of-range", "is %g, a whole number is expected",
                                value);
    *out = value;
    return SP_OK;
}

static sp_status read_choice(sp_reader *r, const sp_field *f, const cJSON *item, int *index)
{
    *index = -1;
    if (!cJSON_IsString(item)) return wrong_kind(r, item, "a string");
    *index = sp_choice_find(f->choices, item->valuestring);
    if (*index >= 0) return SP_OK;
    return sp_reader_refuse(r, item, "unknown-choice", "is \"%s\", one of %s is allowed",
                            item->valuestring, f->choices);
}

static sp_status read_date(sp_reader *r, const cJSON *item, sp_day *out)
{
    if (!cJSON_IsString(item)) return wrong_kind(r, item, "a date \"YYYY-MM-DD\"");
    if (sp_date_read(out, item->valuestring)) return SP_OK;
    return sp_reader_refuse(r, item, "bad-date",
                            "is \"%s\", a date YYYY-MM-DD from 1970 to 2200 is expected",
                            item->valuestring);
}

static sp_status read_level(sp_reader *r, const cJSON *item, double low, unsigned *level)
{
    static const char *const words[] = {"0 to 3", "1 to 3"};
    static const char *const kinds[] = {"a level (a number from 0 to 3)",
                                        "a level (a number from 1 to 3)"};
    *level = 0;
    if (!cJSON_IsNumber(item)) return wrong_kind(r, item, kinds[low > 0]);
    const double value = item->valuedouble;
    if (!(value >= low && value <= 3 && value == floor(value)))
        return sp_reader_refuse(r, item, "bad-level", "is %g, a level is a whole number from %s",
                                value, words[low > 0]);
    *level = (unsigned)value;
    return SP_OK;
}

/* ---- collections ---- */

/* For each element of an array: call `read` on the next slot of a new array of `size` bytes each.
 * Refused ones leave no slot. */
static sp_status read_array(sp_reader *r, const sp_field *f, const cJSON *item, size_t size,
                            void *record,
                            sp_status (*read)(sp_reader *, const sp_field *, const cJSON *, void *))
{
    if (!cJSON_IsArray(item)) return wrong_kind(r, item, "an array");
    char *slots = sp_arena_array(r->arena, sp_json_count(item), size);
    SP_NEED(slots, r->error);
    size_t n = 0, index = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t errors_before = r->findings->n_errors;
        const size_t mark = sp_reader_enter_index(r, index++);
        SP_TRY(read(r, f, child, slots + n * size));
        sp_reader_leave(r, mark);
        if (r->findings->n_errors == errors_before)
            n++;
        else
            memset(slots + n * size, 0, size); /* nothing of it stays for the next one */
    }
    memcpy(at_offset(record, f->offset), &slots, sizeof slots);
    memcpy(at_offset(record, f->count_offset), &n, sizeof n);
    return SP_OK;
}

static sp_status text_slot(sp_reader *r, const sp_field *f, const cJSON *item, void *slot)
{
    return read_text(r, f, item, slot);
}

static sp_status date_slot(sp_reader *r, const sp_field *f, const cJSON *item, void *slot)
{
    (void)f;
    return read_date(r, item, slot);
}

static sp_status course_slot(sp_reader *r, const sp_field *f, const cJSON *item, void *slot)
{
    (void)f;
    if (!cJSON_IsString(item)) return wrong_kind(r, item, "a course id");
    return sp_reader_course(r, item, item->valuestring, slot);
}

static sp_status record_slot(sp_reader *r, const sp_field *f, const cJSON *item, void *slot)
{
    return sp_fields_read(r, f->sub, item, slot);
}

static int compare_pairs(const void *a, const void *b)
{
    const sp_pair *left = a, *right = b;
    return (left->topic > right->topic) - (left->topic < right->topic);
}

sp_status sp_reader_pairs(sp_reader *r, const cJSON *item, unsigned low, const sp_pair **pairs,
                          size_t *n_pairs)
{
    if (!cJSON_IsObject(item)) return wrong_kind(r, item, "an object of topics and levels");
    sp_pair *out = sp_arena_array(r->arena, sp_json_count(item), sizeof *out);
    SP_NEED(out, r->error);
    size_t n = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter(r, child->string);
        sp_topic_id topic;
        unsigned level;
        SP_TRY(sp_reader_topic(r, child, child->string, &topic));
        SP_TRY(read_level(r, child, low, &level));
        if (topic != SP_NONE && level)
            out[n++] = (sp_pair){.topic = topic, .level = (uint8_t)level};
        sp_reader_leave(r, mark);
    }
    qsort(out, n, sizeof *out, compare_pairs);
    *pairs = out;
    *n_pairs = n;
    return SP_OK;
}

static sp_status read_pairs(sp_reader *r, const sp_field *f, const cJSON *item, void *record)
{
    const sp_pair *pairs = NULL;
    size_t n_pairs = 0;
    SP_TRY(sp_reader_pairs(r, item, (unsigned)f->low, &pairs, &n_pairs));
    memcpy(at_offset(record, f->offset), &pairs, sizeof pairs);
    memcpy(at_offset(record, f->count_offset), &n_pairs, sizeof n_pairs);
    return SP_OK;
}

static sp_status read_levels(sp_reader *r, const cJSON *item, uint8_t *levels)
{
    const sp_pair *pairs = NULL;
    size_t n_pairs = 0;
    SP_TRY(sp_reader_pairs(r, item, 0, &pairs, &n_pairs));
    for (size_t i = 0; i < n_pairs; i++) levels[pairs[i].topic] = pairs[i].level;
    return SP_OK;
}

static sp_status read_confidence(sp_reader *r, const sp_field *f, const cJSON *item,
                                 double *confidence)
{
    if (!cJSON_IsObject(item))
        return wrong_kind(r, item, "an object of topics and numbers from 0 to 1");
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter(r, child->string);
        sp_topic_id topic;
        double value = 1;
        SP_TRY(sp_reader_topic(r, child, child->string, &topic));
        SP_TRY(read_number(r, f, child, &value));
        if (topic != SP_NONE) confidence[topic] = value;
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static sp_status read_span(sp_reader *r, const sp_field *f, const cJSON *item, double *low_high)
{
    if (!cJSON_IsArray(item) || sp_json_count(item) != 2)
        return wrong_kind(r, item, "an array of two numbers");
    double values[2] = {NAN, NAN};
    SP_TRY(read_number(r, f, item->child, &values[0]));
    SP_TRY(read_number(r, f, item->child->next, &values[1]));
    if (!isfinite(values[0]) || !isfinite(values[1])) return SP_OK; /* refused */
    if (values[0] > values[1])
        return sp_reader_refuse(r, item, "out-of-range",
                                "is [%g, %g], the lower number comes first", values[0], values[1]);
    memcpy(low_high, values, sizeof values);
    return SP_OK;
}

static sp_status read_text_map(sp_reader *r, const sp_field *f, const cJSON *item, void *record)
{
    if (!cJSON_IsObject(item)) return wrong_kind(r, item, "an object of strings");
    sp_source *out = sp_arena_array(r->arena, sp_json_count(item), sizeof *out);
    SP_NEED(out, r->error);
    size_t n = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        if (cJSON_IsNull(child)) continue;
        const size_t mark = sp_reader_enter(r, child->string);
        out[n].field = sp_arena_text(r->arena, child->string, strlen(child->string));
        SP_NEED(out[n].field, r->error);
        SP_TRY(read_text(r, f, child, &out[n].source));
        n += out[n].source != NULL;
        sp_reader_leave(r, mark);
    }
    memcpy(at_offset(record, f->offset), &out, sizeof out);
    memcpy(at_offset(record, f->count_offset), &n, sizeof n);
    return SP_OK;
}

static sp_status read_choices(sp_reader *r, const sp_field *f, const cJSON *item, unsigned *bits)
{
    if (!cJSON_IsArray(item)) return wrong_kind(r, item, "an array");
    size_t index = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter_index(r, index++);
        int choice;
        SP_TRY(read_choice(r, f, child, &choice));
        if (choice >= 0) *bits |= 1U << (1 + choice);
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

/* ---- one field, one record ---- */

static sp_status read_enum(sp_reader *r, const sp_field *f, const cJSON *item, void *to, int first)
{
    int index;
    SP_TRY(read_choice(r, f, item, &index));
    if (index < 0) return SP_OK;
    const int value = index +
                      first; /* our enums are int-sized: gcc and clang agree for values that fit */
    memcpy(to, &value, sizeof value);
    return SP_OK;
}

static sp_status read_level_field(sp_reader *r, const sp_field *f, const cJSON *item, uint8_t *to)
{
    unsigned level;
    SP_TRY(read_level(r, item, f->low, &level));
    *to = (uint8_t)level;
    return SP_OK;
}

static sp_status read_field(sp_reader *r, const sp_field *f, const cJSON *item, void *record)
{
    void *to = at_offset(record, f->offset);
    switch (f->kind) {
    case SP_FIELD_TEXT: return read_text(r, f, item, to);
    case SP_FIELD_NUMBER: return read_number(r, f, item, to);
    case SP_FIELD_BOOL:
        if (!cJSON_IsBool(item)) return wrong_kind(r, item, "true or false");
        *(bool *)to = cJSON_IsTrue(item);
        return SP_OK;
    case SP_FIELD_CHOICE: return read_enum(r, f, item, to, 1);
    case SP_FIELD_PREFER: return read_enum(r, f, item, to, 0);
    case SP_FIELD_CHOICES: return read_choices(r, f, item, to);
    case SP_FIELD_DATE: return read_date(r, item, to);
    case SP_FIELD_SPAN: return read_span(r, f, item, to);
    case SP_FIELD_TEXTS: return read_array(r, f, item, sizeof(char *), record, text_slot);
    case SP_FIELD_DATES: return read_array(r, f, item, sizeof(sp_day), record, date_slot);
    case SP_FIELD_COURSES: return read_array(r, f, item, sizeof(sp_course_id), record, course_slot);
    case SP_FIELD_LIST: return read_array(r, f, item, f->sub->size, record, record_slot);
    case SP_FIELD_PAIRS: return read_pairs(r, f, item, record);
    case SP_FIELD_LEVELS: return read_levels(r, item, *(uint8_t **)to);
    case SP_FIELD_CONFIDENCE: return read_confidence(r, f, item, *(double **)to);
    case SP_FIELD_TOPIC:
        if (!cJSON_IsString(item)) return wrong_kind(r, item, "a topic id");
        return sp_reader_topic(r, item, item->valuestring, to);
    case SP_FIELD_LEVEL: return read_level_field(r, f, item, to);
    case SP_FIELD_TEXT_MAP: return read_text_map(r, f, item, record);
    case SP_FIELD_OBJECT: return sp_fields_read(r, f->sub, item, to);
    case SP_FIELD_NUMBER_OR_OBJECT:
        return cJSON_IsObject(item) ? sp_fields_read(r, f->sub, item, record)
                                    : read_number(r, f, item, to);
    case SP_FIELD_CUSTOM: return f->read(r, item, record);
    }
    return SP_OK;
}

static const sp_field *find_field(const sp_fields *fields, const char *key)
{
    for (size_t i = 0; i < fields->n_rows; i++)
        if (strcmp(fields->rows[i].key, key) == 0) return &fields->rows[i];
    return NULL;
}

static sp_status unknown_key(sp_reader *r, const sp_fields *fields, const cJSON *item)
{
    const char *nearest = nearest_name(r, item->string, fields->rows, fields->n_rows,
                                       sizeof *fields->rows);
    if (nearest)
        return sp_reader_refuse(r, item, "unknown-key", "%s has no such key (did you mean \"%s\"?)",
                                fields->name, nearest);
    char known[256] = "";
    for (size_t i = 0; i < fields->n_rows; i++) {
        const size_t length = strlen(known);
        snprintf(known + length, sizeof known - length, "%s%s", i ? ", " : "", fields->rows[i].key);
    }
    return sp_reader_refuse(r, item, "unknown-key", "%s has no such key; it may have %s",
                            fields->name, known);
}

static sp_status keep_extra(sp_reader *r, const sp_fields *fields, const cJSON *item, void *record)
{
    if (!fields->extras_offset)
        return sp_reader_refuse(r, item, "unknown-key", "%s keeps no keys that begin with x-",
                                fields->name);
    sp_extras *extras = at_offset(record, fields->extras_offset);
    const size_t n = extras->n_items;
    sp_extra *items = (sp_extra *)extras->items; /* ours: made below */
    if ((n & (n - 1)) == 0) {                    /* full: room for twice as many */
        items = sp_arena_array(r->arena, n ? 2 * n : 1, sizeof *items);
        SP_NEED(items, r->error);
        if (n) memcpy(items, extras->items, n * sizeof *items);
    }
    items[n].key = sp_arena_text(r->arena, item->string, strlen(item->string));
    items[n].json = sp_json_raw(r->json, item, r->arena);
    SP_NEED(items[n].key && items[n].json, r->error);
    *extras = (sp_extras){.items = items, .n_items = n + 1};
    return SP_OK;
}

static sp_status read_member(sp_reader *r, const sp_fields *fields, const cJSON *item, void *record)
{
    if (strncmp(item->string, "x-", 2) == 0) return keep_extra(r, fields, item, record);
    const sp_field *f = find_field(fields, item->string);
    if (!f) return unknown_key(r, fields, item);
    if (cJSON_IsNull(item)) /* not stated */
        return (f->flags & SP_FIELD_REQUIRED) && !(f->flags & SP_FIELD_OR_NULL)
                   ? wrong_kind(r, item, "a value")
                   : SP_OK;
    if (f->given_offset) *(bool *)at_offset(record, f->given_offset) = true;
    return read_field(r, f, item, record);
}

sp_status sp_fields_read(sp_reader *r, const sp_fields *fields, const cJSON *item, void *record)
{
    if (!cJSON_IsObject(item)) return wrong_kind(r, item, "an object");
    if (fields->defaults) fields->defaults(record);
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter(r, child->string);
        SP_TRY(read_member(r, fields, child, record));
        sp_reader_leave(r, mark);
    }
    for (size_t i = 0; i < fields->n_rows; i++) {
        const sp_field *f = &fields->rows[i];
        if ((f->flags & SP_FIELD_REQUIRED) && !cJSON_GetObjectItemCaseSensitive(item, f->key))
            SP_TRY(sp_reader_refuse(r, item, "missing-key", "%s needs the key \"%s\"", fields->name,
                                    f->key));
    }
    return fields->after ? fields->after(r, item, record) : SP_OK;
}
