/* SPDX-License-Identifier: GPL-3.0-or-later
 * The options about days and weeks. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

#define DAY_NAMES "mon|tue|wed|thu|fri|sat|sun"

/* One "DAY=HOURS" of `length` bytes. */
static int set_day(run *r, const char *word, size_t length)
{
    char text[64] = "";
    snprintf(text, sizeof text, "%.*s", (int)(length < sizeof text ? length : sizeof text), word);
    char *equals = strchr(text, '=');
    if (equals) *equals = '\0';
    const int day = sp_choice_find(DAY_NAMES, text);
    double hours;
    if (day < 0 || !equals) {
        complain(r, "--days: '%s' is no DAY=HOURS, such as mon=2; the days are %s", text,
                 DAY_NAMES);
        return EXIT_USAGE;
    }
    if (!sp_number_read(&hours, equals + 1) || !(hours >= 0 && hours <= 24)) {
        complain(r, "--days: %s: '%s' is not a number from 0 to 24", text, equals + 1);
        return EXIT_USAGE;
    }
    if (isfinite(r->profile.day_hours[day])) {
        complain(r, "--days: %s is there twice", text);
        return EXIT_USAGE;
    }
    r->profile.day_hours[day] = hours;
    return EXIT_DONE;
}

static int set_days(run *r)
{
    const char *word = r->args.days;
    if (!word) return EXIT_DONE;
    for (int d = 0; d < 7; d++) r->profile.day_hours[d] = NAN;
    for (;;) {
        const size_t length = strcspn(word, ",");
        const int code = set_day(r, word, length);
        if (code != EXIT_DONE) return code;
        if (!word[length]) break;
        word += length + 1;
    }
    if (!(r->args.hours_per_week > 0)) r->profile.hours_per_week = NAN;
    if (isfinite(sp_hours_stated(&r->profile))) return EXIT_DONE;
    complain(r, "--days: no day has any hours");
    return EXIT_USAGE;
}

static int add_off(run *r)
{
    const words *off = &r->args.off;
    sp_profile *p = &r->profile;
    if (!off->n_items) return EXIT_DONE;
    sp_day *days = sp_arena_array(r->arena, p->n_off + off->n_items, sizeof *days);
    if (!days) {
        complain(r, "out of memory");
        return EXIT_LIMIT;
    }
    if (p->n_off) memcpy(days, p->off, p->n_off * sizeof *days);
    for (size_t i = 0; i < off->n_items; i++) {
        const int code = set_date(r, "--off", off->items[i], &days[p->n_off + i]);
        if (code != EXIT_DONE) return code;
    }
    p->off = days;
    p->n_off += off->n_items;
    return EXIT_DONE;
}

int set_times(run *r)
{
    if (r->args.parallel > 0) r->profile.parallel = r->args.parallel;
    if (r->args.weekly_loads) r->profile.weekly_loads = true;
    const int code = set_days(r);
    return code == EXIT_DONE ? add_off(r) : code;
}
