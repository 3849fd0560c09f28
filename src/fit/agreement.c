/* SPDX-License-Identifier: GPL-3.0-or-later
 * How far two labelings of the same courses agree, by area: weighted kappa with quadratic weights
 * over the levels 0 to 3.
 *
 * A course is compared when both label it; a topic that a labeling does not name has level 0 there.
 * "Claimed" looks at the pairs (course, topic) that at least one of the two names: the hard
 * question, since the pairs that both leave out are gone, and chance agreement is reckoned without
 * them. "All" looks at every topic for every compared course: the easy one, where the many zeroes
 * that both leave out count as agreement. The truth about a labeling lies between. */
#include <string.h>

#include "base/try.h"
#include "fit/fit.h"
#include "num/num.h"

enum { CELLS = SP_LEVELS * SP_LEVELS };

/* How often the first said i and the second j. */
typedef struct table {
    double counts[CELLS];
} table;

static double sum_of(const table *t)
{
    double sum = 0;
    for (int i = 0; i < CELLS; i++) sum += t->counts[i];
    return sum;
}

static double exact_share(const table *t)
{
    double same = 0;
    for (int level = 0; level < SP_LEVELS; level++) same += t->counts[level * SP_LEVELS + level];
    return sum_of(t) > 0 ? same / sum_of(t) : 0;
}

/* The next course that both label, from *i and *j on; false when there is none. */
static bool next_shared(const sp_labeling *first, const sp_labeling *second, size_t *i, size_t *j)
{
    while (*i < first->n_items && *j < second->n_items) {
        const int order = strcmp(first->items[*i].course, second->items[*j].course);
        if (order == 0) return true;
        if (order < 0)
            (*i)++;
        else
            (*j)++;
    }
    return false;
}

/* Count the pairs of one area (NULL: of all) over the courses of which both say something of this
 * kind. */
static table count_pairs(const sp_catalog *c, const sp_labeling *first, const sp_labeling *second,
                         const char *area, sp_label_kind kind)
{
    table t = {0};
    for (size_t i = 0, j = 0; next_shared(first, second, &i, &j); i++, j++) {
        const uint8_t *a = first->items[i].levels[kind], *b = second->items[j].levels[kind];
        if (!a || !b) continue;
        for (size_t topic = 0; topic < c->topics.n_items; topic++) {
            if (area && strcmp(area, c->topics.items[topic].area) != 0) continue;
            t.counts[a[topic] * SP_LEVELS + b[topic]] += 1;
        }
    }
    return t;
}

static void add_line(sp_buffer *out, const char *name, table all)
{
    table claimed = all;
    claimed.counts[0] = 0;
    sp_buffer_printf(out, "%-24s %6.0f", name, sum_of(&claimed));
    if (sum_of(&claimed) > 0) {
        sp_buffer_printf(out, " %8.2f %8.2f %6.0f %%", sp_weighted_kappa(claimed.counts, SP_LEVELS),
                         sp_weighted_kappa(all.counts, SP_LEVELS), 100 * exact_share(&claimed));
    }
    sp_buffer_puts(out, "\n");
}

static bool is_first_of_area(const sp_topics *topics, size_t topic)
{
    for (size_t t = 0; t < topic; t++) {
        if (strcmp(topics->items[t].area, topics->items[topic].area) == 0) return false;
    }
    return true;
}

static void add_tables(sp_buffer *out, const sp_catalog *c, const sp_labeling *first,
                       const sp_labeling *second, sp_label_kind kind)
{
    sp_buffer_printf(out, "%-24s %6s %8s %8s %8s\n", sp_label_keys[kind], "pairs", "claimed", "all",
                     "exact");
    for (size_t t = 0; t < c->topics.n_items; t++) {
        const char *area = c->topics.items[t].area;
        if (is_first_of_area(&c->topics, t))
            add_line(out, area, count_pairs(c, first, second, area, kind));
    }
    add_line(out, "all areas", count_pairs(c, first, second, NULL, kind));
}

sp_status sp_agreement_report(sp_buffer *out, const sp_catalog *c, const sp_labeling *first,
                              const sp_labeling *second, sp_error *e)
{
    size_t n_shared = 0;
    for (size_t i = 0, j = 0; next_shared(first, second, &i, &j); i++, j++) n_shared++;
    if (!n_shared) return sp_fail(e, SP_INVALID, "", "the two labelings have no course in common");
    sp_buffer_printf(out,
                     "%zu courses are in both; %zu only in the first, %zu only in the second\n",
                     n_shared, first->n_items - n_shared, second->n_items - n_shared);
    for (int kind = 0; kind < SP_LABEL_KINDS; kind++)
        add_tables(out, c, first, second, (sp_label_kind)kind);
    return SP_OK;
}
