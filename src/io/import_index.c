/* SPDX-License-Identifier: GPL-3.0-or-later
 * A hash table with open addressing (FNV-1a), for looking up only: nothing is ever read in its
 * order. */
#include <string.h>

#include "base/try.h"
#include "io/import.h"

struct sp_import_slot {
    const char *key; /* NULL = free */
    uint64_t hash;
    size_t number;
};

static uint64_t hash_of(const char *key)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *key; key++) hash = (hash ^ (unsigned char)*key) * UINT64_C(1099511628211);
    return hash;
}

/* The slot of the key, or the free one where it belongs. There is always a free one. */
static struct sp_import_slot *slot_of(const sp_import_index *index, const char *key, uint64_t hash)
{
    for (size_t at = (size_t)hash & (index->n_slots - 1);; at = (at + 1) & (index->n_slots - 1)) {
        struct sp_import_slot *slot = &index->slots[at];
        if (!slot->key || (slot->hash == hash && strcmp(slot->key, key) == 0)) return slot;
    }
}

size_t sp_import__find(const sp_import_index *index, const char *key)
{
    if (!index->n_slots) return SIZE_MAX;
    const struct sp_import_slot *slot = slot_of(index, key, hash_of(key));
    return slot->key ? slot->number : SIZE_MAX;
}

static sp_status grow(sp_import_index *index, sp_error *e)
{
    const sp_import_index before = *index;
    index->n_slots = before.n_slots ? 2 * before.n_slots : 64;
    index->slots = sp_arena_array(index->arena, index->n_slots, sizeof *index->slots);
    SP_NEED(index->slots, e);
    for (size_t i = 0; i < before.n_slots; i++) {
        const struct sp_import_slot *slot = &before.slots[i];
        if (slot->key) *slot_of(index, slot->key, slot->hash) = *slot;
    }
    return SP_OK;
}

sp_status sp_import__put(sp_import_index *index, const char *key, size_t number, sp_error *e)
{
    if (2 * (index->n_used + 1) > index->n_slots) SP_TRY(grow(index, e));
    const uint64_t hash = hash_of(key);
    struct sp_import_slot *slot = slot_of(index, key, hash);
    index->n_used += !slot->key;
    *slot = (struct sp_import_slot){key, hash, number};
    return SP_OK;
}
