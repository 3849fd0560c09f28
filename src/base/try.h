/* SPDX-License-Identifier: GPL-3.0-or-later
 * The two lines that every fallible function would otherwise repeat. */
#ifndef STUDYPATH_BASE_TRY_H
#define STUDYPATH_BASE_TRY_H

#include "studypath/error.h"

/* Return the status of `call` from the enclosing function unless it is SP_OK. */
#define SP_TRY(call)                                                                               \
    do {                                                                                           \
        const sp_status status_ = (call);                                                          \
        if (status_ != SP_OK) return status_;                                                      \
    } while (0)

/* Return SP_MEMORY, with a text in `e`, unless `pointer` was given. */
#define SP_NEED(pointer, e)                                                                        \
    do {                                                                                           \
        if (!(pointer)) return sp_fail((e), SP_MEMORY, "", "out of memory (arena limit)");         \
    } while (0)

#endif
