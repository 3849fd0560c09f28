/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing the problem in CPLEX LP format. See lp.h. */
#include "plan/lp.h"

#include <inttypes.h>
#include <string.h>

#include "base/try.h"
#include "plan/cycles.h"
#include "plan/facts.h"
#include "plan/wishes.h"

enum {
    MOST_ROWS = 3,
    LONGEST_NAME = 64, /* with what is put before it, a column's name stays below CBC's 100 */
    TERMS_IN_A_LINE = 6
};

typedef struct lp {
    sp_buffer *out;
    const sp_problem *problem;
    const sp_lp_names *names;
    sp_work work; /* nothing is counted on it */
    sp_facts facts;
    uint32_t *component, *size; /* of facts */
    sp_pair *fact;              /* per fact: its topic and level */
    uint32_t n_terms;           /* in the row at hand */
    uint32_t n_real;            /* actions that are courses, not ways to a wish */
    const char *what;           /* the objective: cost or loss, the worth that is left out */
    const int64_t *objective;   /* per action */
    struct {
        const char *name;
        const int64_t *use; /* per action */
        int64_t most;
    } rows[MOST_ROWS];
    unsigned n_rows;
} lp;

/* ---- names ---- */

/* Letters, digits, '_' and '.' stand for themselves; '-', ':' and '#', of which an id may have some
 * too, become characters that the format allows and an id has not: no two ids come to the same. */
static bool put_id(sp_buffer *out, const char *id)
{
    static const char from[] = "-:#", to[] = "~;@";
    if (!id || strlen(id) > LONGEST_NAME) return false;
    for (const char *s = id; *s; s++) {
        const char *found = strchr(from, *s);
        const char c = found ? to[found - from] : *s;
        sp_buffer_add(out, &c, 1);
    }
    return true;
}

static void put_action(const lp *p, uint32_t op)
{
    const uint32_t action = p->facts.ops[op].action;
    sp_buffer_puts(p->out, "x_");
    if (!put_id(p->out, p->names->actions ? p->names->actions[action] : NULL))
        sp_buffer_printf(p->out, "{%" PRIu32 "}", action);
}

static void put_fact(const lp *p, char letter, uint32_t fact)
{
    const sp_pair pair = p->fact[fact];
    sp_buffer_printf(p->out, "%c_", letter);
    if (!put_id(p->out, p->names->topics ? p->names->topics[pair.topic] : NULL))
        sp_buffer_printf(p->out, "{%" PRIu32 "}", pair.topic);
    sp_buffer_printf(p->out, "_%u", (unsigned)pair.level);
}

static void put_first(const lp *p, uint32_t op, uint32_t fact)
{
    sp_buffer_printf(p->out, "y_{%" PRIu32 "}_{%" PRIu32 "}", op, fact);
}

/* ---- rows ---- */

/* Between two terms: lines stay short, as some readers cut long ones. */
static void go_on(lp *p)
{
    sp_buffer_puts(p->out, ++p->n_terms % TERMS_IN_A_LINE == 0 ? "\n  " : " ");
}

/* Does the operator need a fact of the circle that it adds `fact` to? */
static bool is_circular(const lp *p, uint32_t op, uint32_t fact)
{
    const sp_op *o = &p->facts.ops[op];
    for (uint32_t i = 0; i < o->n_needs; i++)
        if (p->component[o->needs[i]] == p->component[fact]) return true;
    return false;
}

/* The sum of what the actions that are taken count for; false when none counts for anything. */
static bool put_sum(lp *p, const char *name, const int64_t *use)
{
    bool any = false;
    sp_buffer_printf(p->out, " %s:", name);
    p->n_terms = 0;
    for (uint32_t o = 0; o < p->facts.n_ops; o++) {
        const int64_t count = use[p->facts.ops[o].action];
        if (count == 0) continue;
        go_on(p);
        sp_buffer_printf(p->out, "%s%" PRId64 " ", any ? "+ " : "", count);
        put_action(p, o);
        any = true;
    }
    return any;
}

static void put_objective(lp *p)
{
    sp_buffer_puts(p->out, "Minimize\n");
    if (!put_sum(p, p->what, p->objective)) {
        sp_buffer_puts(p->out, " 0 ");
        if (p->facts.n_ops > 0)
            put_action(p, 0);
        else
            sp_buffer_puts(p->out, "x_{none}");
    }
    sp_buffer_puts(p->out, "\nSubject To\n");
}

static bool counts_any(const lp *p, const int64_t *use)
{
    for (uint32_t o = 0; o < p->facts.n_ops; o++)
        if (use[p->facts.ops[o].action] > 0) return true;
    return false;
}

static void put_limits(lp *p)
{
    for (unsigned i = 0; i < p->n_rows; i++) {
        if (!counts_any(p, p->rows[i].use)) continue;
        put_sum(p, p->rows[i].name, p->rows[i].use);
        sp_buffer_printf(p->out, " <= %" PRId64 "\n", p->rows[i].most);
    }
}

/* An action is taken only where what it needs is reached. */
static void put_needs(lp *p, uint32_t op)
{
    for (uint32_t i = 0; i < p->facts.ops[op].n_needs; i++) {
        sp_buffer_puts(p->out, " ");
        put_action(p, op);
        sp_buffer_puts(p->out, " - ");
        put_fact(p, 'f', p->facts.ops[op].needs[i]);
        sp_buffer_puts(p->out, " <= 0\n");
    }
}

/* A fact is reached only where an action brings it: in a circle, one that is the first to. */
static void put_adders(lp *p, uint32_t fact)
{
    const sp_facts *f = &p->facts;
    sp_buffer_puts(p->out, " ");
    put_fact(p, 'f', fact);
    p->n_terms = 0;
    for (uint32_t i = f->adder_at[fact]; i < f->adder_at[fact + 1]; i++) {
        go_on(p);
        sp_buffer_puts(p->out, "- ");
        if (is_circular(p, f->adders[i], fact))
            put_first(p, f->adders[i], fact);
        else
            put_action(p, f->adders[i]);
    }
    sp_buffer_puts(p->out, " <= 0\n");
}

/* The first to bring a fact of a circle is taken, and what it needs of the circle comes before. */
static void put_order(lp *p, uint32_t op, uint32_t fact)
{
    const sp_op *o = &p->facts.ops[op];
    const uint32_t n = p->size[p->component[fact]];
    sp_buffer_puts(p->out, " ");
    put_first(p, op, fact);
    sp_buffer_puts(p->out, " - ");
    put_action(p, op);
    sp_buffer_puts(p->out, " <= 0\n");
    for (uint32_t i = 0; i < o->n_needs; i++) {
        if (p->component[o->needs[i]] != p->component[fact]) continue;
        sp_buffer_puts(p->out, " ");
        put_fact(p, 'u', o->needs[i]);
        sp_buffer_puts(p->out, " - ");
        put_fact(p, 'u', fact);
        sp_buffer_printf(p->out, " + %" PRIu32 " ", n + 1);
        put_first(p, op, fact);
        sp_buffer_printf(p->out, " <= %" PRIu32 "\n", n);
    }
}

static void put_rows(lp *p)
{
    const sp_facts *f = &p->facts;
    for (uint32_t i = 0; i < f->n_goals; i++) {
        sp_buffer_puts(p->out, " ");
        put_fact(p, 'f', f->goals[i]);
        sp_buffer_puts(p->out, " = 1\n");
    }
    if (f->n_goals == 0) sp_buffer_puts(p->out, " x_{none} = 0\n");
    put_limits(p);
    for (uint32_t o = 0; o < f->n_ops; o++) put_needs(p, o);
    for (uint32_t fact = 0; fact < f->n_facts; fact++) put_adders(p, fact);
    for (uint32_t fact = 0; fact < f->n_facts; fact++)
        for (uint32_t i = f->adder_at[fact]; i < f->adder_at[fact + 1]; i++)
            if (is_circular(p, f->adders[i], fact)) put_order(p, f->adders[i], fact);
}

static void put_variables(lp *p)
{
    const sp_facts *f = &p->facts;
    sp_buffer_puts(p->out, "Bounds\n");
    for (uint32_t fact = 0; fact < f->n_facts; fact++) {
        if (p->size[p->component[fact]] < 2) continue;
        sp_buffer_puts(p->out, " 0 <= ");
        put_fact(p, 'u', fact);
        sp_buffer_printf(p->out, " <= %" PRIu32 "\n", p->size[p->component[fact]]);
    }
    sp_buffer_puts(p->out, "Binary\n");
    for (uint32_t o = 0; o < f->n_ops; o++) {
        sp_buffer_puts(p->out, " ");
        put_action(p, o);
        sp_buffer_puts(p->out, "\n");
    }
    if (f->n_ops == 0) sp_buffer_puts(p->out, " x_{none}\n");
    for (uint32_t fact = 0; fact < f->n_facts; fact++) {
        sp_buffer_puts(p->out, " ");
        put_fact(p, 'f', fact);
        sp_buffer_puts(p->out, "\n");
        for (uint32_t i = f->adder_at[fact]; i < f->adder_at[fact + 1]; i++) {
            if (!is_circular(p, f->adders[i], fact)) continue;
            sp_buffer_puts(p->out, " ");
            put_first(p, f->adders[i], fact);
            sp_buffer_puts(p->out, "\n");
        }
    }
    sp_buffer_puts(p->out, "End\n");
}

static void put_header(lp *p)
{
    uint32_t n_real = 0;
    for (uint32_t o = 0; o < p->facts.n_ops; o++) n_real += p->facts.ops[o].action < p->n_real;
    sp_buffer_printf(p->out,
                     "\\ The least %s of a learning path%s: %" PRIu32 " courses, %" PRIu32
                     " facts, %" PRIu32 " goals.\n"
                     "\\ x: the course is taken; f: the topic is reached at the level; y, u: in "
                     "circles, who brings it and when.\n",
                     p->what, p->n_rows > 0 ? " within limits" : "", n_real, p->facts.n_facts,
                     p->facts.n_goals);
    for (uint32_t o = 0; o < p->facts.n_ops && p->names->actions; o++) {
        sp_buffer_puts(p->out, "\\ ");
        put_action(p, o);
        sp_buffer_printf(p->out, " = %s\n", p->names->actions[p->facts.ops[o].action]);
    }
}

/* ---- the problem ---- */

/* Facts are numbered by topic, then by level, from the one above the start (facts.c). */
static void name_facts(sp_pair *out, const sp_problem *problem)
{
    uint32_t n = 0;
    for (sp_topic_id t = 0; t < problem->n_topics; t++)
        for (uint8_t level = (uint8_t)(problem->start[t] + 1); level < SP_LEVELS; level++)
            out[n++] = (sp_pair){.topic = t, .level = level};
}

/* Keep the facts that the goals depend on, and the operators that bring one of them. */
static sp_status keep_relevant(lp *p, const sp_facts *all, sp_arena *a, sp_error *e)
{
    uint8_t *keep_op = sp_arena_take(a, all->n_ops), *keep_fact = sp_arena_take(a, all->n_facts);
    uint32_t *stack = sp_arena_array(a, all->n_facts, sizeof *stack);
    sp_pair *names = sp_arena_array(a, all->n_facts, sizeof *names);
    p->fact = sp_arena_array(a, all->n_facts, sizeof *p->fact);
    SP_NEED(keep_op && keep_fact && stack && names && p->fact, e);
    uint32_t n_stack = 0, n_kept = 0;
    for (uint32_t i = 0; i < all->n_goals; i++) {
        keep_fact[all->goals[i]] = 1;
        stack[n_stack++] = all->goals[i];
    }
    while (n_stack > 0) {
        const uint32_t fact = stack[--n_stack];
        for (uint32_t i = all->adder_at[fact]; i < all->adder_at[fact + 1]; i++) {
            const sp_op *op = &all->ops[all->adders[i]];
            for (uint32_t k = 0; k < op->n_needs; k++) {
                if (keep_fact[op->needs[k]]) continue;
                keep_fact[op->needs[k]] = 1;
                stack[n_stack++] = op->needs[k];
            }
        }
    }
    name_facts(names, p->problem);
    for (uint32_t i = 0; i < all->n_facts; i++)
        if (keep_fact[i]) p->fact[n_kept++] = names[i];
    memset(keep_op, 1, all->n_ops);
    return sp_plan__facts_filter(&p->facts, all, keep_op, keep_fact, a, e);
}

static sp_status compile(lp *p, sp_arena *a, sp_error *e)
{
    const sp_problem *problem = p->problem;
    sp_facts all = {.work = &p->work};
    uint32_t n_missing;
    sp_pair *missing = sp_arena_array(a, problem->n_topics, sizeof *missing);
    SP_NEED(missing, e);
    SP_TRY(sp_plan__facts_compile(&all, missing, &n_missing, problem, p->objective, a, e));
    SP_TRY(keep_relevant(p, &all, a, e));
    p->component = sp_arena_array(a, p->facts.n_facts, sizeof *p->component);
    p->size = sp_arena_array(a, p->facts.n_facts, sizeof *p->size);
    SP_NEED(p->component && p->size, e);
    return sp_plan__cycles_find(p->component, p->size, &p->facts, a, e);
}

static sp_status write(lp *p, sp_arena *a, sp_error *e)
{
    SP_TRY(compile(p, a, e));
    put_header(p);
    put_objective(p);
    put_rows(p);
    put_variables(p);
    SP_NEED(!p->out->failed, e);
    return SP_OK;
}

sp_status sp_lp_write(sp_buffer *out, const sp_problem *problem, const sp_lp_names *names,
                      sp_arena *a, sp_error *e)
{
    lp p = {.out = out, .problem = problem, .names = names, .work.left = INT64_MAX};
    int64_t *costs = sp_arena_array(a, problem->n_actions, sizeof *costs);
    SP_NEED(costs, e);
    for (uint32_t i = 0; i < problem->n_actions; i++) costs[i] = problem->actions[i].cost;
    p.n_real = problem->n_actions;
    p.what = "cost";
    p.objective = costs;
    return write(&p, a, e);
}

/* ---- within limits ---- */

static const char *name_step(const char *what, const sp_lp_wishes *within, const sp_lp_names *names,
                             uint32_t wish, sp_arena *a)
{
    const sp_pair step = within->steps[wish];
    sp_buffer name = {.arena = a};
    sp_buffer_printf(&name, "%s!%s!%u", what, names->topics[step.topic], (unsigned)step.level);
    return name.failed ? NULL : name.text;
}

/* With those of the wishes' actions and facts behind. */
static sp_status add_names(sp_lp_names *out, const sp_wishing *w, const sp_lp_wishes *within,
                           const sp_lp_names *names, sp_arena *a, sp_error *e)
{
    const uint32_t n_topics = w->problem.n_topics - w->n_wishes;
    *out = (sp_lp_names){0};
    if (!names->actions || !names->topics) return SP_OK;
    const char **actions = sp_arena_array(a, w->problem.n_actions, sizeof *actions);
    const char **topics = sp_arena_array(a, w->problem.n_topics, sizeof *topics);
    SP_NEED(actions && topics, e);
    memcpy(actions, names->actions, w->n_real * sizeof *actions);
    memcpy(topics, names->topics, n_topics * sizeof *topics);
    for (uint32_t i = 0; i < w->n_wishes; i++) {
        const char *reach = name_step("reach", within, names, i, a),
                   *skip = name_step("skip", within, names, i, a);
        SP_NEED(reach && skip, e);
        topics[n_topics + i] = actions[w->n_real + i] = reach;
        actions[w->n_real + w->n_wishes + i] = skip;
    }
    *out = (sp_lp_names){.actions = actions, .topics = topics};
    return SP_OK;
}

static void add_row(lp *p, const char *name, const int64_t *use, int64_t most)
{
    if (most == INT64_MAX) return;
    p->rows[p->n_rows].name = name;
    p->rows[p->n_rows].use = use;
    p->rows[p->n_rows++].most = most;
}

sp_status sp_lp_write_limited(sp_buffer *out, const sp_problem *problem, const sp_lp_wishes *within,
                              const sp_lp_names *names, sp_arena *a, sp_error *e)
{
    sp_wishing w;
    sp_uses uses;
    sp_lp_names longer;
    lp p = {.out = out, .names = &longer, .work.left = INT64_MAX};
    SP_TRY(sp_plan__wishes_add(&w, problem, true, within->wishes, within->n_wishes, a, e));
    SP_TRY(sp_plan__wishes_count(&uses, &w, within->limits->minutes, a, e));
    SP_TRY(add_names(&longer, &w, within, names, a, e));
    p.problem = &w.problem;
    p.n_real = w.n_real;
    p.what = within->least_value < 0 ? "loss" : "cost";
    p.objective = within->least_value < 0 ? uses.lost : uses.cost;
    add_row(&p, "minutes", uses.minutes, within->limits->most_minutes);
    add_row(&p, "courses", uses.actions, within->limits->most_actions);
    if (within->least_value >= 0)
        add_row(&p, "loss", uses.lost, uses.sum_lost - within->least_value);
    return write(&p, a, e);
}
