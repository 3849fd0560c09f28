/* SPDX-License-Identifier: GPL-3.0-or-later
 * CSV (RFC 4180 with a header) into records; the only file that calls libcsv, which accepts more
 * than the RFC does. The text is handed to it line by line, so that a row's line is known.
 *
 * A row with another number of cells than the header is marked, not refused here: what it states
 * may still fit its columns. A quote that never ends is refused, for it swallows rows. */
#include <csv.h>
#include <string.h>

#include "base/try.h"
#include "io/columns.h"
#include "io/import.h"

enum { MOST_COLUMNS = 1024 };

typedef struct reading {
    sp_import_table *table;
    const char *names[MOST_COLUMNS];
    sp_import_field fields[MOST_COLUMNS];
    int own_columns[MOST_COLUMNS]; /* of io/columns.h; -1 for others */
    size_t n_columns;
    bool has_header, is_own; /* the header is that of our own export */
    const char **cells;      /* of this row, one a column of io/columns.h */
    size_t n_cells, n_stray; /* of this row; past the header and not empty */
    bool is_empty, repeats_header;
    uint32_t line, row_line;  /* now; where this row begins */
    bool is_between;          /* no row has begun since the last one ended */
    sp_import_record *record; /* of this row; NULL in the header */
    sp_status status;         /* the first failure; then nothing more is done */
} reading;

static sp_status begin_row(reading *r)
{
    r->n_stray = 0;
    r->is_empty = r->repeats_header = true;
    if (!r->has_header) return SP_OK;
    SP_TRY(sp_import__add_record(&r->record, r->table, r->row_line));
    if (!r->is_own) return SP_OK;
    r->cells = sp_arena_array(r->table->arena, SP_COLUMNS, sizeof *r->cells);
    SP_NEED(r->cells, r->table->error);
    return SP_OK;
}

static sp_status refuse_bytes(const reading *r)
{
    const sp_import_table *t = r->table;
    if (!r->has_header)
        return sp_fail_at(t->error, SP_SYNTAX, t->file, r->row_line, 0,
                          "the header is not UTF-8 text; convert the file first");
    return sp_fail_at(t->error, SP_SYNTAX, t->file, r->row_line, 0,
                      "row %zu, cell %zu is not UTF-8 text; convert the file first", t->n_records,
                      r->n_cells + 1);
}

static sp_status add_name(reading *r, const char *text, size_t n_bytes)
{
    const sp_import_table *t = r->table;
    if (r->n_columns == MOST_COLUMNS)
        return sp_fail_at(t->error, SP_LIMIT, t->file, r->row_line, 0, "has more than %d columns",
                          MOST_COLUMNS);
    r->names[r->n_columns] = sp_arena_text(t->arena, text, n_bytes);
    SP_NEED(r->names[r->n_columns], t->error);
    r->n_columns++;
    return SP_OK;
}

/* A cell of our own export, byte by byte as it is. */
static sp_status keep_own(reading *r, size_t cell, const char *text, size_t n_bytes)
{
    const int column = r->own_columns[cell];
    if (!r->is_own || column < 0 || !n_bytes) return SP_OK;
    r->cells[column] = sp_arena_text(r->table->arena, text, n_bytes);
    SP_NEED(r->cells[column], r->table->error);
    return SP_OK;
}

static sp_status add_cell(reading *r, const char *text, size_t n_bytes)
{
    if (r->n_cells == 0) SP_TRY(begin_row(r));
    if (sp_import__valid_bytes(text, n_bytes) < n_bytes) return refuse_bytes(r);
    const size_t cell = r->n_cells++;
    if (!r->has_header) return add_name(r, text, n_bytes);
    if (n_bytes) r->is_empty = false;
    if (cell >= r->n_columns) {
        if (n_bytes) r->n_stray = cell + 1;
        return SP_OK;
    }
    if (strlen(r->names[cell]) != n_bytes || memcmp(r->names[cell], text, n_bytes) != 0)
        r->repeats_header = false;
    SP_TRY(keep_own(r, cell, text, n_bytes));
    if (r->fields[cell] == SP_IMPORT_FIELDS) return SP_OK;
    return sp_import__state(r->table, r->record, r->fields[cell], text, n_bytes);
}

/* The header is that of our own export when it has these names to the letter, and nobody says with
 * a map how to read it; then every column of such a name is taken as given. */
static void find_own_columns(reading *r)
{
    static const char *const marks[] = {"id", "title", "teaches"};
    size_t n_marks = 0;
    for (size_t i = 0; i < r->n_columns; i++) {
        r->own_columns[i] = sp_column_find(r->names[i]);
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
            n_marks += strcmp(marks[k], r->names[i]) == 0;
    }
    r->is_own = n_marks == sizeof marks / sizeof *marks && r->table->options->n_maps == 0;
    for (size_t i = 0; i < r->n_columns && r->is_own; i++)
        if (r->own_columns[i] >= 0) r->table->columns[i].field = r->names[i];
}

static sp_status end_header(reading *r)
{
    const sp_import_table *t = r->table;
    SP_TRY(sp_import__map(r->fields, r->table, r->names, r->n_columns, true));
    r->has_header = true;
    find_own_columns(r);
    if (t->column_of[SP_IMPORT_TITLE]) return SP_OK;
    sp_buffer b = {.arena = t->arena};
    for (size_t i = 0; i < r->n_columns && i < 8; i++)
        sp_buffer_printf(&b, "%s%.24s", i ? ", " : "", r->names[i]);
    return sp_fail_at(t->error, SP_INVALID, t->file, r->row_line, 0,
                      "no column of this header holds titles: %s%s; name it with --map "
                      "title=COLUMN",
                      b.failed ? "" : b.text, r->n_columns > 8 ? ", ..." : "");
}

static void use_own(const reading *r)
{
    sp_import_record *record = r->record;
    const char *id = r->cells[sp_column_find("id")], *title = r->cells[sp_column_find("title")];
    record->cells = r->cells;
    record->id = id;
    if (title && !record->texts[SP_IMPORT_TITLE]) /* of blanks alone */
        record->texts[SP_IMPORT_TITLE] = title;
}

static sp_status end_row(reading *r)
{
    sp_import_record *record = r->record;
    const size_t n_cells = r->n_stray ? r->n_stray : r->n_cells;
    if (!r->has_header) return end_header(r);
    if (r->is_empty) {
        record->skip = "is empty";
    } else if (r->repeats_header && r->n_cells == r->n_columns) {
        record->skip = "repeats the header";
    } else if (r->n_cells < r->n_columns || r->n_stray) {
        sp_buffer b = {.arena = r->table->arena};
        sp_buffer_printf(&b, "has %zu cell%s, the header %zu", n_cells, n_cells == 1 ? "" : "s",
                         r->n_columns);
        SP_NEED(!b.failed, r->table->error);
        record->odd = b.text;
        record->is_short = r->n_cells < r->n_columns;
    }
    if (r->is_own) use_own(r);
    return SP_OK;
}

static void on_cell(void *text, size_t n_bytes, void *payload)
{
    reading *r = payload;
    if (r->status == SP_OK) r->status = add_cell(r, text ? text : "", n_bytes);
}

static void on_row(int end, void *payload)
{
    (void)end;
    reading *r = payload;
    if (r->status == SP_OK && r->n_cells) r->status = end_row(r);
    r->n_cells = 0;
    r->is_between = true;
}

/* Whichever stands most often in the first line, outside of quotes; a comma where none does. */
static char find_delimiter(const char *text, size_t n_bytes)
{
    static const char candidates[] = ",;\t|";
    size_t counts[sizeof candidates] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < n_bytes && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        if (text[i] == '"') quoted = !quoted;
        const char *found = text[i] ? strchr(candidates, text[i]) : NULL;
        if (found && !quoted) counts[found - candidates]++;
    }
    for (size_t i = 1; i < sizeof candidates - 1; i++)
        if (counts[i] > counts[best]) best = i;
    return candidates[best];
}

/* "sep=;" in the first line, as spreadsheets write it; the bytes that it takes. */
static size_t read_sep_line(char *delimiter, const char *text, size_t n_bytes)
{
    if (n_bytes < 6 || strncmp(text, "sep=", 4) != 0 || !strchr("\r\n", text[5])) return 0;
    *delimiter = text[4];
    return n_bytes > 6 && text[5] == '\r' && text[6] == '\n' ? 7 : 6;
}

static sp_status parse(reading *r, struct csv_parser *parser, const char *text, size_t n_bytes)
{
    const sp_import_table *t = r->table;
    for (size_t at = 0; at < n_bytes && r->status == SP_OK; r->line++) {
        const char *end = memchr(text + at, '\n', n_bytes - at);
        const size_t length = end ? (size_t)(end - text) + 1 - at : n_bytes - at;
        if (r->is_between) r->row_line = r->line;
        r->is_between = r->is_between && (text[at] == '\n' || text[at] == '\r');
        if (csv_parse(parser, text + at, length, on_cell, on_row, r) != length)
            return sp_fail(t->error, SP_MEMORY, t->file, "out of memory");
        at += length;
    }
    if (r->status != SP_OK) return r->status;
    csv_set_opts(parser, CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(parser, on_cell, on_row, r) == 0) return r->status;
    return sp_fail_at(t->error, SP_SYNTAX, t->file, r->row_line, 0,
                      "a quote that is opened in the row of this line is never closed");
}

sp_status sp_import__read_csv(sp_import_table *t, const sp_text *text)
{
    const char *bytes = text->text;
    size_t n_bytes = text->n_bytes;
    reading *r = sp_arena_take(t->arena, sizeof *r);
    SP_NEED(r, t->error);
    r->table = t;
    r->line = 1;
    r->is_between = true;
    char delimiter = 0;
    const size_t skipped = read_sep_line(&delimiter, bytes, n_bytes);
    r->line += skipped > 0;
    bytes += skipped;
    n_bytes -= skipped;
    if (!delimiter) delimiter = find_delimiter(bytes, n_bytes);
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0) return sp_fail(t->error, SP_MEMORY, t->file, "out of memory");
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_blk_size(&parser, 4096);
    const sp_status status = parse(r, &parser, bytes, n_bytes);
    csv_free(&parser);
    if (status == SP_OK && !r->has_header)
        return sp_fail(t->error, SP_INVALID, t->file, "has no header");
    return status;
}
