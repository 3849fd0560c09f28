/* SPDX-License-Identifier: GPL-3.0-or-later
 * Help and the man page, made from the tables. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

enum { COLUMNS = 79, HELP_INDENT = 26 };

/* Print `text` wrapped, from column `at` on, following lines indented. */
static void wrap(const char *text, size_t at, size_t indent)
{
    bool first = true;
    for (;;) {
        text += strspn(text, " ");
        const size_t length = strcspn(text, " ");
        if (!length) break;
        if (!first && at + 1 + length > COLUMNS) {
            printf("\n%*s", (int)indent, "");
            at = indent;
        } else if (!first) {
            putchar(' ');
            at++;
        }
        printf("%.*s", (int)length, text);
        at += length;
        text += length;
        first = false;
    }
    putchar('\n');
}

static void print_option(const command *c, const option_row *row)
{
    char left[64];
    const char *gap = row->arg ? " " : "";
    snprintf(left, sizeof left, "  %c%c%s --%s%s%s", row->is_short ? '-' : ' ', row->is_short ? row->letter : ' ', row->is_short ? "," : " ",
             row->name, gap, row->arg ? row->arg : "");
    size_t at = strlen(left);
    fputs(left, stdout);
    if (at + 2 > HELP_INDENT) {
        putchar('\n');
        at = 0;
    }
    printf("%*s", (int)(HELP_INDENT - at), "");
    char help[256];
    const bool is_format = strcmp(row->name, "format") == 0 && c->formats;
    snprintf(help, sizeof help, "%s%s%s", row->help, is_format ? ": " : "", is_format ? c->formats : "");
    wrap(help, HELP_INDENT, HELP_INDENT);
}

int print_help(run *r, const command *c)
{
    (void)r;
    printf("usage: studypath %s [options]%s%s\n\n", c->name, c->operands[0] ? " " : "", c->operands);
    wrap(c->text, 0, 0);
    puts("\noptions:");
    for (size_t i = 0; i < n_option_rows; i++)
        if (command_takes(c, &option_rows[i])) print_option(c, &option_rows[i]);
    return EXIT_DONE;
}

static void print_overview(void)
{
    puts("studypath " SP_VERSION ": learning paths that are enough at the least cost, and proved so\n");
    puts("usage: studypath COMMAND [options] [operands]\n");
    for (size_t i = 0; i < n_commands; i++) printf("  %-16s%s\n", commands[i].name, commands[i].line);
    puts("\nexamples:");
    puts("  studypath goals --know derivatives=2");
    puts("  studypath plan --goal read-dl-papers --hours-per-week 6 --know derivatives=2");
    puts("  studypath plan me.json -o plan.json");
    puts("\n`studypath help COMMAND` says more. Exit codes: 0 done, 1 the answer is no,");
    puts("2 usage, 3 bad data, 4 a file, 5 a limit or memory, 6 internal.");
}

static const char *const exit_texts[] = {
    "done; a plan whose proof was ended by a limit is an answer too",
    "the honest answer is no: a goal out of reach, findings of severity error",
    "wrong usage, or an unknown name on the command line",
    "bad input data, or an unknown name in a file",
    "a file is missing, unreadable, or could not be written",
    "a limit was passed, or memory ran out",
    "an internal or numerical failure",
};

/* A word in roff: hyphens that stay hyphens, no control lines. */
static void roff(const char *text)
{
    if (text[0] == '.' || text[0] == '\'') fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '-' || *text == '\\') putchar('\\');
        putchar(*text);
    }
}

static void man_command(const command *c)
{
    fputs(".Ss ", stdout);
    roff(c->name);
    if (c->operands[0]) printf(" %s", c->operands);
    putchar('\n');
    roff(c->text);
    puts("\n.Bl -tag -width Ds");
    for (size_t i = 0; i < n_option_rows; i++) {
        const option_row *row = &option_rows[i];
        if (!command_takes(c, row)) continue;
        fputs(".It ", stdout);
        if (row->is_short) printf("Fl %c , ", row->letter);
        fputs("Fl \\-", stdout);
        roff(row->name);
        if (row->arg) printf(" Ar %s", row->arg);
        putchar('\n');
        roff(row->help);
        if (strcmp(row->name, "format") == 0 && c->formats) printf(": %s", c->formats);
        putchar('\n');
    }
    puts(".El");
}

static int print_man(void)
{
    puts(".Dd November 24, 2026\n.Dt STUDYPATH 1\n.Os\n.Sh NAME\n.Nm studypath\n.Nd learning paths that are enough at the least cost\n.Sh SYNOPSIS");
    puts(".Nm\n.Ar command\n.Op Ar options\n.Op Ar operands\n.Sh DESCRIPTION");
    puts("Plans the cheapest set of courses that brings a learner from what they know to what their goals need, proves that no other set costs");
    puts("less, and says why each course is there. It works offline with the catalogue inside the program.\n.Sh COMMANDS");
    for (size_t i = 0; i < n_commands; i++) man_command(&commands[i]);
    puts(".Sh EXIT STATUS\n.Bl -tag -width Ds");
    for (size_t i = 0; i < sizeof exit_texts / sizeof *exit_texts; i++) printf(".It %zu\n%s\n", i, exit_texts[i]);
    puts(".El\n.Sh EXAMPLES");
    puts(".Dl studypath plan \\-\\-goal read\\-dl\\-papers \\-\\-hours\\-per\\-week 6 \\-\\-know derivatives=2");
    return EXIT_DONE;
}

int run_help(run *r)
{
    if (r->args.man) return print_man();
    if (!r->args.operands.n_items) {
        print_overview();
        return EXIT_DONE;
    }
    char name[64];
    const words *w = &r->args.operands;
    snprintf(name, sizeof name, "%s%s%s", w->items[0], w->n_items > 1 ? " " : "", w->n_items > 1 ? w->items[1] : "");
    bool found = false;
    for (size_t i = 0; i < n_commands; i++) {
        const size_t length = strlen(name);
        const bool is_group = strncmp(commands[i].name, name, length) == 0 && commands[i].name[length] == ' ';
        if (strcmp(commands[i].name, name) != 0 && !is_group) continue;
        if (found) putchar('\n');
        print_help(r, &commands[i]);
        found = true;
    }
    if (found) return EXIT_DONE;
    const char *nearest = sp_text_nearest(name, commands, n_commands, sizeof *commands);
    complain(r, nearest ? "there is no command '%s' (did you mean '%s'?)" : "there is no command '%s'", name, nearest);
    return EXIT_USAGE;
}
