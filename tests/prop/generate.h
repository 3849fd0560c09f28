/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random planning problems from a seed: with topics that need each other, actions that teach
 * several topics, goals that nothing reaches, goals that are held already, and equal costs. */
#ifndef TESTS_GENERATE_H
#define TESTS_GENERATE_H

#include "plan/problem.h"

enum { GENERATE_MOST_ACTIONS = 150, GENERATE_MOST_TOPICS = 16, GENERATE_MOST_PAIRS = 6 };

typedef struct generated {
    sp_problem problem; /* points into the rest: do not copy */
    uint8_t start[GENERATE_MOST_TOPICS], goal[GENERATE_MOST_TOPICS];
    sp_action actions[GENERATE_MOST_ACTIONS];
    sp_pair needs[GENERATE_MOST_ACTIONS][GENERATE_MOST_PAIRS],
        adds[GENERATE_MOST_ACTIONS][GENERATE_MOST_PAIRS];
    uint16_t area[GENERATE_MOST_ACTIONS];
} generated;

/* A number below `end`; `state` moves on. */
uint32_t generate_below(uint64_t *state, uint32_t end);

/* Any kind of problem with at most `most_actions` actions. */
void generate_any(generated *out, uint64_t seed, uint32_t most_actions);

/* A covering problem, hard to bound: `n_actions` actions of nearly equal cost teach a few of the
 * wanted topics each, some of them behind a need. */
void generate_cover(generated *out, uint64_t seed, uint32_t n_actions);

/* The same problem with its actions in another order. */
void generate_shuffled(generated *out, const generated *in, uint64_t seed);

/* A problem of any size: its arrays are in an arena. */
typedef struct large {
    sp_problem problem;
    uint16_t *area; /* per action */
} large;

/* Topics in layers; an action teaches up to three topics near its main one, to some level, and
 * needs the level below and topics of the layers before. False when the arena is full. */
bool generate_layered(large *out, uint64_t seed, uint32_t n_actions, sp_arena *a);

/* `n_links` links, each of which needs the one before and is taught by `n_ways` actions; of the
 * ways of a link some also need a topic beside the chain. With one way everything is mandatory.
 * The actions are in a random order. */
bool generate_chain(large *out, uint64_t seed, uint32_t n_links, uint32_t n_ways, sp_arena *a);

/* The same problem with its actions in another order. */
bool generate_large_shuffled(large *out, const large *in, uint64_t seed, sp_arena *a);

#endif
