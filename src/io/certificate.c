/* SPDX-License-Identifier: GPL-3.0-or-later
 * See io/certificate.h. docs/certificates.md describes the format. */
#include "io/certificate.h"

#include <math.h>
#include <string.h>

#include "base/try.h"

#define AT(type, member) .offset = offsetof(type, member)
#define COUNTED(type, member, count)                                                               \
    .offset = offsetof(type, member), .count_offset = offsetof(type, count)
#define ROWS(rows) rows, sizeof rows / sizeof *rows
#define LARGEST 9007199254740992.0 /* 2^53: whole numbers are exact up to here */

/* ---- writing ---- */

/* Where each course stands in the list of those that are named; SP_NONE: it is not. */
typedef struct places {
    const sp_catalog *catalog;
    uint32_t *of;
    uint32_t n_named;
} places;

/* Steps of the goal have the places behind the courses that are named. */
static uint32_t place_of(const places *p, uint32_t id)
{
    const uint32_t n_courses = (uint32_t)p->catalog->n_courses;
    return id < n_courses ? p->of[id] : p->n_named + (id - n_courses);
}

static void mark_named(const places *p, const sp_certificate *certificate)
{
    for (uint32_t i = 0; i < certificate->n_landmarks; i++)
        for (uint32_t k = 0; k < certificate->landmarks[i].n_courses; k++)
            if (certificate->landmarks[i].courses[k] < p->catalog->n_courses)
                p->of[certificate->landmarks[i].courses[k]] = 0;
}

static void put_named(sp_writer *w, places *p)
{
    sp_write_key(w, "courses");
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < p->catalog->n_courses; i++) {
        if (p->of[i] == SP_NONE) continue;
        p->of[i] = p->n_named++;
        sp_write_text(w, p->catalog->courses[i].id);
    }
    sp_write_close(w, ']');
}

static void put_landmarks(sp_writer *w, const places *p, const sp_certificate *certificate)
{
    sp_write_key(w, "landmarks");
    sp_write_open_flat(w, '[');
    for (uint32_t i = 0; i < certificate->n_landmarks; i++) {
        const sp_landmark *landmark = &certificate->landmarks[i];
        sp_write_open(w, '[');
        for (uint32_t k = 0; k < landmark->n_courses; k++)
            sp_write_int(w, place_of(p, landmark->courses[k]));
        sp_write_close(w, ']');
    }
    sp_write_close(w, ']');
}

static bool has_prices(const sp_proof_step *step)
{
    for (int p = 0; p < SP_N_PRICES; p++)
        if (step->prices[p] > 0) return true;
    return false;
}

static void put_step(sp_writer *w, const sp_proof_step *step, const sp_charge *charges)
{
    sp_write_open_flat(w, '{');
    sp_write_member_int(w, "sum", step->sum);
    sp_write_member_int(w, "removed", step->n_removed);
    if (has_prices(step)) {
        sp_write_key(w, "prices");
        sp_write_open(w, '[');
        for (int p = 0; p < SP_N_PRICES; p++) sp_write_int(w, step->prices[p]);
        sp_write_close(w, ']');
    }
    sp_write_key(w, "charges");
    sp_write_open(w, '[');
    for (uint32_t i = 0; i < step->n_charges; i++) {
        sp_write_open(w, '[');
        sp_write_int(w, charges[i].landmark);
        sp_write_int(w, charges[i].multiplier);
        sp_write_close(w, ']');
    }
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

static void put_branch(sp_writer *w, const places *p, uint32_t branch)
{
    if (branch == SP_NONE) return;
    if (branch < p->catalog->n_courses)
        sp_write_member(w, "branch", p->catalog->courses[branch].id);
    else
        sp_write_member_int(w, "branch", place_of(p, branch));
}

static void put_nodes(sp_writer *w, const places *p, const sp_certificate *certificate)
{
    const sp_proof_step *step = certificate->steps;
    const sp_charge *charges = certificate->charges;
    sp_write_key(w, "nodes");
    sp_write_open(w, '[');
    for (uint32_t i = 0; i < certificate->n_nodes; i++) {
        const sp_proof_node *node = &certificate->nodes[i];
        sp_write_open(w, '{');
        put_branch(w, p, node->branch);
        sp_write_key(w, "steps");
        sp_write_open(w, '[');
        for (uint32_t k = 0; k < node->n_steps; k++, step++) {
            put_step(w, step, charges);
            charges += step->n_charges;
        }
        sp_write_close(w, ']');
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
}

static void put_proof(sp_writer *w, const places *p, const sp_certificate *certificate)
{
    static const char *const kinds[] = {"none", "root", "tree"};
    sp_write_member(w, "kind", kinds[certificate->kind]);
    if (certificate->kind == SP_CERTIFICATE_NONE) {
        sp_write_member(w, "reason", certificate->reason);
        return;
    }
    put_landmarks(w, p, certificate);
    put_nodes(w, p, certificate);
}

/* The keys of the proofs inside that of the cost. */
static const char *const keys[SP_N_PROOFS] = {
    [SP_PROOF_VALUE] = "value", [SP_PROOF_WHOLE] = "whole", [SP_PROOF_SHORTEST] = "shortest"};

static void put_inner(sp_writer *w, const places *p, const sp_stated_proof *proof, int kind)
{
    sp_write_key(w, keys[kind]);
    sp_write_open(w, '{');
    if (kind != SP_PROOF_VALUE) {
        sp_write_key(w, "path");
        sp_write_open_flat(w, '[');
        for (size_t i = 0; i < proof->n_courses; i++)
            sp_write_text(w, p->catalog->courses[proof->courses[i]].id);
        sp_write_close(w, ']');
    }
    put_proof(w, p, &proof->certificate);
    sp_write_close(w, '}');
}

void sp_certificate_write(sp_writer *w, const sp_catalog *c,
                          const sp_stated_proof proofs[SP_N_PROOFS])
{
    places p = {.catalog = c, .of = sp_arena_array(w->out.arena, c->n_courses, sizeof *p.of)};
    w->out.failed |= !p.of;
    if (!p.of) return;
    memset(p.of, 0xff, c->n_courses * sizeof *p.of);
    for (int i = 0; i < SP_N_PROOFS; i++)
        if (proofs[i].is_given) mark_named(&p, &proofs[i].certificate);
    sp_write_open(w, '{');
    put_named(w, &p);
    put_proof(w, &p, &proofs[SP_PROOF_COST].certificate);
    for (int i = SP_PROOF_COST + 1; i < SP_N_PROOFS; i++)
        if (proofs[i].is_given) put_inner(w, &p, &proofs[i], i);
    sp_write_close(w, '}');
}

/* ---- reading ---- */

/* As in the file: a step and a node with lists of their own. */
typedef struct file_step {
    double sum, removed;
    int64_t prices[SP_N_PRICES];
    sp_charge *charges;
    size_t n_charges;
} file_step;

typedef struct file_node {
    sp_course_id branch;
    bool is_step; /* the branch is a step of the goal, given by its place */
    file_step *steps;
    size_t n_steps;
} file_node;

typedef struct file_proof {
    sp_certificate_kind kind;
    const char *reason;
    sp_landmark *landmarks; /* places in `courses` */
    file_node *nodes;
    sp_course_id *courses, *path;
    size_t n_landmarks, n_nodes, n_courses, n_path;
    struct file_proof *inner[SP_N_PROOFS];
} file_proof;

static bool is_whole(const cJSON *item, double low, double high)
{
    return cJSON_IsNumber(item) && item->valuedouble == floor(item->valuedouble) &&
           item->valuedouble >= low && item->valuedouble <= high;
}

static sp_status read_charges(sp_reader *r, const cJSON *item, void *record)
{
    file_step *step = record;
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    step->charges = sp_arena_array(r->arena, sp_json_count(item), sizeof *step->charges);
    SP_NEED(step->charges, r->error);
    for (const cJSON *pair = item->child; pair; pair = pair->next) {
        const size_t mark = sp_reader_enter_index(r, step->n_charges);
        const bool is_pair = cJSON_IsArray(pair) && sp_json_count(pair) == 2 &&
                             is_whole(pair->child, 0, UINT32_MAX - 1.0) &&
                             is_whole(pair->child->next, 1, LARGEST);
        if (!is_pair)
            return sp_reader_refuse(
                r, pair, "wrong-type",
                "is no pair of a landmark's place and a whole number from 1 on");
        step->charges[step->n_charges++] = (sp_charge){
            .landmark = (uint32_t)pair->child->valuedouble,
            .multiplier = (int64_t)pair->child->next->valuedouble};
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static sp_status read_prices(sp_reader *r, const cJSON *item, void *record)
{
    file_step *step = record;
    size_t n = 0;
    bool is_right = cJSON_IsArray(item) && sp_json_count(item) == SP_N_PRICES;
    for (const cJSON *price = item->child; price && is_right; price = price->next) {
        is_right = is_whole(price, 0, LARGEST);
        if (is_right) step->prices[n++] = (int64_t)price->valuedouble;
    }
    if (is_right) return SP_OK;
    return sp_reader_refuse(r, item, "wrong-type", "is no array of %d whole numbers from 0 on",
                            SP_N_PRICES);
}

static const sp_field step_rows[] = {
    {"sum", SP_FIELD_NUMBER, AT(file_step, sum), .flags = SP_FIELD_REQUIRED | SP_FIELD_WHOLE,
     .high = LARGEST},
    {"removed", SP_FIELD_NUMBER, AT(file_step, removed),
     .flags = SP_FIELD_REQUIRED | SP_FIELD_WHOLE, .high = UINT32_MAX},
    {"prices", SP_FIELD_CUSTOM, .read = read_prices},
    {"charges", SP_FIELD_CUSTOM, .flags = SP_FIELD_REQUIRED, .read = read_charges},
};
static const sp_fields step_fields = {"a step", ROWS(step_rows), .size = sizeof(file_step)};

static sp_status read_branch(sp_reader *r, const cJSON *item, void *record)
{
    file_node *node = record;
    if (cJSON_IsString(item)) return sp_reader_course(r, item, item->valuestring, &node->branch);
    node->is_step = is_whole(item, 0, INT32_MAX);
    if (!node->is_step)
        return sp_reader_refuse(r, item, "wrong-type", "is %s, a course id is expected",
                                sp_json_kind(item));
    node->branch = (uint32_t)item->valuedouble;
    return SP_OK;
}

static void node_defaults(void *record)
{
    *(file_node *)record = (file_node){.branch = SP_NONE};
}

static const sp_field node_rows[] = {
    {"branch", SP_FIELD_CUSTOM, .read = read_branch},
    {"steps", SP_FIELD_LIST, COUNTED(file_node, steps, n_steps), .flags = SP_FIELD_REQUIRED,
     .sub = &step_fields},
};
static const sp_fields node_fields = {"a node", ROWS(node_rows), .size = sizeof(file_node),
                                      .defaults = node_defaults};

static sp_status read_landmark(sp_reader *r, const cJSON *item, sp_landmark *out)
{
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    out->courses = sp_arena_array(r->arena, sp_json_count(item), sizeof *out->courses);
    SP_NEED(out->courses, r->error);
    for (const cJSON *place = item->child; place; place = place->next) {
        const size_t mark = sp_reader_enter_index(r, out->n_courses);
        if (!is_whole(place, 0, UINT32_MAX - 1.0))
            return sp_reader_refuse(r, place, "wrong-type", "is no place in \"courses\"");
        out->courses[out->n_courses++] = (uint32_t)place->valuedouble;
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static sp_status read_landmarks(sp_reader *r, const cJSON *item, void *record)
{
    file_proof *proof = record;
    if (!cJSON_IsArray(item))
        return sp_reader_refuse(r, item, "wrong-type", "is %s, an array is expected",
                                sp_json_kind(item));
    proof->landmarks = sp_arena_array(r->arena, sp_json_count(item), sizeof *proof->landmarks);
    SP_NEED(proof->landmarks, r->error);
    for (const cJSON *child = item->child; child; child = child->next) {
        const size_t mark = sp_reader_enter_index(r, proof->n_landmarks);
        SP_TRY(read_landmark(r, child, &proof->landmarks[proof->n_landmarks++]));
        sp_reader_leave(r, mark);
    }
    return SP_OK;
}

static sp_status read_value(sp_reader *r, const cJSON *item, void *record);
static sp_status read_whole(sp_reader *r, const cJSON *item, void *record);
static sp_status read_shortest(sp_reader *r, const cJSON *item, void *record);

#define PROOF_ROWS                                                                                 \
    {"kind", SP_FIELD_PREFER, AT(file_proof, kind), .flags = SP_FIELD_REQUIRED,                    \
     .choices = SP_CHOICE_CERTIFICATE},                                                            \
        {"reason", SP_FIELD_TEXT, AT(file_proof, reason)},                                         \
        {"landmarks", SP_FIELD_CUSTOM, .read = read_landmarks},                                    \
    {                                                                                              \
        "nodes", SP_FIELD_LIST, COUNTED(file_proof, nodes, n_nodes), .sub = &node_fields           \
    }

static const sp_field proof_rows[] = {
    {"courses", SP_FIELD_COURSES, COUNTED(file_proof, courses, n_courses)},
    PROOF_ROWS,
    {"value", SP_FIELD_CUSTOM, .read = read_value},
    {"whole", SP_FIELD_CUSTOM, .read = read_whole},
    {"shortest", SP_FIELD_CUSTOM, .read = read_shortest},
};
static const sp_fields proof_fields = {"a certificate", ROWS(proof_rows),
                                       .size = sizeof(file_proof)};

static const sp_field value_rows[] = {PROOF_ROWS};
static const sp_fields value_fields = {"a certificate of the value", ROWS(value_rows),
                                       .size = sizeof(file_proof)};

static const sp_field path_rows[] = {
    {"path", SP_FIELD_COURSES, COUNTED(file_proof, path, n_path), .flags = SP_FIELD_REQUIRED},
    PROOF_ROWS,
};
static const sp_fields path_fields = {"a certificate of a path", ROWS(path_rows),
                                      .size = sizeof(file_proof)};

static sp_status read_inner(sp_reader *r, const cJSON *item, file_proof *outer, int kind)
{
    file_proof *inner = sp_arena_take(r->arena, sizeof *inner);
    SP_NEED(inner, r->error);
    outer->inner[kind] = inner;
    return sp_fields_read(r, kind == SP_PROOF_VALUE ? &value_fields : &path_fields, item, inner);
}

static sp_status read_value(sp_reader *r, const cJSON *item, void *record)
{
    return read_inner(r, item, record, SP_PROOF_VALUE);
}

static sp_status read_whole(sp_reader *r, const cJSON *item, void *record)
{
    return read_inner(r, item, record, SP_PROOF_WHOLE);
}

static sp_status read_shortest(sp_reader *r, const cJSON *item, void *record)
{
    return read_inner(r, item, record, SP_PROOF_SHORTEST);
}

/* How many entries of each kind there are; false when they are more than a certificate may have. */
static bool count_entries(const file_proof *read, uint32_t *n_steps, uint32_t *n_charges)
{
    size_t steps = 0, charges = 0, members = 0;
    for (size_t i = 0; i < read->n_landmarks; i++) members += read->landmarks[i].n_courses + 1;
    for (size_t i = 0; i < read->n_nodes; i++) {
        steps += read->nodes[i].n_steps;
        for (size_t k = 0; k < read->nodes[i].n_steps; k++)
            charges += read->nodes[i].steps[k].n_charges;
    }
    if (steps + charges + members + read->n_nodes > SP_CERTIFICATE_MOST) return false;
    *n_steps = (uint32_t)steps;
    *n_charges = (uint32_t)charges;
    return true;
}

/* The course that has a place in the list; past that, where there may be some, a step of the goal.
 * SP_NONE: there is none. */
static uint32_t id_at(const file_proof *outer, const sp_reader *r, uint32_t place)
{
    const size_t n_topics = r->catalog->topics.n_items;
    if (place < outer->n_courses) return outer->courses[place];
    const size_t step = place - outer->n_courses;
    if (!outer->inner[SP_PROOF_VALUE] || step >= n_topics * (SP_LEVELS - 1)) return SP_NONE;
    return (uint32_t)(r->catalog->n_courses + step);
}

/* From places in the list of courses to the courses themselves. */
static sp_status name_places(const file_proof *read, const file_proof *outer, sp_reader *r,
                             const cJSON *item)
{
    for (size_t i = 0; i < read->n_landmarks; i++) {
        sp_landmark *landmark = &read->landmarks[i];
        for (uint32_t k = 0; k < landmark->n_courses; k++) {
            const uint32_t place = landmark->courses[k];
            landmark->courses[k] = id_at(outer, r, place);
            if (landmark->courses[k] == SP_NONE)
                return sp_reader_refuse(r, item, "out-of-range",
                                        "landmark %zu names place %u of %zu courses", i,
                                        (unsigned)place, outer->n_courses);
        }
    }
    for (size_t i = 0; i < read->n_nodes; i++) {
        file_node *node = &read->nodes[i];
        if (!node->is_step) continue;
        const uint32_t place = node->branch;
        node->branch = place < outer->n_courses ? SP_NONE : id_at(outer, r, place);
        if (node->branch == SP_NONE)
            return sp_reader_refuse(r, item, "out-of-range", "node %zu branches on place %u", i,
                                    (unsigned)place);
    }
    return SP_OK;
}

/* From lists of lists to the certificate's flat ones. */
static sp_status flatten(sp_stated_proof *out, const file_proof *read, sp_reader *r,
                         const cJSON *item)
{
    uint32_t n_steps, n_charges, step = 0, charge = 0;
    sp_certificate *c = &out->certificate;
    *out = (sp_stated_proof){.courses = read->path, .n_courses = read->n_path, .is_given = true};
    if (!count_entries(read, &n_steps, &n_charges))
        return sp_reader_refuse(r, item, "too-large", "has more than %d entries",
                                SP_CERTIFICATE_MOST);
    *c = (sp_certificate){.kind = read->kind,
                          .reason = read->reason,
                          .landmarks = read->landmarks,
                          .n_landmarks = (uint32_t)read->n_landmarks,
                          .n_nodes = (uint32_t)read->n_nodes,
                          .n_steps = n_steps,
                          .n_charges = n_charges};
    c->nodes = sp_arena_array(r->arena, c->n_nodes, sizeof *c->nodes);
    c->steps = sp_arena_array(r->arena, n_steps, sizeof *c->steps);
    c->charges = sp_arena_array(r->arena, n_charges, sizeof *c->charges);
    SP_NEED(c->nodes && c->steps && c->charges, r->error);
    for (uint32_t i = 0; i < c->n_nodes; i++) {
        const file_node *node = &read->nodes[i];
        c->nodes[i] = (sp_proof_node){.n_steps = (uint32_t)node->n_steps, .branch = node->branch};
        for (size_t k = 0; k < node->n_steps; k++) {
            const file_step *from = &node->steps[k];
            sp_proof_step *to = &c->steps[step++];
            *to = (sp_proof_step){.n_charges = (uint32_t)from->n_charges,
                                  .n_removed = (uint32_t)from->removed,
                                  .sum = (int64_t)from->sum};
            memcpy(to->prices, from->prices, sizeof to->prices);
            for (size_t m = 0; m < from->n_charges; m++) c->charges[charge++] = from->charges[m];
        }
    }
    return SP_OK;
}

sp_status sp_certificate_read(sp_reader *r, const cJSON *item, void *stated_plan)
{
    sp_stated_plan *plan = stated_plan;
    file_proof read = {0};
    SP_TRY(sp_fields_read(r, &proof_fields, item, &read));
    if (r->findings->n_errors > 0) return SP_OK; /* the plan is not read; places may not fit */
    read.inner[SP_PROOF_COST] = &read;
    for (int i = 0; i < SP_N_PROOFS; i++) {
        if (!read.inner[i]) continue;
        SP_TRY(name_places(read.inner[i], &read, r, item));
        SP_TRY(flatten(&plan->proofs[i], read.inner[i], r, item));
    }
    return SP_OK;
}
