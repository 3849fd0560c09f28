/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/words.h. */
#include "core/words.h"

#include <stdint.h>
#include <string.h>

#include "studypath/text.h"

/* U+00C0 to U+017F without their marks; '.' where there is no such letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                            "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

char sp_fold_letter(unsigned code_point)
{
    if (code_point >= 'A' && code_point <= 'Z') return (char)(code_point | 0x20);
    if ((code_point >= 'a' && code_point <= 'z') || (code_point >= '0' && code_point <= '9'))
        return (char)code_point;
    if (code_point < 0xc0 || code_point > 0x17f) return 0;
    const char letter = latin[code_point - 0xc0];
    return letter == '.' ? 0 : letter;
}

static bool is_apostrophe(uint32_t point)
{
    return point == '\'' || point == 0x2019 || point == 0x2bc;
}

/* Letters beyond Latin: everything past it but punctuation, symbols and spaces. */
static bool is_other_letter(uint32_t point)
{
    if (point < 0x370) return false;
    return !(point >= 0x2000 && point <= 0x2bff) && !(point >= 0x3000 && point <= 0x303f) &&
           !(point >= 0xff00 && point <= 0xff0f) && !(point >= 0xff1a && point <= 0xff20) &&
           !(point >= 0xe000 && point <= 0xf8ff) && !(point >= 0x1f000 && point <= 0x1faff) &&
           point != 0xfeff && point != 0xfffd;
}

static bool ends_with(const char *word, size_t length, const char *ending)
{
    const size_t n = strlen(ending);
    return length > n && memcmp(word + length - n, ending, n) == 0;
}

/* Singular and American, by rule; what matters is only that both spellings end up equal. */
static void fold_ending(char *word)
{
    size_t n = strlen(word);
    if (ends_with(word, n, "isation")) word[n - 6] = 'z';
    if (n > 4 && ends_with(word, n, "ices")) { /* matrices, vertices, indices */
        word[n - 4] = word[n - 5] == 'd' || word[n - 5] == 't' ? 'e' : 'i';
        memcpy(word + n - 3, "x", 2);
    } else if (n > 4 && ends_with(word, n, "ies")) {
        memcpy(word + n - 3, "y", 2);
    } else if (n > 3 && word[n - 1] == 's' && !strchr("sui", word[n - 2])) {
        word[n - 1] = '\0';
    }
}

static void append(char *word, size_t *length, const char *bytes, size_t n)
{
    if (*length + n >= SP_WORD_BYTES) return;
    memcpy(word + *length, bytes, n);
    *length += n;
}

/* Whether an apostrophe at `s` begins a possessive s at the end of a word. */
static bool is_possessive(const char *s, size_t left)
{
    uint32_t point;
    if ((s[0] | 0x20) != 's') return false;
    if (left < 2 || !s[1]) return true;
    return sp_utf8_decode(&point, s + 1, left - 1) && !sp_fold_letter(point) &&
           !is_apostrophe(point);
}

/* Read one word whose first letter is at w->at. */
static void read_word(sp_words *w)
{
    size_t length = 0, left = strnlen(w->at, 256);
    while (left && *w->at) {
        uint32_t point;
        const size_t n = sp_utf8_decode(&point, w->at, left);
        if (!n) break;
        const char letter = sp_fold_letter(point);
        if (letter)
            append(w->word, &length, &letter, 1);
        else if (is_other_letter(point))
            append(w->word, &length, w->at, n);
        else if (!is_apostrophe(point))
            break;
        w->at += n;
        left -= n;
        if (!letter && is_apostrophe(point) && is_possessive(w->at, left)) {
            w->at++;
            break;
        }
    }
    w->word[length] = '\0';
    fold_ending(w->word);
}

/* What stands between words: does it end a sentence, or a list item? */
static void note_break(sp_words *w, uint32_t point, const char *next)
{
    const bool in_number = point == '.' && next[0] >= '0' && next[0] <= '9';
    if ((point < 0x80 && point && strchr("!?;:\n\r\t", (int)point)) || (point == '.' && !in_number))
        w->breaks = true;
    if (point == 0x2022 || point == 0x3002 || point == 0xff0c) w->breaks = true; /* bullet, CJK */
    if (point < 0x80 && point && strchr(",|/", (int)point)) w->list_breaks = true;
}

bool sp_words_next(sp_words *w)
{
    w->breaks = w->list_breaks = false;
    while (*w->at) {
        uint32_t point;
        size_t n = sp_utf8_decode(&point, w->at, strnlen(w->at, 4));
        if (n && (sp_fold_letter(point) || is_other_letter(point))) {
            read_word(w);
            if (w->word[0]) {
                w->list_breaks |= w->breaks;
                return true;
            }
            continue;
        }
        if (!n)
            n = 1;
        else if (point == '&') {
            w->at += n;
            memcpy(w->word, "and", 4);
            w->list_breaks |= w->breaks;
            return true;
        }
        w->at += n;
        note_break(w, point, w->at);
    }
    return false;
}
