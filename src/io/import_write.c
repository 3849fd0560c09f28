/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an import leaves behind: the catalogue of its courses and the report of its rows. */
#include <math.h>

#include "io/catalog.h"
#include "studypath/import.h"

const char *sp_import_write(const sp_import *import, bool with_topics, sp_arena *a)
{
    const sp_catalog *c = &import->catalog;
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-catalog/1");
    sp_write_member(&w, "id", c->id);
    if (c->version) sp_write_member(&w, "version", c->version);
    if (with_topics) {
        sp_catalog_write_part(&w, c, SP_CATALOG_TOPICS, c->topics.items, c->topics.n_items);
        sp_catalog_write_part(&w, c, SP_CATALOG_GOALS, c->goals, c->n_goals);
    }
    sp_catalog_write_part(&w, c, SP_CATALOG_COURSES, c->courses, c->n_courses);
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}

/* ---- the report ---- */

static void write_choice(sp_writer *w, const char *key, const char *choices, unsigned index)
{
    char name[32];
    sp_choice_name(name, choices, index);
    sp_write_member(w, key, name);
}

static void write_head(sp_writer *w, const sp_import *import)
{
    sp_write_open_flat(w, '{');
    sp_write_member(w, "file", import->file);
    write_choice(w, "from", SP_CHOICE_IMPORT, (unsigned)import->format - 1);
    sp_write_count(w, "rows", import->n_rows);
    sp_write_count(w, "kept", import->n_kept);
    sp_write_count(w, "merged", import->n_merged);
    sp_write_count(w, "skipped", import->n_skipped);
    sp_write_count(w, "unmatched", import->n_unmatched);
    sp_write_key(w, "columns");
    sp_write_open(w, '[');
    for (size_t i = 0; i < import->n_columns; i++) {
        sp_write_open(w, '{');
        sp_write_member(w, "column", import->columns[i].name);
        sp_write_member(w, "field", import->columns[i].field);
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

static void write_match(sp_writer *w, const sp_catalog *c, const sp_topic_match *match)
{
    sp_write_open(w, '{');
    sp_write_member(w, "topic", c->topics.items[match->topic].id);
    sp_write_member_int(w, "level", match->level);
    write_choice(w, "confidence", "weak|words|exact", (unsigned)match->confidence);
    write_choice(w, "in", "title|skills|text", (unsigned)match->place);
    sp_write_member(w, "term", match->term);
    if (match->is_titled && match->place != SP_MATCH_TITLE) {
        sp_write_member_bool(w, "titled", true);
    }
    if (match->is_broad) {
        sp_write_member_bool(w, "broad", true);
    }
    if (match->is_unpaid) sp_write_member(w, "why", "the hours are too few");
    sp_write_close(w, '}');
}

static void write_row(sp_writer *w, const sp_import *import, const sp_import_row *row)
{
    sp_write_open_flat(w, '{');
    sp_write_count(w, "row", row->row);
    sp_write_count(w, "line", row->line);
    write_choice(w, "action", "kept|merged|skipped", (unsigned)row->action);
    sp_write_member(w, "id", row->id);
    sp_write_member(w, "title", row->title);
    sp_write_member(w, "why", row->why);
    sp_write_key(w, "topics");
    sp_write_open(w, '[');
    for (size_t i = 0; i < row->n_matches; i++) write_match(w, &import->catalog, &row->matches[i]);
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

const char *sp_import_report(const sp_import *import, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    write_head(&w, import);
    for (size_t i = 0; i < import->n_rows; i++) write_row(&w, import, &import->rows[i]);
    return w.out.failed ? NULL : w.out.text;
}
