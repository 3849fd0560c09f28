/* SPDX-License-Identifier: GPL-3.0-or-later
 * GSL's error handling: off as a whole, and its codes turned into ours. */
#include "studypath/init.h"

#include <gsl/gsl_errno.h>

#include "num/gsl.h"

void sp_init(void)
{
    gsl_set_error_handler_off();
}

sp_status sp_num__try(sp_error *e, int gsl_status, const char *what)
{
    if (gsl_status == GSL_SUCCESS) return SP_OK;
    const sp_status code = gsl_status == GSL_ENOMEM ? SP_MEMORY : SP_NUMERIC;
    return sp_fail(e, code, "", "%s: %s", what, gsl_strerror(gsl_status));
}
