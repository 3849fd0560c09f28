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

#endif
