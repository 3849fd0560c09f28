/* SPDX-License-Identifier: GPL-3.0-or-later
 * SHA-256: the examples of FIPS 180-4, every length around a block's end, and splitting anywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/sha256.h"

static void hash(char out[65], const char *bytes, size_t n_bytes, size_t step)
{
    sp_sha256 s;
    sp_sha256_start(&s);
    for (size_t i = 0; i < n_bytes; i += step)
        sp_sha256_add(&s, bytes + i, n_bytes - i < step ? n_bytes - i : step);
    sp_sha256_end(&s, out);
}

static void expect(const char *text, const char *digest)
{
    char out[65];
    hash(out, text, strlen(text), 1000);
    assert_string_equal(out, digest);
}

static void the_examples_of_the_standard_hold(void **state)
{
    (void)state;
    expect("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    expect("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
           "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
           "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void a_million_letters_have_the_digest_of_the_standard(void **state)
{
    (void)state;
    static char letters[1000000];
    char out[65];
    memset(letters, 'a', sizeof letters);
    hash(out, letters, sizeof letters, 9973);
    assert_string_equal(out, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* From Python's hashlib. */
static void lengths_around_the_end_of_a_block_are_padded_right(void **state)
{
    (void)state;
    static const struct {
        size_t n_letters;
        const char *digest;
    } known[] = {
        {1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"},
        {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
        {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
        {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
        {121, "e9615320128cc7a3d6078e9af05603188e5ccbf0d07d8b735d3df5e8e0c1281f"},
        {1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"},
    };
    char letters[1000], out[65];
    memset(letters, 'a', sizeof letters);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        hash(out, letters, known[i].n_letters, 1000);
        assert_string_equal(out, known[i].digest);
    }
}

static void it_does_not_matter_where_a_text_is_split(void **state)
{
    (void)state;
    char text[300], whole[65], split[65];
    for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * i + 7 * i);
    for (size_t n = 0; n <= sizeof text; n += 25) {
        hash(whole, text, n, sizeof text);
        for (size_t at = 0; at <= n; at++) {
            sp_sha256 s;
            sp_sha256_start(&s);
            sp_sha256_add(&s, text, at);
            sp_sha256_add(&s, text + at, 0);
            sp_sha256_add(&s, text + at, n - at);
            sp_sha256_end(&s, split);
            assert_string_equal(split, whole);
        }
        for (size_t step = 1; step <= 130; step++) {
            hash(split, text, n, step);
            assert_string_equal(split, whole);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_hold),
        cmocka_unit_test(a_million_letters_have_the_digest_of_the_standard),
        cmocka_unit_test(lengths_around_the_end_of_a_block_are_padded_right),
        cmocka_unit_test(it_does_not_matter_where_a_text_is_split),
    };
    return cmocka_run_group_tests_name("sha256", tests, NULL, NULL);
}
