/* SPDX-License-Identifier: GPL-3.0-or-later
 * See arena_fixture.h. */
#include "unit/arena_fixture.h"

sp_arena *arena;

int make_arena(void **state)
{
    (void)state;
    return (arena = sp_arena_make(0)) ? 0 : -1;
}

int free_arena(void **state)
{
    (void)state;
    sp_arena_free(arena);
    return 0;
}
