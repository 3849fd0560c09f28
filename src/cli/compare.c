/* SPDX-License-Identifier: GPL-3.0-or-later
 * compare: what is given once holds for all paths, what is given several times tells them apart. */
#include <string.h>

#include "cli.h"

enum { PROFILE, CATALOG, GOAL, PREFER, DEADLINE, HOURS, DIMENSIONS, MOST_PATHS = 100 };

/* What may be given several times, and which value of it a path has. */
typedef struct dimension {
    const char *option;         /* NULL: the profile */
    const char *before, *after; /* its value, in the name of a path */
    const words *values;
    size_t at;
} dimension;

static size_t count_paths(const dimension *dimensions)
{
    size_t n = 1;
    for (int i = 0; i < DIMENSIONS && n <= MOST_PATHS; i++)
        n *= dimensions[i].values->n_items ? dimensions[i].values->n_items : 1;
    return n;
}

/* The next combination: the last dimension runs fastest. */
static void advance(dimension *dimensions)
{
    for (int i = DIMENSIONS; i-- > 0;) {
        if (++dimensions[i].at < dimensions[i].values->n_items) return;
        dimensions[i].at = 0;
    }
}

/* "me.json, 4 h a week": the values that tell the path from others. */
static const char *name_of(const dimension *dimensions, sp_arena *a)
{
    sp_buffer name = {.arena = a};
    for (int i = 0; i < DIMENSIONS; i++) {
        const dimension *d = &dimensions[i];
        if (d->values->n_items < 2) continue;
        sp_buffer_printf(&name, "%s%s%s%s", name.text ? ", " : "", d->before,
                         d->values->items[d->at], d->after);
    }
    return name.failed ? NULL : name.text;
}

/* A file is read for each path that it is in, so it can't be standard input. */
static int check_files(const run *r, const dimension *dimensions)
{
    for (int i = PROFILE; i <= CATALOG; i++)
        for (size_t k = 0; k < dimensions[i].values->n_items; k++) {
            if (strcmp(dimensions[i].values->items[k], "-") != 0) continue;
            complain(r, "profiles and catalogues have to be files here, not standard input");
            return EXIT_USAGE;
        }
    return EXIT_DONE;
}

/* Each catalogue once. */
static int load_engines(run **out, const run *r, const words *catalogs)
{
    const size_t n = catalogs->n_items ? catalogs->n_items : 1;
    *out = sp_arena_array(r->arena, n, sizeof **out);
    if (!*out) return EXIT_LIMIT;
    for (size_t i = 0; i < n; i++) {
        run *one = &(*out)[i];
        *one = *r;
        if (catalogs->n_items) one->args.catalog = catalogs->items[i];
        const int code = load_engine(one);
        if (code != EXIT_DONE) return code;
    }
    return EXIT_DONE;
}

/* One path's run: the arguments with one value of each dimension, loaded. */
static int load_setting(run *one, const run *loaded, const dimension *dimensions)
{
    *one = *loaded;
    one->args.operands = (words){0};
    for (int i = 0; i < DIMENSIONS; i++) {
        const dimension *d = &dimensions[i];
        if (!d->values->n_items || i == CATALOG) continue;
        const char *value = d->values->items[d->at];
        const int code = d->option ? give_option(one, d->option, value)
                                   : add_word(one, &one->args.operands, value);
        if (code != EXIT_DONE) return code;
    }
    const int code = load_profile(one);
    return code == EXIT_DONE ? load_learner(one) : code;
}

static int print_comparison(run *r, const sp_setting *settings, size_t n_settings, sp_day today)
{
    const sp_plan_options options = plan_options(r);
    sp_comparison comparison;
    if (sp_compare(&comparison, settings, n_settings, today, &options, r->arena, &r->error) !=
        SP_OK)
        return fail_included(r);
    return print_answer(r, wants_json(r) ? sp_comparison_write(&comparison, r->arena)
                                         : sp_view_comparison(&comparison, r->arena));
}

/* Load and plan n paths; `loaded` has the engine of each catalogue. */
static int compare_paths(run *r, dimension *dimensions, size_t n, const run *loaded)
{
    sp_setting *settings = sp_arena_array(r->arena, n, sizeof *settings);
    run *runs = sp_arena_array(r->arena, n, sizeof *runs);
    if (!settings || !runs) return print_answer(r, NULL);
    for (size_t i = 0; i < n; i++, advance(dimensions)) {
        const int code = load_setting(&runs[i], &loaded[dimensions[CATALOG].at], dimensions);
        if (code != EXIT_DONE) return code;
        settings[i] = (sp_setting){name_of(dimensions, r->arena), &runs[i].engine,
                                   &runs[i].profile};
        if (!settings[i].name) return print_answer(r, NULL);
    }
    return print_comparison(r, settings, n, runs[0].today);
}

int run_compare(run *r)
{
    const words profiles = r->args.operands;
    dimension dimensions[DIMENSIONS] = {
        [PROFILE] = {NULL, "", "", &profiles, 0},
        [CATALOG] = {"catalog", "", "", &r->args.catalogs, 0},
        [GOAL] = {"goal", "", "", &r->args.each_goal, 0},
        [PREFER] = {"prefer", "", "", &r->args.prefers, 0},
        [DEADLINE] = {"deadline", "by ", "", &r->args.deadlines, 0},
        [HOURS] = {"hours-per-week", "", " h a week", &r->args.each_hours_per_week, 0}};
    const size_t n = count_paths(dimensions);
    if (n < 2 || n > MOST_PATHS) {
        complain(r, n < 2 ? "nothing to compare: give two profiles, or one of --hours-per-week, "
                            "--deadline, --goal, --prefer and --catalog twice or more"
                          : "these are more than 100 paths; at most 100 can be compared");
        return EXIT_USAGE;
    }
    run *loaded;
    int code = check_files(r, dimensions);
    if (code == EXIT_DONE) code = load_engines(&loaded, r, &r->args.catalogs);
    if (code != EXIT_DONE) return code;
    return compare_paths(r, dimensions, n, loaded);
}
