/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the program share: commands and options as tables, exit codes, loading and
 * printing. */
#ifndef STUDYPATH_CLI_H
#define STUDYPATH_CLI_H

#include "studypath/studypath.h"

/* Exit codes; fixed for ever, in the man page, tested. */
enum {
    EXIT_DONE = 0,  /* done; a plan that is out of proof is an answer too */
    EXIT_NO = 1,    /* the honest answer is no: a goal out of reach, findings of severity error */
    EXIT_USAGE = 2, /* wrong options, an unknown name on the command line */
    EXIT_DATA = 3,  /* bad input data, an unknown name in a file */
    EXIT_FILE = 4,  /* a file is missing, unreadable, or could not be written */
    EXIT_LIMIT = 5, /* a limit, or out of memory */
    EXIT_INTERNAL = 6,   /* an internal or numerical failure */
    EXIT_INTERRUPT = 130 /* a talk that was interrupted, after saving */
};

/* Values of an option that may be given several times. */
typedef struct words {
    const char **items;
    size_t n_items;
} words;

/* A whole number that may be 0. */
typedef struct count {
    bool is_given;
    double value;
} count;

/* All options of all commands. */
typedef struct args {
    const char *catalog, *output, *format, *prefer, *cost, *today, *start, *deadline, *from,
        *report, *column, *export_lp, *max_price, *protocol, *answers, *save, *schooling, *days;
    count questions;
    words each_goal, prefers, deadlines, each_hours_per_week, catalogs; /* of compare */
    words maps, off, goals, know, exclude, include, languages, providers, not_providers;
    double hours_per_week, node_limit, limit, confidence, max_courses, next, worth, parallel,
        simulate;
    count seed;
    bool all, sources, help, version, man, no_plan, verify, no_certificate, formal, schedule,
        weekly_loads;
    words operands;
} args;

typedef struct command command;

/* State of one run of the program. */
typedef struct run {
    const command *command;
    args args;
    sp_arena *arena;
    sp_error error;
    sp_findings findings;
    sp_engine engine;
    sp_profile profile;
    sp_learner learner;
    sp_day today;
    size_t columns; /* of the path as text; 0 = 80 */
} run;

struct command {
    const char *name;     /* one or two words */
    int (*run)(run *r);   /* the exit code */
    const char *operands; /* "[PROFILE]", as help shows them */
    size_t most_operands, least_operands;
    const char
        *formats; /* choices of --format; the first is the default; NULL = no --format and no -o */
    const char *options; /* letters of the rows that it takes; see options.c */
    const char *line;    /* what it does, one line */
    const char *text;    /* the same at length */
};

extern const command commands[];
extern const size_t n_commands;

typedef enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_WORDS,
    OPTION_NUMBER,
    OPTION_WHOLE,
    OPTION_COUNT, /* whole, 0 included */
    OPTION_CHOICE
} option_kind;

typedef struct option_row {
    const char *name;
    char letter; /* names the row in command.options; typed as -x only when `is_short` */
    bool is_short;
    option_kind kind;
    size_t offset;   /* in args */
    const char *arg; /* "FILE", as help shows it; NULL for a flag */
    double low, high;
    const char *choices;
    const char *help;
} option_row;

extern const option_row option_rows[];
extern const size_t n_option_rows;

/* Whether the command takes the option. */
bool command_takes(const command *c, const option_row *row);

/* Read argv (the words after the command's name) into r->args. EXIT_DONE, or EXIT_USAGE after
 * saying why. */
int parse_options(run *r, int argc, char **argv);

/* Set the option of that name as if it had been typed, once; EXIT_DONE, or EXIT_USAGE after saying
 * why. */
int give_option(run *r, const char *name, const char *word);

/* Append a word; EXIT_DONE, or EXIT_LIMIT after saying why. */
int add_word(run *r, words *w, const char *word);

/* "studypath plan: text" on standard error, made safe. */
void complain(const run *r, const char *format, ...) SP_PRINTF(2, 3);

/* Say what r->error and r->findings say; the exit code of the error. */
int fail(run *r);

/* Say the warnings among r->findings. */
void warn(const run *r);

/* ---- loading (load.c) ---- */

/* Each returns EXIT_DONE, or another code after saying why. */
int load_engine(run *r);
int load_profile(run *r); /* the profile operand, if any, then the options on top of it */
int load_learner(run *r); /* and complain when there is no goal */

/* For the questionnaire: the levels of a profile without answers of its own that was not assessed
 * become answers. */
int answer_levels(run *r);
/* And each --know an answer, in the place of the profile's about that topic or behind all. */
int answer_known(run *r);
/* The options about dates and days (times.c). */
int set_times(run *r);
int set_date(const run *r, const char *option, const char *word, sp_day *out);

/* Like fail, but a course that can't be included is blamed on the option when it was given. */
int fail_included(run *r);

/* ---- printing (output.c) ---- */

/* The format that the suffix of `path` names, "text" for .txt; NULL where there is none. */
const char *format_by_suffix(const char *path);

/* Whether the answer is to be in this format: --format, else the suffix of -o, else the command's
 * first. */
bool wants(const run *r, const char *format);
bool wants_json(const run *r);

/* Print `text` (NULL: out of memory) to the file, or to standard output when `path` is NULL or "-".
 */
int print_to(run *r, const char *path, const char *text);
/* Print `text` (NULL: out of memory) to standard output or to the file of -o. */
int print_answer(run *r, const char *text);

enum { LINE_BYTES = 64 * 1024 };

/* The next line of standard input without its line break; false at the end. `n_bytes` is LINE_BYTES
 * + 1 for a line that is longer. */
bool next_line(char line[LINE_BYTES + 1], size_t *n_bytes);

/* What the options say about planning, and about asking. */
sp_plan_options plan_options(const run *r);
sp_ask_options ask_options(const run *r);

/* Find and print the path of r->learner. */
int print_plan(run *r);

int run_ask(run *r);
int run_talk(run *r);
/* Whether standard input and error are a terminal, so that there is somebody to talk to. */
bool terminal_is_here(void);
int run_plan(run *r);
int run_verify(run *r);
int run_goals(run *r);
int run_rank(run *r);
int run_why(run *r);
int run_compare(run *r);
int run_catalog_list(run *r);
int run_catalog_show(run *r);
int run_catalog_check(run *r);
int run_catalog_stats(run *r);
int run_catalog_export(run *r);
int run_catalog_import(run *r);
int run_catalog_disputes(run *r);
int run_catalog_parse(run *r);
int run_help(run *r);
int print_help(run *r, const command *c);
/* Help on the command, or on every command of the group, of that name; whether there is one. */
bool print_helps(run *r, const char *name);

#endif
