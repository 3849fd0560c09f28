/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levels: a clause is read when it consists of level words alone ("Beginner Level", "Difficulty:
 * intermediate"); a text whose clauses name two levels names none of our three. */
#include "core/text_stage.h"

#include <string.h>

bool sp_clause__ends(const sp_token *t)
{
    if (t->kind == SP_TOKEN_END) return true;
    if (t->kind != SP_TOKEN_MARK) return false;
    return strchr(";.,()", t->mark) || (t->mark == '-' && !t->glued);
}

static bool is_beside(const sp_token *t, size_t i)
{
    switch (t[i].is) {
    case SP_WORD_STAGE_NOUN:
    case SP_WORD_FILLER:
    case SP_WORD_FOR:
    case SP_WORD_OF:
    case SP_WORD_FROM:
    case SP_WORD_TO:
    case SP_WORD_AND:
    case SP_WORD_OR:
    case SP_WORD_A:
    case SP_WORD_ITEM:
    case SP_WORD_TOTAL: return true;
    default: break;
    }
    if (t[i].kind == SP_TOKEN_NUMBER) return i > 0 && t[i - 1].is == SP_WORD_STAGE_NOUN;
    return t[i].kind == SP_TOKEN_MARK && strchr("-/:&", t[i].mark);
}

bool sp_stage__read(sp_stage *stage, const sp_token *t, size_t n)
{
    bool speaks = false, all = false, noun = n == 1;
    *stage = SP_STAGE_NONE;
    for (size_t i = 0; i < n; i++) {
        if (t[i].is == SP_WORD_STAGE) {
            const sp_stage found = (sp_stage)t[i].word->value;
            if (speaks && found != *stage) all = true;
            *stage = found;
            speaks = true;
        } else if (t[i].is == SP_WORD_STAGE_ALL) {
            all = true;
        } else if (t[i].is == SP_WORD_STAGE_NOUN) {
            noun = true;
        } else if (!is_beside(t, i)) {
            return false;
        }
    }
    if (all) *stage = SP_STAGE_NONE;
    return speaks || (all && noun);
}

void sp_reading__level(sp_reading *out, const char *text)
{
    sp_tokens tokens;
    sp_tokens__read(&tokens, text, NULL);
    bool found = false, several = tokens.overflowed;
    for (size_t i = 0; i < tokens.n_items;) {
        size_t n = 0;
        while (!sp_clause__ends(&tokens.items[i + n])) n++;
        sp_stage stage;
        if (sp_stage__read(&stage, &tokens.items[i], n)) {
            several = several || stage == SP_STAGE_NONE || (found && stage != out->level);
            out->level = stage;
            found = true;
        }
        i += n + 1;
    }
    out->has_level = true;
    out->names_level = found;
    if (several) out->level = SP_STAGE_NONE;
}
