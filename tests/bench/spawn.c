/* SPDX-License-Identifier: GPL-3.0-or-later
 * Time a whole process: spawn ROUNDS COMMAND ARGS... runs it with its output thrown away and prints
 * the fastest and the median run in milliseconds. (A bench, not a test.) */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

int main(int argc, char **argv)
{
    enum { MOST_ROUNDS = 1000 };
    static double ms[MOST_ROUNDS];
    const long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    if (rounds < 1 || rounds > MOST_ROUNDS) {
        fputs("usage: spawn ROUNDS(1..1000) COMMAND [ARGS]\n", stderr);
        return 2;
    }
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (long i = 0; i < rounds; i++) {
        pid_t child;
        int status;
        const double start = now_ms();
        if (posix_spawn(&child, argv[2], &quiet, NULL, argv + 2, environ) != 0 ||
            waitpid(child, &status, 0) < 0)
            return 1;
        ms[i] = now_ms() - start;
        if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) return 1;
    }
    posix_spawn_file_actions_destroy(&quiet);
    qsort(ms, (size_t)rounds, sizeof *ms, compare);
    printf("%.3f %.3f\n", ms[0], ms[rounds / 2]);
    return 0;
}
