/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random catalogues from a seed: any field may be there or not, and texts have what tables, JSON
 * and markup trip over. */
#ifndef TESTS_GENERATE_CATALOG_H
#define TESTS_GENERATE_CATALOG_H

#include "studypath/course.h"

/* A catalogue as its file would state it, whose hours are not complete. Include this after
 * cmocka.h: the test fails where memory is short. */
void generate_catalog(sp_catalog *out, uint64_t seed, sp_arena *a);

#endif
