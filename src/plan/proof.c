/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a certificate. See proof.h. */
#include "plan/proof.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

enum { N_BUCKETS = 1024, FIRST_ROOM = 64 };

/* Room for one more after `n` items; the old ones stay where they are until the arena goes. */
static sp_status make_room(void **items, uint32_t *room, uint32_t n, size_t size, sp_arena *a,
                           sp_error *e)
{
    if (n < *room) return SP_OK;
    const uint32_t larger_room = *room ? 2 * *room : FIRST_ROOM;
    void *larger = sp_arena_array(a, larger_room, size);
    SP_NEED(larger, e);
    if (n > 0) memcpy(larger, *items, n * size);
    *items = larger;
    *room = larger_room;
    return SP_OK;
}

/* ---- places by hash ---- */

static sp_status places_make(sp_places *out, sp_arena *a, sp_error *e)
{
    *out = (sp_places){0};
    out->bucket = sp_arena_array(a, N_BUCKETS, sizeof *out->bucket);
    SP_NEED(out->bucket, e);
    memset(out->bucket, 0xff, N_BUCKETS * sizeof *out->bucket);
    return SP_OK;
}

static uint32_t places_find(const sp_places *places, uint64_t hash)
{
    for (uint32_t i = places->bucket[hash % N_BUCKETS]; i != SP_NONE; i = places->next[i])
        if (places->hash[i] == hash) return places->place[i];
    return SP_NONE;
}

static sp_status places_add(sp_places *places, uint64_t hash, uint32_t place, sp_arena *a,
                            sp_error *e)
{
    const uint32_t n = places->n;
    uint32_t room[3] = {places->room, places->room, places->room};
    void *nexts = places->next, *all = places->place, *hashes = places->hash;
    SP_TRY(make_room(&nexts, &room[0], n, sizeof *places->next, a, e));
    SP_TRY(make_room(&all, &room[1], n, sizeof *places->place, a, e));
    SP_TRY(make_room(&hashes, &room[2], n, sizeof *places->hash, a, e));
    places->next = nexts;
    places->place = all;
    places->hash = hashes;
    places->room = room[0];
    places->place[n] = place;
    places->hash[n] = hash;
    places->next[n] = places->bucket[hash % N_BUCKETS];
    places->bucket[hash % N_BUCKETS] = n;
    places->n++;
    return SP_OK;
}

/* ---- what is kept ---- */

sp_status sp_plan__proof_make(sp_proof *out, const sp_facts *full, int64_t enough, sp_arena *a,
                              sp_error *e)
{
    const uint32_t n = full->n_ops;
    *out = (sp_proof){.full = full, .enough = enough, .arena = a};
    out->base = sp_arena_take(a, n);
    out->is_branch = sp_arena_take(a, n);
    out->state = sp_arena_take(a, n);
    out->removed = sp_arena_array(a, n, sizeof *out->removed);
    out->unit = sp_arena_array(a, n, sizeof *out->unit);
    out->left = sp_arena_array(a, n, sizeof *out->left);
    out->members = sp_arena_array(a, n, sizeof *out->members);
    SP_NEED(out->base && out->is_branch && out->state && out->removed, e);
    SP_NEED(out->unit && out->left && out->members, e);
    memset(out->unit, 0xff, n * sizeof *out->unit);
    SP_TRY(places_make(&out->by_set, a, e));
    SP_TRY(places_make(&out->by_source, a, e));
    return sp_plan__reach_make(&out->reach, full, a, e);
}

/* Is there room for `n` more entries? */
static bool is_room(sp_proof *proof, size_t n)
{
    if (n > SP_CERTIFICATE_MOST - proof->n_entries) proof->is_full = true;
    if (proof->is_full) return false;
    proof->n_entries += (uint32_t)n;
    return true;
}

sp_status sp_plan__proof_add_node(sp_proof *proof, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    void *nodes = c->nodes;
    if (!is_room(proof, 1)) return SP_OK;
    SP_TRY(make_room(&nodes, &proof->room_nodes, c->n_nodes, sizeof *c->nodes, proof->arena, e));
    c->nodes = nodes;
    c->nodes[c->n_nodes++] = (sp_proof_node){.branch = SP_NONE};
    return SP_OK;
}

void sp_plan__proof_branch(sp_proof *proof, uint32_t op)
{
    const uint32_t action = proof->facts->ops[op].action;
    proof->certificate.nodes[proof->certificate.n_nodes - 1].branch = action;
    proof->is_branch[action] = 1;
}

static sp_status add_charge(sp_proof *proof, uint32_t landmark, int64_t multiplier, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    void *charges = c->charges;
    if (!is_room(proof, 1)) return SP_OK;
    SP_TRY(make_room(&charges, &proof->room_charges, c->n_charges, sizeof *c->charges, proof->arena,
                     e));
    c->charges = charges;
    c->charges[c->n_charges++] = (sp_charge){.landmark = landmark, .multiplier = multiplier};
    return SP_OK;
}

static sp_status keep(sp_proof *proof, uint32_t n_removed, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    void *steps = c->steps;
    if (!is_room(proof, 1)) return SP_OK;
    SP_TRY(make_room(&steps, &proof->room_steps, c->n_steps, sizeof *c->steps, proof->arena, e));
    c->steps = steps;
    sp_proof_step *step = &c->steps[c->n_steps++];
    *step = (sp_proof_step){
        .n_charges = c->n_charges - proof->n_kept, .n_removed = n_removed, .sum = proof->sum};
    memcpy(step->prices, proof->prices, sizeof step->prices);
    c->nodes[c->n_nodes - 1].n_steps++;
    proof->n_kept = c->n_charges;
    return SP_OK;
}

/* ---- carrying landmarks back ---- */

static int compare_ids(const void *x, const void *y)
{
    const uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* The place of the landmark in `members`, new or not. */
static sp_status place_members(sp_proof *proof, uint32_t *place, uint32_t n_members, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    const uint64_t hash = sp_plan__pool_hash(proof->members, n_members);
    *place = places_find(&proof->by_set, hash);
    if (*place != SP_NONE || !is_room(proof, (size_t)n_members + 1)) return SP_OK;
    void *landmarks = c->landmarks;
    SP_TRY(make_room(&landmarks, &proof->room_landmarks, c->n_landmarks, sizeof *c->landmarks,
                     proof->arena, e));
    c->landmarks = landmarks;
    uint32_t *courses = sp_arena_array(proof->arena, n_members, sizeof *courses);
    SP_NEED(courses, e);
    if (n_members > 0) memcpy(courses, proof->members, n_members * sizeof *courses);
    qsort(courses, n_members, sizeof *courses, compare_ids);
    *place = c->n_landmarks++;
    c->landmarks[*place] = (sp_landmark){.courses = courses, .n_courses = n_members};
    return places_add(&proof->by_set, hash, *place, proof->arena, e);
}

/* Let in what `facts` have, but for the first `n_members` of `members`; then what is gone, the last
 * one first, as long as the goals stay out of reach; what cannot come in joins `members`. */
static uint32_t carry_back(sp_proof *proof, uint32_t n_members)
{
    const sp_facts *f = proof->facts;
    sp_reach *reach = &proof->reach;
    for (uint32_t i = 0; i < proof->full->n_ops; i++) reach->in[i] = proof->base[i] == SP_OP_IN;
    for (uint32_t o = 0; o < f->n_ops; o++) reach->in[f->ops[o].action] = 1;
    for (uint32_t i = 0; i < n_members; i++) reach->in[proof->members[i]] = 0;
    sp_plan__reach_run(reach);
    if (reach->goals_left == 0) proof->is_lost = true;
    const uint32_t n_own = n_members;
    for (uint32_t i = f->n_dropped; i-- > 0 && !proof->is_lost;) {
        const uint32_t action = f->dropped[i];
        if (reach->in[action] || (n_own > 0 && action == proof->members[0])) continue;
        if (sp_plan__reach_grow(reach, action)) continue;
        proof->members[n_members++] = action;
        if (!sp_plan__facts_is_counted(proof->full, action)) proof->is_lost = true;
    }
    return n_members;
}

/* The place of a landmark of operators, completed to one of actions. */
static sp_status place_landmark(sp_proof *proof, uint32_t *place, const uint32_t *ops,
                                uint32_t n_ops, sp_error *e)
{
    for (uint32_t i = 0; i < n_ops; i++) proof->members[i] = proof->facts->ops[ops[i]].action;
    const uint64_t source = sp_plan__pool_hash(proof->members, n_ops);
    *place = places_find(&proof->by_source, source);
    if (*place != SP_NONE) return SP_OK;
    SP_TRY(place_members(proof, place, carry_back(proof, n_ops), e));
    if (*place == SP_NONE) return SP_OK; /* full */
    return places_add(&proof->by_source, source, *place, proof->arena, e);
}

sp_status sp_plan__proof_explain(sp_proof *proof, uint32_t op, const uint32_t *ops, uint32_t n_ops,
                                 sp_error *e)
{
    return place_landmark(proof, &proof->unit[proof->facts->ops[op].action], ops, n_ops, e);
}

static sp_status explain_action(sp_proof *proof, uint32_t action, sp_error *e)
{
    if (proof->unit[action] != SP_NONE) return SP_OK;
    proof->members[0] = action;
    return place_members(proof, &proof->unit[action], carry_back(proof, 1), e);
}

sp_status sp_plan__proof_explain_taken(sp_proof *proof, sp_error *e)
{
    const sp_facts *f = proof->facts;
    for (uint32_t i = 0; i < f->n_taken; i++) proof->base[f->taken[i]] = SP_OP_IN;
    for (uint32_t i = 0; i < f->n_taken; i++) SP_TRY(explain_action(proof, f->taken[i], e));
    for (uint32_t o = 0; o < f->n_ops && f->n_uses == 0; o++)
        if (f->ops[o].cost == 0) SP_TRY(explain_action(proof, f->ops[o].action, e));
    return SP_OK;
}

/* ---- steps ---- */

/* Charge one landmark. */
static sp_status charge(sp_proof *proof, uint32_t place, int64_t multiplier, sp_error *e)
{
    if (proof->is_full) return SP_OK;
    const sp_landmark *landmark = &proof->certificate.landmarks[place];
    for (uint32_t i = 0; i < landmark->n_courses; i++)
        proof->left[landmark->courses[i]] -= multiplier;
    proof->sum += multiplier;
    return add_charge(proof, place, multiplier, e);
}

/* Begin a step with what branches take. */
static void begin_step(sp_proof *proof)
{
    proof->n_entries -= proof->certificate.n_charges - proof->n_kept;
    proof->certificate.n_charges = proof->n_kept;
    proof->sum = 0;
    memcpy(proof->state, proof->base, proof->full->n_ops);
    for (uint32_t o = 0; o < proof->facts->n_ops; o++)
        proof->state[proof->facts->ops[o].action] = proof->node->state[o];
    for (uint32_t i = 0; i < proof->full->n_ops; i++) {
        const int64_t cost = proof->full->ops[i].cost;
        proof->left[i] = proof->is_branch[i] ? 0 : cost;
        if (proof->is_branch[i]) proof->sum += cost;
    }
}

/* Is the landmark still to be paid for? */
static bool is_charged(const sp_proof *proof, const sp_pool *pool, uint32_t i)
{
    if (pool->multiplier[i] <= 0) return false;
    for (uint32_t m = pool->at[i]; m < pool->at[i + 1]; m++)
        if (proof->node->state[pool->members[m]] == SP_OP_IN) return false;
    return true;
}

sp_status sp_plan__proof_add_up(sp_proof *proof, const sp_pool *pool, sp_error *e)
{
    begin_step(proof);
    for (uint32_t i = 0; i < proof->full->n_ops; i++)
        if (proof->state[i] == SP_OP_IN && !proof->is_branch[i] && proof->full->ops[i].cost > 0)
            SP_TRY(charge(proof, proof->unit[i], proof->full->ops[i].cost, e));
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        if (!is_charged(proof, pool, i)) continue;
        uint32_t place;
        SP_TRY(place_landmark(proof, &place, pool->members + pool->at[i],
                              pool->at[i + 1] - pool->at[i], e));
        SP_TRY(charge(proof, place, (int64_t)pool->multiplier[i], e));
    }
    return SP_OK;
}

sp_status sp_plan__proof_add_up_hopeless(sp_proof *proof, const uint32_t *ops, uint32_t n_ops,
                                         sp_error *e)
{
    uint32_t place;
    SP_TRY(place_landmark(proof, &place, ops, n_ops, e));
    begin_step(proof);
    return charge(proof, place, proof->enough, e);
}

bool sp_plan__proof_is_closed(const sp_proof *proof)
{
    for (uint32_t i = 0; i < proof->full->n_ops; i++)
        if (proof->left[i] < 0 && proof->state[i] != SP_OP_OUT) return false;
    return proof->sum >= proof->enough;
}

sp_status sp_plan__proof_keep(sp_proof *proof, sp_error *e)
{
    return keep(proof, 0, e);
}

sp_status sp_plan__proof_keep_removing(sp_proof *proof, sp_error *e)
{
    const uint32_t before = proof->n_removed;
    for (uint32_t i = 0; i < proof->full->n_ops; i++) {
        if (proof->state[i] != SP_OP_FREE || proof->sum + proof->left[i] < proof->enough) continue;
        proof->base[i] = SP_OP_OUT;
        proof->removed[proof->n_removed++] = i;
    }
    return proof->n_removed > before ? keep(proof, proof->n_removed - before, e) : SP_OK;
}

void sp_plan__proof_undo(sp_proof *proof, uint32_t n_removed)
{
    while (proof->n_removed > n_removed)
        proof->base[proof->removed[--proof->n_removed]] = SP_OP_FREE;
}
