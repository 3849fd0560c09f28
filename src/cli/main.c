/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program: find the command, parse, run, and make sure that what was printed has arrived. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* The command that argv[1] (and argv[2]) name; `n_words` says how many. */
static const command *find_command(int argc, char **argv, int *n_words)
{
    char two[64] = "";
    if (argc > 2) snprintf(two, sizeof two, "%s %s", argv[1], argv[2]);
    for (size_t i = 0; i < n_commands; i++) {
        *n_words = strchr(commands[i].name, ' ') ? 2 : 1;
        if (strcmp(commands[i].name, *n_words == 2 ? two : argv[1]) == 0) return &commands[i];
    }
    return NULL;
}

static int unknown_command(run *r, int argc, char **argv)
{
    char name[64];
    const bool group = strcmp(argv[1], "catalog") == 0;
    if (group && argc < 3) {
        complain(r, "catalog needs one of: list, show, check, stats, export, disputes, "
                    "import, parse");
        return EXIT_USAGE;
    }
    if (argv[1][0] == '-') {
        complain(r, "a command comes first, then its options; `studypath help` lists them");
        return EXIT_USAGE;
    }
    snprintf(name, sizeof name, "%s%s%s", argv[1], group ? " " : "", group ? argv[2] : "");
    const char *nearest = sp_text_nearest(name, commands, n_commands, sizeof *commands);
    if (nearest)
        complain(r, "there is no command '%s' (did you mean '%s'?)", name, nearest);
    else
        complain(r, "there is no command '%s'; `studypath help` lists them", name);
    return EXIT_USAGE;
}

static void print_version(void)
{
    puts("studypath " SP_VERSION);
    puts("License GPL-3.0-or-later. There is no warranty, to the extent permitted by law.");
}

/* --format must be one that the command has; a suffix of -o that names none needs --format. */
static int check_format(run *r)
{
    const args *a = &r->args;
    const char *formats = r->command->formats;
    if (!formats) return EXIT_DONE;
    const char *wanted = a->format ? a->format : format_by_suffix(a->output);
    if (!wanted) return EXIT_DONE;
    if (sp_choice_find(formats, wanted) >= 0) return EXIT_DONE;
    if (a->format)
        complain(r, "--format: '%s' is none of %s", wanted, formats);
    else
        complain(r, "-o: the suffix of '%s' names no format; use --format with one of %s",
                 a->output, formats);
    return EXIT_USAGE;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static int run_command(run *r, int argc, char **argv)
{
    static char program[] = "studypath", ask[] = "ask";
    char *alone[] = {program, ask, NULL};
    int n_words = 1;
    if (argc < 2 && terminal_is_here() && isatty(STDOUT_FILENO)) return run_command(r, 2, alone);
    if (argc < 2) return run_help(r);
    if (is_help(argv[1])) return run_help(r);
    if (strcmp(argv[1], "--version") == 0) {
        print_version();
        return EXIT_DONE;
    }
    if (argc > 2 && strcmp(argv[1], "catalog") == 0 && is_help(argv[2]))
        return print_helps(r, argv[1]) ? EXIT_DONE : EXIT_INTERNAL;
    const command *found = find_command(argc, argv, &n_words);
    if (!found) return unknown_command(r, argc, argv);
    r->command = found;
    int code = parse_options(r, argc - n_words, argv + n_words);
    if (code != EXIT_DONE) return code;
    if (r->args.help) return print_help(r, found);
    code = check_format(r);
    return code == EXIT_DONE ? found->run(r) : code;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    sp_init();
    run r = {.today = SP_NO_DAY, .arena = sp_arena_make(0)};
    if (!r.arena) {
        fputs("studypath: out of memory\n", stderr);
        return EXIT_LIMIT;
    }
    int code = run_command(&r, argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        complain(&r, "cannot write the answer: %s", strerror(errno));
        code = EXIT_FILE;
    }
    sp_arena_free(r.arena);
    return code;
}
