/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bump allocator over a list of growing blocks. See studypath/arena.h for the ownership rule. */
#include "studypath/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_BLOCK_A_TAKE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BLOCK_A_TAKE 1
#endif
#endif
#ifndef ONE_BLOCK_A_TAKE
#define ONE_BLOCK_A_TAKE 0
#endif

enum { FIRST_BLOCK_BYTES = 64 * 1024, LARGEST_BLOCK_BYTES = 8 * 1024 * 1024 };

typedef struct block {
    struct block *below; /* the block that was in use before this one */
    size_t size, used;   /* bytes of payload */
    max_align_t payload[];
} block;

struct sp_arena {
    block *top;
    size_t given, limit; /* payload bytes over all blocks */
    size_t next_block_bytes;
};

sp_arena *sp_arena_make(size_t limit_bytes)
{
    sp_arena *a = malloc(sizeof *a);
    if (!a) return NULL;
    *a = (sp_arena){.limit = limit_bytes ? limit_bytes : SP_ARENA_DEFAULT_LIMIT,
                    .next_block_bytes = FIRST_BLOCK_BYTES};
    return a;
}

void sp_arena_rewind(sp_arena *a, sp_arena_mark mark)
{
    while (a->top && a->top != mark.block) {
        block *gone = a->top;
        a->top = gone->below;
        a->given -= gone->size;
        free(gone);
    }
    if (a->top) a->top->used = mark.used;
}

void sp_arena_free(sp_arena *a)
{
    if (!a) return;
    sp_arena_rewind(a, (sp_arena_mark){0});
    free(a);
}

sp_arena_mark sp_arena_here(const sp_arena *a)
{
    return (sp_arena_mark){.block = a->top, .used = a->top ? a->top->used : 0};
}

static block *push_block(sp_arena *a, size_t payload_bytes)
{
    if (payload_bytes > a->limit - a->given) return NULL;
    block *fresh = malloc(sizeof *fresh + payload_bytes);
    if (!fresh) return NULL;
    fresh->below = a->top;
    fresh->size = payload_bytes;
    fresh->used = 0;
    a->top = fresh;
    a->given += payload_bytes;
    return fresh;
}

static size_t block_bytes_for(sp_arena *a, size_t size)
{
    if (ONE_BLOCK_A_TAKE) return size;
    const size_t left = a->limit - a->given;
    size_t bytes = a->next_block_bytes;
    if (a->next_block_bytes < LARGEST_BLOCK_BYTES) a->next_block_bytes *= 2;
    if (bytes > left) bytes = left;
    return bytes > size ? bytes : size;
}

void *sp_arena_take(sp_arena *a, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX - sizeof(block) - unit) return NULL;
    size = size ? (size + unit - 1) / unit * unit : unit;
    block *b = a->top;
    if (!b || ONE_BLOCK_A_TAKE || b->size - b->used < size)
        b = push_block(a, block_bytes_for(a, size));
    if (!b) return NULL;
    void *taken = (char *)b->payload + b->used;
    b->used += size;
    return memset(taken, 0, size);
}

void *sp_arena_array(sp_arena *a, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    return sp_arena_take(a, bytes);
}

char *sp_arena_text(sp_arena *a, const char *text, size_t length)
{
    if (length == SIZE_MAX) return NULL;
    char *copy = sp_arena_take(a, length + 1);
    if (copy) memcpy(copy, text, length);
    return copy;
}
