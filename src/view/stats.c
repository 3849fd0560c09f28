/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a catalogue covers, as a table of topics by levels, and what its courses state. */
#include "view/stats.h"

#include <stdio.h>

#include "view/layout.h"

enum { TOPIC_COLUMNS = 44, CELL_COLUMNS = 11, MOST_PROVIDERS = 12 };

void sp_stats__put_needed(sp_buffer *b, const sp_stats *stats)
{
    sp_buffer_printf(b,
                     "Goals need %zu pairs of topic and level; no course teaches %zu of them, one "
                     "supplier alone %zu.",
                     stats->n_needed, stats->n_needed_untaught, stats->n_needed_single);
}

const char *sp_stats__area_name(const sp_area_coverage *area)
{
    return *area->area ? area->area : "no area";
}

/* " 23 (14)*" for each level; no blanks at the end. */
static void put_cells(sp_buffer *b, const sp_coverage *topic)
{
    const char *star = "";
    for (unsigned l = SP_LEVEL_FOLLOW; l < SP_LEVELS; l++) {
        char cell[64];
        snprintf(cell, sizeof cell, "%zu (%zu)", topic->n_courses[l], topic->n_suppliers[l]);
        sp_buffer_printf(b, "%s%*s", star, CELL_COLUMNS - 1, cell);
        star = topic->needed >= l ? "*" : " ";
    }
    sp_buffer_puts(b, *star == '*' ? "*\n" : "\n");
}

static void put_area(sp_buffer *b, const sp_area_coverage *area, const sp_catalog *c)
{
    sp_buffer_puts(b, "\n");
    sp_view__line(b, 0, "%s: %zu topic%s, %zu course%s", sp_stats__area_name(area), area->n_topics,
                  area->n_topics == 1 ? "" : "s", area->n_courses, area->n_courses == 1 ? "" : "s");
    for (size_t i = 0; i < area->n_topics; i++) {
        sp_buffer_puts(b, "  ");
        sp_view__cell(b, c->topics.items[area->topics[i].topic].name, TOPIC_COLUMNS);
        put_cells(b, &area->topics[i]);
    }
}

static void put_coverage(sp_buffer *b, const sp_stats *stats, const sp_catalog *c)
{
    sp_view__line(b, 0,
                  "Courses of %s, of %zu, that bring a learner to a topic at a level or above it; "
                  "in brackets the independent suppliers that they come from. *: a goal needs it.",
                  c->id, stats->n_courses);
    sp_buffer_printf(b, "\n%*s", 1 + TOPIC_COLUMNS, "");
    for (unsigned l = SP_LEVEL_FOLLOW; l < SP_LEVELS; l++) /* above the digits, not the star */
        sp_buffer_printf(b, " %*s", CELL_COLUMNS - 1, sp_level_name(l));
    sp_buffer_puts(b, "\n");
    for (size_t i = 0; i < stats->n_areas; i++) put_area(b, &stats->areas[i], c);
    sp_buffer needed = {.arena = b->arena};
    sp_stats__put_needed(&needed, stats);
    sp_buffer_puts(b, "\n");
    sp_view__wrap_line(b, &needed, 0, 0);
}

static void put_line(sp_buffer *b, const char *label, const sp_buffer *counts)
{
    sp_buffer_printf(b, "%-11s", label);
    sp_view__wrap_line(b, counts, 11, 11);
}

/* The counts of an enum, whose first is "not stated". */
static void put_counts(sp_buffer *b, const char *label, const char *choices, const size_t *counts,
                       unsigned n_choices)
{
    sp_buffer line = {.arena = b->arena};
    for (unsigned i = 1; i <= n_choices; i++) {
        char name[32];
        sp_choice_name(name, choices, i - 1);
        sp_buffer_printf(&line, "%s %zu, ", name, counts[i]);
    }
    sp_buffer_printf(&line, "not stated %zu", counts[0]);
    put_line(b, label, &line);
}

static void put_tallies(sp_buffer *b, const char *label, const sp_tallies *tallies)
{
    sp_buffer line = {.arena = b->arena};
    for (size_t i = 0; i < tallies->n_items && i < MOST_PROVIDERS; i++)
        sp_buffer_printf(&line, "%s %zu, ", tallies->items[i].name, tallies->items[i].n_courses);
    if (tallies->n_items > MOST_PROVIDERS)
        sp_buffer_printf(&line, "%zu others, ", tallies->n_items - MOST_PROVIDERS);
    sp_buffer_printf(&line, "not stated %zu", tallies->n_not_stated);
    put_line(b, label, &line);
}

const char *sp_view_stats(const sp_stats *stats, const sp_catalog *c, sp_arena *a)
{
    sp_buffer b = {.arena = a}, hours = b, ratings = b;
    put_coverage(&b, stats, c);
    sp_buffer_puts(&b, "\n");
    sp_buffer_printf(&hours, "stated %zu, derived from what is stated %zu, estimated %zu",
                     stats->n_hours[SP_BASIS_STATED], stats->n_hours[SP_BASIS_DERIVED],
                     stats->n_hours[SP_BASIS_ESTIMATED]);
    put_line(&b, "hours", &hours);
    sp_buffer_printf(&ratings, "stars with a count %zu, without %zu, views only %zu, none %zu",
                     stats->n_ratings[SP_RATING_STARS_COUNTED], stats->n_ratings[SP_RATING_STARS],
                     stats->n_ratings[SP_RATING_VIEWS], stats->n_ratings[SP_RATING_NONE]);
    put_line(&b, "ratings", &ratings);
    put_counts(&b, "formats", SP_CHOICE_FORMAT, stats->n_formats, SP_FORMAT_INTERACTIVE);
    put_counts(&b, "levels", SP_CHOICE_STAGE, stats->n_stages, SP_STAGE_ADVANCED);
    put_counts(&b, "cost", SP_CHOICE_COST, stats->n_costs, SP_COST_PAID);
    put_tallies(&b, "languages", &stats->languages);
    put_tallies(&b, "providers", &stats->providers);
    if (stats->n_unused)
        sp_view__line(&b, 0, "%zu course%s no topic, so that no path uses %s.", stats->n_unused,
                      stats->n_unused == 1 ? " teaches" : "s teach",
                      stats->n_unused == 1 ? "it" : "them");
    return sp_view__finish(&b);
}
