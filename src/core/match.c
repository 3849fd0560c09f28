/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/match.h. */
#include "core/match.h"

#include <math.h>
#include <string.h>

#include "base/try.h"
#include "core/match_terms.h"
#include "core/words.h"

/* docs/labels.md rule 2: the step hours of what is claimed, at the pace of the fastest tenth, may
 * be at most a little more than the course's hours. */
#define FASTEST_PACE 0.85
#define HOURS_SLACK 1.3

typedef struct token {
    uint32_t word; /* a vocable, or SP_NONE */
    bool breaks;   /* no term goes on from the token before */
    bool guarded;  /* in a sentence about prerequisites, or after "for" in a title */
} token;

/* What was found of one topic: terms, NULL for none. */
typedef struct evidence {
    const sp_term *own[3];   /* by place: a term of this topic alone */
    const sp_term *broad;    /* of several topics, in the title */
    const sp_term *in_words; /* all its words stand in the title */
    const sp_term *lone;     /* one word, in the description */
    const sp_term *below;    /* outside of the title, another one than `broad`; of whatever kind */
    const sp_term *weak;
    sp_match_place weak_place;
} evidence;

struct sp_matcher {
    const sp_catalog *catalog;
    sp_terms terms;
    evidence *topics;
    uint32_t *seen; /* of each vocable: the title in which it was met last */
    uint32_t title; /* number of the title */
    bool is_survey, has_text;
    token *tokens;
    size_t n_tokens, capacity;
    sp_arena *arena;
};

sp_status sp_matcher_make(sp_matcher **out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    sp_matcher *m = sp_arena_take(a, sizeof *m);
    SP_NEED(m, e);
    *m = (sp_matcher){.catalog = c, .arena = a};
    SP_TRY(sp_terms_make(&m->terms, &c->topics, a, e));
    m->topics = sp_arena_array(a, c->topics.n_items, sizeof *m->topics);
    m->seen = sp_arena_array(a, m->terms.n_vocables, sizeof *m->seen);
    SP_NEED(m->topics && m->seen, e);
    *out = m;
    return SP_OK;
}

/* ---- reading a text into tokens ---- */

static unsigned flags_of(const sp_matcher *m, uint32_t word)
{
    return word == SP_NONE ? 0 : m->terms.vocables[word].flags;
}

static sp_status add_token(sp_matcher *m, token t, sp_error *e)
{
    if (m->n_tokens == m->capacity) {
        const size_t capacity = m->capacity ? 2 * m->capacity : 256;
        token *larger = sp_arena_array(m->arena, capacity, sizeof *larger);
        SP_NEED(larger, e);
        if (m->n_tokens) memcpy(larger, m->tokens, m->n_tokens * sizeof *larger);
        m->tokens = larger;
        m->capacity = capacity;
    }
    m->tokens[m->n_tokens++] = t;
    return SP_OK;
}

/* Guard what must not count: whole sentences outside titles, what follows "for" in a title. */
static void guard(sp_matcher *m, sp_match_place place)
{
    for (size_t begin = 0, end; begin < m->n_tokens; begin = end) {
        bool guarded = false;
        for (end = begin; end < m->n_tokens && (end == begin || !m->tokens[end].breaks); end++) {
            const unsigned flags = flags_of(m, m->tokens[end].word);
            if (place == SP_MATCH_TITLE) {
                if (flags & SP_VOCABLE_SURVEY) m->is_survey = true;
                guarded = guarded || (flags & SP_VOCABLE_FOR);
                m->tokens[end].guarded = guarded;
            } else if (flags & SP_VOCABLE_GUARD) {
                guarded = true;
            }
        }
        for (size_t i = begin; i < end && place == SP_MATCH_TEXT; i++)
            m->tokens[i].guarded = guarded;
    }
}

static sp_status tokenise(sp_matcher *m, const char *text, sp_match_place place, sp_error *e)
{
    m->n_tokens = 0;
    sp_words w = {.at = text};
    while (sp_words_next(&w))
        SP_TRY(add_token(m,
                         (token){.word = sp_vocable_find(&m->terms, w.word),
                                 .breaks = place == SP_MATCH_SKILLS ? w.list_breaks : w.breaks},
                         e));
    guard(m, place);
    return SP_OK;
}

/* ---- looking for terms ---- */

static bool stands_at(const sp_matcher *m, const sp_term *term, size_t at)
{
    if (at + term->n_words > m->n_tokens) return false;
    for (size_t i = 0; i < term->n_words; i++) {
        if (m->tokens[at + i].word != term->words[i]) return false;
        if (i && m->tokens[at + i].breaks) return false;
    }
    return true;
}

static const sp_term *longest_at(const sp_matcher *m, size_t at)
{
    const uint32_t word = m->tokens[at].word;
    if (word == SP_NONE) return NULL;
    for (size_t i = m->terms.first[word]; i < m->terms.first[word + 1]; i++)
        if (stands_at(m, &m->terms.items[i], at)) return &m->terms.items[i];
    return NULL;
}

static void note(sp_matcher *m, const sp_term *term, sp_match_place place, bool guarded)
{
    const bool is_broad = term->n_topics > 1;
    for (size_t i = 0; i < term->n_topics; i++) {
        evidence *found = &m->topics[term->topics[i]];
        const sp_term **slot = &found->weak;
        if (!guarded && place != SP_MATCH_TITLE && term != found->broad && !found->below)
            found->below = term;
        if (is_broad && place == SP_MATCH_TEXT) continue; /* every brochure speaks of fields */
        if (!guarded && is_broad && place == SP_MATCH_TITLE)
            slot = &found->broad;
        else if (!guarded && !is_broad && place == SP_MATCH_TEXT && term->n_words == 1)
            slot = &found->lone;
        else if (!guarded && !is_broad)
            slot = &found->own[place];
        if (*slot) continue;
        *slot = term;
        if (slot == &found->weak) found->weak_place = place;
    }
}

static sp_status look(sp_matcher *m, const char *text, sp_match_place place, sp_error *e)
{
    if (!text) return SP_OK;
    SP_TRY(tokenise(m, text, place, e));
    for (size_t at = 0; at < m->n_tokens;) {
        const sp_term *term = longest_at(m, at);
        if (term) note(m, term, place, m->tokens[at].guarded);
        at += term ? term->n_words : 1;
    }
    return SP_OK;
}

/* Terms of two words or more all of whose words stand in the title, whose tokens are at hand. */
static void look_for_all_words(sp_matcher *m)
{
    m->title++;
    for (size_t i = 0; i < m->n_tokens; i++)
        if (m->tokens[i].word != SP_NONE && !m->tokens[i].guarded)
            m->seen[m->tokens[i].word] = m->title;
    for (size_t t = 0; t < m->terms.n_items; t++) {
        const sp_term *term = &m->terms.items[t];
        if (term->n_content < 2 || term->n_topics > 1) continue;
        bool all = true;
        for (size_t i = 0; i < term->n_words && all; i++)
            all = m->seen[term->words[i]] == m->title ||
                  (m->terms.vocables[term->words[i]].flags & SP_VOCABLE_SMALL);
        evidence *found = &m->topics[term->topics[0]];
        if (all && !found->in_words) found->in_words = term;
    }
}

/* ---- judging ---- */

/* A description may use a term in passing; so it needs company: another term of the graph, of
 * whatever topic; and a lone word one of the same area that is more than a word. */
static bool has_company(const sp_matcher *m, size_t topic, const sp_term *term)
{
    const sp_topics *topics = &m->catalog->topics;
    for (size_t t = 0; t < topics->n_items; t++) {
        const evidence *other = &m->topics[t];
        const bool sure = other->own[SP_MATCH_TITLE] || other->own[SP_MATCH_SKILLS] ||
                          other->own[SP_MATCH_TEXT] || other->broad;
        const bool same_area = strcmp(topics->items[t].area, topics->items[topic].area) == 0;
        if (t == topic) continue;
        if (term->n_words == 1 ? sure && same_area : sure || (other->below && other->below != term))
            return true;
    }
    return false;
}

/* A field in the title, and a description that never comes back to it: "Debt Statistics". */
static bool is_empty_title(const sp_matcher *m, size_t topic)
{
    const sp_topics *topics = &m->catalog->topics;
    if (!m->has_text) return false;
    for (size_t t = 0; t < topics->n_items; t++)
        if (m->topics[t].below && strcmp(topics->items[t].area, topics->items[topic].area) == 0)
            return false;
    return true;
}

/* Whether something was found, and how sure it is. */
static bool judge(const sp_matcher *m, size_t topic, sp_topic_match *out)
{
    const evidence *found = &m->topics[topic];
    *out = (sp_topic_match){.topic = (sp_topic_id)topic, .confidence = SP_MATCH_EXACT};
    const sp_term *term = found->lone;
    if (term) out->place = SP_MATCH_TEXT;
    for (int p = SP_MATCH_TEXT; p >= SP_MATCH_TITLE; p--) {
        if (!found->own[p]) continue;
        term = found->own[p];
        out->place = (sp_match_place)p;
    }
    out->is_titled = found->own[SP_MATCH_TITLE] || found->broad;
    if (term) { /* with a field in the title, own words elsewhere confirm it */
        if (!out->is_titled && out->place == SP_MATCH_TEXT && !has_company(m, topic, term))
            out->confidence = SP_MATCH_WEAK;
    } else if (found->broad) {
        term = found->broad;
        if (is_empty_title(m, topic)) out->confidence = SP_MATCH_WEAK;
    } else if (found->in_words) {
        term = found->in_words;
        out->confidence = SP_MATCH_WORDS;
    } else if (found->weak) {
        term = found->weak;
        out->place = found->weak_place;
        out->confidence = SP_MATCH_WEAK;
    }
    if (!term) return false;
    out->is_broad = term->n_topics > 1;
    out->term = term->text;
    return true;
}

static double step(const sp_matcher *m, sp_topic_id topic, unsigned level)
{
    return m->catalog->step_hours[topic * SP_LEVELS + level];
}

static bool may_be_used(const sp_topic_match *match)
{
    return match->level == 1 && match->is_titled && !match->is_broad;
}

/* Level 1 for what is sure, the title's before what stands elsewhere, as far as the hours pay. */
static void assign_first(const sp_matcher *m, sp_topic_match **by_topic, sp_match_place place,
                         double *left)
{
    const sp_topics *topics = &m->catalog->topics;
    for (size_t i = 0; i < topics->n_items; i++) {
        sp_topic_match *match = by_topic[topics->order[i]];
        if (!match || match->confidence != SP_MATCH_EXACT) continue;
        if (place != (match->is_titled ? SP_MATCH_TITLE : match->place)) continue;
        const double hours = step(m, match->topic, 1);
        match->is_unpaid = hours > *left;
        if (match->is_unpaid) continue;
        match->level = 1;
        *left -= hours;
    }
}

/* Level 2 for the topics of the title, when the hours pay for all of them. */
static void assign_second(const sp_matcher *m, sp_topic_match *matches, size_t n_matches,
                          double *left)
{
    double hours = 0;
    for (size_t i = 0; i < n_matches; i++)
        if (may_be_used(&matches[i])) hours += step(m, matches[i].topic, 2);
    if (m->is_survey || hours > *left) return;
    for (size_t i = 0; i < n_matches; i++)
        if (may_be_used(&matches[i])) matches[i].level = 2;
    *left -= hours;
}

static sp_status assign_levels(const sp_matcher *m, sp_topic_match *matches, size_t n_matches,
                               double hours, sp_arena *a, sp_error *e)
{
    const sp_arena_mark mark = sp_arena_here(a);
    sp_topic_match **by_topic = sp_arena_array(a, m->catalog->topics.n_items,
                                               sizeof(sp_topic_match *));
    SP_NEED(by_topic, e);
    for (size_t i = 0; i < n_matches; i++) by_topic[matches[i].topic] = &matches[i];
    double left = isfinite(hours) ? HOURS_SLACK * hours / FASTEST_PACE : INFINITY;
    assign_first(m, by_topic, SP_MATCH_TITLE, &left);
    if (isfinite(hours)) assign_second(m, matches, n_matches, &left);
    assign_first(m, by_topic, SP_MATCH_SKILLS, &left);
    assign_first(m, by_topic, SP_MATCH_TEXT, &left);
    sp_arena_rewind(a, mark);
    return SP_OK;
}

sp_status sp_matcher_find(sp_topic_match **out, size_t *n_out, sp_matcher *m,
                          const sp_match_texts *texts, sp_arena *a, sp_error *e)
{
    const size_t n_topics = m->catalog->topics.n_items;
    if (n_topics) memset(m->topics, 0, n_topics * sizeof *m->topics);
    m->is_survey = texts->is_program;
    m->has_text = texts->text != NULL;
    SP_TRY(look(m, texts->title, SP_MATCH_TITLE, e));
    if (texts->title) look_for_all_words(m);
    SP_TRY(look(m, texts->skills, SP_MATCH_SKILLS, e));
    SP_TRY(look(m, texts->text, SP_MATCH_TEXT, e));
    size_t n = 0;
    sp_topic_match one;
    for (size_t t = 0; t < n_topics; t++) n += judge(m, t, &one);
    *out = sp_arena_array(a, n, sizeof **out);
    SP_NEED(*out, e);
    *n_out = n;
    n = 0;
    for (size_t t = 0; t < n_topics; t++)
        if (judge(m, t, &one)) (*out)[n++] = one;
    return assign_levels(m, *out, n, texts->hours, a, e);
}

/* ---- prerequisites ---- */

/* Note the topics of an item of a list. False, and nothing noted, when it holds a word that is
 * neither part of a term nor plain. */
static bool note_item(sp_matcher *m, size_t begin, size_t end)
{
    for (int noting = 0; noting < 2; noting++) {
        for (size_t at = begin; at < end;) {
            const sp_term *term = longest_at(m, at);
            if (!term && !(flags_of(m, m->tokens[at].word) & SP_VOCABLE_PLAIN)) return false;
            for (size_t i = 0; noting && term && i < term->n_topics; i++)
                m->topics[term->topics[i]].own[SP_MATCH_SKILLS] = term;
            at += term ? term->n_words : 1;
        }
    }
    return true;
}

sp_status sp_matcher_find_prerequisites(const sp_pair **out, size_t *n_out, sp_matcher *m,
                                        const char *text, sp_arena *a, sp_error *e)
{
    const size_t n_topics = m->catalog->topics.n_items;
    *n_out = 0;
    if (n_topics) memset(m->topics, 0, n_topics * sizeof *m->topics);
    SP_TRY(tokenise(m, text, SP_MATCH_SKILLS, e));
    bool unsure = false, found = false;
    for (size_t i = 0; i < m->n_tokens; i++)
        unsure = unsure || (flags_of(m, m->tokens[i].word) & SP_VOCABLE_DOUBT);
    for (size_t begin = 0, end; begin < m->n_tokens && !unsure; begin = end) {
        end = begin + 1;
        while (end < m->n_tokens && !m->tokens[end].breaks) end++;
        if (note_item(m, begin, end)) found = true;
    }
    if (!found) return SP_OK;
    sp_pair *pairs = sp_arena_array(a, n_topics, sizeof *pairs);
    SP_NEED(pairs, e);
    *out = pairs;
    for (size_t t = 0; t < n_topics; t++)
        if (m->topics[t].own[SP_MATCH_SKILLS])
            pairs[(*n_out)++] = (sp_pair){.topic = (sp_topic_id)t, .level = SP_LEVEL_FOLLOW};
    return SP_OK;
}
