/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a certificate. See proof.h. */
#include "plan/proof.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

enum { N_BUCKETS = 1024, FIRST_ROOM = 64 };

sp_status sp_plan__proof_make(sp_proof *out, const sp_facts *facts, const sp_node *node,
                              int64_t bound, int64_t divisor, sp_arena *a, sp_error *e)
{
    *out = (sp_proof){.facts = facts, .node = node, .bound = bound, .divisor = divisor, .arena = a};
    out->is_branch = sp_arena_array(a, facts->n_ops, sizeof *out->is_branch);
    out->unit = sp_arena_array(a, facts->n_ops, sizeof *out->unit);
    out->left = sp_arena_array(a, facts->n_ops, sizeof *out->left);
    out->bucket = sp_arena_array(a, N_BUCKETS, sizeof *out->bucket);
    SP_NEED(out->is_branch && out->unit && out->left && out->bucket, e);
    memset(out->unit, 0xff, facts->n_ops * sizeof *out->unit);
    memset(out->bucket, 0xff, N_BUCKETS * sizeof *out->bucket);
    return SP_OK;
}

/* Room for one more after `n` items; the old ones stay where they are until the arena goes. */
static sp_status make_room(sp_proof *proof, void **items, uint32_t *room, uint32_t n, size_t size,
                           sp_error *e)
{
    if (n < *room) return SP_OK;
    const uint32_t larger_room = *room ? 2 * *room : FIRST_ROOM;
    void *larger = sp_arena_array(proof->arena, larger_room, size);
    SP_NEED(larger, e);
    if (n > 0) memcpy(larger, *items, n * size);
    *items = larger;
    *room = larger_room;
    return SP_OK;
}

/* Is there room for `n` more entries? */
static bool is_room(sp_proof *proof, uint32_t n)
{
    if (n > SP_CERTIFICATE_MOST - proof->n_entries) proof->is_full = true;
    if (proof->is_full) return false;
    proof->n_entries += n;
    return true;
}

sp_status sp_plan__proof_add_node(sp_proof *proof, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    if (!is_room(proof, 1)) return SP_OK;
    void *items = c->nodes;
    SP_TRY(make_room(proof, &items, &proof->room_nodes, c->n_nodes, sizeof *c->nodes, e));
    c->nodes = items;
    c->nodes[c->n_nodes++] = (sp_proof_node){.branch = SP_NONE};
    return SP_OK;
}

static int compare_ids(const void *x, const void *y)
{
    const uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static sp_status add_landmark(sp_proof *proof, const uint32_t *ops, uint32_t n_ops, uint64_t hash,
                              sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    uint32_t room = proof->room_landmarks;
    void *landmarks = c->landmarks, *hashes = proof->hash, *next = proof->next;
    SP_TRY(make_room(proof, &landmarks, &room, c->n_landmarks, sizeof *c->landmarks, e));
    room = proof->room_landmarks;
    SP_TRY(make_room(proof, &hashes, &room, c->n_landmarks, sizeof *proof->hash, e));
    room = proof->room_landmarks;
    SP_TRY(make_room(proof, &next, &room, c->n_landmarks, sizeof *proof->next, e));
    c->landmarks = landmarks;
    proof->hash = hashes;
    proof->next = next;
    proof->room_landmarks = room;
    uint32_t *courses = sp_arena_array(proof->arena, n_ops, sizeof *courses);
    SP_NEED(courses, e);
    memcpy(courses, ops, n_ops * sizeof *courses);
    qsort(courses, n_ops, sizeof *courses, compare_ids);
    const uint32_t place = c->n_landmarks++;
    c->landmarks[place] = (sp_landmark){.courses = courses, .n_courses = n_ops};
    proof->hash[place] = hash;
    proof->next[place] = proof->bucket[hash % N_BUCKETS];
    proof->bucket[hash % N_BUCKETS] = place;
    return SP_OK;
}

/* The landmark's place, new or not. */
static sp_status place_landmark(sp_proof *proof, uint32_t *place, const uint32_t *ops,
                                uint32_t n_ops, sp_error *e)
{
    const uint64_t hash = sp_plan__pool_hash(ops, n_ops);
    for (*place = proof->bucket[hash % N_BUCKETS]; *place != SP_NONE; *place = proof->next[*place])
        if (proof->hash[*place] == hash) return SP_OK;
    *place = proof->certificate.n_landmarks;
    if (!is_room(proof, n_ops + 1)) return SP_OK;
    return add_landmark(proof, ops, n_ops, hash, e);
}

static sp_status add_charge(sp_proof *proof, uint32_t landmark, int64_t multiplier, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    if (!is_room(proof, 1)) return SP_OK;
    void *items = c->charges;
    SP_TRY(make_room(proof, &items, &proof->room_charges, c->n_charges, sizeof *c->charges, e));
    c->charges = items;
    c->charges[c->n_charges++] = (sp_charge){.landmark = landmark, .multiplier = multiplier};
    return SP_OK;
}

/* Is the landmark still to be paid for? */
static bool is_charged(const sp_proof *proof, const sp_pool *pool, uint32_t i)
{
    if (pool->multiplier[i] <= 0) return false;
    for (uint32_t m = pool->at[i]; m < pool->at[i + 1]; m++)
        if (proof->node->state[pool->members[m]] == SP_OP_IN) return false;
    return true;
}

void sp_plan__proof_tally(sp_proof *proof, const sp_pool *pool)
{
    proof->sum = 0;
    for (uint32_t o = 0; o < proof->facts->n_ops; o++) {
        const int64_t cost = proof->facts->ops[o].cost;
        const bool is_in = proof->node->state[o] == SP_OP_IN;
        proof->left[o] = is_in ? 0 : cost;
        if (is_in) proof->sum += cost;
    }
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        if (!is_charged(proof, pool, i)) continue;
        const int64_t multiplier = (int64_t)pool->multiplier[i];
        proof->sum += multiplier;
        for (uint32_t m = pool->at[i]; m < pool->at[i + 1]; m++)
            proof->left[pool->members[m]] -= multiplier;
    }
}

/* Does a set that costs at least `units` cost at least the bound, as its cost is a multiple of the
 * divisor? */
static bool is_enough(const sp_proof *proof, int64_t units)
{
    return units > (proof->bound - proof->divisor) * SP_CHARGES_PER_MINUTE;
}

bool sp_plan__proof_is_closed(const sp_proof *proof)
{
    for (uint32_t o = 0; o < proof->facts->n_ops; o++)
        if (proof->left[o] < 0 && proof->node->state[o] != SP_OP_OUT) return false;
    return is_enough(proof, proof->sum);
}

bool sp_plan__proof_is_removable(const sp_proof *proof, uint32_t op)
{
    return is_enough(proof, proof->sum + proof->left[op]);
}

static sp_status end_step(sp_proof *proof, uint32_t n_removed, int64_t sum, sp_error *e)
{
    sp_certificate *c = &proof->certificate;
    if (!is_room(proof, 1)) return SP_OK;
    void *items = c->steps;
    SP_TRY(make_room(proof, &items, &proof->room_steps, c->n_steps, sizeof *c->steps, e));
    c->steps = items;
    c->steps[c->n_steps++] = (sp_proof_step){
        .n_charges = c->n_charges - proof->n_kept, .n_removed = n_removed, .sum = sum};
    c->nodes[c->n_nodes - 1].n_steps++;
    proof->n_kept = c->n_charges;
    return SP_OK;
}

sp_status sp_plan__proof_add_unit(sp_proof *proof, uint32_t op, const uint32_t *ops, uint32_t n_ops,
                                  sp_error *e)
{
    return place_landmark(proof, &proof->unit[op], ops, n_ops, e);
}

sp_status sp_plan__proof_keep(sp_proof *proof, const sp_pool *pool, uint32_t n_removed, sp_error *e)
{
    for (uint32_t o = 0; o < proof->facts->n_ops; o++)
        if (proof->node->state[o] == SP_OP_IN && !proof->is_branch[o])
            SP_TRY(add_charge(proof, proof->unit[o], proof->facts->ops[o].cost, e));
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        if (!is_charged(proof, pool, i)) continue;
        uint32_t place;
        SP_TRY(place_landmark(proof, &place, pool->members + pool->at[i],
                              pool->at[i + 1] - pool->at[i], e));
        SP_TRY(add_charge(proof, place, (int64_t)pool->multiplier[i], e));
    }
    return end_step(proof, n_removed, proof->sum, e);
}

sp_status sp_plan__proof_keep_hopeless(sp_proof *proof, const uint32_t *ops, uint32_t n_ops,
                                       sp_error *e)
{
    const int64_t enough = proof->bound * SP_CHARGES_PER_MINUTE;
    int64_t sum = enough;
    uint32_t place;
    for (uint32_t o = 0; o < proof->facts->n_ops; o++)
        if (proof->is_branch[o]) sum += proof->facts->ops[o].cost;
    SP_TRY(place_landmark(proof, &place, ops, n_ops, e));
    SP_TRY(add_charge(proof, place, enough, e));
    return end_step(proof, 0, sum, e);
}
