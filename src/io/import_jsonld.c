/* SPDX-License-Identifier: GPL-3.0-or-later
 * schema.org Course as JSON-LD into records: one object, an array, @graph, an ItemList. Contexts
 * are never fetched: names are taken as schema.org's, bare, with schema: or with the full address.
 * References ({"@id": …}) are followed inside of the document. */
#include <string.h>

#include "base/try.h"
#include "io/fields.h"
#include "io/import.h"
#include "io/jsonld.h"

typedef struct page {
    sp_import_table *table;
    const sp_json *json;
    sp_import_index nodes; /* @id to its place in `list` */
    const cJSON **list;
    size_t n_list, capacity;
} page;

enum { MOST_REFERENCES = 4, MOST_NESTED = 8, MOST_PROPERTIES = 64 };

/* ---- properties ---- */

static const char *local_name(const char *key)
{
    static const char *const prefixes[] = {"http://schema.org/", "https://schema.org/",
                                           "schema:", "sdo:"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const size_t n = strlen(prefixes[i]);
        if (strncmp(key, prefixes[i], n) == 0) return key + n;
    }
    return key;
}

static const cJSON *property(const cJSON *object, const char *name)
{
    if (!cJSON_IsObject(object)) return NULL;
    for (const cJSON *child = object->child; child; child = child->next)
        if (strcmp(local_name(child->string), name) == 0) return child;
    return NULL;
}

static const cJSON *first_of(const cJSON *value)
{
    return cJSON_IsArray(value) ? value->child : value;
}

/* The node that {"@id": …} speaks of, where the document has it; else `value` itself. */
static const cJSON *resolve(const page *p, const cJSON *value)
{
    for (int i = 0; i < MOST_REFERENCES; i++) {
        const cJSON *id = property(value, "@id");
        if (!cJSON_IsString(id) || value->child->next) return value;
        const size_t place = sp_import__find(&p->nodes, id->valuestring);
        if (place == SIZE_MAX || p->list[place] == value) return value;
        value = p->list[place];
    }
    return value;
}

static bool is_of_type(const cJSON *object, const char *type)
{
    const cJSON *types = property(object, "@type");
    for (const cJSON *one = first_of(types); one; one = one->next) {
        if (cJSON_IsString(one) && strcmp(local_name(one->valuestring), type) == 0) return true;
        if (one == types) break;
    }
    return false;
}

/* The words of a value: a string, a number, a name of something, several of them. */
static void add_text(const page *p, sp_buffer *b, const cJSON *value, unsigned depth)
{
    static const char *const names[] = {"@value", "name", "termCode", "targetName", "url", "@id"};
    if (!value || depth > MOST_NESTED) return;
    if (cJSON_IsArray(value)) {
        for (const cJSON *child = value->child; child; child = child->next) {
            if (b->length) sp_buffer_puts(b, "; ");
            add_text(p, b, child, depth + 1);
        }
        return;
    }
    if (cJSON_IsString(value)) {
        sp_buffer_puts(b, value->valuestring);
    } else if (cJSON_IsNumber(value)) {
        char number[32];
        sp_number_print(number, value->valuedouble);
        sp_buffer_puts(b, number);
    } else if (cJSON_IsObject(value)) {
        value = resolve(p, value);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            const cJSON *found = property(value, names[i]);
            if (!found) continue;
            add_text(p, b, found, depth + 1);
            return;
        }
    }
}

/* State a text that stands in the property `name`. */
static sp_status state_text(page *p, sp_import_record *r, sp_import_field field, const char *name,
                            const sp_buffer *text)
{
    SP_NEED(!text->failed, p->table->error);
    if (!text->length) return SP_OK;
    const bool is_new = !r->texts[field];
    SP_TRY(sp_import__state(p->table, r, field, text->text, text->length));
    if (is_new && r->texts[field]) p->table->column_of[field] = name;
    return SP_OK;
}

/* The property `name` of `object`, into a field. */
static sp_status state(page *p, sp_import_record *r, sp_import_field field, const cJSON *object,
                       const char *name)
{
    sp_buffer b = {.arena = p->table->arena};
    add_text(p, &b, property(object, name), 0);
    return state_text(p, r, field, name, &b);
}

/* ---- properties that hold more than a text ---- */

static sp_status state_rating(page *p, sp_import_record *r, const cJSON *value)
{
    const cJSON *rating = resolve(p, first_of(value));
    SP_TRY(state(p, r, SP_IMPORT_RATING, rating, "ratingValue"));
    SP_TRY(state(p, r, SP_IMPORT_SCALE, rating, "bestRating"));
    SP_TRY(state(p, r, SP_IMPORT_REVIEWS, rating, "ratingCount"));
    return state(p, r, SP_IMPORT_REVIEWS, rating, "reviewCount");
}

/* "49 USD", or the category, such as Free. */
static sp_status state_offer(page *p, sp_import_record *r, const cJSON *value)
{
    const cJSON *offer = resolve(p, first_of(value));
    sp_buffer b = {.arena = p->table->arena};
    const cJSON *price = property(offer, "price"), *currency = property(offer, "priceCurrency");
    add_text(p, &b, price, 0);
    if (b.length && strcmp(b.text, "0") != 0 && cJSON_IsString(currency))
        sp_buffer_printf(&b, " %s", currency->valuestring);
    if (!b.length) add_text(p, &b, property(offer, "category"), 0);
    return state_text(p, r, SP_IMPORT_PRICE, "offers", &b);
}

static sp_status state_free(page *p, sp_import_record *r, const cJSON *value)
{
    sp_buffer b = {.arena = p->table->arena};
    if (cJSON_IsTrue(value)) sp_buffer_puts(&b, "free");
    return state_text(p, r, SP_IMPORT_PRICE, "isAccessibleForFree", &b);
}

/* courseWorkload, or a weekly schedule of so many times an ISO duration. */
static sp_status state_instance(page *p, sp_import_record *r, const cJSON *value)
{
    const cJSON *instance = resolve(p, first_of(value));
    SP_TRY(state(p, r, SP_IMPORT_EFFORT, instance, "courseWorkload"));
    SP_TRY(state(p, r, SP_IMPORT_AUTHORS, instance, "instructor"));
    SP_TRY(state(p, r, SP_IMPORT_LANGUAGE, instance, "inLanguage"));
    if (r->texts[SP_IMPORT_EFFORT] || r->texts[SP_IMPORT_DURATION]) return SP_OK;
    const cJSON *schedule = resolve(p, first_of(property(instance, "courseSchedule")));
    const cJSON *count = property(schedule, "repeatCount"), *each = property(schedule, "duration"),
                *frequency = property(schedule, "repeatFrequency");
    double hours;
    if (!cJSON_IsNumber(count) || !cJSON_IsString(each) || !cJSON_IsString(frequency)) return SP_OK;
    char digits[16] = "";
    const size_t n = strncmp(each->valuestring, "PT", 2) == 0
                         ? strspn(each->valuestring + 2, "0123456789.")
                         : 0;
    if (!n || n >= sizeof digits || strcmp(each->valuestring + 2 + n, "H") != 0) return SP_OK;
    memcpy(digits, each->valuestring + 2, n);
    if (strcmp(frequency->valuestring, "Weekly") != 0 && strcmp(frequency->valuestring, "P1W") != 0)
        return SP_OK;
    if (!sp_number_read(&hours, digits)) return SP_OK;
    sp_buffer weeks = {.arena = p->table->arena}, effort = weeks;
    sp_buffer_printf(&weeks, "%.0f weeks", count->valuedouble);
    sp_buffer_printf(&effort, "%s hours/week", digits);
    SP_TRY(state_text(p, r, SP_IMPORT_DURATION, "repeatCount", &weeks));
    return state_text(p, r, SP_IMPORT_EFFORT, "duration", &effort);
}

/* In the order in which they count where two fill the same field. */
static const struct {
    const char *name;
    sp_import_field field;
    sp_status (*state)(page *p, sp_import_record *r, const cJSON *value);
} properties[] = {
    {"name", SP_IMPORT_TITLE, NULL},
    {"url", SP_IMPORT_LINK, NULL},
    {"provider", SP_IMPORT_PROVIDER, NULL},
    {"publisher", SP_IMPORT_PROVIDER, NULL},
    {"sourceOrganization", SP_IMPORT_INSTITUTION, NULL},
    {"author", SP_IMPORT_AUTHORS, NULL},
    {"creator", SP_IMPORT_AUTHORS, NULL},
    {"educationalLevel", SP_IMPORT_LEVEL, NULL},
    {"timeRequired", SP_IMPORT_DURATION, NULL},
    {"hasCourseInstance", SP_IMPORT_EFFORT, state_instance},
    {"aggregateRating", SP_IMPORT_RATING, state_rating},
    {"offers", SP_IMPORT_PRICE, state_offer},
    {"isAccessibleForFree", SP_IMPORT_PRICE, state_free},
    {"inLanguage", SP_IMPORT_LANGUAGE, NULL},
    {"teaches", SP_IMPORT_TOPICS, NULL},
    {"about", SP_IMPORT_TOPICS, NULL},
    {"keywords", SP_IMPORT_TOPICS, NULL},
    {"description", SP_IMPORT_DESCRIPTION, NULL},
    {"abstract", SP_IMPORT_DESCRIPTION, NULL},
    {"syllabusSections", SP_IMPORT_DESCRIPTION, NULL},
    {"coursePrerequisites", SP_IMPORT_PREREQUISITES, NULL},
};
enum { PROPERTIES = sizeof properties / sizeof *properties };

/* The key of our format that an export of ours has under this name; NULL for others. */
static const char *own_key(const char *name)
{
    if (strcmp(name, SP_JSONLD_COURSE) == 0) return SP_JSONLD_COURSE;
    for (int i = 0; i < SP_JSONLD_TEXTS; i++)
        if (strcmp(sp_jsonld_texts[i].property, name) == 0) return sp_jsonld_texts[i].key;
    return NULL;
}

/* Name each property once in the table's columns. */
static sp_status note_property(page *p, const char *key, bool is_own)
{
    sp_import_table *t = p->table;
    const char *name = local_name(key);
    if (name[0] == '@' || t->n_columns == MOST_PROPERTIES) return SP_OK;
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->columns[i].name, name) == 0) return SP_OK;
    if (!t->columns) {
        t->columns = sp_arena_array(t->arena, MOST_PROPERTIES, sizeof *t->columns);
        SP_NEED(t->columns, t->error);
    }
    const char *copy = sp_arena_text(t->arena, name, strlen(name));
    SP_NEED(copy, t->error);
    sp_import_column *column = &t->columns[t->n_columns++];
    *column = (sp_import_column){.name = copy, .field = is_own ? own_key(copy) : NULL};
    for (int i = 0; i < PROPERTIES && !is_own; i++) {
        if (strcmp(properties[i].name, name) != 0) continue;
        column->field = sp_import__field_name(properties[i].field);
    }
    return SP_OK;
}

/* ---- what an export of ours says besides ---- */

/* The text, or the array of texts, that a property of the table carries; nothing where it has
 * another shape. */
static void write_carried(const page *p, sp_writer *w, const sp_jsonld_text *row,
                          const cJSON *value)
{
    if (row->shape == SP_JSONLD_PERSONS) {
        sp_write_key(w, row->key);
        sp_write_open(w, '[');
        for (const cJSON *one = first_of(value); one; one = one == value ? NULL : one->next) {
            const cJSON *name = property(resolve(p, one), "name");
            if (cJSON_IsString(name)) sp_write_text(w, name->valuestring);
        }
        sp_write_close(w, ']');
        return;
    }
    value = first_of(value);
    if (row->shape == SP_JSONLD_ORGANIZATION) value = property(resolve(p, value), "name");
    if (row->shape == SP_JSONLD_WORKLOAD) value = property(resolve(p, value), "courseWorkload");
    if (cJSON_IsString(value)) sp_write_member(w, row->key, value->valuestring);
}

/* The text as it is; `out` is untouched when it is none. */
static sp_status copy_text(const page *p, const char **out, const cJSON *value)
{
    if (!cJSON_IsString(value)) return SP_OK;
    *out = sp_arena_text(p->table->arena, value->valuestring, strlen(value->valuestring));
    SP_NEED(*out, p->table->error);
    return SP_OK;
}

/* The course as an object of our format: from the properties that carry its texts, and from the
 * literal that has the rest. */
static sp_status take_own(page *p, sp_import_record *r, const cJSON *node, const cJSON *rest)
{
    sp_import_table *t = p->table;
    sp_writer w = {.out.arena = t->arena};
    sp_write_open(&w, '{');
    for (int i = 0; i < SP_JSONLD_TEXTS; i++) {
        const cJSON *value = property(node, sp_jsonld_texts[i].property);
        if (value) write_carried(p, &w, &sp_jsonld_texts[i], value);
    }
    for (const cJSON *child = rest->child; child; child = child->next) {
        const char *raw = sp_json_raw(p->json, child, t->arena);
        SP_NEED(raw, t->error);
        if (sp_jsonld_carries(child->string)) continue;
        sp_write_key(&w, child->string);
        sp_write_raw(&w, raw);
    }
    sp_write_close(&w, '}');
    SP_NEED(!w.out.failed, t->error);
    r->own = w.out.text;
    SP_TRY(copy_text(p, &r->id, property(node, "identifier")));
    if (r->id && !*r->id) r->id = NULL;
    const cJSON *name = property(node, "name");
    if (r->texts[SP_IMPORT_TITLE] || !cJSON_IsString(name) || !*name->valuestring) return SP_OK;
    return copy_text(p, &r->texts[SP_IMPORT_TITLE], name); /* of blanks alone */
}

/* "studypath:catalog": {"id", "version"} */
static sp_status take_catalog(page *p, const cJSON *root)
{
    const cJSON *catalog = property(root, SP_JSONLD_CATALOG);
    sp_import_table *t = p->table;
    SP_TRY(copy_text(p, &t->catalog_id, property(catalog, "id")));
    if (t->catalog_id && !sp_field_is_id(t->catalog_id)) t->catalog_id = NULL;
    return copy_text(p, &t->catalog_version, property(catalog, "version"));
}

/* ---- nodes ---- */

/* Each node has columns of its own: the properties that its texts stand in. */
static sp_status add_course(page *p, const cJSON *node, const cJSON *item)
{
    sp_import_record *r;
    sp_import_table *t = p->table;
    t->column_of = sp_arena_array(t->arena, SP_IMPORT_FIELDS, sizeof *t->column_of);
    SP_NEED(t->column_of, t->error);
    SP_TRY(sp_import__add_record(&r, p->table, sp_json_line(p->json, node)));
    const cJSON *own = property(node, SP_JSONLD_COURSE);
    if (!cJSON_IsObject(own)) own = NULL;
    for (const cJSON *child = node->child; child; child = child->next)
        SP_TRY(note_property(p, child->string, own != NULL));
    for (int i = 0; i < PROPERTIES; i++) {
        const cJSON *value = property(node, properties[i].name);
        if (!value) continue;
        SP_TRY(properties[i].state ? properties[i].state(p, r, value)
                                   : state(p, r, properties[i].field, node, properties[i].name));
    }
    if (item) {
        SP_TRY(state(p, r, SP_IMPORT_TITLE, item, "name"));
        SP_TRY(state(p, r, SP_IMPORT_LINK, item, "url"));
    }
    const cJSON *id = property(node, "@id");
    if (cJSON_IsString(id) && strncmp(id->valuestring, "http", 4) == 0)
        SP_TRY(state(p, r, SP_IMPORT_LINK, node, "@id"));
    return own ? take_own(p, r, node, own) : SP_OK;
}

/* Something in the list that is no course is a row all the same. */
static sp_status add_other(page *p, const cJSON *value)
{
    sp_import_record *r;
    SP_TRY(sp_import__add_record(&r, p->table, sp_json_line(p->json, value)));
    sp_buffer b = {.arena = p->table->arena};
    const cJSON *type = first_of(property(value, "@type"));
    if (cJSON_IsString(type))
        sp_buffer_printf(&b, "is of type %.60s, not Course", local_name(type->valuestring));
    else
        sp_buffer_printf(&b, "is %s without a type", sp_json_kind(value));
    SP_NEED(!b.failed, p->table->error);
    r->skip = b.text;
    return SP_OK;
}

static sp_status add_value(page *p, const cJSON *value, unsigned depth);

static sp_status add_values(page *p, const cJSON *values, unsigned depth)
{
    if (!cJSON_IsArray(values)) return values ? add_value(p, values, depth) : SP_OK;
    for (const cJSON *child = values->child; child; child = child->next)
        SP_TRY(add_value(p, child, depth));
    return SP_OK;
}

/* A ListItem holds the course, or its name and url. */
static sp_status add_list_item(page *p, const cJSON *item, unsigned depth)
{
    const cJSON *inner = property(item, "item");
    if (cJSON_IsObject(inner)) inner = resolve(p, inner);
    if (cJSON_IsObject(inner) && is_of_type(inner, "Course")) return add_course(p, inner, item);
    if (cJSON_IsObject(inner) && property(inner, "@type")) return add_value(p, inner, depth + 1);
    return add_course(p, item, NULL);
}

static sp_status add_value(page *p, const cJSON *value, unsigned depth)
{
    if (depth > MOST_NESTED) return add_other(p, value);
    const cJSON *graph = property(value, "@graph");
    if (graph) return add_values(p, graph, depth + 1);
    if (is_of_type(value, "Course")) return add_course(p, value, NULL);
    if (is_of_type(value, "ListItem")) return add_list_item(p, value, depth);
    const cJSON *elements = property(value, "itemListElement");
    if (elements) return add_values(p, elements, depth + 1);
    if (is_of_type(value, "WebPage") && property(value, "mainEntity"))
        return add_values(p, property(value, "mainEntity"), depth + 1);
    return add_other(p, value);
}

/* Every object with an @id and something else is a node that can be referred to. */
static sp_status index_nodes(page *p, const cJSON *value)
{
    for (const cJSON *child = value->child; child; child = child->next)
        if (child->child) SP_TRY(index_nodes(p, child));
    const cJSON *id = property(value, "@id");
    if (!cJSON_IsString(id) || !value->child->next) return SP_OK;
    if (sp_import__find(&p->nodes, id->valuestring) != SIZE_MAX) return SP_OK;
    if (p->n_list == p->capacity) {
        const size_t capacity = p->capacity ? 2 * p->capacity : 64;
        const cJSON **larger = sp_arena_array(p->table->arena, capacity, sizeof *larger);
        SP_NEED(larger, p->table->error);
        if (p->n_list) memcpy(larger, p->list, p->n_list * sizeof *larger);
        p->list = larger;
        p->capacity = capacity;
    }
    p->list[p->n_list] = value;
    return sp_import__put(&p->nodes, id->valuestring, p->n_list++, p->table->error);
}

static sp_status read_page(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    sp_import_table *t = payload;
    page p = {.table = t, .json = json, .nodes = {.arena = t->arena}};
    SP_TRY(index_nodes(&p, json->root));
    SP_TRY(take_catalog(&p, json->root));
    return add_values(&p, json->root, 0);
}

sp_status sp_import__read_jsonld(sp_import_table *t, const sp_text *text)
{
    return sp_json_read(text->text, text->n_bytes, t->file, read_page, t, t->arena, t->error);
}
