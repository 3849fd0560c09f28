/* SPDX-License-Identifier: GPL-3.0-or-later
 * Help and the man page, made from the tables. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

enum { COLUMNS = 79, HELP_INDENT = 26, OVERVIEW_INDENT = 20 };

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
    snprintf(left, sizeof left, "  %c%c%s --%s%s%s", row->is_short ? '-' : ' ',
             row->is_short ? row->letter : ' ', row->is_short ? "," : " ", row->name, gap,
             row->arg ? row->arg : "");
    size_t at = strlen(left);
    fputs(left, stdout);
    if (at + 2 > HELP_INDENT) {
        putchar('\n');
        at = 0;
    }
    printf("%*s", (int)(HELP_INDENT - at), "");
    char help[256];
    const bool is_format = strcmp(row->name, "format") == 0 && c->formats;
    snprintf(help, sizeof help, "%s%s%s", row->help, is_format ? ": " : "",
             is_format ? c->formats : "");
    wrap(help, HELP_INDENT, HELP_INDENT);
}

int print_help(run *r, const command *c)
{
    (void)r;
    printf("usage: studypath %s [options]%s%s\n\n", c->name, c->operands[0] ? " " : "",
           c->operands);
    wrap(c->text, 0, 0);
    puts("\noptions:");
    for (size_t i = 0; i < n_option_rows; i++)
        if (command_takes(c, &option_rows[i])) print_option(c, &option_rows[i]);
    return EXIT_DONE;
}

static void print_overview(void)
{
    puts("studypath " SP_VERSION
         ": learning paths that are enough at the least cost, and proved so\n");
    puts("usage: studypath COMMAND [options] [operands]\n");
    for (size_t i = 0; i < n_commands; i++) {
        printf("  %-*s", OVERVIEW_INDENT - 2, commands[i].name);
        wrap(commands[i].line, OVERVIEW_INDENT, OVERVIEW_INDENT);
    }
    puts("\nexamples:");
    puts("  studypath goals --know derivatives=2");
    puts("  studypath plan --goal read-dl-papers --hours-per-week 6 --know derivatives=2");
    puts("  studypath plan me.json -o plan.json");
    puts("  studypath verify plan.json");
    puts("\n`studypath help profile` and `studypath help catalog format` list the keys of");
    puts("the files.");
    puts("`studypath help COMMAND` says more. Exit codes: 0 done, 1 the answer is no,");
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

/* A word in roff: hyphens that stay hyphens, backslashes that stay, no control lines. */
static void roff_word(const char *word, size_t length)
{
    if (word[0] == '.' || word[0] == '\'') fputs("\\&", stdout);
    for (size_t i = 0; i < length; i++) {
        if (word[i] == '-') putchar('\\');
        if (word[i] == '\\')
            fputs("\\e", stdout);
        else
            putchar(word[i]);
    }
}

/* Text in roff: each sentence on a line of its own, no long lines. */
static void roff(const char *text)
{
    enum { LONG_LINE = 60 };
    size_t at = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        const size_t length = strcspn(text, " ");
        roff_word(text, length);
        at += length + 1;
        const bool sentence_ends = length > 1 && text[length - 1] == '.';
        text += length;
        if (!*text) break;
        putchar(sentence_ends || at > LONG_LINE ? '\n' : ' ');
        if (sentence_ends || at > LONG_LINE) at = 0;
    }
}

/* "NAME [PROFILE]...": brackets for what is optional, dots for what may be repeated. */
static void roff_operands(const char *operands)
{
    for (operands += strspn(operands, " "); *operands; operands += strspn(operands, " ")) {
        const size_t length = strcspn(operands, " ");
        const bool is_optional = operands[0] == '[';
        printf(is_optional ? " Op Ar %.*s" : " Ar %.*s", (int)strcspn(operands + is_optional, " ]"),
               operands + is_optional);
        if (memchr(operands, '.', length)) printf(" Ns ...");
        operands += length;
    }
}

static void man_command(const command *c)
{
    fputs(".Ss ", stdout);
    roff(c->name);
    roff_operands(c->operands);
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
    puts(".Dd November 24, 2026\n.Dt STUDYPATH 1\n.Os\n.Sh NAME\n.Nm studypath\n.Nd learning paths "
         "that are enough at the least cost\n.Sh SYNOPSIS");
    puts(".Nm\n.Ar command\n.Op Ar options\n.Op Ar operands\n.Sh DESCRIPTION");
    roff("Plans the cheapest set of courses that brings a learner from what they know to what "
         "their goals need, proves that no other set "
         "costs less, and says why each course is there. It works offline with the catalogue "
         "inside the program.");
    puts("\n.Sh COMMANDS");
    for (size_t i = 0; i < n_commands; i++) man_command(&commands[i]);
    puts(".Sh EXIT STATUS\n.Bl -tag -width Ds");
    for (size_t i = 0; i < sizeof exit_texts / sizeof *exit_texts; i++)
        printf(".It %zu\n%s\n", i, exit_texts[i]);
    puts(".It 130\na talk was interrupted; what was answered is kept\n.El\n.Sh EXAMPLES");
    puts(".Dl studypath plan \\-\\-goal read\\-dl\\-papers \\-\\-hours\\-per\\-week 6 \\-\\-know "
         "derivatives=2");
    return EXIT_DONE;
}

bool print_helps(run *r, const char *name)
{
    const size_t length = strlen(name);
    bool found = false;
    for (size_t i = 0; i < n_commands; i++) {
        const bool is_group = strncmp(commands[i].name, name, length) == 0 &&
                              commands[i].name[length] == ' ';
        if (strcmp(commands[i].name, name) != 0 && !is_group) continue;
        if (found) putchar('\n');
        print_help(r, &commands[i]);
        found = true;
    }
    return found;
}

static const char *describe_profile(run *r)
{
    return sp_format_describe("profile", r->arena);
}

static const char *describe_catalog(run *r)
{
    return sp_format_describe("catalog", r->arena);
}

static const char *describe_findings(run *r)
{
    return sp_view_finding_kinds(r->arena);
}

static const char *describe_topics(run *r)
{
    return load_engine(r) == EXIT_DONE ? sp_view_topics(&r->engine.catalog, r->arena) : NULL;
}

/* What help tells of besides commands. */
static const struct {
    const char *name;
    const char *(*describe)(run *r);
} subjects[] = {{"profile", describe_profile},
                {"catalog format", describe_catalog},
                {"catalog findings", describe_findings},
                {"catalog topics", describe_topics}};

int run_help(run *r)
{
    if (r->args.man) return print_man();
    if (!r->args.operands.n_items) {
        print_overview();
        return EXIT_DONE;
    }
    char name[64];
    const words *w = &r->args.operands;
    snprintf(name, sizeof name, "%s%s%s", w->items[0], w->n_items > 1 ? " " : "",
             w->n_items > 1 ? w->items[1] : "");
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (strcmp(name, subjects[i].name) == 0) return print_answer(r, subjects[i].describe(r));
    if (print_helps(r, name)) return EXIT_DONE;
    const char *nearest = sp_text_nearest(name, commands, n_commands, sizeof *commands);
    if (nearest)
        complain(r, "there is no command '%s' (did you mean '%s'?)", name, nearest);
    else
        complain(r, "there is no command '%s'; `studypath help` lists them", name);
    return EXIT_USAGE;
}
