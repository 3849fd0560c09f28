/* SPDX-License-Identifier: GPL-3.0-or-later
 * See ask_oracle.h. */
#include "prop/ask_oracle.h"

#include <math.h>
#include <string.h>

enum { G_NODES = 31, U_NODES = 41 };

typedef struct oracle {
    const sp_topics *topics;
    const sp_placement_model *model;
    size_t n_topics, n_areas;
    size_t area[ORACLE_MOST_TOPICS];
    double mean[ORACLE_MOST_TOPICS];
    double g[G_NODES], p_g[G_NODES];
    double u[U_NODES], p_u[G_NODES][U_NODES];
    double raw[ORACLE_MOST_TOPICS][U_NODES][SP_LEVELS];
} oracle;

static double below(double z)
{
    return 0.5 * erfc(-z / sqrt(2));
}

static double density(double z)
{
    return exp(-z * z / 2);
}

static double parameter(const oracle *o, sp_placement_id id)
{
    return o->model->value[id];
}

static unsigned longest_way_down(const sp_topics *topics, sp_topic_id topic)
{
    unsigned longest = 0;
    for (size_t k = 0; k < topics->items[topic].n_needs; k++) {
        const unsigned way = 1 + longest_way_down(topics, topics->items[topic].needs[k].topic);
        if (way > longest) longest = way;
    }
    return longest;
}

static void place_topics(oracle *o)
{
    for (size_t t = 0; t < o->n_topics; t++) {
        const char *area = o->topics->items[t].area;
        size_t other = 0;
        while (strcmp(o->topics->items[other].area, area) != 0) other++;
        o->area[t] = other < t ? o->area[other] : o->n_areas++;
        const double deep = parameter(o, SP_PLACEMENT_DEPTH_DROP) *
                            longest_way_down(o->topics, (sp_topic_id)t);
        o->mean[t] = fmax(parameter(o, SP_PLACEMENT_FIRST_MEAN) - deep,
                          parameter(o, SP_PLACEMENT_LEAST_MEAN));
        for (size_t i = 0; i < o->model->n_areas; i++)
            if (strcmp(o->model->areas[i].area, area) == 0) o->mean[t] += o->model->areas[i].levels;
    }
}

static double schooling_chance(const oracle *o, sp_schooling schooling, double g)
{
    const double sd = parameter(o, SP_PLACEMENT_SCHOOL_SD);
    const double school = below((parameter(o, SP_PLACEMENT_SCHOOL_END) - g) / sd);
    const double degree = below((g - parameter(o, SP_PLACEMENT_SCHOOL_DEGREE)) / sd);
    switch (schooling) {
    case SP_SCHOOLING_NONE: return 1;
    case SP_SCHOOLING_SCHOOL: return school;
    case SP_SCHOOLING_DEGREE: return degree;
    case SP_SCHOOLING_UNIVERSITY: return 1 - school - degree;
    }
    return 0;
}

static void lay_grids(oracle *o, sp_schooling schooling)
{
    const double share = parameter(o, SP_PLACEMENT_GENERAL_SHARE);
    for (size_t i = 0; i < U_NODES; i++) o->u[i] = -4.5 + 9.0 * (double)i / (U_NODES - 1);
    for (size_t i = 0; i < G_NODES; i++) {
        o->g[i] = -4.5 + 9.0 * (double)i / (G_NODES - 1);
        o->p_g[i] = density(o->g[i]) * schooling_chance(o, schooling, o->g[i]);
        double sum = 0;
        for (size_t k = 0; k < U_NODES; k++)
            sum += o->p_u[i][k] = density((o->u[k] - sqrt(share) * o->g[i]) / sqrt(1 - share));
        for (size_t k = 0; k < U_NODES; k++) o->p_u[i][k] /= sum;
    }
    for (size_t t = 0; t < o->n_topics; t++)
        for (size_t k = 0; k < U_NODES; k++) {
            const double at = o->mean[t] + parameter(o, SP_PLACEMENT_ABILITY_SD) * o->u[k];
            const double sd = parameter(o, SP_PLACEMENT_TOPIC_SD);
            for (int l = 0; l < SP_LEVELS; l++) {
                const double upper = l == SP_LEVELS - 1 ? 1 : below((l + 0.5 - at) / sd);
                o->raw[t][k][l] = upper - (l == 0 ? 0 : below((l - 0.5 - at) / sd));
            }
        }
}

/* Whether holding `topic` at `level` is what its needs allow in `x`. */
static int is_supported(const oracle *o, const unsigned *x, size_t topic, unsigned level)
{
    for (size_t k = 0; k < o->topics->items[topic].n_needs; k++) {
        const sp_need need = o->topics->items[topic].needs[k];
        const int least = (int)level - need.lag > 1 ? (int)level - need.lag : 1;
        if (level >= need.from && (int)x[need.topic] < least) return 0;
    }
    return 1;
}

static double level_chance(const oracle *o, const unsigned *x, size_t t, size_t u)
{
    const double stays = parameter(o, SP_PLACEMENT_UNSUPPORTED);
    if (!is_supported(o, x, t, x[t])) return stays * o->raw[t][u][x[t]];
    double chance = o->raw[t][u][x[t]];
    if (x[t] + 1 < SP_LEVELS && !is_supported(o, x, t, x[t] + 1))
        for (unsigned l = x[t] + 1; l < SP_LEVELS; l++) chance += (1 - stays) * o->raw[t][u][l];
    return chance;
}

static double prior_of(const oracle *o, const unsigned *x)
{
    double area_chance[ORACLE_MOST_AREAS][U_NODES], sum = 0;
    for (size_t area = 0; area < o->n_areas; area++)
        for (size_t u = 0; u < U_NODES; u++) {
            area_chance[area][u] = 1;
            for (size_t t = 0; t < o->n_topics; t++)
                if (o->area[t] == area) area_chance[area][u] *= level_chance(o, x, t, u);
        }
    for (size_t g = 0; g < G_NODES; g++) {
        double product = o->p_g[g];
        for (size_t area = 0; area < o->n_areas; area++) {
            double inner = 0;
            for (size_t u = 0; u < U_NODES; u++) inner += o->p_u[g][u] * area_chance[area][u];
            product *= inner;
        }
        sum += product;
    }
    return sum;
}

/* P(answer | level, reporter): every path from the level through the slip and the leaning. */
static double report_chance(const oracle *o, const sp_reporter *r, unsigned x, unsigned answer)
{
    const double far = parameter(o, SP_PLACEMENT_SLIP_FAR);
    double sum = 0;
    for (int first = 0; first < SP_LEVELS; first++) {
        double chance = first == (int)x ? 1 - r->slip : 0;
        chance += r->slip * far / SP_LEVELS;
        for (int side = -1; side <= 1; side += 2) {
            int neighbour = (int)x + side;
            if (neighbour < 0) neighbour = 1;
            if (neighbour > 3) neighbour = 2;
            if (neighbour == first) chance += r->slip * (1 - far) / 2;
        }
        const int lower = first > 0 ? first - 1 : 0, upper = first < 3 ? first + 1 : 3;
        sum += chance * ((first == (int)answer) * (1 - r->under - r->over) +
                         (lower == (int)answer) * r->under + (upper == (int)answer) * r->over);
    }
    return sum;
}

static double result_chance(const oracle *o, unsigned x, const sp_answer *answer)
{
    const int missing = x >= answer->level ? 0 : answer->level - x == 1 ? 1 : 2;
    const double right = parameter(o, (sp_placement_id)(SP_PLACEMENT_RIGHT_HELD + missing));
    const double unsure = parameter(o, (sp_placement_id)(SP_PLACEMENT_UNSURE_HELD + missing));
    if (answer->result == SP_RESULT_RIGHT) return right;
    return (1 - right) * (answer->result == SP_RESULT_UNSURE ? unsure : 1 - unsure);
}

static double likelihood(const oracle *o, const unsigned *x, const sp_answer *answers, size_t n)
{
    double sum = 0;
    for (size_t r = 0; r < o->model->n_reporters; r++) {
        double product = o->model->reporters[r].share;
        for (size_t i = 0; i < n; i++) {
            const unsigned level = x[answers[i].topic];
            product *= answers[i].result
                           ? result_chance(o, level, &answers[i])
                           : report_chance(o, &o->model->reporters[r], level, answers[i].level);
        }
        sum += product;
    }
    return sum;
}

void oracle_posterior(double out[ORACLE_MOST_TOPICS][SP_LEVELS], const sp_topics *topics,
                      const sp_placement_model *model, const sp_answer *answers, size_t n_answers,
                      sp_schooling schooling)
{
    static oracle o;
    memset(&o, 0, sizeof o);
    o.topics = topics;
    o.model = model;
    o.n_topics = topics->n_items;
    place_topics(&o);
    lay_grids(&o, schooling);
    memset(out, 0, ORACLE_MOST_TOPICS * sizeof *out);
    double all = 0;
    for (unsigned long code = 0; code < 1UL << (2 * o.n_topics); code++) {
        unsigned x[ORACLE_MOST_TOPICS];
        for (size_t t = 0; t < o.n_topics; t++) x[t] = (code >> (2 * t)) & 3;
        const double chance = prior_of(&o, x) * likelihood(&o, x, answers, n_answers);
        all += chance;
        for (size_t t = 0; t < o.n_topics; t++) out[t][x[t]] += chance;
    }
    for (size_t t = 0; t < o.n_topics; t++)
        for (unsigned l = 0; l < SP_LEVELS; l++) out[t][l] /= all;
}
