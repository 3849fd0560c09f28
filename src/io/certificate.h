/* SPDX-License-Identifier: GPL-3.0-or-later
 * The certificate inside a plan, written and read. */
#ifndef STUDYPATH_IO_CERTIFICATE_H
#define STUDYPATH_IO_CERTIFICATE_H

#include "io/fields.h"
#include "studypath/verify.h"

/* The object of `certificate`: that of the cost, with the others that are given inside it. */
void sp_certificate_write(sp_writer *w, const sp_catalog *c,
                          const sp_stated_proof proofs[SP_N_PROOFS]);

/* A custom field of sp_stated_plan: `proofs`. */
sp_status sp_certificate_read(sp_reader *r, const cJSON *item, void *stated_plan);

#endif
