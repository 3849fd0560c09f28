/* SPDX-License-Identifier: GPL-3.0-or-later
 * The landmark pool. See pool.h. */
#include "plan/pool.h"

#include <string.h>

#include "base/try.h"

enum { FIRST_CAPACITY = 4096 };

sp_status sp_plan__pool_make(sp_pool *out, uint32_t most, sp_arena *a, sp_error *e)
{
    *out = (sp_pool){.capacity = FIRST_CAPACITY, .most = most};
    out->at = sp_arena_array(a, (size_t)most + 1, sizeof *out->at);
    out->multiplier = sp_arena_array(a, most, sizeof *out->multiplier);
    out->hash = sp_arena_array(a, most, sizeof *out->hash);
    out->members = sp_arena_array(a, out->capacity, sizeof *out->members);
    SP_NEED(out->at && out->multiplier && out->hash && out->members, e);
    return SP_OK;
}

/* The finaliser of splitmix64 (Steele, Lea & Flood 2014). A sum of these does not depend on the
 * order. */
static uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint64_t sp_plan__pool_hash(const uint32_t *ops, uint32_t n_ops)
{
    uint64_t sum = n_ops;
    for (uint32_t i = 0; i < n_ops; i++) sum += mix(ops[i]);
    return sum;
}

/* Keep the landmarks whose multiplier is positive, in their order. */
static void drop_idle(sp_pool *pool)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        if (pool->multiplier[i] <= 0) continue;
        const uint32_t begin = pool->at[i], size = pool->at[i + 1] - begin;
        memmove(pool->members + pool->at[n], pool->members + begin, size * sizeof *pool->members);
        pool->multiplier[n] = pool->multiplier[i];
        pool->hash[n] = pool->hash[i];
        pool->at[n + 1] = pool->at[n] + size;
        n++;
    }
    pool->n_landmarks = n;
}

static sp_status make_room(sp_pool *pool, uint32_t n_members, sp_arena *a, sp_error *e)
{
    const uint32_t used = pool->at[pool->n_landmarks];
    if (n_members <= pool->capacity - used) return SP_OK;
    size_t capacity = 2 * (size_t)pool->capacity;
    while (capacity - used < n_members) capacity *= 2;
    uint32_t *larger = capacity <= UINT32_MAX ? sp_arena_array(a, capacity, sizeof *larger) : NULL;
    SP_NEED(larger, e);
    memcpy(larger, pool->members, used * sizeof *larger);
    pool->members = larger;
    pool->capacity = (uint32_t)capacity;
    return SP_OK;
}

sp_status sp_plan__pool_add(sp_pool *pool, const uint32_t *ops, uint32_t n_ops, double multiplier,
                            sp_arena *a, sp_error *e)
{
    const uint64_t hash = sp_plan__pool_hash(ops, n_ops);
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        if (pool->hash[i] != hash) continue;
        pool->multiplier[i] += multiplier;
        return SP_OK;
    }
    if (pool->n_landmarks >= SP_POOL_MOST) drop_idle(pool);
    if (pool->n_landmarks == pool->most) return SP_OK;
    SP_TRY(make_room(pool, n_ops, a, e));
    const uint32_t n = pool->n_landmarks++;
    memcpy(pool->members + pool->at[n], ops, n_ops * sizeof *ops);
    pool->at[n + 1] = pool->at[n] + n_ops;
    pool->multiplier[n] = multiplier;
    pool->hash[n] = hash;
    return SP_OK;
}

/* Append the new ids of landmark `i` to the first `kept` members; their end, or SP_NONE when one of
 * them is taken. */
static uint32_t rename_members(sp_pool *pool, uint32_t i, uint32_t kept, const uint32_t *new_id)
{
    for (uint32_t m = pool->at[i]; m < pool->at[i + 1]; m++) {
        const uint32_t id = new_id[pool->members[m]];
        if (id == SP_POOL_TAKEN) return SP_NONE;
        if (id != SP_NONE) pool->members[kept++] = id;
    }
    return kept;
}

void sp_plan__pool_rename(sp_pool *pool, const uint32_t *new_id)
{
    uint32_t n = 0, begin = 0;
    for (uint32_t i = 0; i < pool->n_landmarks; i++) {
        const uint32_t end = rename_members(pool, i, begin, new_id);
        if (end == SP_NONE) continue;
        pool->at[n] = begin; /* n <= i: at[i + 1], which comes next, is not written yet */
        pool->multiplier[n] = pool->multiplier[i];
        pool->hash[n++] = sp_plan__pool_hash(pool->members + begin, end - begin);
        begin = end;
    }
    pool->at[n] = begin;
    pool->n_landmarks = n;
}

sp_status sp_plan__pool_follow(sp_pool *pool, const sp_facts *before, const sp_facts *now,
                               uint32_t n_actions, sp_arena *a, sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    uint32_t *new_id_of_action = sp_arena_array(a, n_actions, sizeof *new_id_of_action);
    uint32_t *new_id = sp_arena_array(a, before->n_ops, sizeof *new_id);
    SP_NEED(new_id_of_action && new_id, e);
    memset(new_id_of_action, 0xff, n_actions * sizeof *new_id_of_action);
    for (uint32_t o = 0; o < now->n_ops; o++) new_id_of_action[now->ops[o].action] = o;
    for (uint32_t i = 0; i < now->n_taken; i++) new_id_of_action[now->taken[i]] = SP_POOL_TAKEN;
    for (uint32_t o = 0; o < before->n_ops; o++)
        new_id[o] = new_id_of_action[before->ops[o].action];
    sp_plan__pool_rename(pool, new_id);
    sp_arena_rewind(a, scratch);
    return SP_OK;
}
