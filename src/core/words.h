/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words of a text, folded so that spellings of the same word are equal bytes. Private to the
 * library. */
#ifndef STUDYPATH_CORE_WORDS_H
#define STUDYPATH_CORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { SP_WORD_BYTES = 40 };

/* A walk over the words of a text. Begin with {.at = text}. */
typedef struct sp_words {
    const char *at;
    char word[SP_WORD_BYTES]; /* folded; a longer word is cut */
    bool breaks;      /* a sentence, clause or list item ended between the word before and this */
    bool list_breaks; /* so did it where commas, slashes and bars count too */
} sp_words;

/* The next word; false at the end. Letters lose case and accents, plurals and possessives their
 * ending, -isation becomes -ization; letters of other scripts are kept. */
bool sp_words_next(sp_words *w);

/* The ASCII letter that a code point of Latin with a mark stands for, lower case ("ss" gives 's');
 * letters and digits of ASCII themselves, lower case; 0 for anything else. */
char sp_fold_letter(unsigned code_point);

#endif
