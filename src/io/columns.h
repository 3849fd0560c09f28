/* SPDX-License-Identifier: GPL-3.0-or-later
 * A course as a row of a table: what each column holds of the course as an object of the catalogue
 * format, and how that is written in a cell and read back. One table serves both directions. */
#ifndef STUDYPATH_IO_COLUMNS_H
#define STUDYPATH_IO_COLUMNS_H

#include "io/json.h"
#include "io/write.h"

typedef enum sp_cell_form {
    SP_CELL_TEXT,
    SP_CELL_NUMBER,
    SP_CELL_TEXTS, /* "a; b"; as JSON where that would not be read back */
    SP_CELL_PAIRS, /* "eigen=2 svd=1", "none" for no pair */
    SP_CELL_JSON   /* what no table has room for */
} sp_cell_form;

typedef struct sp_column {
    const char *name;
    const char *key;    /* of the course; "x-" stands for all that begin with it */
    const char *member; /* of the object under that key, or NULL */
    size_t place;       /* 1 or 2: the first or second of the array under that key */
    sp_cell_form form;
} sp_column;

enum { SP_COLUMNS = 38 };
extern const sp_column sp_columns[SP_COLUMNS];

/* The column of that name; -1 for none. */
int sp_column_find(const char *name);

/* Append the cell's text. False when the course states nothing there. */
bool sp_cell_write(sp_buffer *b, const sp_column *column, const sp_json *course);

/* Append the course that the cells speak of, as an object of the catalogue format. There is one
 * cell a column; NULL where it is empty, for that states nothing. A cell that can't be read is left
 * out and named to `refuse`. */
void sp_cells_read(sp_writer *w, const char *const cells[SP_COLUMNS],
                   void (*refuse)(void *payload, const sp_column *column, const char *wanted),
                   void *payload);

#endif
