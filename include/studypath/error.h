/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a call fails, and how a file is criticised.
 *
 * A call that can fail returns sp_status; the sp_error that the caller passed (or NULL) then says
 * why. The first failure wins: later ones do not overwrite it. There is no global state, so any
 * number of threads may fail at once. A reader of a file made by people collects sp_findings
 * instead, all of them, so that one run shows every mistake. */
#ifndef STUDYPATH_ERROR_H
#define STUDYPATH_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "studypath/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_status {
    SP_OK = 0,
    SP_IO,       /* a file is missing, unreadable, or could not be written */
    SP_SYNTAX,   /* not JSON at all */
    SP_INVALID,  /* well-formed, but against our rules */
    SP_NOTFOUND, /* a name that nobody has */
    SP_CYCLE,    /* topics that need each other */
    SP_LIMIT,    /* larger than a documented limit */
    SP_NUMERIC,  /* a computation did not give a finite result */
    SP_USAGE,    /* the call itself makes no sense */
    SP_MEMORY    /* out of memory, or past an arena's limit */
} sp_status;

/* Lives on the caller's stack; set it to {0} before the first call. */
typedef struct sp_error {
    sp_status code;
    uint32_t line;   /* 1-based; 0 = no place in a file */
    uint32_t column; /* 1-based, in bytes; 0 = unknown */
    char where[96]; /* a file, or a path inside a document such as goals[1].topics.svd; may be empty
                     */
    char text[256]; /* one sentence, without a full stop */
} sp_error;

#if defined(__GNUC__)
#define SP_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#else
#define SP_PRINTF(format_at, args_at)
#endif

/* Fill `e` (unless NULL or already filled) and return `code`. Text that does not fit is cut at a
 * UTF-8 border. */
sp_status sp_fail(sp_error *e, sp_status code, const char *where, const char *format, ...)
    SP_PRINTF(4, 5);

/* The same with a place in a file; `column` 0 = unknown. */
sp_status sp_fail_at(sp_error *e, sp_status code, const char *where, uint32_t line, uint32_t column,
                     const char *format, ...) SP_PRINTF(6, 7);

typedef enum sp_severity { SP_SEVERITY_ERROR, SP_SEVERITY_WARNING, SP_SEVERITY_NOTE } sp_severity;

typedef struct sp_finding {
    sp_severity severity;
    const char *code;  /* stable and short, such as unknown-key */
    const char *file;  /* as it was named to the reader */
    const char *where; /* path inside the document, or "" */
    uint32_t line;     /* 0 = unknown */
    const char *text;  /* what was found and what is allowed */
} sp_finding;

/* Findings in the order in which they were met. `items` and all strings live in `arena`. */
typedef struct sp_findings {
    sp_arena *arena;
    sp_finding *items;
    size_t n_items, capacity;
    size_t n_errors;
} sp_findings;

/* Append a finding; SP_MEMORY when the arena is full. `code` must be a literal; the other strings
 * are copied. */
sp_status sp_findings_add(sp_findings *f, sp_severity severity, const char *code, const char *file,
                          const char *where, uint32_t line, const char *format, ...)
    SP_PRINTF(7, 8);
sp_status sp_findings_add_v(sp_findings *f, sp_severity severity, const char *code,
                            const char *file, const char *where, uint32_t line, const char *format,
                            va_list args) SP_PRINTF(7, 0);

#ifdef __cplusplus
}
#endif
#endif
