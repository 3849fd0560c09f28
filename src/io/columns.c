/* SPDX-License-Identifier: GPL-3.0-or-later
 * See io/columns.h. */
#include "io/columns.h"

#include <string.h>

#define NO_PAIRS "none"

/* Members of the same key stand side by side. */
const sp_column sp_columns[SP_COLUMNS] = {
    {"id", "id", NULL, 0, SP_CELL_TEXT},
    {"title", "title", NULL, 0, SP_CELL_TEXT},
    {"provider", "provider", NULL, 0, SP_CELL_TEXT},
    {"authors", "authors", NULL, 0, SP_CELL_TEXTS},
    {"institution", "institution", NULL, 0, SP_CELL_TEXT},
    {"url", "url", NULL, 0, SP_CELL_TEXT},
    {"year", "year", NULL, 0, SP_CELL_NUMBER},
    {"format", "format", NULL, 0, SP_CELL_TEXT},
    {"language", "language", NULL, 0, SP_CELL_TEXT},
    {"cost", "cost", NULL, 0, SP_CELL_TEXT},
    {"price", "price", NULL, 0, SP_CELL_TEXT},
    {"level", "level", NULL, 0, SP_CELL_TEXT},
    {"workload", "workload", NULL, 0, SP_CELL_TEXT},
    {"weekly_hours_low", "weekly_hours", NULL, 1, SP_CELL_NUMBER},
    {"weekly_hours_high", "weekly_hours", NULL, 2, SP_CELL_NUMBER},
    {"hours_low", "hours", "low", 0, SP_CELL_NUMBER},
    {"hours_expected", "hours", "expected", 0, SP_CELL_NUMBER},
    {"hours_high", "hours", "high", 0, SP_CELL_NUMBER},
    {"hours_basis", "hours", "basis", 0, SP_CELL_TEXT},
    {"rating_mean", "rating", "mean", 0, SP_CELL_NUMBER},
    {"rating_of", "rating", "of", 0, SP_CELL_NUMBER},
    {"rating_count", "rating", "count", 0, SP_CELL_NUMBER},
    {"rating_text", "rating", "text", 0, SP_CELL_TEXT},
    {"views", "views", NULL, 0, SP_CELL_NUMBER},
    {"upvotes", "upvotes", NULL, 0, SP_CELL_NUMBER},
    {"upvotes_below", "upvotes", "below", 0, SP_CELL_NUMBER},
    {"teaches", "teaches", NULL, 0, SP_CELL_PAIRS},
    {"requires", "requires", NULL, 0, SP_CELL_PAIRS},
    {"formal", "formal", NULL, 0, SP_CELL_PAIRS},
    {"formal_text", "formal_text", NULL, 0, SP_CELL_TEXT},
    {"stated", "stated", NULL, 0, SP_CELL_JSON},
    {"part_of", "part_of", NULL, 0, SP_CELL_TEXT},
    {"same_as", "same_as", NULL, 0, SP_CELL_TEXT},
    {"was", "was", NULL, 0, SP_CELL_TEXTS},
    {"flags", "flags", NULL, 0, SP_CELL_TEXTS},
    {"sources", "sources", NULL, 0, SP_CELL_JSON},
    {"inferred", "inferred", NULL, 0, SP_CELL_TEXTS},
    {"extras", "x-", NULL, 0, SP_CELL_JSON},
};

int sp_column_find(const char *name)
{
    for (int i = 0; i < SP_COLUMNS; i++)
        if (strcmp(sp_columns[i].name, name) == 0) return i;
    return -1;
}

static bool is_extra(const char *key)
{
    return strncmp(key, "x-", 2) == 0;
}

/* ---- from a course to cells ---- */

static const cJSON *value_at(const sp_column *column, const cJSON *course)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(course, column->key);
    if (column->place && cJSON_IsArray(value))
        return column->place == 1 || !value->child ? value->child : value->child->next;
    if (column->member) return cJSON_GetObjectItemCaseSensitive(value, column->member);
    return value;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether "a; b" is read back as these texts. */
static bool can_be_joined(const cJSON *texts)
{
    for (const cJSON *child = texts->child; child; child = child->next) {
        const char *text = child->valuestring;
        const size_t length = strlen(text);
        if (!length || is_blank(text[0]) || is_blank(text[length - 1]) || strchr(text, ';'))
            return false;
    }
    return !texts->child || texts->child->valuestring[0] != '[';
}

static void join(sp_buffer *b, const cJSON *texts)
{
    for (const cJSON *child = texts->child; child; child = child->next) {
        if (child != texts->child) sp_buffer_puts(b, "; ");
        sp_buffer_puts(b, child->valuestring);
    }
}

static void write_pairs(sp_buffer *b, const cJSON *pairs)
{
    for (const cJSON *child = pairs->child; child; child = child->next)
        sp_buffer_printf(b, "%s%s=%.0f", child == pairs->child ? "" : " ", child->string,
                         child->valuedouble);
    if (!pairs->child) sp_buffer_puts(b, NO_PAIRS);
}

static bool write_extras(sp_buffer *b, const sp_json *course)
{
    sp_writer w = {.out.arena = b->arena};
    bool has_any = false;
    sp_write_open_flat(&w, '{');
    for (const cJSON *child = course->root->child; child; child = child->next) {
        if (!is_extra(child->string)) continue;
        const char *raw = sp_json_raw(course, child, b->arena);
        sp_write_key(&w, child->string);
        sp_write_raw(&w, raw ? raw : "null");
        b->failed = b->failed || !raw;
        has_any = true;
    }
    sp_write_close(&w, '}');
    b->failed = b->failed || w.out.failed;
    if (has_any && !b->failed) sp_buffer_add(b, w.out.text, w.out.length - 1); /* no line break */
    return has_any;
}

bool sp_cell_write(sp_buffer *b, const sp_column *column, const sp_json *course)
{
    if (is_extra(column->key)) return write_extras(b, course);
    const cJSON *value = value_at(column, course->root);
    if (!value || cJSON_IsNull(value)) return false;
    if (column->form == SP_CELL_NUMBER && !cJSON_IsNumber(value)) return false;
    if (column->form == SP_CELL_TEXT) {
        sp_buffer_puts(b, value->valuestring);
    } else if (column->form == SP_CELL_PAIRS) {
        write_pairs(b, value);
    } else if (column->form == SP_CELL_TEXTS && can_be_joined(value)) {
        join(b, value);
    } else {
        const char *raw = sp_json_raw(course, value, b->arena);
        sp_buffer_puts(b, raw ? raw : "");
        b->failed = b->failed || !raw;
    }
    return true;
}

/* ---- from cells to a course ---- */

static void read_texts(sp_writer *w, const char *cell)
{
    sp_write_open_flat(w, '[');
    while (*cell) {
        const size_t part = strcspn(cell, ";");
        size_t begin = 0, end = part;
        while (begin < end && is_blank(cell[begin])) begin++;
        while (end > begin && is_blank(cell[end - 1])) end--;
        const char *text = sp_arena_text(w->out.arena, cell + begin, end - begin);
        w->out.failed = w->out.failed || !text;
        if (end > begin && text) sp_write_text(w, text);
        cell += part + (cell[part] == ';');
    }
    sp_write_close(w, ']');
}

/* One "topic=level" of `length` bytes. */
static bool read_pair(sp_writer *w, const char *pair, size_t length)
{
    const char *equals = memchr(pair, '=', length);
    const size_t left = equals ? (size_t)(equals - pair) : 0,
                 right = equals ? length - left - 1 : 0;
    double level;
    const char *topic = sp_arena_text(w->out.arena, pair, left);
    const char *digits = sp_arena_text(w->out.arena, pair + left + 1, right);
    if (!left || !right || !topic || !digits || !sp_number_read(&level, digits)) return false;
    sp_write_key(w, topic);
    sp_write_raw(w, digits);
    return true;
}

static bool read_pairs(sp_writer *w, const char *cell)
{
    static const char between[] = " \t\r\n,;";
    bool is_read = true;
    sp_write_open_flat(w, '{');
    cell += strspn(cell, between);
    if (strcmp(cell, NO_PAIRS) == 0) cell += strlen(cell);
    while (*cell && is_read) {
        const size_t length = strcspn(cell, between);
        is_read = read_pair(w, cell, length);
        cell += length;
        cell += strspn(cell, between);
    }
    sp_write_close(w, '}');
    return is_read;
}

/* What a cell that holds JSON is; its members are written when they are extras, and there is a
 * writer for them. */
typedef struct raw_cell {
    sp_writer *w;
    bool is_array, is_extras;
} raw_cell;

static sp_status take_raw(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    raw_cell *cell = payload;
    cell->is_array = cJSON_IsArray(json->root);
    cell->is_extras = cJSON_IsObject(json->root);
    for (const cJSON *child = json->root->child; child && cell->is_extras; child = child->next)
        cell->is_extras = is_extra(child->string);
    if (!cell->w || !cell->is_extras) return SP_OK;
    for (const cJSON *child = json->root->child; child; child = child->next) {
        const char *raw = sp_json_raw(json, child, cell->w->out.arena);
        sp_write_key(cell->w, child->string);
        sp_write_raw(cell->w, raw ? raw : "null");
        cell->w->out.failed = cell->w->out.failed || !raw;
    }
    return SP_OK;
}

static bool is_json(raw_cell *out, const char *cell, sp_arena *a)
{
    return sp_json_read(cell, strlen(cell), "", take_raw, out, a, NULL) == SP_OK;
}

/* The cell as a JSON value; false when it is not of the column's form. */
static bool read_cell(sp_writer *w, const sp_column *column, const char *cell)
{
    double number;
    raw_cell raw = {.w = NULL};
    switch (column->form) {
    case SP_CELL_TEXT: sp_write_text(w, cell); return true;
    case SP_CELL_PAIRS: /* a topic twice is no object */
        return read_pairs(w, cell) && !w->out.failed && is_json(&raw, w->out.text, w->out.arena);
    case SP_CELL_NUMBER: sp_write_raw(w, cell); return sp_number_read(&number, cell);
    case SP_CELL_JSON: sp_write_raw(w, cell); return is_json(&raw, cell, w->out.arena);
    case SP_CELL_TEXTS: break;
    }
    if (cell[0] == '[' && is_json(&raw, cell, w->out.arena) && raw.is_array)
        sp_write_raw(w, cell);
    else
        read_texts(w, cell);
    return true;
}

static const char *wanted(const sp_column *column)
{
    switch (column->form) {
    case SP_CELL_NUMBER: return "a number";
    case SP_CELL_PAIRS: return "TOPIC=LEVEL, with blanks between several";
    case SP_CELL_JSON: return is_extra(column->key) ? "a JSON object of x- keys" : "JSON";
    case SP_CELL_TEXT:
    case SP_CELL_TEXTS: break;
    }
    return "a text";
}

typedef struct reading {
    sp_writer *w;
    const char *const *cells;
    void (*refuse)(void *payload, const sp_column *column, const char *wanted);
    void *payload;
} reading;

/* The cell of the column as JSON text; NULL where nothing is stated, or nothing that can be read.
 */
static const char *value_of(const reading *r, size_t column)
{
    sp_writer value = {.out.arena = r->w->out.arena};
    if (!r->cells[column]) return NULL;
    const bool is_read = read_cell(&value, &sp_columns[column], r->cells[column]);
    r->w->out.failed = r->w->out.failed || value.out.failed;
    if (!is_read) r->refuse(r->payload, &sp_columns[column], wanted(&sp_columns[column]));
    if (!is_read || value.out.failed) return NULL;
    if (value.out.text[value.out.length - 1] == '\n') /* of a document; this is a part of one */
        value.out.text[value.out.length - 1] = '\0';
    return value.out.text;
}

/* The columns from `first` to before `end` share a key: its value, its members, or its places. */
static void read_group(const reading *r, size_t first, size_t end)
{
    enum { MOST_OF_A_KEY = 4 };
    const char *values[MOST_OF_A_KEY] = {NULL};
    size_t n_values = 0;
    for (size_t i = first; i < end; i++) {
        values[i - first] = value_of(r, i);
        n_values += values[i - first] != NULL;
    }
    const sp_column *column = &sp_columns[first];
    if (!n_values) return;
    if (column->place && n_values < 2) {
        r->refuse(r->payload, column, "both ends");
        return;
    }
    sp_write_key(r->w, column->key);
    if (!column->place && !column->member && values[0]) {
        sp_write_raw(r->w, values[0]);
        return;
    }
    sp_write_open_flat(r->w, column->place ? '[' : '{');
    for (size_t i = first; i < end; i++) {
        if (!values[i - first]) continue;
        if (!column->place) sp_write_key(r->w, sp_columns[i].member);
        sp_write_raw(r->w, values[i - first]);
    }
    sp_write_close(r->w, column->place ? ']' : '}');
}

static void read_extras(const reading *r, size_t column)
{
    raw_cell extras = {.w = r->w};
    if (!r->cells[column]) return;
    if (!is_json(&extras, r->cells[column], r->w->out.arena) || !extras.is_extras)
        r->refuse(r->payload, &sp_columns[column], wanted(&sp_columns[column]));
}

void sp_cells_read(sp_writer *w, const char *const cells[SP_COLUMNS],
                   void (*refuse)(void *payload, const sp_column *column, const char *wanted),
                   void *payload)
{
    const reading r = {.w = w, .cells = cells, .refuse = refuse, .payload = payload};
    sp_write_open(w, '{');
    for (size_t first = 0, end; first < SP_COLUMNS; first = end) {
        end = first + 1;
        while (end < SP_COLUMNS && strcmp(sp_columns[end].key, sp_columns[first].key) == 0) end++;
        if (is_extra(sp_columns[first].key))
            read_extras(&r, first);
        else
            read_group(&r, first, end);
    }
    sp_write_close(w, '}');
}
