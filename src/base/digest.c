/* SPDX-License-Identifier: GPL-3.0-or-later
 * See base/digest.h. */
#include "base/digest.h"

#include <string.h>

void sp_digest_add(sp_digest *d, const void *bytes, size_t n_bytes)
{
    const unsigned char *from = bytes;
    size_t held = d->n_bytes % sizeof d->block;
    d->n_bytes += n_bytes;
    while (n_bytes) {
        size_t taken = sizeof d->block - held;
        if (taken > n_bytes) taken = n_bytes;
        if (held == 0 && taken == sizeof d->block) {
            d->take_block(d->state, from);
        } else {
            memcpy(d->block + held, from, taken);
            held += taken;
            if (held == sizeof d->block) {
                d->take_block(d->state, d->block);
                held = 0;
            }
        }
        from += taken;
        n_bytes -= taken;
    }
}

void sp_digest_pad(sp_digest *d)
{
    unsigned char padding[64 + 8] = {0x80};
    const uint64_t n_bits = d->n_bytes * 8;
    const size_t held = d->n_bytes % sizeof d->block;
    const size_t n_padding = (held < 56 ? 56 : 120) - held;
    for (size_t i = 0; i < 8; i++) padding[n_padding + i] = (unsigned char)(n_bits >> (56 - 8 * i));
    sp_digest_add(d, padding, n_padding + 8);
}

uint32_t sp_digest_word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}
