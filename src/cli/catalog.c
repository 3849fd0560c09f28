/* SPDX-License-Identifier: GPL-3.0-or-later
 * catalog list, show, check, stats, export. */
#include "cli.h"

int run_catalog_list(run *r)
{
    const int code = load_engine(r);
    if (code != EXIT_DONE) return code;
    return print_answer(r, wants_json(r) ? sp_catalog_write(&r->engine.catalog, r->arena)
                                         : sp_view_course_list(&r->engine.catalog, r->arena));
}

int run_catalog_show(run *r)
{
    const int code = load_engine(r);
    if (code != EXIT_DONE) return code;
    const sp_catalog *c = &r->engine.catalog;
    const char *name = r->args.operands.items[0];
    const sp_course_id id = sp_course_find(c, name);
    if (id == SP_NONE) {
        const char *nearest = sp_text_nearest(name, c->courses, c->n_courses, sizeof *c->courses);
        if (nearest)
            complain(r, "there is no course '%s' (did you mean '%s'?)", name, nearest);
        else
            complain(r, "there is no course '%s'; `studypath catalog list` shows them", name);
        return EXIT_USAGE;
    }
    return print_answer(r, sp_view_course(c, &r->engine.ratings, id, r->args.sources, r->arena));
}

int run_catalog_check(run *r)
{
    const words *files = &r->args.operands;
    if (files->n_items && r->args.catalog) {
        complain(r, "both FILE and --catalog are given; one is checked at a time");
        return EXIT_USAGE;
    }
    sp_review review;
    const char *path = files->n_items ? files->items[0] : r->args.catalog;
    if (sp_engine_review(&review, path, r->arena, &r->error) != SP_OK) return fail(r);
    const int code = print_answer(r, wants_json(r) ? sp_review_write(&review, r->arena)
                                                   : sp_view_review(&review, r->arena));
    return code == EXIT_DONE && review.findings.n_errors ? EXIT_NO : code;
}

int run_catalog_stats(run *r)
{
    const int code = load_engine(r);
    if (code != EXIT_DONE) return code;
    const sp_catalog *c = &r->engine.catalog;
    sp_stats stats;
    if (sp_stats_make(&stats, c, r->arena, &r->error) != SP_OK) return fail(r);
    return print_answer(r, wants_json(r)     ? sp_stats_write(&stats, c, r->arena)
                           : wants(r, "svg") ? sp_view_stats_svg(&stats, c, r->arena)
                                             : sp_view_stats(&stats, c, r->arena));
}

int run_catalog_export(run *r)
{
    const int code = load_engine(r);
    if (code != EXIT_DONE) return code;
    const sp_catalog *c = &r->engine.catalog;
    return print_answer(r, wants_json(r)        ? sp_catalog_write(c, r->arena)
                           : wants(r, "csv")    ? sp_catalog_write_csv(c, r->arena)
                           : wants(r, "jsonld") ? sp_catalog_write_jsonld(c, r->arena)
                                                : sp_catalog_write_case(c, r->arena));
}
