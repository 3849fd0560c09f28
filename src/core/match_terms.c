/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/match_terms.h. */
#include "core/match_terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "core/words.h"
#include "studypath/text.h"

static const struct {
    const char *words; /* as they are written; folded when they are put in */
    unsigned flag;
} word_lists[] = {
    {"prerequisite prerequisites prereq require requires required requirement requirements assume "
     "assumes assumed assuming familiar familiarity background prior previous previously knowledge "
     "comfortable recommended review recap completed supplement without before beforehand need "
     "needed must equivalent exposure",
     SP_VOCABLE_GUARD},
    {"for para", SP_VOCABLE_FOR},
    {"survey overview crash everyone everybody primer nutshell bootcamp specialization capstone "
     "nontechnical leaders managers executives refresher glimpse tour",
     SP_VOCABLE_SURVEY},
    {"of the and a an in for to with on as by one", SP_VOCABLE_SMALL},
    {"of the and a an in to with basic some elementary introductory fundamental knowledge "
     "familiarity understanding background prior previous first course required prerequisite",
     SP_VOCABLE_PLAIN},
    {"no not non none without or nor either neither but except unless if helpful recommended "
     "optional desirable useful preferred preferably ideally beneficial equivalent corequisite "
     "concurrent nicht kein keine sin sans opcional facultatif",
     SP_VOCABLE_DOUBT},
};
enum { WORD_LISTS = sizeof word_lists / sizeof *word_lists };

/* One name or synonym of one topic. */
typedef struct entry {
    const char *text, *key;
    sp_topic_id topic;
} entry;

typedef struct making {
    const sp_topics *topics;
    entry *entries;
    size_t n_entries;
    sp_terms *out;
    sp_arena *arena;
    sp_error *error;
} making;

static sp_status fold(const char **key, size_t *n_words, const char *text, sp_arena *a, sp_error *e)
{
    sp_buffer b = {.arena = a};
    sp_words w = {.at = text};
    *n_words = 0;
    while (sp_words_next(&w)) {
        sp_buffer_puts(&b, *n_words ? " " : "");
        sp_buffer_puts(&b, w.word);
        ++*n_words;
    }
    *key = b.text;
    return b.failed ? sp_fail(e, SP_MEMORY, "", "out of memory (arena limit)") : SP_OK;
}

static sp_status add_entry(making *m, const char *text, sp_topic_id topic, bool is_name)
{
    const char *key;
    size_t n_words;
    SP_TRY(fold(&key, &n_words, text, m->arena, m->error));
    if (!n_words || (is_name && n_words == 1 && m->topics->items[topic].n_synonyms)) return SP_OK;
    m->entries[m->n_entries++] = (entry){text, key, topic};
    return SP_OK;
}

static int compare_entries(const void *a, const void *b)
{
    const entry *left = a, *right = b;
    const int order = strcmp(left->key, right->key);
    return order ? order : (left->topic > right->topic) - (left->topic < right->topic);
}

static sp_status collect(making *m)
{
    size_t most = m->topics->n_items;
    for (size_t t = 0; t < m->topics->n_items; t++) most += m->topics->items[t].n_synonyms;
    m->entries = sp_arena_array(m->arena, most, sizeof *m->entries);
    SP_NEED(m->entries, m->error);
    for (size_t t = 0; t < m->topics->n_items; t++) {
        const sp_topic *topic = &m->topics->items[t];
        SP_TRY(add_entry(m, topic->name, (sp_topic_id)t, true));
        for (size_t i = 0; i < topic->n_synonyms; i++)
            SP_TRY(add_entry(m, topic->synonyms[i], (sp_topic_id)t, false));
    }
    qsort(m->entries, m->n_entries, sizeof *m->entries, compare_entries);
    return SP_OK;
}

/* ---- vocables ---- */

static int compare_vocables(const void *a, const void *b)
{
    return strcmp(((const sp_vocable *)a)->word, ((const sp_vocable *)b)->word);
}

static size_t count_words(const char *text)
{
    size_t n = 1;
    for (; *text; text++) n += *text == ' ';
    return n;
}

static sp_status add_vocables(making *m, const char *text, unsigned flag)
{
    sp_words w = {.at = text};
    while (sp_words_next(&w)) {
        sp_vocable *v = &m->out->vocables[m->out->n_vocables++];
        v->word = sp_arena_text(m->arena, w.word, strlen(w.word));
        SP_NEED(v->word, m->error);
        v->flags = flag;
    }
    return SP_OK;
}

static sp_status make_vocables(making *m)
{
    size_t most = 0;
    for (size_t i = 0; i < m->n_entries; i++) most += count_words(m->entries[i].key);
    for (int i = 0; i < WORD_LISTS; i++) most += count_words(word_lists[i].words);
    sp_terms *out = m->out;
    out->vocables = sp_arena_array(m->arena, most, sizeof *out->vocables);
    SP_NEED(out->vocables, m->error);
    for (int i = 0; i < WORD_LISTS; i++)
        SP_TRY(add_vocables(m, word_lists[i].words, word_lists[i].flag));
    for (size_t i = 0; i < m->n_entries; i++) SP_TRY(add_vocables(m, m->entries[i].text, 0));
    if (!out->n_vocables) return SP_OK;
    qsort(out->vocables, out->n_vocables, sizeof *out->vocables, compare_vocables);
    size_t n = 1;
    for (size_t i = 1; i < out->n_vocables; i++) {
        if (strcmp(out->vocables[i].word, out->vocables[n - 1].word) == 0)
            out->vocables[n - 1].flags |= out->vocables[i].flags;
        else
            out->vocables[n++] = out->vocables[i];
    }
    out->n_vocables = n;
    return SP_OK;
}

uint32_t sp_vocable_find(const sp_terms *terms, const char *word)
{
    size_t low = 0, high = terms->n_vocables;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(terms->vocables[middle].word, word);
        if (order == 0) return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SP_NONE;
}

/* ---- terms ---- */

static sp_status set_words(making *m, sp_term *term)
{
    uint32_t *words = sp_arena_array(m->arena, count_words(term->key), sizeof *words);
    SP_NEED(words, m->error);
    sp_words w = {.at = term->text};
    while (sp_words_next(&w)) {
        const uint32_t word = sp_vocable_find(m->out, w.word);
        words[term->n_words++] = word;
        term->n_content += !(m->out->vocables[word].flags & SP_VOCABLE_SMALL);
    }
    term->words = words;
    return SP_OK;
}

static int compare_terms(const void *a, const void *b)
{
    const sp_term *left = a, *right = b;
    if (left->words[0] != right->words[0]) return left->words[0] > right->words[0] ? 1 : -1;
    if (left->n_words != right->n_words) return left->n_words < right->n_words ? 1 : -1;
    return strcmp(left->key, right->key);
}

/* Entries of the same key are one term. */
static sp_status make_terms(making *m)
{
    sp_terms *out = m->out;
    out->items = sp_arena_array(m->arena, m->n_entries, sizeof *out->items);
    sp_topic_id *topics = sp_arena_array(m->arena, m->n_entries, sizeof *topics);
    SP_NEED(out->items && topics, m->error);
    size_t n_topics = 0;
    for (size_t i = 0; i < m->n_entries; i++) {
        const entry *one = &m->entries[i];
        sp_term *last = out->n_items ? &out->items[out->n_items - 1] : NULL;
        if (last && strcmp(last->key, one->key) == 0) {
            if (last->topics[last->n_topics - 1] == one->topic) continue;
            last->n_topics++;
        } else {
            last = &out->items[out->n_items++];
            *last = (sp_term){.text = one->text, .key = one->key, .topics = topics + n_topics};
            last->n_topics = 1;
            SP_TRY(set_words(m, last));
        }
        topics[n_topics++] = one->topic;
    }
    if (out->n_items) qsort(out->items, out->n_items, sizeof *out->items, compare_terms);
    return SP_OK;
}

sp_status sp_terms_make(sp_terms *out, const sp_topics *topics, sp_arena *a, sp_error *e)
{
    *out = (sp_terms){0};
    making m = {.topics = topics, .out = out, .arena = a, .error = e};
    SP_TRY(collect(&m));
    SP_TRY(make_vocables(&m));
    SP_TRY(make_terms(&m));
    out->first = sp_arena_array(a, out->n_vocables + 1, sizeof *out->first);
    SP_NEED(out->first, e);
    size_t term = 0;
    for (size_t v = 0; v <= out->n_vocables; v++) {
        while (term < out->n_items && out->items[term].words[0] < v) term++;
        out->first[v] = (uint32_t)term;
    }
    return SP_OK;
}
