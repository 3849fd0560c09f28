/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables of Markdown (GitHub's) into records: a header, a line of dashes, rows; the first link of a
 * title is the course's. Text outside of tables is no row. */
#include <string.h>

#include "base/try.h"
#include "io/import.h"

enum {
    MOST_CELLS = 64,
    MOST_LINK = 512,    /* bytes of a link's text, and of its target: longer is no link */
    MOST_DEPTH = 4,     /* of brackets within each other */
    MOST_MARKED = 65536 /* bytes of a cell in which marks are looked for */
};

typedef struct span {
    const char *text;
    size_t length;
} span;

typedef struct page {
    sp_import_table *table;
    const char *at, *end; /* the rest */
    uint32_t line;        /* of the line that was taken last */
    bool is_fenced;       /* inside of ``` */
    size_t n_columns;
    sp_import_field fields[MOST_CELLS];
    bool has_titles;
} page;

static bool take_line(page *p, span *out)
{
    if (p->at == p->end) return false;
    const char *newline = memchr(p->at, '\n', (size_t)(p->end - p->at));
    const char *next = newline ? newline + 1 : p->end;
    size_t length = (size_t)((newline ? newline : p->end) - p->at);
    if (length && p->at[length - 1] == '\r') length--;
    *out = (span){p->at, length};
    p->at = next;
    p->line++;
    return true;
}

static span trimmed(span s)
{
    while (s.length && (*s.text == ' ' || *s.text == '\t')) s = (span){s.text + 1, s.length - 1};
    while (s.length && (s.text[s.length - 1] == ' ' || s.text[s.length - 1] == '\t')) s.length--;
    return s;
}

/* Cut a line at the bars that are not escaped; those at its two ends are optional. At most
 * MOST_CELLS cells; the number of all. */
static size_t split(span cells[MOST_CELLS], span line)
{
    line = trimmed(line);
    if (line.length && *line.text == '|') line = (span){line.text + 1, line.length - 1};
    size_t n = 0, begin = 0;
    for (size_t i = 0; i <= line.length; i++) {
        if (i + 1 < line.length && line.text[i] == '\\') {
            i++;
            continue;
        }
        if (i < line.length && line.text[i] != '|') continue;
        if (i >= line.length && begin >= line.length && n) break; /* the bar at the end */
        if (n < MOST_CELLS) cells[n] = trimmed((span){line.text + begin, i - begin});
        n++;
        begin = i + 1;
    }
    return n;
}

/* Cells of dashes, with or without colons at their ends. */
static bool is_rule(span line, size_t n_columns)
{
    span cells[MOST_CELLS];
    const size_t n = split(cells, line);
    if (n != n_columns || !memchr(line.text, '-', line.length)) return false;
    for (size_t i = 0; i < n; i++) {
        span c = cells[i];
        if (c.length && *c.text == ':') c = (span){c.text + 1, c.length - 1};
        if (c.length && c.text[c.length - 1] == ':') c.length--;
        if (!c.length) return false;
        for (size_t k = 0; k < c.length; k++)
            if (c.text[k] != '-') return false;
    }
    return true;
}

/* ---- inside of a cell ---- */

/* The end of "[text](target" from the bracket on: where text and target stand; false when it is no
 * link. */
static bool read_link(const char *s, const char *end, span *text, span *target, const char **after)
{
    const char *at = s + 1;
    if (end - s > 2 * MOST_LINK) end = s + 2 * MOST_LINK;
    int depth = 1;
    for (; at < end && depth && depth < MOST_DEPTH; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '[')
            depth++;
        else if (*at == ']')
            depth--;
    }
    if (depth || at >= end || *at != '(') return false;
    *text = (span){s + 1, (size_t)(at - 1 - (s + 1))};
    const char *from = ++at;
    for (depth = 1; at < end && depth && depth < MOST_DEPTH; at++) {
        if (*at == '(') depth++;
        if (*at == ')') depth--;
    }
    if (depth) return false;
    *after = at;
    *target = trimmed((span){from, (size_t)(at - 1 - from)});
    const char *blank = memchr(target->text, ' ', target->length); /* a title in quotes */
    if (blank) target->length = (size_t)(blank - target->text);
    if (target->length > 1 && *target->text == '<')
        *target = (span){target->text + 1, target->length - 2};
    return true;
}

/* "<br>" and other tags: the bytes up to the '>', or 0. */
static size_t tag_length(const char *s, const char *end)
{
    if (*s != '<' || s + 1 >= end) return 0;
    if (!((s[1] | 0x20) >= 'a' && (s[1] | 0x20) <= 'z') && s[1] != '/') return 0;
    if (end - s > MOST_LINK) end = s + MOST_LINK;
    size_t n = 1;
    while (s + n < end && s[n] != '>' && s[n] != '<') n++;
    return s + n < end && s[n] == '>' ? n + 1 : 0;
}

/* The words of a cell without its marks; the first link's target. A link's text counts, a picture's
 * does not. */
static void add_plain(sp_buffer *b, span cell, span *target, unsigned depth)
{
    const char *end = cell.text + cell.length;
    for (const char *s = cell.text; s < end;) {
        span text, to;
        const char *after;
        const bool is_picture = *s == '!' && s + 1 < end && s[1] == '[';
        const size_t tag = tag_length(s, end);
        if (*s == '\\' && s + 1 < end) {
            sp_buffer_add(b, s + 1, 1);
            s += 2;
        } else if ((*s == '[' || is_picture) && depth < 4 &&
                   read_link(s + is_picture, end, &text, &to, &after)) {
            if (!is_picture) {
                if (!target->length) *target = to;
                add_plain(b, text, target, depth + 1);
            }
            s = after;
        } else if (tag) {
            sp_buffer_add(b, " ", 1);
            s += tag;
        } else {
            const bool mark = *s == '*' || *s == '`' || (*s == '~' && s + 1 < end && s[1] == '~');
            if (!mark) sp_buffer_add(b, s, 1);
            s += mark && *s == '~' ? 2 : 1;
        }
    }
}

/* A title is the text of its first link, where it has one. */
static span title_part(span cell)
{
    const char *end = cell.text + cell.length;
    for (const char *s = cell.text; s < end; s++) {
        span text, target;
        const char *after;
        if (*s == '\\') {
            s++;
            continue;
        }
        if (*s != '[' || (s > cell.text && s[-1] == '!')) continue;
        if (!read_link(s, end, &text, &target, &after)) continue;
        if (trimmed(text).length) return (span){s, (size_t)(after - s)};
    }
    return cell;
}

static sp_status add_cell(page *p, sp_import_record *r, sp_import_field field, span cell)
{
    sp_buffer b = {.arena = p->table->arena};
    span target = {"", 0};
    if (cell.length > MOST_MARKED)
        return sp_import__state(p->table, r, field, cell.text, cell.length);
    add_plain(&b, field == SP_IMPORT_TITLE ? title_part(cell) : cell, &target, 0);
    SP_NEED(!b.failed, p->table->error);
    if (field == SP_IMPORT_LINK && target.length)
        return sp_import__state(p->table, r, field, target.text, target.length);
    if (field == SP_IMPORT_TITLE && target.length)
        SP_TRY(sp_import__state(p->table, r, SP_IMPORT_LINK, target.text, target.length));
    return b.length ? sp_import__state(p->table, r, field, b.text, b.length) : SP_OK;
}

/* ---- tables ---- */

static sp_status begin_table(page *p, span header)
{
    span cells[MOST_CELLS];
    const char *names[MOST_CELLS];
    const char **column_of;
    p->n_columns = split(cells, header);
    for (size_t i = 0; i < p->n_columns; i++) {
        sp_buffer b = {.arena = p->table->arena};
        span target = {"", 0};
        sp_buffer_puts(&b, "");
        add_plain(&b, cells[i], &target, 0);
        SP_NEED(!b.failed && b.text, p->table->error);
        names[i] = b.text;
    }
    SP_TRY(sp_import__map(p->fields, p->table, names, p->n_columns, false));
    column_of = p->table->column_of;
    p->has_titles = column_of[SP_IMPORT_TITLE];
    if (!column_of[SP_IMPORT_LINK]) column_of[SP_IMPORT_LINK] = column_of[SP_IMPORT_TITLE];
    return SP_OK;
}

static sp_status add_row(page *p, span line)
{
    span cells[MOST_CELLS];
    sp_import_record *r;
    const size_t n = split(cells, line);
    SP_TRY(sp_import__add_record(&r, p->table, p->line));
    for (size_t i = 0; i < n && i < p->n_columns; i++)
        if (p->fields[i] != SP_IMPORT_FIELDS) SP_TRY(add_cell(p, r, p->fields[i], cells[i]));
    if (!p->has_titles) r->skip = "stands in a table without a column of titles";
    if (n <= p->n_columns) return SP_OK; /* cells that are left out at the end are empty */
    sp_buffer b = {.arena = p->table->arena};
    sp_buffer_printf(&b, "has %zu cells, the header %zu", n, p->n_columns);
    SP_NEED(!b.failed, p->table->error);
    r->odd = b.text;
    return SP_OK;
}

static bool is_fence(span line)
{
    line = trimmed(line);
    return line.length >= 3 &&
           (strncmp(line.text, "```", 3) == 0 || strncmp(line.text, "~~~", 3) == 0);
}

/* A table ends at an empty line, a heading, or a fence. */
static sp_status read_rows(page *p)
{
    span line;
    while (take_line(p, &line)) {
        const span text = trimmed(line);
        if (!text.length || *text.text == '#') return SP_OK;
        if (is_fence(line)) {
            p->is_fenced = true;
            return SP_OK;
        }
        SP_TRY(add_row(p, line));
    }
    return SP_OK;
}

static sp_status refuse_bytes(const sp_import_table *t, const sp_text *text, size_t at)
{
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++) line += text->text[i] == '\n';
    return sp_fail_at(t->error, SP_SYNTAX, t->file, line, 0,
                      "this line is not UTF-8 text; convert the file first");
}

sp_status sp_import__read_markdown(sp_import_table *t, const sp_text *text)
{
    const size_t valid = sp_import__valid_bytes(text->text, text->n_bytes);
    if (valid < text->n_bytes) return refuse_bytes(t, text, valid);
    page p = {.table = t, .at = text->text, .end = text->text + text->n_bytes};
    span before = {"", 0}, line;
    bool found = false;
    while (take_line(&p, &line)) {
        if (is_fence(line)) p.is_fenced = !p.is_fenced;
        span cells[MOST_CELLS];
        const size_t n = split(cells, before);
        const bool begins = !p.is_fenced && n <= MOST_CELLS && before.length &&
                            memchr(before.text, '|', before.length) && is_rule(line, n);
        const span header = before;
        before = line;
        if (!begins) continue;
        found = true;
        SP_TRY(begin_table(&p, header));
        SP_TRY(read_rows(&p));
        before = (span){"", 0};
    }
    return found ? SP_OK : sp_fail(t->error, SP_INVALID, t->file, "has no table");
}
