/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts into values: only what is plain. Everything else stays a text. Whoever brings better
 * readers of workload, level and price texts puts them in here: nobody else in the import reads
 * them. */
#include <math.h>
#include <string.h>

#include "core/words.h"
#include "core/workload.h"
#include "io/import.h"

bool sp_import__read_number(double *out, const char *text)
{
    char digits[32];
    size_t n = 0, group = 0;
    bool grouped = false, fraction = false;
    for (const char *s = text; *s; s++) {
        if (n == sizeof digits - 1) return false;
        if (*s == ',') {
            if (fraction || group == 0 || group > 3 || (grouped && group != 3)) return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (*s == '.') {
            if (fraction || (grouped && group != 3)) return false;
            fraction = true;
        } else if (*s < '0' || *s > '9') {
            return false;
        } else {
            group += !fraction;
        }
        digits[n++] = *s;
    }
    if (grouped && group != 3) return false;
    digits[n] = '\0';
    if (n > 1 && digits[0] == '0' && digits[1] != '.') return false;
    return sp_number_read(out, digits);
}

/* ---- level ---- */

bool sp_import__read_level(sp_stage *out, const char *text)
{
    static const struct {
        const char *word;
        sp_stage stage;
    } words[] = {{"beginner", SP_STAGE_BEGINNER},
                 {"introductory", SP_STAGE_BEGINNER},
                 {"introduction", SP_STAGE_BEGINNER},
                 {"basic", SP_STAGE_BEGINNER},
                 {"elementary", SP_STAGE_BEGINNER},
                 {"foundational", SP_STAGE_BEGINNER},
                 {"intermediate", SP_STAGE_INTERMEDIATE},
                 {"advanced", SP_STAGE_ADVANCED},
                 {"expert", SP_STAGE_ADVANCED},
                 {"mixed", SP_STAGE_NONE},
                 {"all", SP_STAGE_NONE},
                 {"any", SP_STAGE_NONE},
                 {"various", SP_STAGE_NONE}};
    sp_words w = {.at = text};
    bool known = false;
    *out = SP_STAGE_NONE;
    while (sp_words_next(&w)) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (strcmp(words[i].word, w.word) != 0) continue;
            if (known && *out != words[i].stage) { /* "beginner to advanced" */
                *out = SP_STAGE_NONE;
                return true;
            }
            known = true;
            *out = words[i].stage;
        }
    }
    return known;
}

/* ---- language ---- */

/* folded words */
static const char *const languages[][2] = {
    {"english", "en"},
    {"spanish", "es"},
    {"espanol", "es"},
    {"castellano", "es"},
    {"french", "fr"},
    {"francais", "fr"},
    {"german", "de"},
    {"deutsch", "de"},
    {"italian", "it"},
    {"italiano", "it"},
    {"portuguese", "pt"},
    {"portugue", "pt"},
    {"chinese", "zh"},
    {"mandarin", "zh"},
    {"japanese", "ja"},
    {"korean", "ko"},
    {"russian", "ru"},
    {"arabic", "ar"},
    {"hindi", "hi"},
    {"turkish", "tr"},
    {"turkce", "tr"},
    {"dutch", "nl"},
    {"nederland", "nl"},
    {"polish", "pl"},
    {"polski", "pl"},
    {"ukrainian", "uk"},
    {"hebrew", "he"},
    {"vietnamese", "vi"},
    {"thai", "th"},
    {"indonesian", "id"},
    {"swedish", "sv"},
    {"greek", "el"},
    {"romanian", "ro"},
    {"hungarian", "hu"},
    {"czech", "cs"},
    {"catalan", "ca"},
    {"persian", "fa"},
    {"urdu", "ur"},
    {"bengali", "bn"},
    {"tamil", "ta"},
    {"telugu", "te"},
    {"danish", "da"},
    {"norwegian", "no"},
    {"finnish", "fi"},
    {"\xe4\xb8\xad\xe6\x96\x87", "zh"},
    {"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "ja"},
    {"\xed\x95\x9c\xea\xb5\xad\xec\x96\xb4", "ko"},
    {"\xd0\xa0\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9", "ru"},
    {"\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9", "ar"},
    {"\xe0\xa4\xb9\xe0\xa4\xbf\xe0\xa4\xa8\xe0\xa5\x8d\xe0\xa4\xa6\xe0\xa5\x80", "hi"},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

const char *sp_import__read_language(const char *text)
{
    sp_words w = {.at = text};
    for (bool first = true; sp_words_next(&w); first = false) {
        for (int i = 0; i < LANGUAGES; i++) {
            if (strcmp(languages[i][0], w.word) == 0) return languages[i][1];
            /* "en", "en-US", "pt_BR": a code comes first */
            if (first && strcmp(languages[i][1], w.word) == 0) return languages[i][1];
        }
        if (w.list_breaks && !first) break; /* the first of a list */
    }
    return NULL;
}

/* ---- price ---- */

sp_cost sp_import__read_cost(const char *text)
{
    double amount;
    sp_words w = {.at = text};
    bool free = false, certificate = false;
    size_t n_words = 0;
    if (*text == '$') text++;
    if (sp_import__read_number(&amount, text)) return amount > 0 ? SP_COST_PAID : SP_COST_FREE;
    while (sp_words_next(&w)) {
        n_words++;
        free = free || (n_words == 1 && strcmp(w.word, "free") == 0);
        certificate = certificate || strncmp(w.word, "certif", 6) == 0;
    }
    if (free && n_words <= 2) return SP_COST_FREE;
    return free && certificate ? SP_COST_AUDIT : SP_COST_NONE;
}

/* ---- hours ---- */

static const char *const unit_words[] = {"", " hours", " weeks", " hours/week"};

/* ISO 8601: "PT22H30M" is 22.5 hours, "P6W" 6 weeks. Days and longer say nothing of study. */
static bool read_iso(sp_buffer *out, const char *text)
{
    double hours = 0, number;
    const bool in_weeks = strncmp(text, "PT", 2) != 0;
    if (text[0] != 'P' || !text[1]) return false;
    for (text += in_weeks ? 1 : 2; *text;) {
        char digits[16];
        const size_t n = strspn(text, "0123456789.");
        if (!n || n >= sizeof digits) return false;
        memcpy(digits, text, n);
        digits[n] = '\0';
        if (!sp_number_read(&number, digits)) return false;
        text += n;
        if (in_weeks && *text == 'W' && !text[1]) {
            sp_buffer_printf(out, "%s weeks", digits);
            return true;
        }
        if (in_weeks || !strchr("HMS", *text)) return false;
        hours += *text == 'H' ? number : *text == 'M' ? number / 60 : number / 3600;
        text++;
    }
    char printed[32];
    if (!(hours > 0 && hours <= 10000)) return false;
    sp_number_print(printed, round(hours * 100) / 100);
    sp_buffer_printf(out, "%s hours", printed);
    return true;
}

/* The text of a field in words that the reader of workloads knows. */
static void add_time(sp_buffer *out, const char *text, sp_import_unit unit)
{
    double number;
    if (!text || read_iso(out, text)) return;
    sp_buffer_puts(out, text);
    if (sp_import__read_number(&number, text)) sp_buffer_puts(out, unit_words[unit]);
}

bool sp_import__read_hours(sp_hours *out, const sp_import_record *r, const sp_import_table *t)
{
    const char *duration = r->texts[SP_IMPORT_DURATION], *effort = r->texts[SP_IMPORT_EFFORT];
    const sp_arena_mark mark = sp_arena_here(t->arena);
    sp_buffer both = {.arena = t->arena}, one = {.arena = t->arena};
    sp_hours hours;
    add_time(&both, duration, t->unit_of[SP_IMPORT_DURATION]);
    if (both.length && effort) sp_buffer_puts(&both, ", ");
    add_time(&both, effort, t->unit_of[SP_IMPORT_EFFORT]);
    bool read = both.text && sp_workload_read(&hours, both.text);
    if (!read && duration && effort) { /* one of them may say all: "22 hours", "PT22H" */
        add_time(&one, effort[0] == 'P' ? effort : duration,
                 effort[0] == 'P' ? SP_IMPORT_NO_UNIT : t->unit_of[SP_IMPORT_DURATION]);
        read = one.text && sp_workload_read(&hours, one.text);
    } else if (read && !duration && effort[0] != 'P' && !strstr(effort, "eek")) {
        read = false; /* "10 hours" of effort may be meant a week */
    }
    sp_arena_rewind(t->arena, mark);
    if (read) *out = hours;
    return read;
}

bool sp_import__is_program(const char *kind)
{
    static const char *const words[] = {"specialization", "program", "programme",   "degree",
                                        "professional",   "xsery",   "micromaster", "nanodegree",
                                        "track",          "bundle",  "path",        "diploma"};
    sp_words w = {.at = kind ? kind : ""};
    while (sp_words_next(&w))
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strcmp(words[i], w.word) == 0) return true;
    return false;
}
