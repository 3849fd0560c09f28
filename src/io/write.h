/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON out: an append-writer with stable key order, two-space indentation and numbers that read
 * back as they were (cJSON's printer loses one number in nine). Innermost objects and arrays of
 * plain values stay on one line. */
#ifndef STUDYPATH_IO_WRITE_H
#define STUDYPATH_IO_WRITE_H

#include "studypath/text.h"
#include "studypath/profile.h"

typedef struct sp_writer {
    sp_buffer out;
    unsigned depth;
    bool fresh; /* nothing was written in the innermost container */
    bool after_key;
    unsigned flat_from; /* depth from which all stays on one line; 0 = none */
} sp_writer;

void sp_write_open(sp_writer *w, char bracket);      /* '{' or '[' */
void sp_write_open_flat(sp_writer *w, char bracket); /* the same, on one line */
void sp_write_close(sp_writer *w, char bracket);     /* '}' or ']' */
void sp_write_key(sp_writer *w, const char *key);
void sp_write_text(sp_writer *w, const char *text); /* NULL writes null */
void sp_write_number(sp_writer *w, double value);   /* not finite writes null */
void sp_write_int(sp_writer *w, int64_t value);
void sp_write_bool(sp_writer *w, bool value);
void sp_write_raw(sp_writer *w, const char *json); /* a complete JSON value */
void sp_write_date(sp_writer *w, sp_day day);

/* A key and its value: a text (NULL writes null), a count, or as the writers above and below. */
void sp_write_member(sp_writer *w, const char *key, const char *text);
void sp_write_count(sp_writer *w, const char *key, size_t n);
void sp_write_member_int(sp_writer *w, const char *key, int64_t value);
void sp_write_member_bool(sp_writer *w, const char *key, bool value);
void sp_write_member_date(sp_writer *w, const char *key, sp_day day);
void sp_write_member_rounded(sp_writer *w, const char *key, double value, int decimals);

/* The number rounded to `decimals` (0 to 9) places. */
void sp_write_rounded(sp_writer *w, double value, int decimals);

/* "catalog": {"id", "sha256"}: which catalogue a document speaks of. */
void sp_write_catalog_name(sp_writer *w, const sp_catalog *c);

/* {"topic": level, …} for pairs, and for the entries above zero of levels over topics. */
void sp_write_pairs(sp_writer *w, const sp_catalog *c, const sp_pair *pairs, size_t n_pairs);
void sp_write_levels(sp_writer *w, const sp_catalog *c, const uint8_t *levels);

#endif
