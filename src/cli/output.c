/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers to standard output or a file, talk to standard error, errors to exit codes. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static void put_safe(const run *r, const char *text)
{
    sp_buffer safe = {.arena = r->arena};
    sp_buffer_safe(&safe, text);
    fputs(safe.failed ? "out of memory" : safe.text ? safe.text : "", stderr);
}

static void put_name(const run *r)
{
    fputs("studypath", stderr);
    if (r->command) fprintf(stderr, " %s", r->command->name);
    fputs(": ", stderr);
}

void complain(const run *r, const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    sp_text_cut(text, sizeof text - 1);
    put_name(r);
    put_safe(r, text);
    fputs("\n", stderr);
}

static int code_of(sp_status status)
{
    switch (status) {
    case SP_OK: return EXIT_DONE;
    case SP_IO: return EXIT_FILE;
    case SP_SYNTAX:
    case SP_INVALID:
    case SP_NOTFOUND:
    case SP_CYCLE: return EXIT_DATA;
    case SP_LIMIT:
    case SP_MEMORY: return EXIT_LIMIT;
    case SP_USAGE: return EXIT_USAGE;
    case SP_NUMERIC: return EXIT_INTERNAL;
    }
    return EXIT_INTERNAL;
}

/* "studypath plan: me.json:14: goals[0]: there is no goal …" */
static void put_finding(const run *r, const sp_finding *f)
{
    char place[32] = "";
    if (f->line) snprintf(place, sizeof place, ":%u", f->line);
    complain(r, "%s%s: %s%s%s%s", f->file, place,
             f->severity == SP_SEVERITY_ERROR ? "" : "warning: ", f->where, f->where[0] ? ": " : "",
             f->text);
}

void warn(const run *r)
{
    for (size_t i = 0; i < r->findings.n_items; i++)
        if (r->findings.items[i].severity == SP_SEVERITY_WARNING)
            put_finding(r, &r->findings.items[i]);
}

int fail(run *r)
{
    for (size_t i = 0; i < r->findings.n_items; i++)
        if (r->findings.items[i].severity == SP_SEVERITY_ERROR)
            put_finding(r, &r->findings.items[i]);
    if (!r->findings.n_errors) {
        const sp_error *e = &r->error;
        char place[32] = "";
        if (e->line && e->column)
            snprintf(place, sizeof place, ":%u:%u", e->line, e->column);
        else if (e->line)
            snprintf(place, sizeof place, ":%u", e->line);
        const char *where = e->where[0] || e->code != SP_IO ? e->where
                                                            : "''"; /* a path of no letters */
        complain(r, "%s%s%s%s", where, place, where[0] ? ": " : "", e->text);
    }
    return code_of(r->error.code);
}

const char *format_by_suffix(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    if (!dot || strchr(dot, '/') || strncmp(path, "/dev/", 5) == 0) return NULL;
    return strcmp(dot, ".txt") == 0 ? "text" : dot + 1;
}

bool wants(const run *r, const char *format)
{
    const args *a = &r->args;
    const char *chosen = a->format ? a->format : format_by_suffix(a->output);
    if (chosen) return strcmp(chosen, format) == 0;
    return sp_choice_find(r->command->formats, format) == 0;
}

bool wants_json(const run *r)
{
    return wants(r, "json");
}

int print_to(run *r, const char *path, const char *text)
{
    if (!text) {
        complain(r, "out of memory");
        return EXIT_LIMIT;
    }
    if (path && strcmp(path, "-") != 0) {
        if (sp_text_save(path, text, strlen(text), &r->error) != SP_OK) return fail(r);
        return EXIT_DONE;
    }
    fputs(text, stdout);
    return EXIT_DONE;
}

int print_answer(run *r, const char *text)
{
    return print_to(r, r->args.output, text);
}
