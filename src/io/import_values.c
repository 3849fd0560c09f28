/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words of exports that have codes: languages, kinds of things. */
#include <string.h>

#include "core/words.h"
#include "io/import.h"

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
