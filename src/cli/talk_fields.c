/* SPDX-License-Identifier: GPL-3.0-or-later
 * The questions of a talk that have one short answer: schooling, time, preferences. */
#include "talk.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_none(const char *answer)
{
    return strcmp(answer, "none") == 0 || strcmp(answer, "no") == 0 || strcmp(answer, "any") == 0;
}

/* ---- schooling ---- */

enum { SCHOOLINGS = SP_SCHOOLING_DEGREE, COSTS = SP_COST_PAID, PREFERS = SP_PREFER_BEST + 1 };
static const char *const schoolings[SCHOOLINGS] = {"school at most", "some at a university",
                                                   "a degree with much of it"};

static void now_schooling(const talk *t, sp_buffer *text)
{
    if (t->r->profile.schooling) sp_buffer_puts(text, schoolings[t->r->profile.schooling - 1]);
}

static bool take_schooling(talk *t, const char *answer)
{
    const size_t n = reply_number(answer, SCHOOLINGS);
    if (!n && !is_none(answer)) return false;
    t->r->profile.schooling = (sp_schooling)n;
    talk_end_session(t);
    return true;
}

const talk_field talk_schooling = {
    .question = "How much mathematics did you have?",
    .choices = schoolings,
    .n_choices = SCHOOLINGS,
    .prompt = "1-3 [Enter: skip]:",
    .why = "It gives a first guess of what you know, which the next questions correct.",
    .allowed = "1, 2 or 3.",
    .now = now_schooling,
    .take = take_schooling,
};

/* ---- time ---- */

static void now_hours(const talk *t, sp_buffer *text)
{
    if (isfinite(t->r->profile.hours_per_week))
        sp_buffer_printf(text, "%g h a week", t->r->profile.hours_per_week);
}

static bool take_hours(talk *t, const char *answer)
{
    if (is_none(answer)) t->r->profile.hours_per_week = NAN;
    return is_none(answer) || reply_hours(&t->r->profile.hours_per_week, answer);
}

const talk_field talk_hours = {
    .question = "How many hours a week can you study, most weeks?",
    .prompt = "hours [Enter: 4; most people who take online courses give 2 to 5]:",
    .why = "The dates of your path follow from it: half the hours, twice the weeks.",
    .allowed = "A number of hours above 0 and up to 168, such as 6 or 2.5.",
    .now = now_hours,
    .take = take_hours,
};

static void put_day(sp_buffer *text, sp_day day)
{
    char date[16];
    if (day == SP_NO_DAY) return;
    sp_date_print(date, day);
    sp_buffer_puts(text, date);
}

/* A date, "today", or "none". */
static bool read_day(const talk *t, const char *answer, sp_day *out)
{
    *out = SP_NO_DAY;
    if (is_none(answer)) return true;
    if (strcmp(answer, "today") == 0) {
        *out = t->r->today;
        return true;
    }
    return sp_date_read(out, answer);
}

static void now_start(const talk *t, sp_buffer *text)
{
    put_day(text, t->r->profile.start);
}

static bool take_start(talk *t, const char *answer)
{
    sp_profile *p = &t->r->profile;
    sp_day day;
    if (!read_day(t, answer, &day)) return false;
    if (day != SP_NO_DAY && p->deadline != SP_NO_DAY && p->deadline <= day) {
        char date[16];
        sp_date_print(date, p->deadline);
        talk_say(t, "That is not before %s, the day by which you want to be done.", date);
        return false;
    }
    p->start = day;
    return true;
}

const talk_field talk_start = {
    .question = "When do you start?",
    .prompt = "YYYY-MM-DD [Enter: the day on which the path is made]:",
    .why = "All dates count from it.",
    .allowed = "A date from 1970 to 2200 such as 2027-01-04, or today.",
    .now = now_start,
    .take = take_start,
};

static void now_deadline(const talk *t, sp_buffer *text)
{
    put_day(text, t->r->profile.deadline);
}

static bool take_deadline(talk *t, const char *answer)
{
    sp_profile *p = &t->r->profile;
    const sp_day start = p->start != SP_NO_DAY ? p->start : t->r->today;
    sp_day day;
    if (!read_day(t, answer, &day)) return false;
    if (day != SP_NO_DAY && day <= start) {
        char date[16];
        sp_date_print(date, start);
        talk_say(t, "That is not after the start, %s.", date);
        return false;
    }
    p->deadline = day;
    return true;
}

const talk_field talk_deadline = {
    .question = "Is there a day by which you have to be done?",
    .prompt = "YYYY-MM-DD [Enter: no]:",
    .why = "The path is cut to what you can do by then in four of five cases, and what is left "
           "out is named.",
    .allowed = "A date after the start such as 2027-09-01, or none.",
    .now = now_deadline,
    .take = take_deadline,
};

/* ---- preferences ---- */

static void now_languages(const talk *t, sp_buffer *text)
{
    const sp_profile *p = &t->r->profile;
    for (size_t i = 0; i < p->n_languages; i++)
        sp_buffer_printf(text, "%s%s", i ? ", " : "", p->languages[i]);
}

static bool is_code(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!((word[i] >= 'a' && word[i] <= 'z') || (word[i] == '-' && i >= 2))) return false;
    return length >= 2 && (length <= 3 || word[2] == '-' || word[3] == '-');
}

static bool take_languages(talk *t, const char *answer)
{
    enum { MOST = 16 };
    sp_profile *p = &t->r->profile;
    const char **codes = sp_arena_array(t->r->arena, MOST, sizeof *codes);
    size_t n = 0;
    if (!codes) return false;
    for (answer += strspn(answer, " ,"); *answer && !is_none(answer);) {
        const size_t length = strcspn(answer, " ,");
        if (!is_code(answer, length) || n == MOST) return false;
        codes[n] = sp_arena_text(t->r->arena, answer, length);
        if (!codes[n++]) return false;
        answer += length;
        answer += strspn(answer, " ,");
    }
    p->languages = codes;
    p->n_languages = n;
    return true;
}

const talk_field talk_languages = {
    .question = "Which languages do you understand well enough for a course?",
    .prompt = "codes such as en, es [Enter: any]:",
    .why = "Courses in other languages are left out; one whose language is not stated stays and is "
           "marked.",
    .allowed = "Codes of two or three letters such as en, or en es for both, or any.",
    .now = now_languages,
    .take = take_languages,
};

static const char *const costs[COSTS] = {
    "only free ones", "also those that are free without the certificate", "also paid ones"};

static void now_cost(const talk *t, sp_buffer *text)
{
    if (t->r->profile.cost) sp_buffer_puts(text, costs[t->r->profile.cost - 1]);
}

static bool take_cost(talk *t, const char *answer)
{
    const size_t n = reply_number(answer, COSTS);
    if (!n && !is_none(answer)) return false;
    t->r->profile.cost = (sp_cost)n;
    return true;
}

const talk_field talk_cost = {
    .question = "What may courses cost?",
    .choices = costs,
    .n_choices = COSTS,
    .prompt = "1-3 [Enter: any]:",
    .why = "Dearer courses are left out. Many state no price; those stay and are marked.",
    .allowed = "1, 2, 3 or any.",
    .now = now_cost,
    .take = take_cost,
};

enum { FORMATS = SP_FORMAT_INTERACTIVE };
static const char *const formats[FORMATS] = {"courses with exercises", "recorded lectures", "books",
                                             "interactive lessons"};

static void now_formats(const talk *t, sp_buffer *text)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (t->r->profile.formats & (1U << (1 + i)))
            sp_buffer_printf(text, "%s%s", text->length ? ", " : "", formats[i]);
}

static bool take_formats(talk *t, const char *answer)
{
    bool chosen[FORMATS] = {false};
    unsigned bits = 0;
    if (!is_none(answer) && !reply_numbers(chosen, FORMATS, answer)) return false;
    for (size_t i = 0; i < FORMATS; i++)
        if (chosen[i]) bits |= 1U << (1 + i);
    t->r->profile.formats = bits;
    return true;
}

const talk_field talk_formats = {
    .question = "How do you like to learn?",
    .choices = formats,
    .n_choices = FORMATS,
    .prompt = "numbers, several allowed [Enter: no matter]:",
    .why = "What you like is preferred where it does as well; nothing is left out for it.",
    .allowed = "Numbers from 1 to 4 such as 1 3, or any.",
    .now = now_formats,
    .take = take_formats,
};

static const char *const prefers[PREFERS] = {"the fewest hours", "hours and fit alike",
                                             "what fits you best, even if it takes longer"};

static void now_prefer(const talk *t, sp_buffer *text)
{
    const sp_prefer prefer = t->r->profile.prefer;
    if (prefer != SP_PREFER_BALANCED) sp_buffer_puts(text, prefers[prefer]);
}

static bool take_prefer(talk *t, const char *answer)
{
    const size_t n = is_none(answer) ? 1 + SP_PREFER_BALANCED : reply_number(answer, PREFERS);
    if (n) t->r->profile.prefer = (sp_prefer)(n - 1);
    return n > 0;
}

const talk_field talk_prefer = {
    .question = "What counts most for the path?",
    .choices = prefers,
    .n_choices = PREFERS,
    .prompt = "1-3 [Enter: 2]:",
    .why = "With 1 only hours count. With 2 and 3 a course that fits you badly (its level, its "
           "rating, your wishes) counts as dearer than its hours.",
    .allowed = "1, 2 or 3.",
    .now = now_prefer,
    .take = take_prefer,
};
