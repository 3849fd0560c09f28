/* SPDX-License-Identifier: GPL-3.0-or-later
 * Memory: everything reachable from an object lives in the arena that made it; only arenas are
 * freed.
 *
 * A program keeps one arena for what it loads once (catalogue, model), one for each request, and
 * rewinds the latter. An arena is used by one thread at a time. Built with AddressSanitizer each
 * take is a malloc of its own that is freed at the rewind, so a use after the rewind is caught (the
 * idea of libgit2's GIT_DEBUG_POOL). */
#ifndef STUDYPATH_ARENA_H
#define STUDYPATH_ARENA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sp_arena sp_arena;

/* A place to rewind to; invalid once the arena was rewound before it. */
typedef struct sp_arena_mark {
    void *block;
    size_t used;
} sp_arena_mark;

#define SP_ARENA_DEFAULT_LIMIT ((size_t)1 << 30)

/* A new, empty arena that gives at most `limit_bytes` (0 = SP_ARENA_DEFAULT_LIMIT); NULL when out
 * of memory. */
sp_arena *sp_arena_make(size_t limit_bytes);

/* Free the arena and all that was taken from it. NULL is allowed. */
void sp_arena_free(sp_arena *a);

/* `size` zeroed bytes, aligned for any type; NULL when out of memory or past the limit. size 0
 * gives a valid pointer. */
void *sp_arena_take(sp_arena *a, size_t size);

/* `count` zeroed elements of `size` bytes; NULL also when the product overflows. */
void *sp_arena_array(sp_arena *a, size_t count, size_t size);

/* A copy of the `length` bytes at `text` with a NUL behind them; NULL when out of memory. */
char *sp_arena_text(sp_arena *a, const char *text, size_t length);

sp_arena_mark sp_arena_here(const sp_arena *a);

/* Give back all that was taken since `mark`. */
void sp_arena_rewind(sp_arena *a, sp_arena_mark mark);

#ifdef __cplusplus
}
#endif
#endif
