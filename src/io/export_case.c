/* SPDX-License-Identifier: GPL-3.0-or-later
 * The topic graph as a 1EdTech CASE 1.0 package (CFPackage): areas and topics are items, isChildOf
 * groups topics by area, precedes leads from what is needed to what needs it. docs/export.md says
 * what is lost.
 *
 * CASE 1.0 allows no keys of one's own, so from which level on and how high a topic is needed is
 * said by the grouping of the association. Identifiers are UUIDs of version 5 of names made from
 * ids, for the format's pattern admits versions 1 to 5 alone. */
#include <stdio.h>
#include <string.h>

#include "base/uuid.h"
#include "io/write.h"
#include "studypath/date.h"
#include "studypath/io.h"
#include "studypath/stats.h"

enum { MOST_FROM = 3, MOST_LAG = 2 };

typedef struct package {
    sp_writer w;
    const sp_catalog *catalog;
    const sp_stats *stats; /* for its areas */
    const char *title;
    char when[32]; /* of every change: the catalogue's version, where that is a date */
} package;

/* What a name inside of the catalogue is called by: "topic/eigen" has the UUID of
 * "urn:x-studypath:math-for-ml/topic/eigen". Ids have no slashes. */
static void identify(package *p, char uuid[SP_UUID_BYTES], const char *kind, const char *name)
{
    sp_buffer uri = {.arena = p->w.out.arena};
    const sp_arena_mark mark = sp_arena_here(uri.arena);
    sp_buffer_printf(&uri, "urn:x-studypath:%s%s%s%s%s", p->catalog->id, *kind ? "/" : "", kind,
                     *name ? "/" : "", name);
    p->w.out.failed = p->w.out.failed || uri.failed;
    sp_uuid_of_uri(uuid, uri.failed ? "" : uri.text);
    sp_arena_rewind(uri.arena, mark);
}

/* "identifier" and "uri" */
static void put_identity(package *p, const char *kind, const char *name)
{
    char uuid[SP_UUID_BYTES], uri[SP_UUID_BYTES + 9];
    identify(p, uuid, kind, name);
    snprintf(uri, sizeof uri, "urn:uuid:%s", uuid);
    sp_write_member(&p->w, "identifier", uuid);
    sp_write_member(&p->w, "uri", uri);
}

static void put_when(package *p)
{
    sp_write_member(&p->w, "lastChangeDateTime", p->when);
}

/* What another object is referred to by. */
static void put_link(package *p, const char *key, const char *kind, const char *name,
                     const char *title)
{
    sp_write_key(&p->w, key);
    sp_write_open_flat(&p->w, '{');
    sp_write_member(&p->w, "title", title);
    put_identity(p, kind, name);
    sp_write_close(&p->w, '}');
}

static const char *title_of(const sp_topic *topic)
{
    return *topic->name ? topic->name : topic->id;
}

static void put_document(package *p)
{
    sp_write_key(&p->w, "CFDocument");
    sp_write_open(&p->w, '{');
    put_identity(p, "", "");
    sp_write_member(&p->w, "creator", p->catalog->id);
    sp_write_member(&p->w, "title", p->title);
    put_when(p);
    sp_write_member(&p->w, "description",
                    "The topic graph of a studypath catalogue. Levels of a topic: 1 follow (can "
                    "read it), 2 use (solves standard problems), 3 derive (proves it).");
    if (p->catalog->version) sp_write_member(&p->w, "version", p->catalog->version);
    sp_write_close(&p->w, '}');
}

/* ---- items ---- */

static void put_area(package *p, const char *area)
{
    sp_write_open(&p->w, '{');
    put_identity(p, "area", area);
    sp_write_member(&p->w, "fullStatement", area);
    sp_write_member(&p->w, "CFItemType", "Area");
    put_link(p, "CFItemTypeURI", "type", "area", "Area");
    put_when(p);
    sp_write_close(&p->w, '}');
}

static void put_notes(package *p, const sp_topic *topic)
{
    char hours[32];
    sp_buffer notes = {.arena = p->w.out.arena};
    if (topic->size_is_given) {
        sp_number_print(hours, topic->size_hours);
        sp_buffer_printf(&notes, "%s h of study from nothing to level 2.", hours);
    }
    if (topic->source)
        sp_buffer_printf(&notes, "%sSource: %s", notes.length ? " " : "", topic->source);
    p->w.out.failed = p->w.out.failed || notes.failed;
    if (notes.length) sp_write_member(&p->w, "notes", notes.text);
}

static void put_topic(package *p, const sp_topic *topic)
{
    sp_write_open(&p->w, '{');
    put_identity(p, "topic", topic->id);
    sp_write_member(&p->w, "fullStatement", title_of(topic));
    sp_write_member(&p->w, "CFItemType", "Topic");
    sp_write_member(&p->w, "humanCodingScheme", topic->id);
    if (topic->n_synonyms) {
        sp_write_key(&p->w, "conceptKeywords");
        sp_write_open_flat(&p->w, '[');
        for (size_t i = 0; i < topic->n_synonyms; i++) sp_write_text(&p->w, topic->synonyms[i]);
        sp_write_close(&p->w, ']');
    }
    put_notes(p, topic);
    put_link(p, "CFItemTypeURI", "type", "topic", "Topic");
    put_when(p);
    sp_write_close(&p->w, '}');
}

static void put_items(package *p)
{
    const sp_topics *topics = &p->catalog->topics;
    sp_write_key(&p->w, "CFItems");
    sp_write_open(&p->w, '[');
    for (size_t i = 0; i < p->stats->n_areas; i++)
        if (*p->stats->areas[i].area) put_area(p, p->stats->areas[i].area);
    for (size_t t = 0; t < topics->n_items; t++) put_topic(p, &topics->items[t]);
    sp_write_close(&p->w, ']');
}

/* ---- associations ---- */

static void open_association(package *p, const char *type, const char *kind, const char *name)
{
    sp_write_open(&p->w, '{');
    put_identity(p, kind, name);
    sp_write_member(&p->w, "associationType", type);
}

/* Something is below an area, or below the document, whose kind and name are empty. */
static void put_child(package *p, const char *kind, const char *name, const char *title,
                      const char *area)
{
    sp_buffer child = {.arena = p->w.out.arena};
    sp_buffer_printf(&child, "%s/%s", kind, name);
    open_association(p, "isChildOf", "child", child.failed ? "" : child.text);
    put_link(p, "originNodeURI", kind, name, title);
    put_link(p, "destinationNodeURI", *area ? "area" : "", area, *area ? area : p->title);
    put_when(p);
    sp_write_close(&p->w, '}');
}

/* "from 2, lag 1": the name and the title of a grouping. */
static void grouping_name(char out[32], unsigned from, unsigned lag)
{
    snprintf(out, 32, "from %u, lag %u", from, lag);
}

static void put_need(package *p, const sp_topic *topic, sp_need need)
{
    const sp_topic *earlier = &p->catalog->topics.items[need.topic];
    char grouping[32];
    sp_buffer name = {.arena = p->w.out.arena};
    grouping_name(grouping, need.from, need.lag);
    sp_buffer_printf(&name, "%s/%s/%s", topic->id, earlier->id, grouping);
    open_association(p, "precedes", "need", name.failed ? "" : name.text);
    put_link(p, "originNodeURI", "topic", earlier->id, title_of(earlier));
    put_link(p, "destinationNodeURI", "topic", topic->id, title_of(topic));
    put_link(p, "CFAssociationGroupingURI", "grouping", grouping, grouping);
    put_when(p);
    sp_write_close(&p->w, '}');
}

/* The same edge twice would have the same identifier twice. */
static bool stands_before(const sp_topic *topic, size_t index)
{
    const sp_need need = topic->needs[index];
    for (size_t k = 0; k < index; k++)
        if (topic->needs[k].topic == need.topic && topic->needs[k].from == need.from &&
            topic->needs[k].lag == need.lag)
            return true;
    return false;
}

static void put_associations(package *p)
{
    const sp_topics *topics = &p->catalog->topics;
    sp_write_key(&p->w, "CFAssociations");
    sp_write_open(&p->w, '[');
    for (size_t i = 0; i < p->stats->n_areas; i++) {
        const char *area = p->stats->areas[i].area;
        if (*area) put_child(p, "area", area, area, "");
    }
    for (size_t t = 0; t < topics->n_items; t++)
        put_child(p, "topic", topics->items[t].id, title_of(&topics->items[t]),
                  topics->items[t].area);
    for (size_t t = 0; t < topics->n_items; t++)
        for (size_t k = 0; k < topics->items[t].n_needs; k++)
            if (!stands_before(&topics->items[t], k))
                put_need(p, &topics->items[t], topics->items[t].needs[k]);
    sp_write_close(&p->w, ']');
}

/* ---- definitions ---- */

static void put_type(package *p, const char *name, const char *title, const char *description,
                     const char *code)
{
    sp_write_open(&p->w, '{');
    put_identity(p, "type", name);
    sp_write_member(&p->w, "title", title);
    sp_write_member(&p->w, "description", description);
    sp_write_member(&p->w, "hierarchyCode", code);
    put_when(p);
    sp_write_close(&p->w, '}');
}

static void put_grouping(package *p, unsigned from, unsigned lag)
{
    char name[32], description[160];
    grouping_name(name, from, lag);
    snprintf(description, sizeof description,
             "Who holds the later topic at level %u or above holds the earlier one at %s.", from,
             lag == 0   ? "the same level"
             : lag == 1 ? "one level below, at least 1"
                        : "two levels below, at least 1");
    sp_write_open(&p->w, '{');
    put_identity(p, "grouping", name);
    sp_write_member(&p->w, "title", name);
    sp_write_member(&p->w, "description", description);
    put_when(p);
    sp_write_close(&p->w, '}');
}

static bool is_used(const sp_topics *topics, unsigned from, unsigned lag)
{
    for (size_t t = 0; t < topics->n_items; t++)
        for (size_t k = 0; k < topics->items[t].n_needs; k++)
            if (topics->items[t].needs[k].from == from && topics->items[t].needs[k].lag == lag)
                return true;
    return false;
}

static void put_definitions(package *p)
{
    sp_write_key(&p->w, "CFDefinitions");
    sp_write_open(&p->w, '{');
    sp_write_key(&p->w, "CFItemTypes");
    sp_write_open(&p->w, '[');
    put_type(p, "area", "Area", "A group of topics", "1");
    put_type(p, "topic", "Topic", "One thing to know", "2");
    sp_write_close(&p->w, ']');
    sp_write_key(&p->w, "CFAssociationGroupings");
    sp_write_open(&p->w, '[');
    for (unsigned from = 1; from <= MOST_FROM; from++)
        for (unsigned lag = 0; lag <= MOST_LAG; lag++)
            if (is_used(&p->catalog->topics, from, lag)) put_grouping(p, from, lag);
    sp_write_close(&p->w, ']');
    sp_write_close(&p->w, '}');
}

const char *sp_catalog_write_case(const sp_catalog *c, sp_arena *a)
{
    sp_stats stats;
    sp_buffer title = {.arena = a};
    sp_buffer_printf(&title, "Topics of %s", c->id);
    if (title.failed || sp_stats_make(&stats, c, a, NULL) != SP_OK) return NULL;
    package p = {.w.out.arena = a, .catalog = c, .stats = &stats, .title = title.text};
    sp_day day = 0;
    char date[16];
    if (!c->version || !sp_date_read(&day, c->version)) day = 0; /* nobody says when */
    sp_date_print(date, day);
    snprintf(p.when, sizeof p.when, "%sT00:00:00Z", date);
    sp_write_open(&p.w, '{');
    put_document(&p);
    put_items(&p);
    put_associations(&p);
    put_definitions(&p);
    sp_write_close(&p.w, '}');
    return p.w.out.failed ? NULL : p.w.out.text;
}
