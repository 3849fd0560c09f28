/* SPDX-License-Identifier: GPL-3.0-or-later
 * studypath-stats/1: what a catalogue covers. Written only. */
#include "studypath/stats.h"

#include "io/write.h"

/* {"follow": 3, "use": 2, "derive": 0} */
static void write_levels(sp_writer *w, const char *key, const size_t counts[SP_LEVELS])
{
    sp_write_key(w, key);
    sp_write_open_flat(w, '{');
    for (unsigned l = SP_LEVEL_FOLLOW; l < SP_LEVELS; l++)
        sp_write_count(w, sp_level_name(l), counts[l]);
    sp_write_close(w, '}');
}

static void write_topic(sp_writer *w, const sp_coverage *topic, const sp_catalog *c)
{
    const sp_topic *named = &c->topics.items[topic->topic];
    sp_write_open(w, '{');
    sp_write_member(w, "topic", named->id);
    sp_write_member(w, "name", named->name);
    sp_write_member_int(w, "needed", topic->needed);
    write_levels(w, "courses", topic->n_courses);
    write_levels(w, "suppliers", topic->n_suppliers);
    sp_write_close(w, '}');
}

static void write_areas(sp_writer *w, const sp_stats *stats, const sp_catalog *c)
{
    sp_write_key(w, "areas");
    sp_write_open(w, '[');
    for (size_t i = 0; i < stats->n_areas; i++) {
        const sp_area_coverage *area = &stats->areas[i];
        sp_write_open(w, '{');
        sp_write_member(w, "area", area->area);
        sp_write_count(w, "courses", area->n_courses);
        sp_write_key(w, "topics");
        sp_write_open(w, '[');
        for (size_t k = 0; k < area->n_topics; k++) write_topic(w, &area->topics[k], c);
        sp_write_close(w, ']');
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
}

/* The counts of an enum, whose first is "not stated". */
static void write_counts(sp_writer *w, const char *key, const char *choices, const size_t *counts,
                         unsigned n_choices)
{
    sp_write_key(w, key);
    sp_write_open_flat(w, '{');
    for (unsigned i = 1; i <= n_choices; i++) {
        char name[32];
        sp_choice_name(name, choices, i - 1);
        sp_write_count(w, name, counts[i]);
    }
    sp_write_count(w, "not_stated", counts[0]);
    sp_write_close(w, '}');
}

/* Names are anybody's, so they are values and not keys; null is "not stated". */
static void write_tally(sp_writer *w, const char *name, size_t n_courses)
{
    sp_write_open_flat(w, '{');
    sp_write_member(w, "name", name);
    sp_write_count(w, "courses", n_courses);
    sp_write_close(w, '}');
}

static void write_tallies(sp_writer *w, const char *key, const sp_tallies *tallies)
{
    sp_write_key(w, key);
    sp_write_open(w, '[');
    for (size_t i = 0; i < tallies->n_items; i++)
        write_tally(w, tallies->items[i].name, tallies->items[i].n_courses);
    if (tallies->n_not_stated) write_tally(w, NULL, tallies->n_not_stated);
    sp_write_close(w, ']');
}

static void write_sums(sp_writer *w, const sp_stats *stats)
{
    sp_write_count(w, "courses", stats->n_courses);
    sp_write_count(w, "unused", stats->n_unused);
    sp_write_count(w, "topics", stats->n_topics);
    sp_write_count(w, "suppliers", stats->n_suppliers);
    sp_write_key(w, "needed_by_goals");
    sp_write_open_flat(w, '{');
    sp_write_count(w, "pairs", stats->n_needed);
    sp_write_count(w, "untaught", stats->n_needed_untaught);
    sp_write_count(w, "single_supplier", stats->n_needed_single);
    sp_write_close(w, '}');
}

const char *sp_stats_write(const sp_stats *stats, const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-stats/1");
    sp_write_catalog_name(&w, c);
    write_sums(&w, stats);
    write_areas(&w, stats, c);
    write_counts(&w, "hours", SP_CHOICE_BASIS, stats->n_hours, SP_BASIS_ESTIMATED);
    write_counts(&w, "ratings", "views_only|stars|stars_with_count", stats->n_ratings,
                 SP_RATING_KINDS - 1);
    write_counts(&w, "formats", SP_CHOICE_FORMAT, stats->n_formats, SP_FORMAT_INTERACTIVE);
    write_counts(&w, "levels", SP_CHOICE_STAGE, stats->n_stages, SP_STAGE_ADVANCED);
    write_counts(&w, "cost", SP_CHOICE_COST, stats->n_costs, SP_COST_PAID);
    write_tallies(&w, "languages", &stats->languages);
    write_tallies(&w, "providers", &stats->providers);
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}
