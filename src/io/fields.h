/* SPDX-License-Identifier: GPL-3.0-or-later
 * Field tables: one row a key of a file format says how it is read, checked and written, so that
 * the two directions cannot drift apart, unknown keys can be answered with the nearest known one,
 * and the documentation of a format is printed from it. */
#ifndef STUDYPATH_IO_FIELDS_H
#define STUDYPATH_IO_FIELDS_H

#include "io/json.h"
#include "io/write.h"
#include "studypath/profile.h"

typedef enum sp_field_kind {
    SP_FIELD_TEXT,       /* const char *; NULL = absent */
    SP_FIELD_NUMBER,     /* double; NAN = absent */
    SP_FIELD_BOOL,       /* bool */
    SP_FIELD_CHOICE,     /* enum: 1 + index in `choices`; 0 = absent */
    SP_FIELD_PREFER,     /* enum: index in `choices` */
    SP_FIELD_CHOICES,    /* unsigned: bit 1 << (1 + index) for each of an array of choices */
    SP_FIELD_DATE,       /* sp_day; SP_NO_DAY = absent */
    SP_FIELD_SPAN,       /* [low, high]: a double here and one behind it */
    SP_FIELD_TEXTS,      /* const char *const * and its count */
    SP_FIELD_DATES,      /* sp_day * and its count */
    SP_FIELD_PAIRS,      /* sp_pair * and its count, from {"topic": level} */
    SP_FIELD_LEVELS,     /* uint8_t *, one a topic, from {"topic": level} */
    SP_FIELD_CONFIDENCE, /* double *, one a topic (1 = absent), from {"topic": 0..1} */
    SP_FIELD_TOPIC,      /* sp_topic_id */
    SP_FIELD_LEVEL,      /* uint8_t; SP_NO_LEVEL is written as null */
    SP_FIELD_COURSES,    /* sp_course_id * and its count */
    SP_FIELD_TEXT_MAP,   /* array of {const char *key, *value} and its count, from an object of
                            strings */
    SP_FIELD_OBJECT,     /* `sub` read into the same struct at `offset` */
    SP_FIELD_NUMBER_OR_OBJECT, /* a double at `offset`, or `sub` at `offset` */
    SP_FIELD_LIST,             /* array of structs of sub->size bytes and its count */
    SP_FIELD_CUSTOM            /* `read` and `write` do it */
} sp_field_kind;

enum {
    SP_FIELD_REQUIRED = 1,  /* must be there */
    SP_FIELD_OPEN_LOW = 2,  /* above `low`, not at it */
    SP_FIELD_WHOLE = 4,     /* a whole number */
    SP_FIELD_NOT_EMPTY = 8, /* a text of at least one character */
    SP_FIELD_OR_NULL = 32,  /* must be there, but may be null */
    SP_FIELD_IS_ID = 16     /* a text of [A-Za-z0-9._:#-], at most 128 bytes */
};

typedef struct sp_fields sp_fields;
typedef struct sp_reader sp_reader;

typedef struct sp_field {
    const char *key;
    sp_field_kind kind;
    size_t offset, count_offset; /* in the struct that the table describes */
    unsigned flags;
    double low, high; /* of numbers; 0 and 0 = any finite number */
    const char *choices;
    const sp_fields *sub;
    size_t given_offset; /* a bool to set when the key is there; 0 = none */
    sp_status (*read)(sp_reader *r, const cJSON *item, void *record);
    void (*write)(sp_writer *w, const sp_catalog *c, const void *record);
    bool (*has)(const void *record); /* whether a custom field is written; NULL: always */
    const char *help;
} sp_field;

struct sp_fields {
    const char *name; /* "a course", for messages */
    const sp_field *rows;
    size_t n_rows;
    size_t size;          /* of the struct */
    size_t extras_offset; /* an sp_extras: keys that begin with x-; 0 = they are refused here */
    void (*defaults)(void *record); /* NULL: zeroes */
    sp_status (*after)(sp_reader *r, const cJSON *item,
                       void *record); /* checks over several fields; may be NULL */
};

/* State of reading one document. */
struct sp_reader {
    const sp_json *json;
    const sp_catalog *catalog; /* names are resolved against it */
    sp_findings *findings;
    sp_arena *arena;
    sp_error *error; /* memory only; everything else is a finding */
    char path[256];
    size_t path_length;
};

/* Read the object `item` into `record` (fields->size bytes) by the table. What is wrong becomes
 * findings, and the field keeps its default; the only errors are SP_MEMORY. */
sp_status sp_fields_read(sp_reader *r, const sp_fields *fields, const cJSON *item, void *record);

/* Write the fields that are present, in the order of the table, as one object. */
void sp_fields_write(sp_writer *w, const sp_fields *fields, const sp_catalog *c,
                     const void *record);

/* Write the members that begin with x-. */
void sp_fields_write_extras(sp_writer *w, const sp_extras *extras);

/* An error finding at the reader's path. */
sp_status sp_reader_refuse(sp_reader *r, const cJSON *item, const char *code, const char *format,
                           ...) SP_PRINTF(4, 5);
sp_status sp_reader_warn(sp_reader *r, const cJSON *item, const char *code, const char *format, ...)
    SP_PRINTF(4, 5);

/* Append ".key" or "[index]" to the path; returns the length to restore it to with sp_reader_leave.
 */
size_t sp_reader_enter(sp_reader *r, const char *key);
size_t sp_reader_enter_index(sp_reader *r, size_t index);
void sp_reader_leave(sp_reader *r, size_t length);

/* Resolve a name; an unknown one is refused with the nearest, and gives SP_NONE. */
sp_status sp_reader_topic(sp_reader *r, const cJSON *item, const char *id, sp_topic_id *out);
sp_status sp_reader_course(sp_reader *r, const cJSON *item, const char *id, sp_course_id *out);
sp_status sp_reader_goal(sp_reader *r, const cJSON *item, const char *id, sp_goal_id *out);

/* Read {"topic": level} into pairs sorted by topic. */
sp_status sp_reader_pairs(sp_reader *r, const cJSON *item, unsigned low, const sp_pair **pairs,
                          size_t *n_pairs);

/* Whether the text is an id: see SP_FIELD_IS_ID. */
bool sp_field_is_id(const char *text);

/* Number of children of an array or object. */
size_t sp_json_count(const cJSON *item);

#endif
