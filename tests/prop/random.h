/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random numbers of the property tests: Knuth's 64-bit linear congruential generator, its upper
 * bits. The state of a test begins with its seed, which the test prints or states. */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdint.h>

/* A number below `end` (above 0); `state` moves on. */
unsigned random_below(uint64_t *state, unsigned end);

#endif
