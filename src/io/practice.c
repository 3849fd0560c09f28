/* SPDX-License-Identifier: GPL-3.0-or-later
 * studypath-exercises/1 and studypath-items/1. */
#include <stddef.h>
#include <string.h>

#include "base/try.h"
#include "io/document.h"
#include "studypath/practice.h"

#define AT(type, member) .offset = offsetof(type, member)
#define ROWS(rows) rows, sizeof rows / sizeof *rows
enum { TEXT = SP_FIELD_REQUIRED | SP_FIELD_NOT_EMPTY };

static sp_status check_level(sp_reader *r, const cJSON *item, uint8_t level)
{
    if (level) return SP_OK;
    return sp_reader_refuse(r, item, "out-of-range", "a level from 1 to 3 is expected");
}

/* ---- exercises ---- */

static const sp_field exercise_rows[] = {
    {"topic", SP_FIELD_TOPIC, AT(sp_exercise, topic), .flags = SP_FIELD_REQUIRED,
     .help = "what it is about"},
    {"level", SP_FIELD_LEVEL, AT(sp_exercise, level), .flags = SP_FIELD_REQUIRED,
     .help = "who can do it holds the topic at this level"},
    {"text", SP_FIELD_TEXT, AT(sp_exercise, text), .flags = TEXT, .help = "the exercise"},
    {"answer", SP_FIELD_TEXT, AT(sp_exercise, answer), .flags = TEXT, .help = "solved"},
};

static sp_status check_exercise(sp_reader *r, const cJSON *item, void *record)
{
    return check_level(r, item, ((const sp_exercise *)record)->level);
}

static const sp_fields exercise_fields = {"an exercise", ROWS(exercise_rows),
                                          .size = sizeof(sp_exercise), .after = check_exercise};

static const sp_field exercises_rows[] = {
    {"format", SP_FIELD_CUSTOM, .read = sp_document_skip, .help = "studypath-exercises/1"},
    {"about", SP_FIELD_CUSTOM, .read = sp_document_skip, .help = "where they are from"},
    {"exercises", SP_FIELD_LIST, AT(sp_practice, exercises),
     .count_offset = offsetof(sp_practice, n_exercises), .flags = SP_FIELD_REQUIRED,
     .sub = &exercise_fields, .help = "one a topic and level"},
};

static sp_status check_exercises(sp_reader *r, const cJSON *item, void *record)
{
    const sp_practice *p = record;
    for (size_t i = 0; i < p->n_exercises; i++) {
        const sp_exercise *own = &p->exercises[i];
        if (own->topic == SP_NONE || sp_exercise_find(p, own->topic, own->level) == own) continue;
        SP_TRY(sp_reader_refuse(r, item, "duplicate", "%s has two exercises at level %u",
                                r->catalog->topics.items[own->topic].id, (unsigned)own->level));
    }
    return SP_OK;
}

static const sp_fields exercises_fields = {"a file of exercises", ROWS(exercises_rows),
                                           .size = sizeof(sp_practice), .after = check_exercises};

/* ---- items ---- */

static const sp_field choice_rows[] = {
    {"text", SP_FIELD_TEXT, AT(sp_choice, text), .flags = TEXT, .help = "the choice"},
    {"right", SP_FIELD_BOOL, AT(sp_choice, is_right), .help = "true for the one that is right"},
    {"misconception", SP_FIELD_TEXT, AT(sp_choice, misconception), .flags = SP_FIELD_NOT_EMPTY,
     .help = "what whoever takes a wrong one probably believes"},
};

static sp_status check_choice(sp_reader *r, const cJSON *item, void *record)
{
    const sp_choice *choice = record;
    if (choice->is_right == !choice->misconception) return SP_OK;
    return sp_reader_refuse(r, item, "contradiction",
                            "a choice is either right or has a misconception");
}

static const sp_fields choice_fields = {"a choice", ROWS(choice_rows), .size = sizeof(sp_choice),
                                        .after = check_choice};

static const sp_field item_rows[] = {
    {"id", SP_FIELD_TEXT, AT(sp_item, id), .flags = SP_FIELD_REQUIRED | SP_FIELD_IS_ID,
     .help = "a name that no other item has"},
    {"topic", SP_FIELD_TOPIC, AT(sp_item, topic), .flags = SP_FIELD_REQUIRED,
     .help = "what it is about"},
    {"level", SP_FIELD_LEVEL, AT(sp_item, level), .flags = SP_FIELD_REQUIRED,
     .help = "the level that it checks"},
    {"question", SP_FIELD_TEXT, AT(sp_item, question), .flags = TEXT, .help = "the question"},
    {"choices", SP_FIELD_LIST, AT(sp_item, choices), .count_offset = offsetof(sp_item, n_choices),
     .flags = SP_FIELD_REQUIRED, .sub = &choice_fields, .help = "one of them right"},
    {"worked", SP_FIELD_TEXT, AT(sp_item, worked), .flags = TEXT, .help = "solved"},
};

static sp_status check_item(sp_reader *r, const cJSON *item, void *record)
{
    const sp_item *own = record;
    size_t n_right = 0;
    for (size_t i = 0; i < own->n_choices; i++) n_right += own->choices[i].is_right;
    if (n_right != 1 || own->n_choices < 2 || own->n_choices > SP_MOST_CHOICES)
        SP_TRY(sp_reader_refuse(r, item, "choices",
                                "2 to %d choices, one of them right, are "
                                "expected",
                                SP_MOST_CHOICES));
    return check_level(r, item, own->level);
}

static const sp_fields item_fields = {"an item", ROWS(item_rows), .size = sizeof(sp_item),
                                      .after = check_item};

static const sp_field items_rows[] = {
    {"format", SP_FIELD_CUSTOM, .read = sp_document_skip, .help = "studypath-items/1"},
    {"about", SP_FIELD_CUSTOM, .read = sp_document_skip, .help = "where they are from"},
    {"items", SP_FIELD_LIST, AT(sp_practice, items), .count_offset = offsetof(sp_practice, n_items),
     .flags = SP_FIELD_REQUIRED, .sub = &item_fields, .help = "several a topic"},
};

static sp_status check_items(sp_reader *r, const cJSON *item, void *record)
{
    const sp_practice *p = record;
    for (size_t i = 0; i < p->n_items; i++)
        for (size_t k = 0; k < i; k++)
            if (p->items[i].id && p->items[k].id && strcmp(p->items[i].id, p->items[k].id) == 0)
                SP_TRY(sp_reader_refuse(r, item, "duplicate", "two items are called %s",
                                        p->items[i].id));
    return SP_OK;
}

static const sp_fields items_fields = {"a file of items", ROWS(items_rows),
                                       .size = sizeof(sp_practice), .after = check_items};

/* ---- the files ---- */

typedef struct loading {
    const char *format;
    const sp_fields *fields;
    sp_practice *out;
    const sp_catalog *catalog;
    sp_findings *findings;
    sp_arena *arena;
} loading;

static sp_status use_text(const sp_json *json, void *payload, sp_error *e)
{
    loading *l = payload;
    sp_practice read = *l->out; /* the other half stays */
    SP_TRY(sp_document_check_format(json, l->format, e));
    sp_reader r = {.json = json,
                   .catalog = l->catalog,
                   .findings = l->findings,
                   .arena = l->arena,
                   .error = e};
    SP_TRY(sp_fields_read(&r, l->fields, json->root, &read));
    SP_TRY(sp_document_verdict(l->findings, e));
    *l->out = read;
    return SP_OK;
}

sp_status sp_exercises_read(sp_practice *out, const sp_catalog *c, const sp_text *text,
                            sp_findings *findings, sp_arena *a, sp_error *e)
{
    loading l = {"studypath-exercises/1", &exercises_fields, out, c, findings, a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_text, &l, a, e);
}

sp_status sp_items_read(sp_practice *out, const sp_catalog *c, const sp_text *text,
                        sp_findings *findings, sp_arena *a, sp_error *e)
{
    loading l = {"studypath-items/1", &items_fields, out, c, findings, a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_text, &l, a, e);
}
