/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one process-wide switch that the library needs. */
#ifndef STUDYPATH_INIT_H
#define STUDYPATH_INIT_H

#ifdef __cplusplus
extern "C" {
#endif

/* Turn off GSL's own error handler, which prints and aborts: failures come back as SP_NUMERIC
 * instead. Call it once, before the first thread is started. A host program that sets a GSL handler
 * of its own leaves this call out; its handler must return. */
void sp_init(void);

#ifdef __cplusplus
}
#endif
#endif
