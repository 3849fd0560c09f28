/* SPDX-License-Identifier: GPL-3.0-or-later
 * What SHA-1 and SHA-256 share: blocks of 64 bytes, and the length at the end (FIPS 180-4, sections
 * 5.1.1 and 5.2.1). */
#ifndef STUDYPATH_BASE_DIGEST_H
#define STUDYPATH_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct sp_digest {
    uint32_t state[8];
    uint64_t n_bytes;
    unsigned char block[64];
    void (*take_block)(uint32_t *state, const unsigned char *block);
} sp_digest;

void sp_digest_add(sp_digest *d, const void *bytes, size_t n_bytes);

/* Add the padding and the length: `state` then holds the digest. */
void sp_digest_pad(sp_digest *d);

/* The four bytes of a word, most significant first. */
uint32_t sp_digest_word(const unsigned char *bytes);

#endif
