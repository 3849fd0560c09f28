/* SPDX-License-Identifier: GPL-3.0-or-later
 * See base/uuid.h. SHA-1 is written from FIPS 180-4, sections 5.3.1 and 6.1; it names things here
 * and protects nothing. */
#include "base/uuid.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"

static uint32_t rotate_left(uint32_t x, unsigned n)
{
    return x << n | x >> (32 - n);
}

static void take_block(uint32_t *state, const unsigned char *block)
{
    static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (size_t i = 0; i < 16; i++) w[i] = sp_digest_word(block + 4 * i);
    for (size_t i = 16; i < 80; i++)
        w[i] = rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (size_t i = 0; i < 80; i++) {
        const uint32_t choice = (b & c) ^ (~b & d), parity = b ^ c ^ d,
                       majority = (b & c) ^ (b & d) ^ (c & d);
        const uint32_t f = i < 20 ? choice : i >= 40 && i < 60 ? majority : parity;
        const uint32_t t = rotate_left(a, 5) + f + e + constants[i / 20] + w[i];
        e = d;
        d = c;
        c = rotate_left(b, 30);
        b = a;
        a = t;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void sp_uuid_of_uri(char out[SP_UUID_BYTES], const char *uri)
{
    /* 6ba7b811-9dad-11d1-80b4-00c04fd430c8 */
    static const unsigned char urls[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                           0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    sp_digest d = {.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
                   .take_block = take_block};
    sp_digest_add(&d, urls, sizeof urls);
    sp_digest_add(&d, uri, strlen(uri));
    sp_digest_pad(&d);
    const uint32_t version = (d.state[1] & 0xffff0fff) | 0x5000,
                   variant = (d.state[2] & 0x3fffffff) | 0x80000000;
    snprintf(out, SP_UUID_BYTES, "%08x-%04x-%04x-%04x-%04x%08x", (unsigned)d.state[0],
             (unsigned)(version >> 16), (unsigned)(version & 0xffff), (unsigned)(variant >> 16),
             (unsigned)(variant & 0xffff), (unsigned)d.state[3]);
}
