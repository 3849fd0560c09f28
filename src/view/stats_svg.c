/* SPDX-License-Identifier: GPL-3.0-or-later
 * The coverage of a catalogue as a heat picture: topics by levels, grouped by area, in one or two
 * columns. Every cell has its number, so that colour is never the only sign; what a goal needs has
 * a dot, and where nobody teaches it a frame. */
#include <stdio.h>
#include <string.h>

#include "view/layout.h"
#include "view/stats.h"
#include "view/svg.h"

enum {
    MARGIN = 24,
    LABEL_WIDTH = 356,
    LABEL_COLUMNS = 52, /* of text that LABEL_WIDTH holds at the width of its font */
    TITLE_COLUMNS = 44,
    CELL_WIDTH = 54,
    CELL_HEIGHT = 22,
    CELL_GAP = 2,
    HEADING_ROWS = 2, /* an area's heading and the room above it, in rows */
    HEAD_HEIGHT = 124,
    COLUMN_WIDTH = LABEL_WIDTH + 3 * CELL_WIDTH,
    GUTTER = 40,
    FEW_ROWS = 18, /* not worth a second column */
    SHADES = 6
};

/* The least number of each shade. */
static const size_t shade_from[SHADES] = {0, 1, 2, 5, 10, 20};
#define TO "\xe2\x80\x93" /* an en dash */
static const char *const shade_labels[SHADES] = {"0",        "1",          "2" TO "4",
                                                 "5" TO "9", "10" TO "19", "20+"};

/* Numbers stand on their shade with a contrast of at least 4.5 to 1, in light and dark. */
static const char style[] =
    "text{font-family:system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;"
    "font-size:13px;fill:#1c2733}\n"
    ".paper{fill:#ffffff}\n"
    ".title{font-size:20px;font-weight:600}\n"
    ".area{font-weight:600}\n"
    ".muted{fill:#52606d}\n"
    ".number{text-anchor:middle}\n"
    ".s0{fill:#ffffff;stroke:#c5cdd5}\n"
    ".s1{fill:#dceaf7}\n.s2{fill:#b4d3ea}\n.s3{fill:#7cb4da}\n.s4{fill:#2a72ab}\n.s5{fill:#0b437e}"
    "\n"
    ".n4,.n5{fill:#ffffff}\n"
    ".dot{fill:#1c2733}\n.dot.n4,.dot.n5{fill:#ffffff}\n"
    ".hole{fill:none;stroke:#b3261e;stroke-width:2}\n"
    "@media (prefers-color-scheme:dark){\n"
    "text{fill:#e4eaf0}\n.paper{fill:#11171d}\n.muted{fill:#a3b0bd}\n"
    ".s0{fill:#11171d;stroke:#46525e}\n"
    ".s1{fill:#17293b}\n.s2{fill:#1b3d5c}\n.s3{fill:#1f5788}\n.s4{fill:#62a8dd}\n.s5{fill:#b5dcf8}"
    "\n"
    ".n4,.n5{fill:#08131e}\n"
    ".dot{fill:#e4eaf0}\n.dot.n4,.dot.n5{fill:#08131e}\n"
    ".hole{stroke:#ff8a80}\n"
    "}\n";

static unsigned shade_of(size_t n_courses)
{
    unsigned shade = 0;
    while (shade + 1 < SHADES && n_courses >= shade_from[shade + 1]) shade++;
    return shade;
}

/* The rectangle of a cell and the number in it. */
static void put_shade(sp_buffer *b, size_t x, size_t y, const char *number, unsigned shade)
{
    char classes[16];
    snprintf(classes, sizeof classes, "number n%u", shade);
    sp_buffer_printf(b,
                     "<rect x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"3\" "
                     "class=\"s%u\"/>\n",
                     x, y, CELL_WIDTH - CELL_GAP, CELL_HEIGHT - CELL_GAP, shade);
    sp_svg__text(b, x + CELL_WIDTH / 2 - 1, y + 15, classes, number);
}

static void put_dot(sp_buffer *b, size_t x, size_t y, unsigned shade)
{
    sp_buffer_printf(b, "<circle cx=\"%zu\" cy=\"%zu\" r=\"2\" class=\"dot n%u\"/>\n",
                     x + CELL_WIDTH - CELL_GAP - 6, y + 6, shade);
}

static void put_hole(sp_buffer *b, size_t x, size_t y)
{
    sp_buffer_printf(b,
                     "<rect x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" rx=\"3\" "
                     "class=\"hole\"/>\n",
                     x + 1, y + 1, CELL_WIDTH - CELL_GAP - 2, CELL_HEIGHT - CELL_GAP - 2);
}

static void put_cell(sp_buffer *b, size_t x, size_t y, const sp_coverage *topic, const char *name,
                     unsigned level)
{
    char number[24];
    const size_t n_courses = topic->n_courses[level];
    const unsigned shade = shade_of(n_courses);
    snprintf(number, sizeof number, "%zu", n_courses);
    sp_buffer_puts(b, "<g><title>");
    sp_svg__escape(b, name);
    sp_buffer_printf(b, ", %s: %zu course%s, %zu supplier%s%s</title>\n", sp_level_name(level),
                     n_courses, n_courses == 1 ? "" : "s", topic->n_suppliers[level],
                     topic->n_suppliers[level] == 1 ? "" : "s",
                     topic->needed >= level ? "; a goal needs it" : "");
    put_shade(b, x, y, number, shade);
    if (topic->needed >= level) put_dot(b, x, y, shade);
    if (topic->needed >= level && n_courses == 0) put_hole(b, x, y);
    sp_buffer_puts(b, "</g>\n");
}

/* `text` cut to `columns`, without the blanks that pad a cell. */
static const char *cut(const char *text, size_t columns, sp_arena *a)
{
    sp_buffer cell = {.arena = a};
    if (sp_text_columns(text) <= columns) return text;
    sp_view__cell(&cell, text, columns);
    return cell.failed ? "" : cell.text;
}

static size_t rows_of(const sp_area_coverage *area)
{
    return HEADING_ROWS + area->n_topics;
}

/* One area with its upper left corner at (x, y). */
static void put_area(sp_buffer *b, size_t x, size_t y, const sp_area_coverage *area,
                     const sp_catalog *c)
{
    sp_buffer sums = {.arena = b->arena};
    sp_buffer_printf(&sums, "%s, %zu topic%s, %zu course%s",
                     cut(sp_stats__area_name(area), LABEL_COLUMNS - 28, b->arena), area->n_topics,
                     area->n_topics == 1 ? "" : "s", area->n_courses,
                     area->n_courses == 1 ? "" : "s");
    y += (HEADING_ROWS - 1) * CELL_HEIGHT;
    sp_svg__text(b, x, y + 14, "area", sums.failed ? "" : sums.text);
    for (unsigned l = SP_LEVEL_FOLLOW; l < SP_LEVELS; l++)
        sp_svg__text(b, x + LABEL_WIDTH + (l - 1) * CELL_WIDTH + CELL_WIDTH / 2 - 1, y + 14,
                     "number muted", sp_level_name(l));
    for (size_t i = 0; i < area->n_topics; i++) {
        const char *name = c->topics.items[area->topics[i].topic].name;
        y += CELL_HEIGHT;
        sp_svg__text(b, x, y + 15, "label", cut(name, LABEL_COLUMNS, b->arena));
        for (unsigned l = SP_LEVEL_FOLLOW; l < SP_LEVELS; l++)
            put_cell(b, x + LABEL_WIDTH + (l - 1) * CELL_WIDTH, y, &area->topics[i], name, l);
    }
}

/* How many areas go into the first of two columns, so that the longer one is shortest; all of them
 * where one column will do. */
static size_t split(const sp_stats *stats, size_t *n_rows)
{
    size_t all = 0, above = 0, best = stats->n_areas;
    for (size_t i = 0; i < stats->n_areas; i++) all += rows_of(&stats->areas[i]);
    *n_rows = all;
    if (all <= FEW_ROWS) return best;
    for (size_t i = 0; i < stats->n_areas; i++) {
        above += rows_of(&stats->areas[i]);
        const size_t longer = above > all - above ? above : all - above;
        if (longer >= *n_rows) continue;
        *n_rows = longer;
        best = i + 1;
    }
    return best;
}

/* The shades in one line, what is marked in the next, within the width of one column. */
static void put_legend(sp_buffer *b, size_t y)
{
    enum { WORD = 62, NOTE = 120 };
    size_t x = MARGIN + WORD;
    sp_svg__text(b, MARGIN, y + 15, "muted", "courses");
    for (unsigned i = 0; i < SHADES; i++) put_shade(b, x + i * CELL_WIDTH, y, shade_labels[i], i);
    y += CELL_HEIGHT + 4;
    put_shade(b, x, y, "2", 2);
    put_dot(b, x, y, 2);
    sp_svg__text(b, x + CELL_WIDTH + 4, y + 15, "muted", "a goal needs it");
    x += CELL_WIDTH + NOTE;
    put_shade(b, x, y, "0", 0);
    put_dot(b, x, y, 0);
    put_hole(b, x, y);
    sp_svg__text(b, x + CELL_WIDTH + 4, y + 15, "muted", "a goal needs it, no course teaches it");
}

static void describe(sp_buffer *b, const sp_stats *stats)
{
    sp_buffer_printf(
        b,
        "A table of %zu topics in %zu areas by the levels follow, use and derive. Each "
        "cell has the number of courses, of %zu, that bring a learner to the topic at "
        "that level or above it. ",
        stats->n_topics, stats->n_areas, stats->n_courses);
    sp_stats__put_needed(b, stats);
}

static void put_head(sp_buffer *b, const sp_stats *stats, const char *title)
{
    sp_buffer line = {.arena = b->arena};
    sp_buffer_printf(&line,
                     "Courses, of %zu, that bring a learner to a topic at a level or above it",
                     stats->n_courses);
    sp_svg__text(b, MARGIN, MARGIN + 18, "title", cut(title, TITLE_COLUMNS, b->arena));
    sp_svg__text(b, MARGIN, MARGIN + 42, "muted", line.failed ? "" : line.text);
    put_legend(b, MARGIN + 56);
}

const char *sp_view_stats_svg(const sp_stats *stats, const sp_catalog *c, sp_arena *a)
{
    sp_buffer b = {.arena = a}, title = b, description = b;
    size_t n_rows;
    const size_t n_first = split(stats, &n_rows);
    const size_t n_columns = n_first < stats->n_areas ? 2 : 1;
    const size_t width = 2 * MARGIN + n_columns * COLUMN_WIDTH + (n_columns - 1) * GUTTER;
    sp_buffer_printf(&title, "What %s covers", c->id);
    if (c->version) sp_buffer_printf(&title, " (%s)", c->version);
    describe(&description, stats);
    if (title.failed || description.failed) return NULL;
    sp_svg__open(&b, width, HEAD_HEIGHT + n_rows * CELL_HEIGHT + MARGIN, title.text,
                 description.text, style);
    put_head(&b, stats, title.text);
    size_t x = MARGIN, y = HEAD_HEIGHT;
    for (size_t i = 0; i < stats->n_areas; i++) {
        if (i == n_first) {
            x += COLUMN_WIDTH + GUTTER;
            y = HEAD_HEIGHT;
        }
        put_area(&b, x, y, &stats->areas[i], c);
        y += rows_of(&stats->areas[i]) * CELL_HEIGHT;
    }
    sp_svg__close(&b);
    return sp_view__finish(&b);
}
