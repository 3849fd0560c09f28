/* SPDX-License-Identifier: GPL-3.0-or-later
 * See replies.h. */
#include "replies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "studypath/text.h"
#include "studypath/topic.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void tidy(char *line)
{
    size_t length = strlen(line), first = strspn(line, " \t");
    while (length > first && is_blank(line[length - 1])) length--;
    memmove(line, line + first, length - first);
    line[length - first] = '\0';
    for (char *c = line; *c; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c | 0x20);
}

reply reply_of(char *line)
{
    static const struct {
        const char *word;
        reply means;
    } words[] = {{"", REPLY_SKIP},     {"s", REPLY_SKIP},    {"skip", REPLY_SKIP},
                 {"b", REPLY_BACK},    {"back", REPLY_BACK}, {"?", REPLY_WHY},
                 {"why", REPLY_WHY},   {"help", REPLY_WHY},  {"q", REPLY_QUIT},
                 {"quit", REPLY_QUIT}, {"exit", REPLY_QUIT}};
    tidy(line);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(line, words[i].word) == 0) return words[i].means;
    return REPLY_TEXT;
}

/* The text without a full stop or bracket behind it, as people number things. */
static void bare(char out[32], const char *text)
{
    snprintf(out, 32, "%s", strlen(text) < 32 ? text : "");
    const size_t length = strlen(out);
    if (length > 1 && (out[length - 1] == '.' || out[length - 1] == ')')) out[length - 1] = '\0';
}

int reply_level(const char *text)
{
    char word[32];
    bare(word, text);
    return sp_level_read(word);
}

/* Digits at `*at` as a number from 1 to `most`, moving it behind them; 0 when they are none. */
static size_t take_number(const char **at, size_t most)
{
    size_t value = 0;
    if (!is_digit(**at)) return 0;
    while (is_digit(**at) && value <= most) value = value * 10 + (size_t)(*(*at)++ - '0');
    return value <= most ? value : 0;
}

bool reply_numbers(bool *chosen, size_t most, const char *text)
{
    memset(chosen, 0, most * sizeof *chosen);
    bool any = false;
    for (text += strspn(text, " \t,;"); *text; text += strspn(text, " \t,;.)")) {
        const size_t first = take_number(&text, most);
        size_t last = first;
        if (*text == '-') {
            text++;
            last = take_number(&text, most);
        }
        if (!first || last < first || (*text && !strchr(" \t,;.)", *text))) {
            memset(chosen, 0, most * sizeof *chosen);
            return false;
        }
        memset(chosen + first - 1, true, last - first + 1);
        any = true;
    }
    return any;
}

size_t reply_number(const char *text, size_t most)
{
    char word[32];
    bare(word, text);
    const char *at = word;
    const size_t value = take_number(&at, most);
    return *at ? 0 : value;
}

bool reply_hours(double *out, const char *text)
{
    enum { MOST = 24 * 7 };
    char number[32];
    const size_t length = strspn(text, "0123456789.,");
    if (!length || length >= sizeof number) return false;
    memcpy(number, text, length);
    number[length] = '\0';
    for (char *c = number; *c; c++)
        if (*c == ',') *c = '.';
    const char *unit = text + length + strspn(text + length, " ");
    static const char *const units[] = {
        "",          "h", "hour", "hours", "h a week", "hours a week", "h/week", "hours per week",
        "h per week"};
    bool is_known = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        is_known = is_known || strcmp(unit, units[i]) == 0;
    double value;
    if (!is_known || !sp_number_read(&value, number) || !(value > 0 && value <= MOST)) return false;
    *out = value;
    return true;
}
