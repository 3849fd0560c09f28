/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rules that rule courses out. What a course does not state passes, and the line says so. */
#include "core/filter.h"

#include <string.h>

#include "studypath/reading.h"
#include "studypath/text.h"

enum { CURRENCY_LETTERS = 3 };

const char *sp_filter_name(sp_filter filter)
{
    static const char *const names[] = {NULL,   "excluded",        "done",     "language",
                                        "cost", "teaches nothing", "provider", "price"};
    return names[filter];
}

static bool is_listed(const sp_course_id *ids, size_t n_ids, sp_course_id course)
{
    for (size_t i = 0; i < n_ids; i++)
        if (ids[i] == course) return true;
    return false;
}

static bool is_named(const char *const *names, size_t n_names, const char *name)
{
    for (size_t i = 0; i < n_names; i++)
        if (strcmp(names[i], name) == 0) return true;
    return false;
}

static bool passes_list(const char *const *names, size_t n_names, const char *name)
{
    return !n_names || !name || is_named(names, n_names, name);
}

static bool passes_providers(const sp_profile *p, const char *provider)
{
    return passes_list(p->providers, p->n_providers, provider) &&
           !(provider && is_named(p->not_providers, p->n_not_providers, provider));
}

bool sp_amount_read(sp_amount *out, const char *text)
{
    sp_reading reading;
    sp_reading_read(&reading, SP_READING_PRICE, text, NULL);
    const size_t length = strcspn(reading.amount, " ");
    *out = (sp_amount){.number = 0};
    if (reading.amount[length] != ' ' || strlen(reading.amount + length + 1) != CURRENCY_LETTERS)
        return false;
    memcpy(out->currency, reading.amount + length + 1, CURRENCY_LETTERS + 1);
    reading.amount[length] = '\0';
    return sp_number_read(&out->number, reading.amount);
}

/* How the price of a course compares with the limit. */
typedef enum verdict { WITHIN, ABOVE, UNKNOWN } verdict;

static verdict compare_price(const sp_profile *p, const sp_course *course)
{
    sp_amount most, price;
    if (!p->max_price || !sp_amount_read(&most, p->max_price)) return WITHIN;
    if (course->cost == SP_COST_FREE || course->cost == SP_COST_AUDIT) return WITHIN;
    if (!course->price) return UNKNOWN;
    if (sp_amount_read(&price, course->price)) {
        if (strcmp(price.currency, most.currency) != 0) return UNKNOWN;
        return price.number > most.number ? ABOVE : WITHIN;
    }
    sp_reading reading;
    sp_reading_read(&reading, SP_READING_PRICE, course->price, NULL);
    return reading.cost == SP_COST_FREE || reading.cost == SP_COST_AUDIT ? WITHIN : UNKNOWN;
}

bool sp_price_is_known(const sp_profile *p, const sp_course *course)
{
    return compare_price(p, course) != UNKNOWN;
}

sp_filter sp_filter__of(const sp_catalog *c, const sp_profile *p, sp_course_id id)
{
    const sp_course *course = &c->courses[id];
    if (is_listed(p->exclude, p->n_exclude, id)) return SP_FILTER_EXCLUDED;
    if (!passes_list(p->languages, p->n_languages, course->language)) return SP_FILTER_LANGUAGE;
    if (p->cost != SP_COST_NONE && course->cost > p->cost) return SP_FILTER_COST;
    if (compare_price(p, course) == ABOVE) return SP_FILTER_PRICE;
    if (!passes_providers(p, course->provider)) return SP_FILTER_PROVIDER;
    return course->n_teaches ? SP_FILTER_NONE : SP_FILTER_NOTHING;
}

bool sp_provider_exists(const sp_catalog *c, const char *name)
{
    for (size_t i = 0; i < c->n_courses; i++)
        if (c->courses[i].provider && strcmp(c->courses[i].provider, name) == 0) return true;
    return false;
}

const char *sp_provider_nearest(const sp_catalog *c, const char *name)
{
    return c->n_courses
               ? sp_text_nearest(name, &c->courses->provider, c->n_courses, sizeof *c->courses)
               : NULL;
}
