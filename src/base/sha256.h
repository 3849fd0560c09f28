/* SPDX-License-Identifier: GPL-3.0-or-later
 * SHA-256 (FIPS 180-4), to name a catalogue by its bytes. */
#ifndef STUDYPATH_BASE_SHA256_H
#define STUDYPATH_BASE_SHA256_H

#include "base/digest.h"

typedef sp_digest sp_sha256;

void sp_sha256_start(sp_sha256 *s);
void sp_sha256_add(sp_sha256 *s, const void *bytes, size_t n_bytes);
/* 64 hexadecimal digits and a NUL. */
void sp_sha256_end(sp_sha256 *s, char out[65]);

#endif
