/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a record by its field table: what is present, in the table's order. See io/fields.h. */
#include <math.h>
#include <string.h>

#include "io/fields.h"

static const void *at_offset(const void *record, size_t offset)
{
    return (const char *)record + offset;
}

static size_t count_of(const sp_field *f, const void *record)
{
    size_t n;
    memcpy(&n, at_offset(record, f->count_offset), sizeof n);
    return n;
}

static const void *array_of(const sp_field *f, const void *record)
{
    const void *array;
    memcpy(&array, at_offset(record, f->offset), sizeof array);
    return array;
}

static unsigned enum_of(const void *at)
{
    unsigned value;
    memcpy(&value, at, sizeof value);
    return value;
}

static bool has_any(const sp_fields *fields, const sp_catalog *c, const void *record);

static bool is_stated_over_topics(const sp_field *f, const sp_catalog *c, const void *array)
{
    for (size_t t = 0; t < c->topics.n_items; t++) {
        if (f->kind == SP_FIELD_LEVELS ? ((const uint8_t *)array)[t] != 0
                                       : ((const double *)array)[t] != 1)
            return true;
    }
    return false;
}

static bool is_present(const sp_field *f, const sp_catalog *c, const void *record)
{
    const void *at = at_offset(record, f->offset);
    if (f->flags & SP_FIELD_REQUIRED) return true;
    if (f->given_offset && *(const bool *)at_offset(record, f->given_offset)) return true;
    switch (f->kind) {
    case SP_FIELD_TEXT: return *(const char *const *)at != NULL;
    case SP_FIELD_NUMBER: return !f->given_offset && isfinite(*(const double *)at);
    case SP_FIELD_SPAN: return isfinite(*(const double *)at);
    case SP_FIELD_BOOL: return *(const bool *)at;
    case SP_FIELD_CHOICE:
    case SP_FIELD_CHOICES: return enum_of(at) != 0;
    case SP_FIELD_DATE: return *(const sp_day *)at != SP_NO_DAY;
    case SP_FIELD_LEVELS:
    case SP_FIELD_CONFIDENCE: return is_stated_over_topics(f, c, array_of(f, record));
    case SP_FIELD_TEXTS:
    case SP_FIELD_DATES:
    case SP_FIELD_PAIRS:
    case SP_FIELD_COURSES:
    case SP_FIELD_TEXT_MAP:
    case SP_FIELD_LIST: return count_of(f, record) > 0;
    case SP_FIELD_OBJECT: return has_any(f->sub, c, at);
    case SP_FIELD_NUMBER_OR_OBJECT:
        return isfinite(*(const double *)at) || has_any(f->sub, c, record);
    case SP_FIELD_PREFER:
    case SP_FIELD_TOPIC:
    case SP_FIELD_LEVEL: return true;
    case SP_FIELD_CUSTOM: return f->write && (!f->has || f->has(record));
    }
    return true;
}

static bool has_any(const sp_fields *fields, const sp_catalog *c, const void *record)
{
    for (size_t i = 0; i < fields->n_rows; i++)
        if (is_present(&fields->rows[i], c, record)) return true;
    return fields->extras_offset &&
           ((const sp_extras *)at_offset(record, fields->extras_offset))->n_items > 0;
}

static void write_choices(sp_writer *w, const sp_field *f, unsigned bits)
{
    sp_write_open_flat(w, '[');
    for (unsigned i = 0; i < 31; i++) {
        if (!(bits & 2U << i)) continue;
        char name[32];
        sp_choice_name(name, f->choices, i);
        sp_write_text(w, name);
    }
    sp_write_close(w, ']');
}

static void write_array(sp_writer *w, const sp_field *f, const sp_catalog *c, const void *record)
{
    const char *array = array_of(f, record);
    const size_t n = count_of(f, record);
    if (f->kind == SP_FIELD_LIST)
        sp_write_open(w, '[');
    else
        sp_write_open_flat(w, '[');
    for (size_t i = 0; i < n; i++) {
        if (f->kind == SP_FIELD_TEXTS)
            sp_write_text(w, ((const char *const *)(const void *)array)[i]);
        if (f->kind == SP_FIELD_DATES) sp_write_date(w, ((const sp_day *)(const void *)array)[i]);
        if (f->kind == SP_FIELD_COURSES)
            sp_write_text(w, c->courses[((const sp_course_id *)(const void *)array)[i]].id);
        if (f->kind == SP_FIELD_LIST) sp_fields_write(w, f->sub, c, array + i * f->sub->size);
    }
    sp_write_close(w, ']');
}

static void write_confidence(sp_writer *w, const sp_catalog *c, const double *confidence)
{
    sp_write_open_flat(w, '{');
    for (size_t t = 0; t < c->topics.n_items; t++) {
        if (confidence[t] == 1) continue;
        sp_write_key(w, c->topics.items[t].id);
        sp_write_number(w, confidence[t]);
    }
    sp_write_close(w, '}');
}

static void write_text_map(sp_writer *w, const sp_source *entries, size_t n_entries)
{
    sp_write_open(w, '{');
    for (size_t i = 0; i < n_entries; i++) {
        sp_write_key(w, entries[i].field);
        sp_write_text(w, entries[i].source);
    }
    sp_write_close(w, '}');
}

static void write_span(sp_writer *w, const double *low_high)
{
    sp_write_open_flat(w, '[');
    sp_write_number(w, low_high[0]);
    sp_write_number(w, low_high[1]);
    sp_write_close(w, ']');
}

static void write_choice(sp_writer *w, const sp_field *f, unsigned index)
{
    char name[32];
    sp_choice_name(name, f->choices, index);
    sp_write_text(w, name);
}

static void write_value(sp_writer *w, const sp_field *f, const sp_catalog *c, const void *record)
{
    const void *at = at_offset(record, f->offset);
    switch (f->kind) {
    case SP_FIELD_TEXT: sp_write_text(w, *(const char *const *)at); break;
    case SP_FIELD_NUMBER: sp_write_number(w, *(const double *)at); break;
    case SP_FIELD_BOOL: sp_write_bool(w, *(const bool *)at); break;
    case SP_FIELD_CHOICE: write_choice(w, f, enum_of(at) - 1); break;
    case SP_FIELD_PREFER: write_choice(w, f, enum_of(at)); break;
    case SP_FIELD_CHOICES: write_choices(w, f, enum_of(at)); break;
    case SP_FIELD_DATE: sp_write_date(w, *(const sp_day *)at); break;
    case SP_FIELD_SPAN: write_span(w, at); break;
    case SP_FIELD_TEXTS:
    case SP_FIELD_DATES:
    case SP_FIELD_COURSES:
    case SP_FIELD_LIST: write_array(w, f, c, record); break;
    case SP_FIELD_PAIRS: sp_write_pairs(w, c, array_of(f, record), count_of(f, record)); break;
    case SP_FIELD_LEVELS: sp_write_levels(w, c, array_of(f, record)); break;
    case SP_FIELD_CONFIDENCE: write_confidence(w, c, array_of(f, record)); break;
    case SP_FIELD_TOPIC: sp_write_text(w, c->topics.items[*(const sp_topic_id *)at].id); break;
    case SP_FIELD_LEVEL:
        if (*(const uint8_t *)at == SP_NO_LEVEL)
            sp_write_raw(w, "null");
        else
            sp_write_int(w, *(const uint8_t *)at);
        break;
    case SP_FIELD_TEXT_MAP: write_text_map(w, array_of(f, record), count_of(f, record)); break;
    case SP_FIELD_OBJECT: sp_fields_write(w, f->sub, c, at); break;
    case SP_FIELD_NUMBER_OR_OBJECT:
        if (isfinite(*(const double *)at))
            sp_write_number(w, *(const double *)at);
        else
            sp_fields_write(w, f->sub, c, record);
        break;
    case SP_FIELD_CUSTOM: f->write(w, c, record); break;
    }
}

void sp_fields_write_extras(sp_writer *w, const sp_extras *extras)
{
    for (size_t i = 0; i < extras->n_items; i++) {
        sp_write_key(w, extras->items[i].key);
        sp_write_raw(w, extras->items[i].json);
    }
}

void sp_fields_write(sp_writer *w, const sp_fields *fields, const sp_catalog *c, const void *record)
{
    sp_write_open(w, '{');
    for (size_t i = 0; i < fields->n_rows; i++) {
        const sp_field *f = &fields->rows[i];
        if (!is_present(f, c, record)) continue;
        sp_write_key(w, f->key);
        write_value(w, f, c, record);
    }
    if (fields->extras_offset) sp_fields_write_extras(w, at_offset(record, fields->extras_offset));
    sp_write_close(w, '}');
}
