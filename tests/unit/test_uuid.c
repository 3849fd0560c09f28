/* SPDX-License-Identifier: GPL-3.0-or-later
 * UUIDs of version 5. What is expected was computed by Python's uuid.uuid5 in NAMESPACE_URL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/uuid.h"

static void names_have_the_uuids_of_the_rfc(void **state)
{
    (void)state;
    static const struct {
        const char *uri, *uuid;
    } known[] = {
        {"", "1b4db7eb-4057-5ddf-91e0-36dec72071f5"},
        {"https://www.example.com/", "3d3ed9d2-aa3d-5fa6-90e8-ed662e90f559"},
        {"urn:x-studypath:math-for-ml", "5fadf1fa-4b72-511a-817a-c2dd5515f59c"},
        {"urn:x-studypath:caf\xc3\xa9", "36287c76-adfc-5eab-aeea-596f7e740517"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char out[SP_UUID_BYTES];
        sp_uuid_of_uri(out, known[i].uri);
        assert_string_equal(out, known[i].uuid);
    }
}

/* Every length around the border of a block, in one digest of digests. */
static void every_length_counts(void **state)
{
    (void)state;
    char uri[200 + 1] = "", chain[SP_UUID_BYTES] = "", longer[SP_UUID_BYTES + 200];
    for (size_t n = 0; n <= 200; n++) {
        memset(uri, 'a', n);
        uri[n] = '\0';
        memcpy(longer, chain, strlen(chain));
        memcpy(longer + strlen(chain), uri, n + 1);
        sp_uuid_of_uri(chain, longer);
    }
    assert_string_equal(chain, "5cb7c8a9-c757-5829-8862-75033108ba24");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_the_uuids_of_the_rfc),
        cmocka_unit_test(every_length_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
