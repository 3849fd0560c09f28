/* SPDX-License-Identifier: GPL-3.0-or-later
 * Topics by words that a person types: their names, synonyms and ids. Unlike core/match, which must
 * not claim too much of a course, it shows whatever may be meant, the nearest first. */
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "core/words.h"
#include "studypath/course.h"

enum { MOST_WORDS = 8, SHORTEST_BEGINNING = 3 };

typedef struct query {
    char words[MOST_WORDS][SP_WORD_BYTES];
    size_t n_words;
} query;

typedef struct hit {
    sp_topic_id topic;
    unsigned score;
} hit;

/* "of", "and": they are in too many names to mean one. */
static bool is_small(const char *word)
{
    static const char *const small[] = {"of", "the", "and", "a", "an", "in", "for", "to", "with"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strcmp(word, small[i]) == 0) return true;
    return false;
}

static void read_query(query *out, const char *text)
{
    sp_words w = {.at = text};
    out->n_words = 0;
    while (out->n_words < MOST_WORDS && sp_words_next(&w))
        if (!is_small(w.word)) memcpy(out->words[out->n_words++], w.word, sizeof w.word);
}

/* How well a term answers the query: each of its words counts, a whole one more than its beginning;
 * a term that is nothing but the query more than one that goes on. */
static unsigned score_term(const query *q, const char *term)
{
    enum { WHOLE = 16, BEGINNING = 12 };
    unsigned best[MOST_WORDS] = {0}, sum = 0, n_words = 0;
    sp_words w = {.at = term};
    while (sp_words_next(&w)) {
        n_words += !is_small(w.word);
        for (size_t i = 0; i < q->n_words; i++) {
            const size_t length = strlen(q->words[i]);
            const bool begins = length >= SHORTEST_BEGINNING &&
                                strncmp(w.word, q->words[i], length) == 0;
            const unsigned found = strcmp(w.word, q->words[i]) == 0 ? WHOLE
                                   : begins                         ? BEGINNING
                                                                    : 0;
            if (found > best[i]) best[i] = found;
        }
    }
    for (size_t i = 0; i < q->n_words; i++) sum += best[i];
    return sum ? sum + (n_words == q->n_words) : 0;
}

static unsigned score_topic(const query *q, const sp_topic *topic)
{
    unsigned best = score_term(q, topic->name), other = score_term(q, topic->id);
    if (other > best) best = other;
    for (size_t i = 0; i < topic->n_synonyms; i++) {
        other = score_term(q, topic->synonyms[i]);
        if (other > best) best = other;
    }
    return best;
}

static int by_score(const void *left, const void *right)
{
    const hit *a = left, *b = right;
    const int order = (a->score < b->score) - (a->score > b->score);
    return order ? order : (a->topic > b->topic) - (a->topic < b->topic);
}

sp_status sp_topic_search(sp_topic_id *out, size_t *n_out, size_t most, const sp_catalog *c,
                          const char *words, sp_arena *a, sp_error *e)
{
    query q;
    hit *hits = sp_arena_array(a, c->topics.n_items, sizeof *hits);
    size_t n = 0;
    SP_NEED(hits, e);
    read_query(&q, words);
    for (sp_topic_id t = 0; t < c->topics.n_items; t++) {
        const unsigned score = score_topic(&q, &c->topics.items[t]);
        if (score) hits[n++] = (hit){t, score};
    }
    if (n) qsort(hits, n, sizeof *hits, by_score);
    /* who matches fewer of the words than the best does is not meant */
    for (*n_out = 0; *n_out < n && *n_out < most; ++*n_out) {
        if (hits[*n_out].score * 4 < hits[0].score * 3) break;
        out[*n_out] = hits[*n_out].topic;
    }
    return SP_OK;
}
