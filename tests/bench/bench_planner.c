/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long the planner takes: bench_planner [-r REPEATS] FILE...
 *
 * A file holds one instance in numbers: topics and actions; the start levels; the goal levels; then
 * an action a line: cost, two numbers that are skipped, how many needs and their pairs (topic
 * level), how many adds and their pairs. Prints a line a file, the best of the repeats, and the
 * mean and the worst over all files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plan/problem.h"

enum { REPEATS = 3 };

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

static sp_problem read_problem(const char *file, sp_arena *a)
{
    FILE *in = fopen(file, "r");
    if (!in) die(file, "cannot be opened");
    sp_problem problem = {.n_topics = (uint32_t)read_number(in, file)};
    problem.n_actions = (uint32_t)read_number(in, file);
    problem.start = read_levels(in, file, problem.n_topics, a);
    problem.goal = read_levels(in, file, problem.n_topics, a);
    sp_action *actions = need(sp_arena_array(a, problem.n_actions, sizeof *actions), file);
    for (uint32_t i = 0; i < problem.n_actions; i++) {
        actions[i].cost = read_number(in, file);
        read_number(in, file);
        read_number(in, file);
        actions[i].needs = read_pairs(&actions[i].n_needs, in, file, a);
        actions[i].adds = read_pairs(&actions[i].n_adds, in, file, a);
    }
    problem.actions = actions;
    fclose(in);
    return problem;
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Print the line of one file; its time. */
static double bench_file(const char *file, int repeats)
{
    static const char *const names[] = {"optimal", "gap", "infeasible"};
    const sp_search_options options = sp_search_defaults();
    sp_arena *a = need(sp_arena_make(0), file);
    const sp_problem problem = read_problem(file, a);
    sp_search_result result = {0};
    double best = 1e300;
    for (int i = 0; i < repeats; i++) {
        sp_error e = {0};
        const double before = milliseconds();
        if (sp_search(&result, &problem, &options, a, &e) != SP_OK) die(file, e.text);
        const double spent = milliseconds() - before;
        if (spent < best) best = spent;
    }
    printf("%9.2f ms  cost %10lld  bound %10lld  %3u actions  %7lld nodes  %-10s  %s\n", best,
           (long long)result.cost, (long long)result.bound, result.n_chosen,
           (long long)result.nodes, names[result.status], file);
    sp_arena_free(a);
    return best;
}

int main(int argc, char **argv)
{
    int repeats = REPEATS, first = 1;
    if (argc > 2 && strcmp(argv[1], "-r") == 0) {
        repeats = (int)strtol(argv[2], NULL, 10);
        first = 3;
    }
    if (first >= argc || repeats < 1) die("usage", "bench_planner [-r REPEATS] FILE...");
    double sum = 0, worst = 0;
    for (int i = first; i < argc; i++) {
        const double spent = bench_file(argv[i], repeats);
        sum += spent;
        if (spent > worst) worst = spent;
    }
    printf("%9.2f ms mean, %.2f ms worst, %d files\n", sum / (argc - first), worst, argc - first);
    return EXIT_SUCCESS;
}
