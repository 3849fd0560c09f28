/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on the topic graph: needs that others imply, topics that nobody teaches.
 *
 * A need of a topic is redundant when every closure stays the same without it. Each rule of the
 * closure has one premise, so the closure of levels is the union of the closures of its single
 * pairs, and a need (topic, from, lag) of t is redundant exactly when for each level l >= from
 * another need of t leads to the pair (topic, max(1, l - lag)), at once or through further topics;
 * these never lead back to t, as the graph has no cycles. */
#include <string.h>

#include "base/try.h"
#include "core/check.h"

/* Sets of pairs as bits: pair (t, l) is bit t * STEPS + l - 1. A closure holds with each pair the
 * same topic's lower levels, so that a union of sets is the closure of the higher levels. */
enum { STEPS = SP_LEVELS - 1, WORD_BITS = 64 };

typedef struct closures {
    const sp_topics *topics;
    uint64_t *sets; /* that of pair p from p * n_words on */
    size_t n_words;
} closures;

static size_t pair_bit(sp_topic_id topic, unsigned level)
{
    return (size_t)topic * STEPS + level - 1;
}

static uint64_t *set_of(const closures *s, sp_topic_id topic, unsigned level)
{
    return s->sets + pair_bit(topic, level) * s->n_words;
}

static bool has_pair(const uint64_t *set, sp_topic_id topic, unsigned level)
{
    const size_t bit = pair_bit(topic, level);
    return set[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

static unsigned needed_level(const sp_need *need, unsigned level)
{
    return level > need->lag + 1U ? level - need->lag : 1;
}

static sp_status make_closures(closures *out, sp_checking *k)
{
    const sp_topics *topics = &k->catalog->topics;
    const size_t n_pairs = topics->n_items * STEPS;
    *out = (closures){.topics = topics, .n_words = n_pairs / WORD_BITS + 1};
    out->sets = sp_arena_array(k->arena, n_pairs * out->n_words, sizeof *out->sets);
    SP_NEED(out->sets, k->error);
    for (size_t i = 0; i < topics->n_items; i++) { /* needs come before what needs them */
        const sp_topic_id t = topics->order[i];
        const sp_topic *topic = &topics->items[t];
        for (unsigned l = 1; l < SP_LEVELS; l++) {
            uint64_t *set = set_of(out, t, l);
            if (l > 1) memcpy(set, set_of(out, t, l - 1), out->n_words * sizeof *set);
            set[pair_bit(t, l) / WORD_BITS] |= (uint64_t)1 << pair_bit(t, l) % WORD_BITS;
            for (size_t n = 0; n < topic->n_needs; n++) {
                const sp_need *need = &topic->needs[n];
                if (l < need->from) continue;
                const uint64_t *other = set_of(out, need->topic, needed_level(need, l));
                for (size_t w = 0; w < out->n_words; w++) set[w] |= other[w];
            }
        }
    }
    return SP_OK;
}

/* Whether another need of the topic than `which`, and than those that were found already, leads to
 * what it asks for at this level. */
static bool is_implied_at(const closures *s, const sp_topic *topic, size_t which,
                          const uint8_t *is_redundant, unsigned level)
{
    const sp_need *need = &topic->needs[which];
    for (size_t n = 0; n < topic->n_needs; n++) {
        const sp_need *other = &topic->needs[n];
        if (n == which || is_redundant[n] || level < other->from) continue;
        const uint64_t *set = set_of(s, other->topic, needed_level(other, level));
        if (has_pair(set, need->topic, needed_level(need, level))) return true;
    }
    return false;
}

static bool is_implied(const closures *s, const sp_topic *topic, size_t which,
                       const uint8_t *is_redundant)
{
    for (unsigned level = topic->needs[which].from; level < SP_LEVELS; level++)
        if (!is_implied_at(s, topic, which, is_redundant, level)) return false;
    return true;
}

/* The needs of one topic that can all be taken out together; of needs that imply each other the
 * first stays, and is met first by those behind it. */
static sp_status check_needs(sp_checking *k, const closures *s, const sp_topic *topic)
{
    uint8_t *is_redundant = sp_arena_take(k->arena, topic->n_needs);
    SP_NEED(is_redundant, k->error);
    for (size_t n = topic->n_needs; n-- > 0;)
        is_redundant[n] = is_implied(s, topic, n, is_redundant);
    for (size_t n = 0; n < topic->n_needs; n++) {
        const sp_need *need = &topic->needs[n];
        if (!is_redundant[n]) continue;
        SP_TRY(sp_check__add(k, SP_FOUND_REDUNDANT_NEED, sp_check__at_topic(topic),
                             "needs %s from level %u on with lag %u, which its other needs imply",
                             s->topics->items[need->topic].id, (unsigned)need->from,
                             (unsigned)need->lag));
    }
    return SP_OK;
}

static sp_status check_taught(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    uint8_t *is_taught = sp_arena_take(k->arena, c->topics.n_items);
    SP_NEED(is_taught, k->error);
    for (size_t i = 0; i < c->n_courses; i++)
        for (size_t j = 0; j < c->courses[i].n_teaches; j++)
            is_taught[c->courses[i].teaches[j].topic] = 1;
    for (size_t t = c->n_shipped_topics; t < c->topics.n_items; t++)
        if (!is_taught[t])
            SP_TRY(sp_check__add(k, SP_FOUND_UNTAUGHT_TOPIC,
                                 sp_check__at_topic(&c->topics.items[t]), "no course teaches it"));
    return SP_OK;
}

sp_status sp_check__topics(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    if (c->n_shipped_topics < c->topics.n_items) {
        closures s;
        SP_TRY(make_closures(&s, k));
        for (size_t t = c->n_shipped_topics; t < c->topics.n_items; t++)
            SP_TRY(check_needs(k, &s, &c->topics.items[t]));
    }
    return check_taught(k);
}
