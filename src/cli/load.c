/* SPDX-License-Identifier: GPL-3.0-or-later
 * From options and a profile file to a learner. Options come on top of the file. */
#include <math.h>
#include <string.h>
#include <time.h>

#include "cli.h"

int load_engine(run *r)
{
    r->findings.arena = r->arena;
    if (sp_engine_open(&r->engine, r->args.catalog, &r->findings, r->arena, &r->error) != SP_OK)
        return fail(r);
    return EXIT_DONE;
}

static int unknown(const run *r, const char *what, const char *name, const char *nearest)
{
    const char *list = strcmp(what, "goal") == 0     ? "; `studypath goals` shows them"
                       : strcmp(what, "course") == 0 ? "; `studypath catalog list` shows them"
                                                     : "";
    if (nearest)
        complain(r, "there is no %s '%s' (did you mean '%s'?)", what, name, nearest);
    else
        complain(r, "there is no %s '%s'%s", what, name, list);
    return EXIT_USAGE;
}

static int find_topic(const run *r, const char *name, sp_topic_id *out)
{
    const sp_topics *topics = &r->engine.catalog.topics;
    *out = sp_topic_find(&r->engine.catalog, name);
    if (*out != SP_NONE) return EXIT_DONE;
    return unknown(r, "topic", name,
                   sp_text_nearest(name, topics->items, topics->n_items, sizeof *topics->items));
}

/* "TOPIC=LEVEL"; the level as a digit or a word. */
static int read_pair(const run *r, const char *option, const char *word, sp_pair *out)
{
    const char *equals = strchr(word, '=');
    if (!equals || equals == word) {
        complain(r, "%s: '%s' is not TOPIC=LEVEL", option, word);
        return EXIT_USAGE;
    }
    const char *name = sp_arena_text(r->arena, word, (size_t)(equals - word));
    if (!name) return EXIT_LIMIT;
    const int level = sp_level_read(equals + 1);
    if (level >= 0) {
        out->level = (uint8_t)level;
        return find_topic(r, name, &out->topic);
    }
    complain(r, "%s: '%s' is no level; 0 to 3, or none, follow, use, derive", option, equals + 1);
    return EXIT_USAGE;
}

static int set_know(run *r)
{
    for (size_t i = 0; i < r->args.know.n_items; i++) {
        sp_pair pair;
        const int code = read_pair(r, "--know", r->args.know.items[i], &pair);
        if (code != EXIT_DONE) return code;
        r->profile.levels[pair.topic] = pair.level;
    }
    return EXIT_DONE;
}

/* Room for `n_more` answers behind those of the profile. */
static bool room_for_answers(run *r, size_t n_more)
{
    sp_profile *p = &r->profile;
    sp_answer *longer = sp_arena_array(r->arena, p->n_answers + n_more, sizeof *longer);
    if (!longer) return false;
    if (p->n_answers) memcpy(longer, p->answers, p->n_answers * sizeof *longer);
    p->answers = longer;
    return true;
}

int answer_levels(run *r)
{
    sp_profile *p = &r->profile;
    const size_t n_topics = r->engine.catalog.topics.n_items;
    if (p->n_answers || p->assessed) return EXIT_DONE;
    if (!room_for_answers(r, n_topics)) return EXIT_LIMIT;
    for (sp_topic_id t = 0; t < n_topics; t++)
        if (p->levels[t])
            p->answers[p->n_answers++] = (sp_answer){.topic = t, .level = p->levels[t]};
    return EXIT_DONE;
}

int answer_known(run *r)
{
    sp_profile *p = &r->profile;
    const words *know = &r->args.know;
    if (!room_for_answers(r, know->n_items)) return EXIT_LIMIT;
    for (size_t i = 0; i < know->n_items; i++) {
        sp_pair pair;
        const int code = read_pair(r, "--know", know->items[i], &pair);
        if (code != EXIT_DONE) return code;
        size_t at = 0;
        while (at < p->n_answers && (p->answers[at].topic != pair.topic || p->answers[at].result))
            at++;
        p->n_answers += at == p->n_answers;
        p->answers[at] = (sp_answer){.topic = pair.topic, .level = pair.level};
    }
    return EXIT_DONE;
}

static int compare_topics(const sp_pair *a, const sp_pair *b)
{
    return (a->topic > b->topic) - (a->topic < b->topic);
}

/* "TOPIC=LEVEL,TOPIC=LEVEL", into pairs sorted by topic; the higher level counts when a topic comes
 * twice. */
static int read_own_goal(run *r, const char *word, sp_goal_choice *out)
{
    size_t most = 1;
    for (const char *s = word; *s; s++) most += *s == ',';
    sp_pair *pairs = sp_arena_array(r->arena, most, sizeof *pairs);
    if (!pairs) return EXIT_LIMIT;
    while (*word) {
        const size_t length = strcspn(word, ",");
        const char *one = sp_arena_text(r->arena, word, length);
        sp_pair pair;
        const int code = one ? read_pair(r, "--goal", one, &pair) : EXIT_LIMIT;
        if (code != EXIT_DONE) return code;
        size_t at = out->n_pairs;
        while (at > 0 && compare_topics(&pair, &pairs[at - 1]) < 0) at--;
        if (at > 0 && pairs[at - 1].topic == pair.topic) {
            if (pair.level > pairs[at - 1].level) pairs[at - 1].level = pair.level;
        } else if (pair.level) {
            memmove(pairs + at + 1, pairs + at, (out->n_pairs - at) * sizeof *pairs);
            pairs[at] = pair;
            out->n_pairs++;
        }
        word += length + (word[length] == ',');
    }
    if (!out->n_pairs) {
        complain(r, "--goal: a goal needs a topic at level 1, 2 or 3");
        return EXIT_USAGE;
    }
    out->pairs = pairs;
    return EXIT_DONE;
}

static int set_goals(run *r)
{
    const sp_catalog *c = &r->engine.catalog;
    const words *goals = &r->args.goals;
    if (!goals->n_items) return EXIT_DONE;
    r->profile.goals = sp_arena_array(r->arena, goals->n_items, sizeof *r->profile.goals);
    if (!r->profile.goals) return EXIT_LIMIT;
    r->profile.n_goals = goals->n_items;
    for (size_t i = 0; i < goals->n_items; i++) {
        sp_goal_choice *choice = &r->profile.goals[i];
        choice->named = sp_goal_find(c, goals->items[i]);
        if (choice->named != SP_NONE) continue;
        if (!strchr(goals->items[i], '='))
            return unknown(
                r, "goal", goals->items[i],
                sp_text_nearest(goals->items[i], c->goals, c->n_goals, sizeof *c->goals));
        const int code = read_own_goal(r, goals->items[i], choice);
        if (code != EXIT_DONE) return code;
    }
    return EXIT_DONE;
}

/* Append the courses that an option names to a list of the profile. */
static int add_courses(run *r, const words *names, sp_course_id **ids, size_t *n_ids)
{
    const sp_catalog *c = &r->engine.catalog;
    sp_course_id *longer = sp_arena_array(r->arena, *n_ids + names->n_items, sizeof *longer);
    if (!longer) return EXIT_LIMIT;
    if (*n_ids) memcpy(longer, *ids, *n_ids * sizeof *longer);
    for (size_t i = 0; i < names->n_items; i++) {
        const sp_course_id id = sp_course_find(c, names->items[i]);
        if (id == SP_NONE)
            return unknown(
                r, "course", names->items[i],
                sp_text_nearest(names->items[i], c->courses, c->n_courses, sizeof *c->courses));
        longer[(*n_ids)++] = id;
    }
    *ids = longer;
    return EXIT_DONE;
}

/* The names of providers, which must be some. */
static int set_providers(run *r, const char *option, const words *names, const char *const **items,
                         size_t *n_items)
{
    const sp_catalog *c = &r->engine.catalog;
    for (size_t i = 0; i < names->n_items; i++) {
        if (sp_provider_exists(c, names->items[i])) continue;
        const char *nearest = sp_provider_nearest(c, names->items[i]);
        complain(r, "%s: no course is of '%s'%s%s%s", option, names->items[i],
                 nearest ? " (did you mean '" : "", nearest ? nearest : "", nearest ? "'?)" : "");
        return EXIT_USAGE;
    }
    if (!names->n_items) return EXIT_DONE;
    *items = names->items;
    *n_items = names->n_items;
    return EXIT_DONE;
}

static int set_max_price(run *r)
{
    sp_amount amount;
    const char *text = r->args.max_price;
    if (!text) return EXIT_DONE;
    r->profile.max_price = text;
    if (sp_amount_read(&amount, text)) return EXIT_DONE;
    complain(r,
             "--max-price: '%s' is no amount with its currency, such as \"50 USD\"; for courses "
             "without a price use --cost",
             text);
    return EXIT_USAGE;
}

/* What an option adds must not contradict the profile or another option; the profile's reader has
 * looked at the profile alone. */
static int check_include(const run *r)
{
    const sp_profile *p = &r->profile;
    for (size_t i = 0; i < p->n_include; i++)
        for (size_t k = 0; k < p->n_exclude; k++) {
            if (p->include[i] != p->exclude[k]) continue;
            complain(r, "%s is both included and excluded",
                     r->engine.catalog.courses[p->include[i]].id);
            return EXIT_USAGE;
        }
    return EXIT_DONE;
}

int set_date(const run *r, const char *option, const char *word, sp_day *out)
{
    if (!word || sp_date_read(out, word)) return EXIT_DONE;
    complain(r, "%s: '%s' is not a date YYYY-MM-DD from 1970 to 2200", option, word);
    return EXIT_USAGE;
}

/* Wrong use when an option names one of the two, else wrong data. */
static int check_deadline(const run *r)
{
    const sp_profile *p = &r->profile;
    const sp_day start = p->start != SP_NO_DAY ? p->start : r->today;
    if (p->deadline == SP_NO_DAY || p->deadline > start) return EXIT_DONE;
    char first[16], last[16];
    sp_date_print(first, start);
    sp_date_print(last, p->deadline);
    const bool from_options = r->args.start || r->args.deadline;
    complain(r, "%s%sthe deadline %s is not after the start %s%s",
             from_options ? "" : r->args.operands.items[0], from_options ? "" : ": ", last, first,
             p->start == SP_NO_DAY ? " (today)" : "");
    return from_options ? EXIT_USAGE : EXIT_DATA;
}

static int set_dates(run *r)
{
    int code = set_date(r, "--today", r->args.today, &r->today);
    if (code == EXIT_DONE) code = set_date(r, "--start", r->args.start, &r->profile.start);
    if (code == EXIT_DONE) code = set_date(r, "--deadline", r->args.deadline, &r->profile.deadline);
    if (code != EXIT_DONE) return code;
    if (!r->args.today) {
        const time_t now = time(NULL);
        struct tm local;
        char text[16];
        if (!localtime_r(&now, &local) || !strftime(text, sizeof text, "%Y-%m-%d", &local) ||
            !sp_date_read(&r->today, text)) {
            complain(r, "the clock gives no usable date; use --today YYYY-MM-DD");
            return EXIT_USAGE;
        }
    }
    return check_deadline(r);
}

static int apply_options(run *r)
{
    sp_profile *p = &r->profile;
    const args *a = &r->args;
    if (a->hours_per_week > 0) p->hours_per_week = a->hours_per_week;
    if (a->confidence > 0) p->on_time = a->confidence;
    if (a->max_courses > 0) p->max_courses = a->max_courses;
    if (a->prefer) p->prefer = (sp_prefer)sp_choice_find(SP_CHOICE_PREFER, a->prefer);
    if (a->schooling)
        p->schooling = (sp_schooling)(1 + sp_choice_find(SP_CHOICE_SCHOOLING, a->schooling));
    if (a->cost) p->cost = (sp_cost)(1 + sp_choice_find(SP_CHOICE_COST, a->cost));
    if (a->languages.n_items) {
        p->languages = a->languages.items;
        p->n_languages = a->languages.n_items;
    }
    int code = set_know(r);
    if (code == EXIT_DONE) code = set_goals(r);
    if (code == EXIT_DONE) code = add_courses(r, &a->exclude, &p->exclude, &p->n_exclude);
    if (code == EXIT_DONE) code = add_courses(r, &a->include, &p->include, &p->n_include);
    if (code == EXIT_DONE) code = check_include(r);
    if (code == EXIT_DONE) code = set_max_price(r);
    if (code == EXIT_DONE)
        code = set_providers(r, "--provider", &a->providers, &p->providers, &p->n_providers);
    if (code == EXIT_DONE)
        code = set_providers(r, "--not-provider", &a->not_providers, &p->not_providers,
                             &p->n_not_providers);
    if (code == EXIT_DONE) code = set_times(r);
    return code == EXIT_DONE ? set_dates(r) : code;
}

int load_profile(run *r)
{
    const bool both = r->args.operands.n_items && r->args.catalog &&
                      strcmp(r->args.operands.items[0], "-") == 0 &&
                      strcmp(r->args.catalog, "-") == 0;
    if (both) {
        complain(r, "profile and catalogue can't both be read from standard input");
        return EXIT_USAGE;
    }
    if (!r->args.operands.n_items) {
        if (sp_profile_make(&r->profile, &r->engine.catalog, r->arena, &r->error) != SP_OK)
            return fail(r);
        return apply_options(r);
    }
    sp_text text;
    if (sp_text_load(&text, r->args.operands.items[0], r->arena, &r->error) != SP_OK)
        return fail(r);
    if (sp_profile_read(&r->profile, &r->engine.catalog, &text, &r->findings, r->arena,
                        &r->error) != SP_OK)
        return fail(r);
    warn(r);
    return apply_options(r);
}

int fail_included(run *r)
{
    const bool asked = r->args.include.n_items &&
                       strcmp(r->error.where, "preferences.include") == 0;
    if (!asked) return fail(r);
    complain(r, "--include: %s", r->error.text);
    return EXIT_USAGE;
}

int load_learner(run *r)
{
    if (!r->profile.n_goals) {
        complain(r, "no goal is given: add goals to the profile or use --goal; `studypath goals` "
                    "shows them");
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < r->profile.n_goals; i++) {
        if (r->profile.goals[i].named != SP_NONE || r->profile.goals[i].n_pairs) continue;
        const char *file = r->args.operands.items[0];
        complain(r, "%s: goals[%zu]: a goal needs a topic at level 1, 2 or 3",
                 strcmp(file, "-") == 0 ? "standard input" : file, i);
        return EXIT_DATA;
    }
    if (sp_learner_make(&r->learner, &r->engine.catalog, &r->profile, r->today, r->arena,
                        &r->error) != SP_OK)
        return fail_included(r);
    return EXIT_DONE;
}
