/* SPDX-License-Identifier: GPL-3.0-or-later
 * catalog import. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

enum { MOST_ROWS_SAID = 10 };

static int read_maps(run *r, sp_import_options *options)
{
    const words *maps = &r->args.maps;
    sp_import_map *out = sp_arena_array(r->arena, maps->n_items, sizeof *out);
    if (!out) return EXIT_LIMIT;
    for (size_t i = 0; i < maps->n_items; i++) {
        const char *equals = strchr(maps->items[i], '=');
        if (!equals || equals == maps->items[i]) {
            complain(r, "--map: '%s' is not FIELD=COLUMN", maps->items[i]);
            return EXIT_USAGE;
        }
        out[i].field = sp_arena_text(r->arena, maps->items[i], (size_t)(equals - maps->items[i]));
        out[i].column = equals + 1;
        if (!out[i].field) return EXIT_LIMIT;
    }
    options->maps = out;
    options->n_maps = maps->n_items;
    return EXIT_DONE;
}

/* A file without topics speaks of the shipped ones; so the topics of another graph go with it. */
static bool has_shipped_topics(run *r, bool *out)
{
    sp_engine shipped;
    if (sp_engine_open(&shipped, NULL, &r->findings, r->arena, &r->error) != SP_OK) return false;
    const sp_topics *own = &r->engine.catalog.topics, *theirs = &shipped.catalog.topics;
    *out = own->n_items == theirs->n_items;
    for (size_t t = 0; t < own->n_items && *out; t++)
        *out = strcmp(own->items[t].id, theirs->items[t].id) == 0;
    return true;
}

static void say(const run *r, const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, "\n");
        const char *line = sp_arena_text(r->arena, text, length);
        if (line) complain(r, "%s", line);
        text += length + (text[length] == '\n');
    }
}

int run_catalog_import(run *r)
{
    sp_import_options options = {0};
    if (r->args.from)
        options.from = (sp_import_format)(1 + sp_choice_find(SP_CHOICE_IMPORT, r->args.from));
    sp_text text;
    sp_import import;
    bool is_shipped = false;
    int code = load_engine(r);
    if (code == EXIT_DONE) code = read_maps(r, &options);
    if (code != EXIT_DONE) return code;
    if (sp_import_load(&text, r->args.operands.items[0], r->arena, &r->error) != SP_OK ||
        sp_import_read(&import, &r->engine.catalog, &text, &options, &r->findings, r->arena,
                       &r->error) != SP_OK ||
        !has_shipped_topics(r, &is_shipped))
        return fail(r);
    const char *sums = sp_view_import(&import, MOST_ROWS_SAID, r->arena);
    if (sums) say(r, sums);
    if (r->args.report) {
        code = print_to(r, r->args.report, sp_import_report(&import, r->arena));
        if (code != EXIT_DONE) return code;
    }
    return print_answer(r, sp_import_write(&import, !is_shipped, r->arena));
}
