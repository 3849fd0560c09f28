/* SPDX-License-Identifier: GPL-3.0-or-later
 * ask: the questionnaire for programs and files. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static int load_answers(run *r)
{
    const char *path = r->args.answers;
    if (!path) return EXIT_DONE;
    sp_text text;
    if (sp_text_load(&text, path, r->arena, &r->error) != SP_OK ||
        sp_answers_read(&r->profile, &r->engine.catalog, &text, &r->findings, r->arena,
                        &r->error) != SP_OK)
        return fail(r);
    return EXIT_DONE;
}

sp_ask_options ask_options(const run *r)
{
    const count *questions = &r->args.questions;
    return (sp_ask_options){questions->is_given ? (size_t)questions->value : SP_ASK_ENOUGH};
}

static int begin(run *r, sp_ask **ask)
{
    const sp_ask_options options = ask_options(r);
    int code = load_engine(r);
    if (code == EXIT_DONE) code = load_profile(r);
    if (code == EXIT_DONE) code = answer_levels(r);
    if (code == EXIT_DONE) code = answer_known(r);
    if (code == EXIT_DONE) code = load_answers(r);
    if (code == EXIT_DONE) code = load_learner(r); /* it says what is wrong with the goals */
    if (code != EXIT_DONE) return code;
    if (sp_ask_begin(ask, &r->engine.catalog, &r->engine.placement_model, &r->profile, &options,
                     r->arena, &r->error) != SP_OK)
        return fail(r);
    return EXIT_DONE;
}

/* ---- --protocol jsonl ---- */

/* A line has to arrive before the answer to it can. */
static int put_line(run *r, const char *line)
{
    const int code = print_to(r, NULL, line);
    if (code == EXIT_DONE && fflush(stdout) != 0) {
        complain(r, "cannot write to standard output: %s", strerror(errno));
        return EXIT_FILE;
    }
    return code;
}

/* EXIT_DONE with a level (SP_NO_LEVEL: skip) in `level`, and in `is_end` whether the input ended
 * instead. */
static int read_reply(run *r, unsigned *level, bool *is_end)
{
    static char line[LINE_BYTES + 1];
    static size_t number;
    size_t n_bytes;
    *is_end = !next_line(line, &n_bytes);
    if (*is_end) {
        if (!ferror(stdin)) return EXIT_DONE;
        complain(r, "cannot read standard input: %s", strerror(errno));
        return EXIT_FILE;
    }
    number++;
    if (n_bytes > LINE_BYTES) {
        complain(r, "standard input:%zu: a line of more than 64 KiB", number);
        return EXIT_DATA;
    }
    const sp_text text = {"standard input", line, n_bytes};
    const sp_status status = sp_reply_read(level, &text, r->arena, &r->error);
    if (status == SP_OK) return EXIT_DONE;
    r->error.line = (uint32_t)number;
    return fail(r);
}

static int talk_in_lines(run *r, sp_ask *ask)
{
    sp_question question;
    for (;;) {
        const sp_arena_mark mark = sp_arena_here(r->arena);
        unsigned level = SP_NO_LEVEL;
        bool is_end = false;
        if (sp_ask_next(&question, ask, &r->error) != SP_OK) return fail(r);
        if (question.n_to_go == 0) return EXIT_DONE;
        int code = put_line(r, sp_question_write(&question, &r->engine.catalog, r->arena));
        if (code == EXIT_DONE) code = read_reply(r, &level, &is_end);
        if (code != EXIT_DONE || is_end) return code;
        const sp_status status = level == SP_NO_LEVEL
                                     ? sp_ask_skip(ask, question.topic, &r->error)
                                     : sp_ask_answer(ask, question.topic, level, &r->error);
        if (status != SP_OK) return fail(r);
        sp_arena_rewind(r->arena, mark);
    }
}

/* ---- the other ways, and the end of all ---- */

static int print_questions(run *r, sp_ask *ask)
{
    const size_t most = (size_t)r->args.next;
    sp_question *questions = sp_arena_array(r->arena, most, sizeof *questions);
    sp_placement placement;
    sp_profile scratch = r->profile;
    size_t n;
    if (!questions) return print_answer(r, NULL);
    if (sp_ask_rank(questions, &n, most, ask, &r->error) != SP_OK ||
        sp_ask_finish(&placement, &scratch, ask, r->arena, &r->error) != SP_OK)
        return fail(r);
    return print_answer(r,
                        sp_questions_write(questions, n, &placement, &r->engine.catalog, r->arena));
}

static int save_profile(run *r)
{
    if (!r->args.save) return EXIT_DONE;
    return print_to(r, r->args.save, sp_profile_write(&r->profile, &r->engine.catalog, r->arena));
}

static int print_placement(run *r, const sp_placement *p)
{
    complain(r,
             "of the %.0f h from nothing to the goals about %.0f h may be misplaced; ten more "
             "questions would save about %.0f h",
             p->goal_hours, p->misplaced_hours, p->ten_more_save_hours);
    if (r->args.no_plan)
        return print_answer(r, sp_profile_write(&r->profile, &r->engine.catalog, r->arena));
    const int code = load_learner(r);
    return code == EXIT_DONE ? print_plan(r) : code;
}

static bool is_dash(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

/* Standard input can be read once. */
static int check_standard_input(const run *r)
{
    const words *operands = &r->args.operands;
    const int n_readers = is_dash(r->args.answers) + is_dash(r->args.catalog) +
                          (operands->n_items && is_dash(operands->items[0])) +
                          (r->args.protocol != NULL);
    if (n_readers < 2) return EXIT_DONE;
    complain(r, "only one of PROFILE, --catalog, --answers and --protocol can read standard input");
    return EXIT_USAGE;
}

int run_ask(run *r)
{
    sp_ask *ask;
    sp_placement placement;
    const bool lists = r->args.next > 0, talks = r->args.protocol != NULL;
    if (!lists && !talks && !r->args.answers) return run_talk(r);
    if (lists && talks) {
        complain(r, "--protocol and --next exclude each other");
        return EXIT_USAGE;
    }
    if (r->args.verify) {
        complain(r, "--verify is for the talk; --protocol, --next and --answers check nothing");
        return EXIT_USAGE;
    }
    int code = check_standard_input(r);
    if (code == EXIT_DONE) code = begin(r, &ask);
    if (code == EXIT_DONE && lists) return print_questions(r, ask);
    if (code == EXIT_DONE && talks) code = talk_in_lines(r, ask);
    if (code != EXIT_DONE) return code;
    if (sp_ask_finish(&placement, &r->profile, ask, r->arena, &r->error) != SP_OK) return fail(r);
    code = save_profile(r);
    if (code != EXIT_DONE) return code;
    if (talks)
        return put_line(r,
                        sp_placement_write(&placement, &r->profile, &r->engine.catalog, r->arena));
    return print_placement(r, &placement);
}
