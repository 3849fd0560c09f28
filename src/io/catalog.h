/* SPDX-License-Identifier: GPL-3.0-or-later
 * The catalogue's field tables, for those who describe the format. */
#ifndef STUDYPATH_IO_CATALOG_H
#define STUDYPATH_IO_CATALOG_H

#include "io/fields.h"

/* One array of the root object. */
typedef struct sp_catalog_part {
    const char *key;
    const sp_fields *fields;
} sp_catalog_part;

enum {
    SP_CATALOG_TOPICS,
    SP_CATALOG_COURSES,
    SP_CATALOG_GOALS,
    SP_CATALOG_LISTS,
    SP_CATALOG_PARTS
};

extern const sp_catalog_part sp_catalog_parts[SP_CATALOG_PARTS];

/* Write one array of the root object, key and all. */
void sp_catalog_write_part(sp_writer *w, const sp_catalog *c, int which, const void *items,
                           size_t n_items);

/* What a writer of another format does with a course: as it is, and as the tree of the JSON that an
 * export writes of it (on one line), so that every format says the same. `scratch` is rewound
 * afterwards. */
typedef void sp_course_use(const sp_json *json, const sp_course *course, void *payload,
                           sp_arena *scratch);

/* Hand each course to `use`; false when memory ran out. */
bool sp_catalog_walk(const sp_catalog *c, sp_course_use *use, void *payload);

#endif
