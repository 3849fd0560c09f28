/* SPDX-License-Identifier: GPL-3.0-or-later
 * What schema.org has words for: the texts of a course that its properties carry exactly, in both
 * directions. What they don't carry is under SP_JSONLD_COURSE, a JSON literal that other readers
 * pass over. */
#ifndef STUDYPATH_IO_JSONLD_H
#define STUDYPATH_IO_JSONLD_H

typedef enum sp_jsonld_shape {
    SP_JSONLD_TEXT,         /* "…" */
    SP_JSONLD_ORGANIZATION, /* {"@type": "Organization", "name": "…"} */
    SP_JSONLD_PERSONS,      /* an array of {"@type": "Person", "name": "…"} */
    SP_JSONLD_WORKLOAD,     /* {"@type": "CourseInstance", "courseWorkload": "…"} */
    SP_JSONLD_FIRST_TEXT    /* the first text of an array, the rest being something else */
} sp_jsonld_shape;

typedef struct sp_jsonld_text {
    const char *key; /* of a course in the catalogue format */
    const char *property;
    sp_jsonld_shape shape;
} sp_jsonld_text;

enum { SP_JSONLD_TEXTS = 11 };
extern const sp_jsonld_text sp_jsonld_texts[SP_JSONLD_TEXTS];

/* Whether a property of the table carries the key. */
bool sp_jsonld_carries(const char *key);

#define SP_JSONLD_NAMES "urn:x-studypath:" /* what "studypath:" stands for */
#define SP_JSONLD_COURSE "studypath:course"
#define SP_JSONLD_CATALOG "studypath:catalog"

#endif
