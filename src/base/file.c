/* SPDX-License-Identifier: GPL-3.0-or-later
 * See base/file.h. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/try.h"

static sp_status io_failed(sp_error *e, const char *path, const char *doing)
{
    return sp_fail(e, SP_IO, path, "%s: %s", doing, strerror(errno));
}

/* read() until the end or until the buffer is full; -1 on an error. */
static ssize_t read_fully(int fd, char *to, size_t capacity)
{
    size_t n_read = 0;
    while (n_read < capacity) {
        const ssize_t n = read(fd, to + n_read, capacity - n_read);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return -1;
        if (n == 0) break;
        n_read += (size_t)n;
    }
    return (ssize_t)n_read;
}

/* The size of a regular file is known before; a pipe is read into ever larger buffers. */
static sp_status read_open(const char **out, size_t *n_bytes, int fd, const char *path,
                           size_t max_bytes, sp_arena *a, sp_error *e)
{
    struct stat info;
    if (fstat(fd, &info) != 0) return io_failed(e, path, "cannot read");
    if (S_ISDIR(info.st_mode)) return sp_fail(e, SP_IO, path, "is a directory, not a file");
    size_t capacity = 64 * 1024;
    if (S_ISREG(info.st_mode) && info.st_size > 0) {
        if ((uintmax_t)info.st_size > max_bytes)
            return sp_fail(e, SP_LIMIT, path, "has %jd bytes, at most %zu are read",
                           (intmax_t)info.st_size, max_bytes);
        capacity = (size_t)info.st_size + 1; /* one more, to see the end */
    }
    char *text = NULL;
    size_t length = 0;
    for (;;) {
        char *larger = sp_arena_take(a, capacity + 1);
        SP_NEED(larger, e);
        if (length) memcpy(larger, text, length);
        text = larger;
        const ssize_t n = read_fully(fd, text + length, capacity - length);
        if (n < 0) return io_failed(e, path, "cannot read");
        length += (size_t)n;
        if (length > max_bytes)
            return sp_fail(e, SP_LIMIT, path, "is longer than the %zu bytes that are read",
                           max_bytes);
        if (length < capacity) break;
        capacity *= 2;
    }
    text[length] = '\0';
    *out = text;
    *n_bytes = length;
    return SP_OK;
}

sp_status sp_file_read(const char **out, size_t *n_bytes, const char *path, size_t max_bytes,
                       sp_arena *a, sp_error *e)
{
    if (strcmp(path, "-") == 0)
        return read_open(out, n_bytes, STDIN_FILENO, "standard input", max_bytes, a, e);
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return io_failed(e, path, "cannot open");
    const sp_status status = read_open(out, n_bytes, fd, path, max_bytes, a, e);
    close(fd);
    return status;
}

static bool write_fully(int fd, const char *bytes, size_t n_bytes)
{
    while (n_bytes) {
        const ssize_t n = write(fd, bytes, n_bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes += n;
        n_bytes -= (size_t)n;
    }
    return true;
}

static mode_t mode_for(const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0) return info.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Make the rename itself durable; a file system that can't is not an error. */
static void sync_folder_of(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash) slash[slash == folder] = '\0';
    const int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

sp_status sp_file_write(const char *path, const char *bytes, size_t n_bytes, sp_error *e)
{
    char target[PATH_MAX], temporary[PATH_MAX + 16];
    struct stat info;
    if (stat(path, &info) == 0 &&
        !S_ISREG(info.st_mode)) { /* /dev/stdout, a pipe: nothing to replace */
        if (S_ISDIR(info.st_mode)) return sp_fail(e, SP_IO, path, "is a directory, not a file");
        const int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (fd < 0) return io_failed(e, path, "cannot write");
        const bool written = write_fully(fd, bytes, n_bytes);
        if (!written) io_failed(e, path, "cannot write");
        const bool closed = close(fd) == 0;
        return written && closed ? SP_OK : io_failed(e, path, "cannot write");
    }
    if (!realpath(path, target)) { /* a new file has no real path yet */
        if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
            return sp_fail(e, SP_IO, path, "is a symbolic link that leads nowhere");
        if (strlen(path) >= sizeof target) return sp_fail(e, SP_IO, path, "the path is too long");
        memcpy(target, path, strlen(path) + 1);
    }
    const mode_t mode = mode_for(target);
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
    const int fd = mkstemp(temporary);
    if (fd < 0) return io_failed(e, path, "cannot write");
    const bool written = write_fully(fd, bytes, n_bytes) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
    if (!written) io_failed(e, path, "cannot write");
    if (close(fd) != 0 || !written || rename(temporary, target) != 0) {
        io_failed(e, path, "cannot write");
        unlink(temporary);
        return SP_IO;
    }
    sync_folder_of(target);
    return SP_OK;
}
