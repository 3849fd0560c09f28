/* SPDX-License-Identifier: GPL-3.0-or-later
 * Readings of texts: one JSON string in, one object on one line out, its keys in the order of the
 * table. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/try.h"
#include "io/fields.h"
#include "studypath/io.h"

typedef enum shape { SPAN, NUMBER, TRUTH, TEXT } shape;

static const struct {
    const char *key;
    shape is;
    size_t offset;
} rows[] = {{"hours", SPAN, offsetof(sp_reading, hours)},
            {"weeks", SPAN, offsetof(sp_reading, weeks)},
            {"months", SPAN, offsetof(sp_reading, months)},
            {"years", SPAN, offsetof(sp_reading, years)},
            {"days", SPAN, offsetof(sp_reading, days)},
            {"hours_per_week", SPAN, offsetof(sp_reading, hours_per_week)},
            {"sessions_per_week", NUMBER, offsetof(sp_reading, sessions_per_week)},
            {"hours_per_session", NUMBER, offsetof(sp_reading, hours_per_session)},
            {"lectures", NUMBER, offsetof(sp_reading, lectures)},
            {"pages", NUMBER, offsetof(sp_reading, pages)},
            {"questions", NUMBER, offsetof(sp_reading, questions)},
            {"self_paced", TRUTH, offsetof(sp_reading, self_paced)},
            {"mean", NUMBER, offsetof(sp_reading, mean)},
            {"of", NUMBER, offsetof(sp_reading, of)},
            {"count", NUMBER, offsetof(sp_reading, count)},
            {"count_approx", NUMBER, offsetof(sp_reading, count_approx)},
            {"enrolled", NUMBER, offsetof(sp_reading, enrolled)},
            {"enrolled_approx", NUMBER, offsetof(sp_reading, enrolled_approx)},
            {"views", NUMBER, offsetof(sp_reading, views)},
            {"views_approx", NUMBER, offsetof(sp_reading, views_approx)},
            {"upvotes_below", NUMBER, offsetof(sp_reading, upvotes_below)},
            {"amount", TEXT, offsetof(sp_reading, amount)},
            {"certificate", TEXT, offsetof(sp_reading, certificate)},
            {"unread", TEXT, offsetof(sp_reading, unread)}};

enum { DECIMALS = 2 };

/* Nudged, so that 47.795 is 47.8 although the double nearest to it lies below. */
static void write_value(sp_writer *w, double value)
{
    sp_write_rounded(w, value * (1 + 1e-12), DECIMALS);
}

static void write_span(sp_writer *w, const char *key, const sp_reading_span *span)
{
    if (isnan(span->low) && isnan(span->high)) return;
    sp_write_key(w, key);
    sp_write_open(w, '[');
    write_value(w, span->low);
    write_value(w, span->high);
    sp_write_close(w, ']');
}

static void write_row(sp_writer *w, const sp_reading *r, size_t i)
{
    const char *key = rows[i].key;
    const void *at = (const char *)r + rows[i].offset;
    switch (rows[i].is) {
    case SPAN: write_span(w, key, at); return;
    case NUMBER: {
        const double value = *(const double *)at;
        const bool none = at == &r->count && !isnan(r->mean) && isnan(r->count_approx);
        if (isnan(value) && !none) return;
        sp_write_key(w, key);
        if (at == &r->mean)
            sp_write_number(w, value);
        else
            write_value(w, value);
        return;
    }
    case TRUTH:
        if (!*(const bool *)at) return;
        sp_write_member_bool(w, key, true);
        return;
    case TEXT:
        if (!*(const char *)at) return;
        sp_write_key(w, key);
        sp_write_text(w, at);
        return;
    }
}

/* The name of a choice, or null. */
static void write_choice(sp_writer *w, const char *key, const char *choices, unsigned value)
{
    char name[32];
    sp_write_key(w, key);
    if (value) sp_choice_name(name, choices, value - 1);
    sp_write_text(w, value ? name : NULL);
}

const char *sp_reading_write(const sp_reading *reading, sp_arena *a)
{
    sp_writer w = {.out = {.arena = a}};
    sp_write_open_flat(&w, '{');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].offset == offsetof(sp_reading, amount)) {
            if (reading->has_level) write_choice(&w, "level", SP_CHOICE_STAGE, reading->level);
            if (reading->cost) write_choice(&w, "cost", SP_CHOICE_COST, reading->cost);
        }
        write_row(&w, reading, i);
    }
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}

typedef struct taken {
    const char **out;
    sp_arena *arena;
} taken;

static sp_status take_string(const sp_json *json, void *payload, sp_error *e)
{
    const taken *t = payload;
    if (!cJSON_IsString(json->root))
        return sp_fail_at(e, SP_INVALID, json->file, 1, 1, "is %s, a string is expected",
                          sp_json_kind(json->root));
    *t->out = sp_arena_text(t->arena, json->root->valuestring, strlen(json->root->valuestring));
    SP_NEED(*t->out, e);
    return SP_OK;
}

sp_status sp_string_read(const char **out, const sp_text *json, sp_arena *a, sp_error *e)
{
    taken t = {out, a};
    return sp_json_read(json->text, json->n_bytes, json->name, take_string, &t, a, e);
}
