/* SPDX-License-Identifier: GPL-3.0-or-later
 * The certificate inside a plan, written and read. */
#ifndef STUDYPATH_IO_CERTIFICATE_H
#define STUDYPATH_IO_CERTIFICATE_H

#include "io/fields.h"
#include "studypath/verify.h"

/* The object of `certificate`; with `shortest` inside it where that is another one. */
void sp_certificate_write(sp_writer *w, const sp_catalog *c, const sp_certificate *certificate,
                          const sp_stated_proof *shortest);

/* A custom field of sp_stated_plan: `proof` and `shortest`. */
sp_status sp_certificate_read(sp_reader *r, const cJSON *item, void *stated_plan);

#endif
