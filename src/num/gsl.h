/* SPDX-License-Identifier: GPL-3.0-or-later
 * Private to this room: from GSL's status to ours. */
#ifndef STUDYPATH_NUM_GSL_H
#define STUDYPATH_NUM_GSL_H

#include "studypath/error.h"

/* SP_OK for GSL_SUCCESS; SP_MEMORY for GSL_ENOMEM; else SP_NUMERIC with `what` failed and GSL's own
 * words. */
sp_status sp_num__try(sp_error *e, int gsl_status, const char *what);

#endif
