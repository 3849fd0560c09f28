/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tables of commands and options, and the parser that is made from them (getopt_long with exact
 * names only). */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

#define OPT(name, letter, is_short, kind, member, ...)                                             \
    {                                                                                              \
        name, letter, is_short, kind, offsetof(args, member), __VA_ARGS__                          \
    }

/* Letters that are not typed (most of them upper case or digits) only name the row for the command
 * table. */
const option_row option_rows[] = {
    OPT("goal", 'G', false, OPTION_WORDS, goals, "GOAL", 0, 0, NULL,
        "a goal by its id, or TOPIC=LEVEL[,...]; may be repeated; replaces the profile's goals"),
    OPT("hours-per-week", 'H', false, OPTION_NUMBER, hours_per_week, "H", 0, 168, NULL,
        "hours of study a week, more than 0; default the profile's, else 4"),
    OPT("prefer", 'P', false, OPTION_CHOICE, prefer, "WHAT", 0, 0, SP_CHOICE_PREFER,
        "what counts: shortest, balanced (default) or best"),
    OPT("know", 'K', false, OPTION_WORDS, know, "TOPIC=LEVEL", 0, 0, NULL,
        "you hold TOPIC at LEVEL (0 to 3, or none, follow, use, derive); may be repeated"),
    OPT("exclude", 'X', false, OPTION_WORDS, exclude, "COURSE", 0, 0, NULL,
        "never take this course; may be repeated"),
    OPT("include", 'I', false, OPTION_WORDS, include, "COURSE", 0, 0, NULL,
        "take this course in any case; may be repeated"),
    OPT("cost", 'C', false, OPTION_CHOICE, cost, "COST", 0, 0, SP_CHOICE_COST,
        "the dearest kind of course that is allowed; a course of unknown price passes and is "
        "marked"),
    OPT("language", 'L', false, OPTION_WORDS, languages, "CODE", 0, 0, NULL,
        "a language that you understand, such as en; may be repeated; default any"),
    OPT("max-price", '3', false, OPTION_TEXT, max_price, "AMOUNT", 0, 0, NULL,
        "the most that a course may cost, such as \"50 USD\"; one of unknown price, or in another "
        "currency, passes and is marked"),
    OPT("provider", '4', false, OPTION_WORDS, providers, "NAME", 0, 0, NULL,
        "only courses of this provider; may be repeated; one that states none passes"),
    OPT("not-provider", '5', false, OPTION_WORDS, not_providers, "NAME", 0, 0, NULL,
        "no course of this provider; may be repeated"),
    OPT("start", 'S', false, OPTION_TEXT, start, "DATE", 0, 0, NULL,
        "first day of study, YYYY-MM-DD; default today"),
    OPT("deadline", 'D', false, OPTION_TEXT, deadline, "DATE", 0, 0, NULL,
        "YYYY-MM-DD: the path is the most of the goal that can be done before this day"),
    OPT("confidence", '1', false, OPTION_NUMBER, confidence, "P", 0.5, 0.99, NULL,
        "how sure it must be that the deadline is met, 0.5 to 0.99; default the profile's, else "
        "0.8"),
    OPT("max-courses", '2', false, OPTION_WHOLE, max_courses, "N", 1, 1000, NULL,
        "at most N courses in the path"),
    OPT("today", 'T', false, OPTION_TEXT, today, "DATE", 0, 0, NULL,
        "take this day for today, YYYY-MM-DD"),
    OPT("days", 'd', false, OPTION_TEXT, days, "DAY=H[,...]", 0, 0, NULL,
        "hours on each day of the week, such as mon=2,sat=3.5; --hours-per-week scales them"),
    OPT("off", 'x', false, OPTION_WORDS, off, "DATE", 0, 0, NULL,
        "no study in the week of this day, Monday to Sunday; may be repeated"),
    OPT("parallel", 'p', false, OPTION_WHOLE, parallel, "N", 1, 20, NULL,
        "at most N courses under way at once; default 1"),
    OPT("weekly-loads", 'l', false, OPTION_FLAG, weekly_loads, NULL, 0, 0, NULL,
        "a course takes no more of a week than it states; the forecast is then simulated"),
    OPT("schedule", 'z', false, OPTION_FLAG, schedule, NULL, 0, 0, NULL,
        "the timetable instead of the path: courses with their dates, and week by week"),
    OPT("simulate", 'r', false, OPTION_WHOLE, simulate, "N", 1, 1e7, NULL,
        "forecast by N simulated runs instead of the closed form"),
    OPT("seed", 'e', false, OPTION_COUNT, seed, "S", 0, 4294967295.0, NULL,
        "seed of the simulation; default 1"),
    OPT("node-limit", 'N', false, OPTION_WHOLE, node_limit, "N", 1, 1e12, NULL,
        "end the search after N nodes; the answer then shows its gap"),
    OPT("no-certificate", 'Z', false, OPTION_FLAG, no_certificate, NULL, 0, 0, NULL,
        "leave the proof of the bounds out of the JSON; `studypath verify` can't check them then"),
    OPT("export-lp", 'B', false, OPTION_TEXT, export_lp, "FILE", 0, 0, NULL,
        "write the problem to FILE (- is standard output) in CPLEX LP format for another solver, "
        "and do not plan; with a deadline or a number of courses its optimum is the worth that is "
        "left out"),
    OPT("worth", 'w', false, OPTION_WHOLE, worth, "N", 1, 1e9, NULL,
        "with --export-lp: the least cost among paths within the limits worth at least N"),
    OPT("formal", '0', false, OPTION_FLAG, formal, NULL, 0, 0, NULL,
        "a course needs what its provider lists, where that is known, not what one needs to follow "
        "it"),
    OPT("all", 'a', true, OPTION_FLAG, all, NULL, 0, 0, NULL,
        "courses that are ruled out too, with the rule"),
    OPT("limit", 'n', true, OPTION_WHOLE, limit, "N", 1, 1e6, NULL, "at most N courses"),
    OPT("sources", 's', true, OPTION_FLAG, sources, NULL, 0, 0, NULL,
        "where each fact was read, and statements that disagree"),
    OPT("catalog", 'c', true, OPTION_TEXT, catalog, "FILE", 0, 0, NULL,
        "use this catalogue instead of the shipped one"),
    /* of compare: rows that give several values; give_option finds the ones above first */
    OPT("goal", '9', false, OPTION_WORDS, each_goal, "GOAL", 0, 0, NULL,
        "a goal by its id, or TOPIC=LEVEL[,...], instead of the profile's; more than one are "
        "compared"),
    OPT("prefer", '7', false, OPTION_WORDS, prefers, "WHAT", 0, 0, NULL,
        "what counts: shortest, balanced (default) or best; more than one are compared"),
    OPT("deadline", '8', false, OPTION_WORDS, deadlines, "DATE", 0, 0, NULL,
        "YYYY-MM-DD: the path is the most of the goal that can be done before this day; more than "
        "one are compared"),
    OPT("hours-per-week", '6', false, OPTION_WORDS, each_hours_per_week, "H", 0, 0, NULL,
        "hours of study a week, more than 0; more than one are compared"),
    OPT("catalog", 'k', false, OPTION_WORDS, catalogs, "FILE", 0, 0, NULL,
        "use this catalogue instead of the shipped one; more than one are compared"),
    OPT("format", 'f', true, OPTION_TEXT, format, "FORMAT", 0, 0, NULL, "how to print"),
    OPT("output", 'o', true, OPTION_TEXT, output, "FILE", 0, 0, NULL,
        "write to FILE (- is standard output); its suffix chooses the format unless --format does"),
    OPT("from", 'F', false, OPTION_CHOICE, from, "FORMAT", 0, 0, SP_CHOICE_IMPORT,
        "the format of FILE: csv, jsonld or markdown; default by its suffix, else its beginning"),
    OPT("map", 'm', false, OPTION_WORDS, maps, "FIELD=COLUMN", 0, 0, NULL,
        "take FIELD, such as title or level, from the column of that name; FIELD= reads it from "
        "none; may be repeated"),
    OPT("report", 'R', false, OPTION_TEXT, report, "FILE", 0, 0, NULL,
        "write what became of each row to FILE (- is standard output), as JSON lines"),
    OPT("column", 'Q', false, OPTION_TEXT, column, "NAME", 0, 0, NULL,
        "the heading that the texts stand under, such as \"Duration (weeks)\"; it gives a bare "
        "number its unit"),
    OPT("protocol", 'J', false, OPTION_CHOICE, protocol, "WHICH", 0, 0, "jsonl",
        "ask over standard output and input, a JSON object a line"),
    OPT("questions", 'U', false, OPTION_COUNT, questions, "N", 0, 1e4, NULL,
        "ask N questions; default: until the next one saves little"),
    OPT("next", 'E', false, OPTION_WHOLE, next, "N", 1, 1e4, NULL,
        "print the N most useful next questions"),
    OPT("answers", 'A', false, OPTION_TEXT, answers, "FILE", 0, 0, NULL,
        "take answers from FILE (- is standard input): JSON, or lines TOPIC=LEVEL"),
    OPT("schooling", 'Y', false, OPTION_CHOICE, schooling, "WHAT", 0, 0, SP_CHOICE_SCHOOLING,
        "mathematics behind you: school, some-university or maths-degree"),
    OPT("no-plan", 'O', false, OPTION_FLAG, no_plan, NULL, 0, 0, NULL,
        "print the profile instead of its path"),
    OPT("save", 'V', false, OPTION_TEXT, save, "FILE", 0, 0, NULL,
        "write the profile to FILE (- is standard output)"),
    OPT("verify", 'W', false, OPTION_FLAG, verify, NULL, 0, 0, NULL,
        "check at most five answers with a short exercise each"),
    OPT("man", 'M', false, OPTION_FLAG, man, NULL, 0, 0, NULL, "print the man page"),
    OPT("help", 'h', true, OPTION_FLAG, help, NULL, 0, 0, NULL, "print this help"),
};
const size_t n_option_rows = sizeof option_rows / sizeof *option_rows;
enum { MOST_OPTIONS = 63 }; /* of one command */
_Static_assert(sizeof option_rows / sizeof *option_rows <= MOST_OPTIONS, "raise MOST_OPTIONS");

#define WHO "GHPKXIC3L45SD1TNc"

const command commands[] = {
    {"ask", run_ask, "[PROFILE]", 1, 0, "text|json", WHO "2AEJOUVWYfo",
     "a talk that finds out what you want and know, and ends with the path",
     "Asks for your goal, what you know, your time and wishes, and prints the path; `studypath` "
     "alone does the same. Each question about what you know is the one that is expected to save "
     "most hours of misplaced study. Every answer is written to PROFILE at once (default "
     "studypath-profile.json in the current folder); a profile that is there is taken up where it "
     "was left, and with --save FILE it stays as it is. --no-plan ends before the path. "
     "docs/talk.md says more. Without a terminal: --protocol jsonl lets a "
     "program ask: a line {\"ask\": \"topic\", ...} out, a line {\"answer\": 0 to 3 or null} in, "
     "and {\"profile\": {...}} at the end. --next prints the most useful questions as JSON. "
     "--answers takes what was answered and plans the path. docs/asking.md describes all three."},
    {"plan", run_plan, "[PROFILE]", 1, 0, "text|json|ics", WHO "20ZBwpdxlzrefo",
     "the cheapest path that reaches your goals, with its reasons",
     "Finds the set of courses with the least cost that closes the gap between what you know and "
     "what your goals need, proves that no other set "
     "costs less, and puts it in order. A course's cost is the time that it takes you on its own "
     "(its hours for the part that is new to you, and 6 h of "
     "settling in), dearer where it fits you badly. With a deadline or a number of courses that "
     "the whole goal does not fit into, finds what fits and brings you closest, proved too, and "
     "says what the whole goal would take. The dates are those that hold with 80 % (or "
     "--confidence) for who keeps at it; docs/time.md has the model. --schedule prints the "
     "timetable, -o plan.ics writes it as a calendar; importing it again moves what it put there. "
     "Without a profile the options alone say who you are."},
    {"verify", run_verify, "PLAN", 1, 1, "text|json", "cfo",
     "whether a plan in JSON holds, and its bound with it",
     "Believes nothing that PLAN says: recomputes from the profile in it and the catalogue what "
     "each step finds, reaches, takes and costs, and the sums; and checks by its certificate that "
     "no path costs less than its bound, without a search. Exits 1 when something does not hold, "
     "3 when the file is no plan."},
    {"why", run_why, "NAME [PROFILE]", 2, 1, "text|json", WHO "20fo",
     "why a course is in your path or not; why your goal needs a topic; what makes a goal long",
     "NAME is a course, a topic or a goal by its id; course:NAME, topic:NAME and goal:NAME say "
     "which, where an id is of several. Of a course: what it closes and opens, where its place "
     "comes from, the best path without it, or with it, and the hours and the rating at which it "
     "would change sides. Of a topic: the chain of needs from the goal to it, each with its "
     "source, and what changes if you held it. Of a goal: the same for each topic that it states. "
     "Each answer is made of fresh searches. docs/why.md has examples."},
    {"compare", run_compare, "[PROFILE]...", 100, 0, "text|json", "976k8KXIC3L45S12TN0fo",
     "paths side by side for other hours, deadlines, goals, preferences, profiles, catalogues",
     "What is given once holds for all paths. What is given several times is compared: profiles, "
     "--goal, --prefer, --deadline, --hours-per-week, --catalog; each with each when several of "
     "them are, 100 paths at most. The first path is the one that the others are told from."},
    {"goals", run_goals, "[PROFILE]", 1, 0, "text|json", "HPKXIC3L45SDTNcfo",
     "how much each goal needs from where you stand",
     "Plans every goal of the catalogue from your background and shows them side by side: topics "
     "to bring to each level, courses, hours, weeks; and, for "
     "comparison, what following a published list from top to bottom would take and reach."},
    {"rank", run_rank, "[PROFILE]", 1, 0, "text|json", WHO "anfo",
     "every course by how well it suits you, with the parts of its score",
     "Scores each course alone. The score is a sum of named parts, and what each feature adds "
     "against the median course is printed. The planner uses the "
     "fit and the cost, which are printed too."},
    {"catalog list", run_catalog_list, "", 0, 0, "text|json", "cfo", "the courses of the catalogue",
     "Prints id and hours of every course."},
    {"catalog show", run_catalog_show, "COURSE", 1, 1, "text", "sco", "one course in full",
     "Prints what the catalogue knows of a course; with --sources also where each fact was read."},
    {"catalog check", run_catalog_check, "[FILE]", 1, 0, "text|json", "cfo",
     "everything that is wrong with a catalogue",
     "Reports all findings with file, line, code and what to do. Exits 1 when one of them is an "
     "error. `studypath help catalog findings` lists the codes."},
    {"catalog stats", run_catalog_stats, "", 0, 0, "text|json|svg", "cfo",
     "what a catalogue covers: topics by levels, and what its courses state",
     "Counts, for each topic and level, the courses that bring a learner there and the independent "
     "suppliers that they come from, and marks what goals need; then hours by basis, ratings, "
     "formats, levels, cost, languages and providers. svg is a picture of the coverage."},
    {"catalog export", run_catalog_export, "", 0, 0, "json|csv|jsonld|case", "cfo",
     "the whole catalogue as one file",
     "Prints the effective catalogue; what no source states and was inferred is marked as such. "
     "csv is a table of the courses and jsonld the same as schema.org Course, both of which "
     "`catalog import` reads back as they were; case is the topic graph as a 1EdTech CASE "
     "package. docs/export.md says what each carries and loses."},
    {"catalog disputes", run_catalog_disputes, "[PROFILE]", 1, 0, "text|json", "KXCLTNcfo",
     "where the listed prerequisites are not what one needs",
     "Compares what the provider of each course lists as prerequisites with what one needs to "
     "follow it, and prices the difference: the fewest hours of study from your background "
     "(nothing, without a profile) to each of the two."},
    {"catalog import", run_catalog_import, "FILE", 1, 1, "json", "FmRcfo",
     "a platform's export as a catalogue",
     "Turns a table of courses (CSV, schema.org Course JSON-LD, Markdown tables) into a catalogue "
     "over the topics of the shipped one or of --catalog. Topics are found by the words of "
     "titles, skills and descriptions, carefully: courses that match none are kept, and no path "
     "uses them. What `catalog export` wrote is taken as it is. Every row is kept, merged or "
     "skipped; the sums go to standard error, each row with its reasons to --report."},
    {"catalog parse", run_catalog_parse, SP_CHOICE_READING, 1, 1, NULL, "Q",
     "what a text about a course states, in numbers",
     "Reads one JSON string a line from standard input and prints one JSON object a line: what the "
     "text states about workload, rating, level or price, or {\"unread\": \"why\"} when it states "
     "nothing or is in doubt. docs/catalog-texts.md describes what is read. A line that is no JSON "
     "string, or longer than 64 KiB, is answered by {\"unread\": \"not a JSON string\"} and named "
     "on standard error; the other lines are answered all the same, and the exit code is 3."},
    {"help", run_help, "[COMMAND]", 2, 0, NULL, "M", "help on a command",
     "Prints the help of a command, or of all."},
};
const size_t n_commands = sizeof commands / sizeof *commands;

bool command_takes(const command *c, const option_row *row)
{
    return row->letter == 'h' || strchr(c->options, row->letter) != NULL;
}

static const option_row *row_of(const command *c, int letter)
{
    for (size_t i = 0; i < n_option_rows; i++)
        if (option_rows[i].letter == letter && command_takes(c, &option_rows[i]))
            return &option_rows[i];
    return NULL;
}

int add_word(run *r, words *w, const char *word)
{
    const char **larger = sp_arena_array(r->arena, w->n_items + 1, sizeof *larger);
    if (!larger) {
        complain(r, "out of memory");
        return EXIT_LIMIT;
    }
    if (w->n_items) memcpy(larger, w->items, w->n_items * sizeof *larger);
    larger[w->n_items++] = word;
    w->items = larger;
    return EXIT_DONE;
}

static int set_number(run *r, const option_row *row, double *out, const char *word)
{
    double value;
    const bool whole = row->kind == OPTION_WHOLE || row->kind == OPTION_COUNT;
    const bool above = row->low == 0 && row->kind != OPTION_COUNT;
    const bool read = sp_number_read(&value, word) && (!whole || value == floor(value));
    if (!read || !(value >= row->low && value <= row->high) || (above && value == 0)) {
        complain(r, "--%s: '%s' is not a %snumber %s %.15g %s %.15g", row->name, word,
                 whole ? "whole " : "", above ? "above" : "from", row->low,
                 above ? "and up to" : "to", row->high);
        return EXIT_USAGE;
    }
    *out = value;
    return EXIT_DONE;
}

static int set_option(run *r, const option_row *row, const char *word)
{
    void *at = (char *)&r->args + row->offset;
    switch (row->kind) {
    case OPTION_FLAG: *(bool *)at = true; return EXIT_DONE;
    case OPTION_TEXT: *(const char **)at = word; return EXIT_DONE;
    case OPTION_WORDS: return add_word(r, at, word);
    case OPTION_NUMBER:
    case OPTION_WHOLE: return set_number(r, row, at, word);
    case OPTION_COUNT:
        ((count *)at)->is_given = true;
        return set_number(r, row, &((count *)at)->value, word);
    case OPTION_CHOICE:
        if (sp_choice_find(row->choices, word) < 0) {
            complain(r, "--%s: '%s' is none of %s", row->name, word, row->choices);
            return EXIT_USAGE;
        }
        *(const char **)at = word;
        return EXIT_DONE;
    }
    return EXIT_INTERNAL;
}

int give_option(run *r, const char *name, const char *word)
{
    size_t i = 0;
    while (strcmp(option_rows[i].name, name) != 0) i++;
    return set_option(r, &option_rows[i], word);
}

/* getopt_long takes any unique beginning of a name; we want the name. */
static bool is_exact(const char *written, const char *name)
{
    const size_t length = strcspn(written, "=");
    return strlen(name) == length && memcmp(written, name, length) == 0;
}

static int unknown_option(const run *r, const char *written)
{
    if (strncmp(written, "--", 2) != 0) {
        complain(r, "unknown option '%.2s'; `studypath %s --help` lists them", written,
                 r->command->name);
        return EXIT_USAGE;
    }
    char name[64] = "";
    snprintf(name, sizeof name, "%.*s", (int)strcspn(written + 2, "="), written + 2);
    const char *names[MOST_OPTIONS];
    size_t n = 0;
    for (size_t i = 0; i < n_option_rows; i++)
        if (command_takes(r->command, &option_rows[i])) names[n++] = option_rows[i].name;
    const char *nearest = sp_text_nearest(name, names, n, sizeof *names);
    if (nearest && strcmp(nearest, name) == 0) { /* a flag, written with '=' */
        complain(r, "--%s takes no value", name);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < n && !nearest; i++)
        if (name[0] && strncmp(names[i], name, strlen(name)) == 0) nearest = names[i];
    if (nearest)
        complain(r, "unknown option '--%s' (did you mean --%s?)", name, nearest);
    else
        complain(r, "unknown option '--%s'; `studypath %s --help` lists them", name,
                 r->command->name);
    return EXIT_USAGE;
}

typedef struct scan_tables {
    struct option longs[MOST_OPTIONS + 1]; /* the last is the end mark */
    char shorts[1 + 2 * MOST_OPTIONS + 1];
} scan_tables;

static void make_tables(scan_tables *t, const command *c)
{
    size_t n = 0, length = 0;
    t->shorts[length++] = ':'; /* a missing value is told apart */
    for (size_t i = 0; i < n_option_rows; i++) {
        const option_row *row = &option_rows[i];
        if (!command_takes(c, row)) continue;
        t->longs[n++] = (struct option){row->name,
                                        row->kind == OPTION_FLAG ? no_argument : required_argument,
                                        NULL, row->letter};
        if (!row->is_short) continue;
        t->shorts[length++] = row->letter;
        if (row->kind != OPTION_FLAG) t->shorts[length++] = ':';
    }
    t->longs[n] = (struct option){0};
    t->shorts[length] = '\0';
}

static int check_operands(run *r)
{
    const command *c = r->command;
    if (r->args.operands.n_items > c->most_operands) {
        complain(r, "too many operands: '%s'; usage: studypath %s%s%s",
                 r->args.operands.items[c->most_operands], c->name, c->operands[0] ? " " : "",
                 c->operands);
        return EXIT_USAGE;
    }
    if (r->args.operands.n_items < c->least_operands) {
        complain(r, "%s is missing; usage: studypath %s %s", c->operands, c->name, c->operands);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

int parse_options(run *r, int argc, char **argv)
{
    scan_tables tables;
    make_tables(&tables, r->command);
    optind = 0; /* glibc: forget everything */
    opterr = 0;
    for (;;) {
        int index = -1;
        const int letter = getopt_long(argc, argv, tables.shorts, tables.longs, &index);
        if (letter == -1) break;
        const char *written = optarg && optarg == argv[optind - 1] ? argv[optind - 2]
                                                                   : argv[optind - 1];
        if (letter == '?')
            return unknown_option(r, optopt && strncmp(written, "--", 2) != 0
                                         ? (const char[]){'-', (char)optopt, 0}
                                         : written);
        if (letter == ':') {
            complain(r, "%s needs a value", written);
            return EXIT_USAGE;
        }
        if (index >= 0 && !is_exact(written + 2, tables.longs[index].name))
            return unknown_option(r, written);
        const int code = set_option(r, row_of(r->command, letter), optarg);
        if (code != EXIT_DONE) return code;
    }
    for (int i = optind; i < argc; i++) {
        const int code = add_word(r, &r->args.operands, argv[i]);
        if (code != EXIT_DONE) return code;
    }
    return r->args.help ? EXIT_DONE : check_operands(r);
}
