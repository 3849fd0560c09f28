/* SPDX-License-Identifier: GPL-3.0-or-later
 * compare: what is given once holds for all paths, what is given several times tells them apart. */
#include "cli.h"

enum { DIMENSIONS = 6, MOST_PATHS = 100 };

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

/* One path's run: the arguments with one value of each dimension, loaded. */
static int load_setting(run *one, const run *r, const dimension *dimensions)
{
    *one = *r;
    one->args.operands = (words){0};
    for (int i = 0; i < DIMENSIONS; i++) {
        const dimension *d = &dimensions[i];
        if (!d->values->n_items) continue;
        const char *value = d->values->items[d->at];
        const int code = d->option ? give_option(one, d->option, value)
                                   : add_word(one, &one->args.operands, value);
        if (code != EXIT_DONE) return code;
    }
    int code = load_engine(one);
    if (code == EXIT_DONE) code = load_profile(one);
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

int run_compare(run *r)
{
    const words profiles = r->args.operands;
    dimension dimensions[DIMENSIONS] = {
        {NULL, "", "", &profiles, 0},
        {"catalog", "", "", &r->args.catalogs, 0},
        {"goal", "", "", &r->args.each_goal, 0},
        {"prefer", "", "", &r->args.prefers, 0},
        {"deadline", "by ", "", &r->args.deadlines, 0},
        {"hours-per-week", "", " h a week", &r->args.each_hours_per_week, 0}};
    const size_t n = count_paths(dimensions);
    if (n < 2 || n > MOST_PATHS) {
        complain(r, n < 2 ? "nothing to compare: give two profiles, or one of --hours-per-week, "
                            "--deadline, --goal, --prefer and --catalog twice or more"
                          : "these are more than 100 paths; at most 100 can be compared");
        return EXIT_USAGE;
    }
    sp_setting *settings = sp_arena_array(r->arena, n, sizeof *settings);
    run *runs = sp_arena_array(r->arena, n, sizeof *runs);
    if (!settings || !runs) return print_answer(r, NULL);
    for (size_t i = 0; i < n; i++, advance(dimensions)) {
        const int code = load_setting(&runs[i], r, dimensions);
        if (code != EXIT_DONE) return code;
        settings[i] = (sp_setting){name_of(dimensions, r->arena), &runs[i].engine,
                                   &runs[i].profile};
        if (!settings[i].name) return print_answer(r, NULL);
    }
    return print_comparison(r, settings, n, runs[0].today);
}
