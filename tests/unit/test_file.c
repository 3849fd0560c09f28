/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole files: reading regular files, pipes and what is neither; writing so that the old file or
 * the new one is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

static char folder[64];
static sp_arena *arena;

/* A path in the test's own folder, good until the next but three calls. */
static const char *in_folder(const char *name)
{
    static char paths[4][512];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/studypath-file-XXXXXX");
    arena = sp_arena_make(0);
    return mkdtemp(folder) && arena ? 0 : -1;
}

static size_t count_files(void)
{
    size_t n = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open));) n += entry->d_name[0] != '.';
    closedir(open);
    return n;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    sp_arena_free(arena);
    chmod(folder, 0700);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 ? 0 : -1;
}

static sp_status read_at_most(const char *path, size_t max_bytes, const char **text,
                              size_t *n_bytes)
{
    sp_error e = {0};
    const sp_status status = sp_file_read(text, n_bytes, path, max_bytes, arena, &e);
    assert_int_equal(e.code, status);
    if (status != SP_OK) assert_true(e.text[0] && e.where[0]);
    return status;
}

static sp_status write_text(const char *path, const char *text)
{
    sp_error e = {0};
    const sp_status status = sp_file_write(path, text, strlen(text), &e);
    assert_int_equal(e.code, status);
    return status;
}

static void holds(const char *path, const char *expected)
{
    const char *text = NULL;
    size_t n_bytes = 0;
    assert_int_equal(read_at_most(path, 1 << 20, &text, &n_bytes), SP_OK);
    assert_int_equal(n_bytes, strlen(expected));
    assert_string_equal(text, expected);
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(lstat(path, &info), 0);
    return info.st_mode;
}

/* ---- reading ---- */

static void what_was_written_is_read(void **state)
{
    (void)state;
    static char bytes[300000];
    const char *text;
    size_t n_bytes;
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 31 % 251);
    static const size_t sizes[] = {0, 1, 4095, 65535, 65536, 65537, 131072, sizeof bytes};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_int_equal(sp_file_write(in_folder("f"), bytes, sizes[i], NULL), SP_OK);
        assert_int_equal(read_at_most(in_folder("f"), sizeof bytes, &text, &n_bytes), SP_OK);
        assert_int_equal(n_bytes, sizes[i]);
        assert_int_equal(text[n_bytes], '\0');
        if (n_bytes) assert_memory_equal(text, bytes, n_bytes);
    }
}

static void a_file_that_is_missing_or_a_folder_is_an_io_error(void **state)
{
    (void)state;
    const char *text;
    size_t n_bytes;
    assert_int_equal(read_at_most(in_folder("missing"), 100, &text, &n_bytes), SP_IO);
    assert_int_equal(read_at_most(in_folder("missing/file"), 100, &text, &n_bytes), SP_IO);
    assert_int_equal(read_at_most(folder, 100, &text, &n_bytes), SP_IO);
    assert_int_equal(symlink("missing", in_folder("link")), 0);
    assert_int_equal(read_at_most(in_folder("link"), 100, &text, &n_bytes), SP_IO);
    sp_error e = {0};
    sp_file_read(&text, &n_bytes, in_folder("missing"), 100, arena, &e);
    assert_string_equal(e.where, in_folder("missing"));
}

static void a_file_longer_than_the_limit_is_refused(void **state)
{
    (void)state;
    const char *text;
    size_t n_bytes;
    assert_int_equal(write_text(in_folder("f"), "0123456789"), SP_OK);
    assert_int_equal(read_at_most(in_folder("f"), 9, &text, &n_bytes), SP_LIMIT);
    assert_int_equal(read_at_most(in_folder("f"), 10, &text, &n_bytes), SP_OK);
    assert_int_equal(truncate(in_folder("f"), (off_t)1 << 40), 0); /* a terabyte of nothing */
    assert_int_equal(read_at_most(in_folder("f"), 16 << 20, &text, &n_bytes), SP_LIMIT);
}

static void a_small_arena_is_an_error_of_memory(void **state)
{
    (void)state;
    const char *text;
    size_t n_bytes;
    sp_error e = {0};
    sp_arena *small = sp_arena_make(64);
    assert_int_equal(
        write_text(in_folder("f"),
                   "0123456789012345678901234567890123456789012345678901234567890123456789"),
        SP_OK);
    assert_int_equal(sp_file_read(&text, &n_bytes, in_folder("f"), 100, small, &e), SP_MEMORY);
    assert_int_equal(e.code, SP_MEMORY);
    sp_arena_free(small);
}

/* Read from a pipe that a child fills with `n` letters in small pieces, as standard input. */
static sp_status read_pipe(size_t n, size_t max_bytes, const char **text, size_t *n_bytes)
{
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        signal(SIGPIPE, SIG_DFL);
        for (size_t i = 0; i < n; i += 1000)
            for (size_t k = i; k < n && k < i + 1000; k += 100)
                if (write(ends[1],
                          "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"
                          "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
                          n - k < 100 ? n - k : 100) < 0)
                    _exit(1);
        _exit(0);
    }
    assert_true(child > 0);
    close(ends[1]);
    const int before = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    const sp_status result = read_at_most("-", max_bytes, text, n_bytes);
    if (before >= 0) {
        dup2(before, STDIN_FILENO);
        close(before);
    } else {
        close(STDIN_FILENO);
    }
    waitpid(child, &status, 0);
    return result;
}

static void a_pipe_is_read_to_its_end(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 100, 65535, 65536, 65537, 400000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const char *text;
        size_t n_bytes;
        assert_int_equal(read_pipe(sizes[i], 400000, &text, &n_bytes), SP_OK);
        assert_int_equal(n_bytes, sizes[i]);
        assert_int_equal(text[n_bytes], '\0');
        for (size_t k = 0; k < n_bytes; k++)
            if (text[k] != (char)('a' + k % 10)) fail_msg("byte %zu of %zu", k, n_bytes);
    }
}

static void a_pipe_longer_than_the_limit_is_refused(void **state)
{
    (void)state;
    const char *text;
    size_t n_bytes;
    assert_int_equal(read_pipe(101, 100, &text, &n_bytes), SP_LIMIT);
    assert_int_equal(read_pipe(300000, 200000, &text, &n_bytes), SP_LIMIT);
    assert_int_equal(read_pipe(100, 100, &text, &n_bytes), SP_OK);
}

/* ---- writing ---- */

static void a_new_file_has_the_mode_of_the_umask(void **state)
{
    (void)state;
    const mode_t before = umask(027);
    assert_int_equal(write_text(in_folder("new"), "x"), SP_OK);
    umask(before);
    assert_int_equal(mode_of(in_folder("new")) & 07777, 0640);
    holds(in_folder("new"), "x");
    assert_int_equal(count_files(), 1);
}

static void an_old_file_keeps_its_mode(void **state)
{
    (void)state;
    assert_int_equal(write_text(in_folder("f"), "a much longer text than the new one"), SP_OK);
    assert_int_equal(chmod(in_folder("f"), 0604), 0);
    assert_int_equal(write_text(in_folder("f"), "new"), SP_OK);
    assert_int_equal(mode_of(in_folder("f")) & 07777, 0604);
    holds(in_folder("f"), "new");
    assert_int_equal(count_files(), 1);
}

static void a_symbolic_link_is_followed_and_stays(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("deep"), 0700), 0);
    assert_int_equal(write_text(in_folder("deep/target"), "old"), SP_OK);
    assert_int_equal(symlink("deep/target", in_folder("link")), 0);
    assert_int_equal(symlink("link", in_folder("link-to-link")), 0);
    assert_int_equal(write_text(in_folder("link-to-link"), "new"), SP_OK);
    assert_true(S_ISLNK(mode_of(in_folder("link"))) && S_ISLNK(mode_of(in_folder("link-to-link"))));
    assert_true(S_ISREG(mode_of(in_folder("deep/target"))));
    holds(in_folder("deep/target"), "new");
    assert_int_equal(count_files(), 3);
}

static void a_symbolic_link_to_nothing_is_not_replaced(void **state)
{
    (void)state;
    assert_int_equal(symlink("nowhere/target", in_folder("link")), 0);
    assert_int_equal(write_text(in_folder("link"), "new"), SP_IO);
    assert_true(S_ISLNK(mode_of(in_folder("link"))));
    assert_int_equal(count_files(), 1);
}

static void a_folder_is_not_overwritten(void **state)
{
    (void)state;
    assert_int_equal(write_text(folder, "x"), SP_IO);
    assert_int_equal(write_text(in_folder("missing/f"), "x"), SP_IO);
    assert_int_equal(write_text("", "x"), SP_IO);
    assert_int_equal(count_files(), 0);
}

static void a_read_only_folder_keeps_the_old_file(void **state)
{
    (void)state;
    const uid_t me = geteuid();
    assert_int_equal(write_text(in_folder("f"), "old"), SP_OK);
    assert_int_equal(chmod(in_folder("f"), 0666), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    if (me == 0) assert_int_equal(seteuid(65534), 0); /* nobody: root may write anywhere */
    const sp_status old = write_text(in_folder("f"), "new"),
                    fresh = write_text(in_folder("g"), "new");
    if (me == 0) assert_int_equal(seteuid(me), 0);
    assert_int_equal(old, SP_IO);
    assert_int_equal(fresh, SP_IO);
    holds(in_folder("f"), "old");
    assert_int_equal(count_files(), 1);
}

static void a_write_that_fails_half_way_keeps_the_old_file(void **state)
{
    (void)state;
    static char bytes[100000];
    assert_int_equal(write_text(in_folder("f"), "old"), SP_OK);
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 5000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    sp_error e = {0};
    const sp_status status = sp_file_write(in_folder("f"), bytes, sizeof bytes, &e);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, SP_IO);
    assert_int_equal(e.code, SP_IO);
    assert_string_equal(e.where, in_folder("f"));
    holds(in_folder("f"), "old");
    assert_int_equal(count_files(), 1);
}

/* On a pipe of our own: run by root, a mistake here would replace the devices of the machine. */
static void what_is_no_file_is_written_through(void **state)
{
    (void)state;
    char got[8] = "";
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    const int end = open(in_folder("fifo"), O_RDONLY | O_NONBLOCK);
    assert_int_equal(write_text(in_folder("fifo"), "abc"), SP_OK);
    assert_int_equal(read(end, got, sizeof got - 1), 3);
    close(end);
    assert_string_equal(got, "abc");
    assert_true(S_ISFIFO(mode_of(in_folder("fifo"))));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_read),
        TEST(a_file_that_is_missing_or_a_folder_is_an_io_error),
        TEST(a_file_longer_than_the_limit_is_refused),
        TEST(a_small_arena_is_an_error_of_memory),
        TEST(a_pipe_is_read_to_its_end),
        TEST(a_pipe_longer_than_the_limit_is_refused),
        TEST(a_new_file_has_the_mode_of_the_umask),
        TEST(an_old_file_keeps_its_mode),
        TEST(a_symbolic_link_is_followed_and_stays),
        TEST(a_symbolic_link_to_nothing_is_not_replaced),
        TEST(a_folder_is_not_overwritten),
        TEST(a_read_only_folder_keeps_the_old_file),
        TEST(a_write_that_fails_half_way_keeps_the_old_file),
        TEST(what_is_no_file_is_written_through),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
