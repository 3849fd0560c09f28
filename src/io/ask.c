/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the questionnaire reads and writes: the lines of `ask --protocol jsonl`, the list of
 * `ask --next` (studypath-questions/1), and answers from a file. */
#include <stdarg.h>
#include <string.h>

#include "base/try.h"
#include "io/document.h"
#include "io/profile.h"
#include "studypath/text.h"

/* ---- out ---- */

static void put_question(sp_writer *w, const sp_question *q, const sp_catalog *c)
{
    sp_write_member(w, "ask", c->topics.items[q->topic].id);
    sp_write_member(w, "name", c->topics.items[q->topic].name);
    sp_write_key(w, "choices");
    sp_write_open_flat(w, '[');
    for (unsigned l = 0; l < SP_LEVELS; l++) sp_write_text(w, sp_ask_choices[l]);
    sp_write_close(w, ']');
    sp_write_member_rounded(w, "saves_hours", q->saves_hours, 2);
    sp_write_member_rounded(w, "stake_hours", q->stake_hours, 2);
    sp_write_member_int(w, "wanted", q->wanted);
    sp_write_key(w, "known");
    sp_write_open_flat(w, '[');
    for (unsigned l = 1; l < SP_LEVELS; l++) sp_write_rounded(w, q->known[l], 3);
    sp_write_close(w, ']');
}

static void put_unsure(sp_writer *w, const sp_placement *p, const sp_catalog *c)
{
    sp_write_key(w, "unsure");
    sp_write_open_flat(w, '{');
    sp_write_member_rounded(w, "goal_hours", p->goal_hours, 2);
    sp_write_member_rounded(w, "planned_hours", p->planned_hours, 2);
    sp_write_member_rounded(w, "misplaced_hours", p->misplaced_hours, 2);
    sp_write_member_rounded(w, "ten_more_save_hours", p->ten_more_save_hours, 2);
    sp_write_key(w, "topics");
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < p->n_unsure; i++) sp_write_text(w, c->topics.items[p->unsure[i]].id);
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

static const char *finish(const sp_writer *w)
{
    return w->out.failed ? NULL : w->out.text;
}

const char *sp_question_write(const sp_question *question, const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open_flat(&w, '{');
    put_question(&w, question, c);
    sp_write_count(&w, "to_go", question->n_to_go);
    sp_write_close(&w, '}');
    return finish(&w);
}

const char *sp_placement_write(const sp_placement *placement, const sp_profile *profile,
                               const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open_flat(&w, '{');
    sp_write_key(&w, "profile");
    sp_fields_write(&w, &sp_profile_fields, c, profile);
    put_unsure(&w, placement, c);
    sp_write_close(&w, '}');
    return finish(&w);
}

const char *sp_questions_write(const sp_question *questions, size_t n_questions,
                               const sp_placement *placement, const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-questions/1");
    sp_write_key(&w, "catalog");
    sp_write_open_flat(&w, '{');
    sp_write_member(&w, "id", c->id);
    sp_write_member(&w, "sha256", c->sha256);
    sp_write_close(&w, '}');
    sp_write_count(&w, "asked", placement->n_asked);
    sp_write_count(&w, "to_go", n_questions ? questions[0].n_to_go : 0);
    put_unsure(&w, placement, c);
    sp_write_key(&w, "questions");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < n_questions; i++) {
        sp_write_open(&w, '{');
        put_question(&w, &questions[i], c);
        sp_write_close(&w, '}');
    }
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return finish(&w);
}

/* ---- in ---- */

static sp_status use_reply(const sp_json *json, void *payload, sp_error *e)
{
    const cJSON *item = cJSON_IsObject(json->root)
                            ? cJSON_GetObjectItemCaseSensitive(json->root, "answer")
                            : NULL;
    unsigned *level = payload;
    *level = SP_NO_LEVEL;
    if (cJSON_IsNull(item) && sp_json_count(json->root) == 1) return SP_OK;
    for (unsigned l = 0; l < SP_LEVELS && sp_json_count(json->root) == 1; l++) {
        if (!cJSON_IsNumber(item) || item->valuedouble != l) continue;
        *level = l;
        return SP_OK;
    }
    return sp_fail(e, SP_INVALID, json->file, "{\"answer\": 0, 1, 2, 3 or null} is expected");
}

sp_status sp_reply_read(unsigned *level, const sp_text *json, sp_arena *a, sp_error *e)
{
    return sp_json_read(json->text, json->n_bytes, json->name, use_reply, level, a, e);
}

static sp_status room_for_answers(sp_profile *p, size_t n_more, sp_arena *a, sp_error *e)
{
    sp_answer *longer = sp_arena_array(a, p->n_answers + n_more, sizeof *longer);
    SP_NEED(longer, e);
    if (p->n_answers) memcpy(longer, p->answers, p->n_answers * sizeof *longer);
    p->answers = longer;
    return SP_OK;
}

/* The array of a profile's `answers`. */
static sp_status read_list(sp_reader *r, sp_profile *p, const cJSON *root)
{
    size_t index = 0;
    for (const cJSON *child = root->child; child; child = child->next) {
        const size_t mark = sp_reader_enter_index(r, index++);
        SP_TRY(sp_fields_read(r, &sp_answer_fields, child, &p->answers[p->n_answers++]));
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

/* {"topic": level, ...} */
static sp_status read_map(sp_reader *r, sp_profile *p, const cJSON *root)
{
    for (const cJSON *child = root->child; child; child = child->next) {
        const size_t mark = sp_reader_enter(r, child->string);
        sp_answer *answer = &p->answers[p->n_answers++];
        *answer = (sp_answer){.level = SP_NO_LEVEL};
        SP_TRY(sp_reader_topic(r, child, child->string, &answer->topic));
        for (unsigned l = 0; l < SP_LEVELS; l++)
            if (cJSON_IsNumber(child) && child->valuedouble == l) answer->level = (uint8_t)l;
        if (!cJSON_IsNull(child) && answer->level == SP_NO_LEVEL)
            SP_TRY(sp_reader_refuse(r, child, "out-of-range",
                                    "a level from 0 to 3, or null, is expected"));
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static sp_status use_answers(const sp_json *json, void *payload, sp_error *e)
{
    sp_profile_loading *l = payload;
    sp_reader r = {.json = json,
                   .catalog = l->catalog,
                   .findings = l->findings,
                   .arena = l->arena,
                   .error = e};
    SP_TRY(room_for_answers(l->out, sp_json_count(json->root), l->arena, e));
    if (cJSON_IsArray(json->root))
        SP_TRY(read_list(&r, l->out, json->root));
    else
        SP_TRY(read_map(&r, l->out, json->root));
    return sp_document_verdict(l->findings, e);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Cut blanks off both ends. */
static char *trimmed(char *text)
{
    size_t length = strlen(text);
    while (length && is_blank(text[length - 1])) text[--length] = '\0';
    while (is_blank(*text)) text++;
    return text;
}

/* A line of answers, while it is read. */
typedef struct answer_line {
    sp_profile_loading *loading;
    const char *file;
    uint32_t number;
    sp_error *error;
} answer_line;

/* One finding; reading goes on. */
static sp_status refuse(const answer_line *l, const char *code, const char *format, ...)
    SP_PRINTF(3, 4);

static sp_status refuse(const answer_line *l, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const sp_status status = sp_findings_add_v(l->loading->findings, SP_SEVERITY_ERROR, code,
                                               l->file, "", l->number, format, args);
    va_end(args);
    return status == SP_OK ? SP_OK : sp_fail(l->error, status, "", "out of memory");
}

/* "topic=level"; a level is a digit, a word, or nothing: skipped. */
static sp_status read_line(const answer_line *l, char *line)
{
    const sp_catalog *c = l->loading->catalog;
    sp_profile *out = l->loading->out;
    char *equals = strchr(line, '=');
    if (!equals) return refuse(l, "wrong-type", "'%s' is not topic=level", line);
    *equals = '\0';
    const char *name = trimmed(line), *level = trimmed(equals + 1);
    const int found = sp_level_read(level);
    const sp_answer answer = {.topic = sp_topic_find(c, name),
                              .level = found < 0 ? SP_NO_LEVEL : (uint8_t)found};
    if (answer.topic == SP_NONE) {
        const char *nearest = sp_text_nearest(name, c->topics.items, c->topics.n_items,
                                              sizeof *c->topics.items);
        if (nearest)
            return refuse(l, "unknown-name", "there is no topic '%s' (did you mean '%s'?)", name,
                          nearest);
        return refuse(l, "unknown-name",
                      "there is no topic '%s'; `studypath help catalog topics` lists them", name);
    }
    if (found < 0 && *level)
        return refuse(l, "bad-level",
                      "'%s' is no level; 0 to 3, or none, follow, use, derive, or nothing to skip",
                      level);
    for (size_t i = 0; i < out->n_answers; i++)
        if (out->answers[i].topic == answer.topic && !out->answers[i].result)
            return refuse(l, "duplicate-id", "%s is answered twice", name);
    out->answers[out->n_answers++] = answer;
    return SP_OK;
}

static sp_status read_lines(sp_profile_loading *l, const sp_text *text, sp_error *e)
{
    size_t n_lines = 1;
    for (const char *s = text->text; *s; s++) n_lines += *s == '\n';
    char *copy = sp_arena_text(l->arena, text->text, text->n_bytes);
    SP_NEED(copy, e);
    SP_TRY(room_for_answers(l->out, n_lines, l->arena, e));
    for (uint32_t number = 1; copy; number++) {
        const answer_line at = {l, text->name, number, e};
        char *end = strchr(copy, '\n');
        if (end) *end = '\0';
        char *line = trimmed(copy);
        if (*line && *line != '#') SP_TRY(read_line(&at, line));
        copy = end ? end + 1 : NULL;
    }
    return sp_document_verdict(l->findings, e);
}

static sp_status check_twice(const sp_profile *p, size_t n_before, const sp_catalog *c,
                             const char *file, sp_error *e)
{
    for (size_t i = n_before; i < p->n_answers; i++)
        for (size_t k = 0; k < i; k++)
            if (p->answers[i].topic == p->answers[k].topic && !p->answers[i].result &&
                !p->answers[k].result)
                return sp_fail(e, SP_INVALID, file, "%s is answered twice",
                               c->topics.items[p->answers[i].topic].id);
    return SP_OK;
}

sp_status sp_answers_read(sp_profile *profile, const sp_catalog *c, const sp_text *text,
                          sp_findings *findings, sp_arena *a, sp_error *e)
{
    sp_profile_loading l = {.out = profile, .catalog = c, .findings = findings, .arena = a};
    const size_t n_before = profile->n_answers;
    const char first = text->text[strspn(text->text, " \t\r\n")];
    if (strlen(text->text) != text->n_bytes)
        return sp_fail(e, SP_SYNTAX, text->name, "has a NUL character");
    if (first == '{' || first == '[')
        SP_TRY(sp_json_read(text->text, text->n_bytes, text->name, use_answers, &l, a, e));
    else
        SP_TRY(read_lines(&l, text, e));
    return check_twice(profile, n_before, c, text->name, e);
}
