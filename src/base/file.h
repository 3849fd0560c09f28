/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whole files in and out. */
#ifndef STUDYPATH_BASE_FILE_H
#define STUDYPATH_BASE_FILE_H

#include "studypath/error.h"

/* Read the file `path` ("-" = standard input) into the arena, a NUL behind it. SP_IO when it can't
 * be read or is a directory, SP_LIMIT when it is longer than `max_bytes`, SP_MEMORY. */
sp_status sp_file_read(const char **out, size_t *n_bytes, const char *path, size_t max_bytes,
                       sp_arena *a, sp_error *e);

/* Write the file so that a reader sees the old bytes or the new ones, never a part: a temporary
 * file beside it, fsync, rename. A symbolic link is followed; the mode of an existing file is kept,
 * a new one gets 0666 less the umask. SP_IO on failure, and then nothing is left behind. */
sp_status sp_file_write(const char *path, const char *bytes, size_t n_bytes, sp_error *e);

#endif
