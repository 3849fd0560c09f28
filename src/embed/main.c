/* SPDX-License-Identifier: GPL-3.0-or-later
 * A program that runs while the library is built: it reads the catalogue, the exercises and the
 * models from data/ and models/ and prints them as C, complete (hours, step hours, ratings), so
 * that the library starts without parsing anything.
 *
 *     embed HOURS.json SCORE.json PLACEMENT.json EXERCISES.json ITEMS.json TOPICS.json GOALS.json
 *         LISTS.json COURSES.json...
 *
 * The texts of TOPICS and GOALS are kept as texts too: a catalogue file without topics of its own
 * is read behind them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "studypath/studypath.h"

static void put_string(const char *text)
{
    if (!text) {
        fputs("NULL", stdout);
        return;
    }
    putchar('"');
    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        if (*s == '"' || *s == '\\' || *s == '?')
            printf("\\%c", *s);
        else if (*s >= 0x20 && *s < 0x7f)
            putchar(*s);
        else
            printf("\\%03o", *s);
    }
    putchar('"');
}

/* Exact, and the same constant for every compiler. */
static void put_number(double value)
{
    if (isnan(value))
        fputs("NAN", stdout);
    else
        printf("%a", value);
}

static void put_numbers(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_number(values[i]);
        fputs(", ", stdout);
    }
}

/* An array of `n` elements that `put` prints, as a compound literal of file scope; NULL when it is
 * empty. */
static void put_array(const char *type, size_t n, void (*put)(const void *items, size_t index),
                      const void *items)
{
    if (!n) {
        fputs("NULL", stdout);
        return;
    }
    printf("(%s[]){", type);
    for (size_t i = 0; i < n; i++) {
        put(items, i);
        fputs(", ", stdout);
    }
    putchar('}');
}

static void put_text_item(const void *items, size_t i)
{
    put_string(((const char *const *)items)[i]);
}

static void put_pair_item(const void *items, size_t i)
{
    const sp_pair pair = ((const sp_pair *)items)[i];
    printf("{%u, %u}", pair.topic, (unsigned)pair.level);
}

static void put_need_item(const void *items, size_t i)
{
    const sp_need need = ((const sp_need *)items)[i];
    printf("{%u, %u, %u}", need.topic, (unsigned)need.from, (unsigned)need.lag);
}

static void put_statement_item(const void *items, size_t i)
{
    const sp_statement *s = &((const sp_statement *)items)[i];
    putchar('{');
    put_string(s->field);
    fputs(", ", stdout);
    put_string(s->value);
    fputs(", ", stdout);
    put_string(s->source);
    putchar('}');
}

static void put_source_item(const void *items, size_t i)
{
    const sp_source *s = &((const sp_source *)items)[i];
    putchar('{');
    put_string(s->field);
    fputs(", ", stdout);
    put_string(s->source);
    putchar('}');
}

static void put_extra_item(const void *items, size_t i)
{
    const sp_extra *x = &((const sp_extra *)items)[i];
    putchar('{');
    put_string(x->key);
    fputs(", ", stdout);
    put_string(x->json);
    putchar('}');
}

static void put_id_item(const void *items, size_t i)
{
    printf("%u", ((const uint32_t *)items)[i]);
}

/* ---- members: ".name = value, " ---- */

static void text_member(const char *name, const char *text)
{
    printf(".%s = ", name);
    put_string(text);
    fputs(", ", stdout);
}

static void number_member(const char *name, double value)
{
    printf(".%s = ", name);
    put_number(value);
    fputs(", ", stdout);
}

static void array_member(const char *name, const char *count_name, const char *type, size_t n,
                         void (*put)(const void *items, size_t index), const void *items)
{
    printf(".%s = ", name);
    put_array(type, n, put, items);
    printf(", .%s = %zu, ", count_name, n);
}

static void hours_member(const char *name, sp_hours hours)
{
    printf(".%s = {", name);
    put_numbers((const double[]){hours.low, hours.expected, hours.high}, 3);
    printf("%d}, ", (int)hours.basis);
}

static void extras_member(sp_extras extras)
{
    fputs(".extras = {", stdout);
    put_array("const sp_extra", extras.n_items, put_extra_item, extras.items);
    printf(", %zu}, ", extras.n_items);
}

static void put_topic(const void *items, size_t i)
{
    const sp_topic *t = &((const sp_topic *)items)[i];
    fputs("\n    {", stdout);
    text_member("id", t->id);
    text_member("name", t->name);
    text_member("area", t->area);
    number_member("size_hours", t->size_hours);
    printf(".size_is_given = %d, ", t->size_is_given);
    array_member("synonyms", "n_synonyms", "const char *const", t->n_synonyms, put_text_item,
                 t->synonyms);
    array_member("needs", "n_needs", "const sp_need", t->n_needs, put_need_item, t->needs);
    fputs(".need_sources = ", stdout);
    put_array("const char *const", t->n_needs, put_text_item, t->need_sources);
    fputs(", ", stdout);
    text_member("source", t->source);
    text_member("file", t->file);
    printf(".line = %u, ", t->line);
    extras_member(t->extras);
    putchar('}');
}

static void put_goal(const void *items, size_t i)
{
    const sp_goal *g = &((const sp_goal *)items)[i];
    fputs("\n    {", stdout);
    text_member("id", g->id);
    text_member("name", g->name);
    text_member("audience", g->audience);
    text_member("note", g->note);
    text_member("file", g->file);
    printf(".line = %u, ", g->line);
    array_member("levels", "n_levels", "const sp_pair", g->n_levels, put_pair_item, g->levels);
    array_member("sources", "n_sources", "const char *const", g->n_sources, put_text_item,
                 g->sources);
    extras_member(g->extras);
    putchar('}');
}

static void put_list(const void *items, size_t i)
{
    const sp_list *l = &((const sp_list *)items)[i];
    fputs("\n    {", stdout);
    text_member("id", l->id);
    text_member("name", l->name);
    text_member("source", l->source);
    array_member("courses", "n_courses", "const sp_course_id", l->n_courses, put_id_item,
                 l->courses);
    extras_member(l->extras);
    putchar('}');
}

static void put_course_facts(const sp_course *c)
{
    printf(".format = %d, .cost = %d, .level = %d, ", (int)c->format, (int)c->cost, (int)c->level);
    number_member("year", c->year);
    number_member("views", c->views);
    number_member("upvotes", c->upvotes);
    number_member("upvotes_below", c->upvotes_below);
    number_member("weekly_low", c->weekly_low);
    number_member("weekly_high", c->weekly_high);
    hours_member("stated_hours", c->stated_hours);
    hours_member("hours", c->hours);
    fputs(".rating = {", stdout);
    put_numbers((const double[]){c->rating.mean, c->rating.of, c->rating.count}, 3);
    put_string(c->rating.text);
    fputs("}, ", stdout);
}

static void put_course(const void *items, size_t i)
{
    const sp_course *c = &((const sp_course *)items)[i];
    fputs("\n    {", stdout);
    text_member("id", c->id);
    text_member("title", c->title);
    text_member("provider", c->provider);
    text_member("institution", c->institution);
    text_member("url", c->url);
    text_member("language", c->language);
    text_member("price", c->price);
    text_member("workload", c->workload);
    text_member("formal_text", c->formal_text);
    text_member("part_of", c->part_of);
    text_member("same_as", c->same_as);
    text_member("file", c->file);
    put_course_facts(c);
    printf(".requires_given = %d, .formal_given = %d, .line = %u, ", c->requires_given,
           c->formal_given, c->line);
    array_member("authors", "n_authors", "const char *const", c->n_authors, put_text_item,
                 c->authors);
    array_member("was", "n_was", "const char *const", c->n_was, put_text_item, c->was);
    array_member("flags", "n_flags", "const char *const", c->n_flags, put_text_item, c->flags);
    array_member("teaches", "n_teaches", "const sp_pair", c->n_teaches, put_pair_item, c->teaches);
    array_member("requires", "n_requires", "const sp_pair", c->n_requires, put_pair_item,
                 c->requires);
    array_member("formal", "n_formal", "const sp_pair", c->n_formal, put_pair_item, c->formal);
    array_member("stated", "n_stated", "const sp_statement", c->n_stated, put_statement_item,
                 c->stated);
    array_member("sources", "n_sources", "const sp_source", c->n_sources, put_source_item,
                 c->sources);
    extras_member(c->extras);
    putchar('}');
}

static void put_area(const void *items, size_t i)
{
    const sp_area_factor *area = &((const sp_area_factor *)items)[i];
    putchar('{');
    put_string(area->area);
    fputs(", ", stdout);
    put_number(area->factor);
    putchar('}');
}

static void put_kind(const void *items, size_t i)
{
    const struct sp_kind_factor *kind = &((const struct sp_kind_factor *)items)[i];
    putchar('{');
    put_string(kind->kind);
    fputs(", ", stdout);
    put_number(kind->phi);
    printf(", %d, ", kind->borrowed);
    put_numbers((const double[]){kind->low, kind->high}, 2);
    putchar('}');
}

static void put_area_shift(const void *items, size_t i)
{
    const sp_area_shift *shift = &((const sp_area_shift *)items)[i];
    putchar('{');
    put_string(shift->area);
    fputs(", ", stdout);
    put_number(shift->levels);
    putchar('}');
}

static void put_reporter(const void *items, size_t i)
{
    const sp_reporter *r = &((const sp_reporter *)items)[i];
    putchar('{');
    put_string(r->name);
    fputs(", ", stdout);
    put_numbers((const double[]){r->share, r->slip, r->under, r->over}, 4);
    putchar('}');
}

static void put_placement(const sp_placement_model *m)
{
    text_member("version", m->version);
    fputs(".value = {", stdout);
    put_numbers(m->value, SP_PLACEMENTS);
    fputs("}, ", stdout);
    array_member("areas", "n_areas", "sp_area_shift", m->n_areas, put_area_shift, m->areas);
    array_member("reporters", "n_reporters", "sp_reporter", m->n_reporters, put_reporter,
                 m->reporters);
}

static void put_exercise(const void *items, size_t i)
{
    const sp_exercise *x = &((const sp_exercise *)items)[i];
    printf("\n    {%u, %u, ", x->topic, (unsigned)x->level);
    put_string(x->text);
    fputs(", ", stdout);
    put_string(x->answer);
    putchar('}');
}

static void put_choice(const void *items, size_t i)
{
    const sp_choice *choice = &((const sp_choice *)items)[i];
    putchar('{');
    put_string(choice->text);
    printf(", %d, ", choice->is_right);
    put_string(choice->misconception);
    putchar('}');
}

static void put_item(const void *items, size_t i)
{
    const sp_item *item = &((const sp_item *)items)[i];
    fputs("\n    {", stdout);
    text_member("id", item->id);
    printf(".topic = %u, .level = %u, ", item->topic, (unsigned)item->level);
    text_member("question", item->question);
    text_member("worked", item->worked);
    array_member("choices", "n_choices", "sp_choice", item->n_choices, put_choice, item->choices);
    putchar('}');
}

static void put_practice(const sp_practice *p)
{
    fputs("    .practice = {", stdout);
    array_member("exercises", "n_exercises", "sp_exercise", p->n_exercises, put_exercise,
                 p->exercises);
    array_member("items", "n_items", "sp_item", p->n_items, put_item, p->items);
    puts("},");
}

static void put_quality(const void *items, size_t i)
{
    const sp_quality *q = &((const sp_quality *)items)[i];
    putchar('{');
    number_member("mean", q->mean);
    number_member("equivalents", q->equivalents);
    printf(".basis = %d}", (int)q->basis);
}

static void put_catalog(const sp_catalog *c)
{
    fputs("    .catalog = {", stdout);
    text_member("id", c->id);
    text_member("version", c->version);
    printf(".sha256 = \"%s\", .topics = {topics, %zu, ", c->sha256, c->topics.n_items);
    put_array("sp_topic_id", c->topics.n_items, put_id_item, c->topics.order);
    printf("}, .goals = goals, .n_goals = %zu, .courses = courses, .n_courses = %zu, .lists = "
           "lists, .n_lists = %zu, .step_hours = (double[]){",
           c->n_goals, c->n_courses, c->n_lists);
    put_numbers(c->step_hours, c->topics.n_items * SP_LEVELS);
    puts("}},");
}

static void put_models(const sp_engine *e)
{
    fputs("    .hours_model = {", stdout);
    array_member("areas", "n_areas", "sp_area_factor", e->hours_model.n_areas, put_area,
                 e->hours_model.areas);
    array_member("kinds", "n_kinds", "struct sp_kind_factor", e->hours_model.n_kinds, put_kind,
                 e->hours_model.kinds);
    number_member("fixed_hours", e->hours_model.fixed_hours);
    fputs("},\n    .score_model = {.weight = {", stdout);
    put_numbers(e->score_model.weight, SP_FEATURES);
    fputs("}, .log_se = {", stdout);
    put_numbers(e->score_model.log_se, SP_FEATURES);
    fputs("}},\n    .placement_model = {", stdout);
    put_placement(&e->placement_model);
    fputs("},\n    .ratings = {", stdout);
    number_member("prior_mean", e->ratings.prior_mean);
    number_member("prior_strength", e->ratings.prior_strength);
    number_member("worst", e->ratings.worst);
    number_member("best", e->ratings.best);
    fputs(".courses = ", stdout);
    put_array("sp_quality", e->catalog.n_courses, put_quality, e->ratings.courses);
    puts("},");
}

static void put_engine(const sp_engine *e, const sp_text *frame, size_t n_frame)
{
    const sp_catalog *c = &e->catalog;
    puts("/* Made by src/embed while the library is built. */\n#include <math.h>\n\n#include "
         "\"shipped.h\"\n");
    fputs("static sp_topic topics[] = {", stdout);
    for (size_t i = 0; i < c->topics.n_items; i++) put_topic(c->topics.items, i), putchar(',');
    fputs("\n};\nstatic sp_goal goals[] = {", stdout);
    for (size_t i = 0; i < c->n_goals; i++) put_goal(c->goals, i), putchar(',');
    fputs("\n};\nstatic sp_list lists[] = {", stdout);
    for (size_t i = 0; i < c->n_lists; i++) put_list(c->lists, i), putchar(',');
    fputs("\n};\nstatic sp_course courses[] = {", stdout);
    for (size_t i = 0; i < c->n_courses; i++) put_course(c->courses, i), putchar(',');
    puts("\n};\nconst sp_engine sp_shipped_engine = {");
    put_catalog(c);
    put_models(e);
    put_practice(&e->practice);
    puts("    .is_shipped = true};");
    printf("const sp_text sp_shipped_frame[SP_SHIPPED_FRAME] = {");
    for (size_t i = 0; i < n_frame; i++) {
        fputs("\n    {", stdout);
        put_string(frame[i].name);
        fputs(", ", stdout);
        put_string(frame[i].text);
        printf(", %zu},", frame[i].n_bytes);
    }
    puts("\n};");
}

/* "data/catalog/topics.json" is called "shipped catalog/topics.json" in messages. */
static const char *shipped_name(const char *path, sp_arena *a)
{
    sp_buffer name = {.arena = a};
    sp_buffer_printf(&name, "shipped %s", strncmp(path, "data/", 5) == 0 ? path + 5 : path);
    return name.failed ? path : name.text;
}

int main(int argc, char **argv)
{
    enum { MODELS = 3, PRACTICE = 2, BEFORE = MODELS + PRACTICE, FRAME = 2, MOST_TEXTS = 64 };
    sp_text texts[MOST_TEXTS];
    sp_engine engine;
    sp_error error = {SP_OK, 0, 0, "", ""};
    sp_arena *a = sp_arena_make(0);
    const int n_texts = argc - 1;
    if (!a || n_texts < BEFORE + FRAME || n_texts > MOST_TEXTS) {
        fputs("usage: embed HOURS.json SCORE.json PLACEMENT.json EXERCISES.json ITEMS.json "
              "TOPICS.json GOALS.json LISTS.json COURSES.json...\n",
              stderr);
        return 2;
    }
    sp_init();
    sp_findings findings = {.arena = a};
    sp_status status = SP_OK;
    for (int i = 0; i < n_texts && status == SP_OK; i++) {
        status = sp_text_load(&texts[i], argv[i + 1], a, &error);
        texts[i].name = shipped_name(argv[i + 1], a);
    }
    if (status == SP_OK)
        status = sp_engine_read(&engine, &(sp_model_texts){texts[0], texts[1], texts[2]},
                                texts + BEFORE, (size_t)(n_texts - BEFORE), &findings, a, &error);
    if (status == SP_OK)
        status = sp_exercises_read(&engine.practice, &engine.catalog, &texts[MODELS], &findings, a,
                                   &error);
    if (status == SP_OK)
        status = sp_items_read(&engine.practice, &engine.catalog, &texts[MODELS + 1], &findings, a,
                               &error);
    if (status == SP_OK) {
        put_engine(&engine, texts + BEFORE, FRAME);
    } else {
        const char *all = sp_view_findings(&findings, a);
        fprintf(stderr, "%sembed: %s:%u: %s\n", all ? all : "", error.where, error.line,
                error.text);
    }
    sp_arena_free(a);
    return status == SP_OK ? 0 : 3;
}
