/* SPDX-License-Identifier: GPL-3.0-or-later
 * studypath-fit: makes the committed model files, and measures how far two labelings agree. Models
 * go to standard output, tables for people to standard error. */
#include <stdio.h>
#include <string.h>

#include "base/try.h"
#include "fit/fit.h"
#include "studypath/init.h"

static sp_status load_texts(sp_text **out, char *const *paths, size_t n, sp_arena *a, sp_error *e)
{
    *out = sp_arena_array(a, n, sizeof **out);
    SP_NEED(*out, e);
    for (size_t i = 0; i < n; i++) SP_TRY(sp_text_load(&(*out)[i], paths[i], a, e));
    return SP_OK;
}

static sp_status load_catalog(sp_catalog *out, char *const *paths, size_t n, sp_arena *a,
                              sp_error *e)
{
    sp_text *texts;
    sp_findings findings = {.arena = a};
    SP_TRY(load_texts(&texts, paths, n, a, e));
    return sp_catalog_read(out, texts, n, &findings, a, e);
}

/* Print what was written, unless memory ran out on the way. */
static sp_status print(FILE *stream, const sp_buffer *text, sp_error *e)
{
    SP_NEED(!text->failed && text->text, e);
    if (fputs(text->text, stream) < 0 || fflush(stream) != 0)
        return sp_fail(e, SP_IO, "", "the output could not be written");
    return SP_OK;
}

static sp_status run_hours(char *const *operands, size_t n, sp_arena *a, sp_error *e)
{
    sp_catalog catalog;
    sp_hours_fit fit;
    sp_writer w = {.out.arena = a};
    sp_buffer report = {.arena = a};
    SP_TRY(load_catalog(&catalog, operands, n, a, e));
    SP_TRY(sp_hours_fit_make(&fit, &catalog, a, e));
    sp_hours_write(&w, &fit);
    sp_hours_report(&report, &fit, a);
    SP_TRY(print(stderr, &report, e));
    return print(stdout, &w.out, e);
}

static sp_status run_score(char *const *operands, size_t n, sp_arena *a, sp_error *e)
{
    sp_text *texts;
    sp_writer w = {.out.arena = a};
    sp_judgement_set *sets = sp_arena_array(a, n, sizeof *sets);
    SP_NEED(sets, e);
    SP_TRY(load_texts(&texts, operands, n, a, e));
    for (size_t i = 0; i < n; i++) SP_TRY(sp_judgements_read(&sets[i], &texts[i], a, e));
    SP_TRY(sp_weights_write(&w, sets, n, a, e));
    return print(stdout, &w.out, e);
}

static sp_status run_agreement(char *const *operands, size_t n, sp_arena *a, sp_error *e)
{
    sp_text *texts;
    sp_catalog catalog;
    sp_labeling labelings[2];
    sp_buffer report = {.arena = a};
    SP_TRY(load_texts(&texts, operands, 2, a, e));
    SP_TRY(load_catalog(&catalog, operands + 2, n - 2, a, e));
    for (int i = 0; i < 2; i++) SP_TRY(sp_labeling_read(&labelings[i], &catalog, &texts[i], a, e));
    SP_TRY(sp_agreement_report(&report, &catalog, &labelings[0], &labelings[1], e));
    return print(stdout, &report, e);
}

static const struct command {
    const char *name, *operands;
    size_t least_operands;
    sp_status (*run)(char *const *operands, size_t n, sp_arena *a, sp_error *e);
} commands[] = {
    {"hours", "CATALOG_FILE...", 1, run_hours},
    {"score", "JUDGEMENTS...", 1, run_score},
    {"agreement", "LABELS_A LABELS_B CATALOG_FILE...", 3, run_agreement},
};

enum { N_COMMANDS = sizeof commands / sizeof *commands };

static int usage(void)
{
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(stderr, "usage: studypath-fit %s %s\n", commands[i].name, commands[i].operands);
    return 2;
}

static int fail(const sp_error *e)
{
    fprintf(stderr, "studypath-fit: %s", e->where);
    if (e->line) fprintf(stderr, ":%u", (unsigned)e->line);
    fprintf(stderr, "%s%s\n", e->where[0] ? ": " : "", e->text);
    return 1;
}

int main(int argc, char **argv)
{
    const struct command *command = NULL;
    for (int i = 0; argc > 1 && i < N_COMMANDS; i++) {
        if (strcmp(argv[1], commands[i].name) == 0) command = &commands[i];
    }
    if (!command || (size_t)argc - 2 < command->least_operands) return usage();
    sp_init();
    sp_arena *a = sp_arena_make(0);
    sp_error e = {0};
    const sp_status status = a ? command->run(argv + 2, (size_t)argc - 2, a, &e)
                               : sp_fail(&e, SP_MEMORY, "", "out of memory");
    sp_arena_free(a);
    return status == SP_OK ? 0 : fail(&e);
}
