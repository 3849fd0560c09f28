/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long the planner takes: bench_planner [-r REPEATS] [-m PERCENT] [-e] [-l] FILE...
 *
 * A file holds one instance in numbers: topics and actions; the start levels; the goal levels; then
 * an action a line: cost, minutes, a number that is skipped, how many needs and their pairs (topic
 * level), how many adds and their pairs. Prints a line a file, the best of the repeats; then the
 * mean and the worst over all files.
 *
 * With -e every action costs the same. With -m there is a limit: PERCENT % of the fewest minutes
 * that the whole goal takes; each level of a wanted topic is a wish of weight 3 to 13. With -l the
 * problem is not solved but printed for another solver; with -m the one of the most weight. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "plan/lp.h"
#include "plan/order.h"

enum { REPEATS = 3 };

typedef struct instance {
    const char *file;
    sp_problem problem;
    sp_action *actions;
    int64_t *minutes;
    bool is_proved; /* set by the bench */
} instance;

static void die(const char *file, const char *why)
{
    fprintf(stderr, "bench_planner: %s: %s\n", file, why);
    exit(EXIT_FAILURE);
}

static long long read_number(FILE *in, const char *file)
{
    long long number;
    if (fscanf(in, "%lld", &number) != 1) die(file, "a number is missing");
    return number;
}

static void *need(void *pointer, const char *file)
{
    if (!pointer) die(file, "out of memory");
    return pointer;
}

static uint8_t *read_levels(FILE *in, const char *file, uint32_t n_topics, sp_arena *a)
{
    uint8_t *levels = need(sp_arena_array(a, n_topics, sizeof *levels), file);
    for (uint32_t t = 0; t < n_topics; t++) levels[t] = (uint8_t)read_number(in, file);
    return levels;
}

static const sp_pair *read_pairs(uint32_t *n_pairs, FILE *in, const char *file, sp_arena *a)
{
    *n_pairs = (uint32_t)read_number(in, file);
    sp_pair *pairs = need(sp_arena_array(a, *n_pairs, sizeof *pairs), file);
    for (uint32_t i = 0; i < *n_pairs; i++) {
        pairs[i].topic = (uint32_t)read_number(in, file);
        pairs[i].level = (uint8_t)read_number(in, file);
    }
    return pairs;
}

static void read_instance(instance *out, const char *file, bool is_even, sp_arena *a)
{
    FILE *in = fopen(file, "r");
    if (!in) die(file, "cannot be opened");
    sp_problem *problem = &out->problem;
    *out = (instance){.file = file};
    problem->n_topics = (uint32_t)read_number(in, file);
    problem->n_actions = (uint32_t)read_number(in, file);
    problem->start = read_levels(in, file, problem->n_topics, a);
    problem->goal = read_levels(in, file, problem->n_topics, a);
    out->actions = need(sp_arena_array(a, problem->n_actions, sizeof *out->actions), file);
    out->minutes = need(sp_arena_array(a, problem->n_actions, sizeof *out->minutes), file);
    for (uint32_t i = 0; i < problem->n_actions; i++) {
        out->actions[i].cost = read_number(in, file);
        if (is_even) out->actions[i].cost = 60;
        out->minutes[i] = read_number(in, file);
        read_number(in, file);
        out->actions[i].needs = read_pairs(&out->actions[i].n_needs, in, file, a);
        out->actions[i].adds = read_pairs(&out->actions[i].n_adds, in, file, a);
    }
    problem->actions = out->actions;
    fclose(in);
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); /* others may use the machine too */
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The time that ordering the plan takes. */
static double bench_order(const instance *in, const sp_search_result *found, sp_arena *a)
{
    const uint16_t *areas = need(sp_arena_array(a, in->problem.n_actions, sizeof *areas), in->file);
    sp_order_result order;
    sp_error e = {0};
    const double before = milliseconds();
    if (sp_order_find(&order, &in->problem, found->chosen, found->n_chosen, areas, a, &e) != SP_OK)
        die(in->file, e.text);
    return milliseconds() - before;
}

/* Print the line of one instance; its time. */
static double bench_whole(instance *in, int repeats, sp_arena *a)
{
    static const char *const names[] = {"optimal", "gap", "infeasible"};
    const sp_search_options options = sp_search_defaults();
    sp_search_result result = {0};
    double best = 1e300;
    for (int i = 0; i < repeats; i++) {
        sp_error e = {0};
        const double before = milliseconds();
        if (sp_search(&result, &in->problem, &options, a, &e) != SP_OK) die(in->file, e.text);
        const double spent = milliseconds() - before;
        if (spent < best) best = spent;
    }
    printf("%9.2f ms  order %7.2f ms  cost %10lld  bound %10lld  %5u actions  %7lld nodes  %-10s"
           "  %s\n",
           best, bench_order(in, &result, a), (long long)result.cost, (long long)result.bound,
           result.n_chosen, (long long)result.nodes, names[result.status], in->file);
    in->is_proved = result.proved;
    return best;
}

/* The fewest minutes that the whole goal takes. */
static int64_t least_minutes(const instance *in, sp_arena *a)
{
    const sp_search_options options = sp_search_defaults();
    sp_action *actions = need(sp_arena_array(a, in->problem.n_actions, sizeof *actions), in->file);
    sp_problem problem = in->problem;
    sp_search_result result;
    sp_error e = {0};
    for (uint32_t i = 0; i < problem.n_actions; i++) {
        actions[i] = in->actions[i];
        actions[i].cost = in->minutes[i];
    }
    problem.actions = actions;
    if (sp_search(&result, &problem, &options, a, &e) != SP_OK) die(in->file, e.text);
    return result.cost;
}

static uint32_t make_wishes(sp_wish **out, const instance *in, sp_arena *a)
{
    const sp_problem *problem = &in->problem;
    sp_wish *wishes = need(sp_arena_array(a, (size_t)problem->n_topics * SP_LEVELS, sizeof *wishes),
                           in->file);
    uint32_t n = 0;
    for (uint32_t t = 0; t < problem->n_topics; t++)
        for (uint8_t level = (uint8_t)(problem->start[t] + 1); level <= problem->goal[t]; level++) {
            sp_pair *pair = need(sp_arena_array(a, 1, sizeof *pair), in->file);
            *pair = (sp_pair){t, level};
            wishes[n++] = (sp_wish){.weight = 3 + t * 7 % 11, .pairs = pair, .n_pairs = 1};
        }
    *out = wishes;
    return n;
}

static sp_limits make_limits(const instance *in, int64_t percent, sp_arena *a)
{
    return (sp_limits){.minutes = in->minutes,
                       .most_minutes = least_minutes(in, a) * percent / 100,
                       .most_actions = INT64_MAX};
}

static void print_lp(const instance *in, int64_t percent, sp_arena *a)
{
    const sp_lp_names names = {0};
    sp_buffer text = {.arena = a};
    sp_error e = {0};
    sp_wish *wishes;
    if (percent == 0) {
        if (sp_lp_write(&text, &in->problem, &names, a, &e) != SP_OK) die(in->file, e.text);
    } else {
        sp_problem problem = in->problem;
        const sp_limits limits = make_limits(in, percent, a);
        const uint32_t n_wishes = make_wishes(&wishes, in, a);
        const sp_lp_wishes within = {
            .wishes = wishes, .n_wishes = n_wishes, .limits = &limits, .least_value = -1};
        problem.goal = problem.start;
        if (sp_lp_write_limited(&text, &problem, &within, &names, a, &e) != SP_OK)
            die(in->file, e.text);
    }
    fputs(text.text, stdout);
}

/* The same within a limit of minutes. */
static double bench_limited(instance *in, int repeats, int64_t percent, sp_arena *a)
{
    const sp_search_options options = sp_search_defaults();
    const sp_limits limits = make_limits(in, percent, a);
    sp_wish *wishes;
    const uint32_t n_wishes = make_wishes(&wishes, in, a);
    sp_limited_result result = {0};
    double best = 1e300;
    for (int i = 0; i < repeats; i++) {
        sp_error e = {0};
        const double before = milliseconds();
        if (sp_search_limited(&result, &in->problem, wishes, n_wishes, &limits, &options, a, &e) !=
            SP_OK)
            die(in->file, e.text);
        const double spent = milliseconds() - before;
        if (spent < best) best = spent;
    }
    printf("%9.2f ms  value %5lld  bound %5lld  cost %10lld  bound %10lld  %5u actions  %7lld nodes"
           "  %-8s  %s\n",
           best, (long long)result.value, (long long)result.value_bound, (long long)result.cost,
           (long long)result.bound, result.n_chosen, (long long)result.nodes,
           result.proved ? "proved" : "gap", in->file);
    in->is_proved = result.proved;
    return best;
}

int main(int argc, char **argv)
{
    int repeats = REPEATS;
    int64_t percent = 0;
    bool is_even = false, is_lp = false;
    for (int letter; (letter = getopt(argc, argv, "r:m:el")) != -1;) {
        if (letter == 'r') repeats = (int)strtol(optarg, NULL, 10);
        if (letter == 'm') percent = strtol(optarg, NULL, 10);
        if (letter == 'e') is_even = true;
        if (letter == 'l') is_lp = true;
    }
    if (optind >= argc || repeats < 1)
        die("usage", "bench_planner [-r REPEATS] [-m PERCENT] [-e] [-l] FILE...");
    double sum = 0, worst = 0;
    int n_open = 0;
    for (int i = optind; i < argc; i++) {
        sp_arena *a = need(sp_arena_make(0), argv[i]);
        instance in;
        read_instance(&in, argv[i], is_even, a);
        if (is_lp) {
            print_lp(&in, percent, a);
            return EXIT_SUCCESS;
        }
        const double spent = percent ? bench_limited(&in, repeats, percent, a)
                                     : bench_whole(&in, repeats, a);
        sp_arena_free(a);
        sum += spent;
        n_open += !in.is_proved;
        if (spent > worst) worst = spent;
    }
    printf("%9.2f ms mean, %.2f ms worst, %d files, %d not proved\n", sum / (argc - optind), worst,
           argc - optind, n_open);
    return EXIT_SUCCESS;
}
