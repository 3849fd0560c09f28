/* SPDX-License-Identifier: GPL-3.0-or-later
 * See random.h. */
#include "random.h"

unsigned random_below(uint64_t *state, unsigned end)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % end;
}
