/* SPDX-License-Identifier: GPL-3.0-or-later
 * See view/layout.h. */
#include "view/layout.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void blanks(sp_buffer *b, size_t n)
{
    while (n--) sp_buffer_add(b, " ", 1);
}

static const char *safe_copy(sp_buffer *b, const char *text)
{
    sp_buffer safe = {.arena = b->arena};
    sp_buffer_safe(&safe, text);
    b->failed = b->failed || safe.failed;
    return safe.text ? safe.text : "";
}

void sp_view__wrap(sp_buffer *b, const char *text, size_t at, size_t indent)
{
    const char *word = safe_copy(b, text);
    const size_t most = b->columns ? b->columns : SP_VIEW_COLUMNS;
    bool first = true;
    for (;;) {
        word += strspn(word, " ");
        const size_t length = strcspn(word, " ");
        if (!length) break;
        const char *copy = sp_arena_text(b->arena, word, length);
        if (!copy) {
            b->failed = true;
            return;
        }
        const size_t columns = sp_text_columns(copy);
        if (!first && at + 1 + columns > most) {
            sp_buffer_puts(b, "\n");
            blanks(b, indent);
            at = indent;
        } else if (!first) {
            blanks(b, 1);
            at++;
        }
        sp_buffer_add(b, word, length);
        at += columns;
        word += length;
        first = false;
    }
    sp_buffer_puts(b, "\n");
}

void sp_view__wrap_line(sp_buffer *b, const sp_buffer *line, size_t at, size_t indent)
{
    b->failed = b->failed || line->failed;
    sp_view__wrap(b, line->text ? line->text : "", at, indent);
}

void sp_view__names(sp_buffer *b, const sp_catalog *c, const sp_pair *pairs, size_t n_pairs)
{
    for (size_t i = 0; i < n_pairs; i++)
        sp_buffer_printf(b, "%s%s (%s)", i ? "; " : "", c->topics.items[pairs[i].topic].name,
                         sp_level_name(pairs[i].level));
}

void sp_view__line(sp_buffer *b, size_t indent, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : sp_arena_take(b->arena, (size_t)length + 1);
    if (text) {
        vsnprintf(text, (size_t)length + 1, format, again);
        blanks(b, indent);
        sp_view__wrap(b, text, indent, indent);
    }
    b->failed = b->failed || !text;
    va_end(again);
}

void sp_view__cell(sp_buffer *b, const char *text, size_t columns)
{
    const char *safe = safe_copy(b, text);
    size_t width = sp_text_columns(safe);
    if (width <= columns) {
        sp_buffer_puts(b, safe);
        blanks(b, columns - width);
        return;
    }
    char *cut = sp_arena_text(b->arena, safe, strlen(safe));
    if (!cut) {
        b->failed = true;
        return;
    }
    for (size_t bytes = strlen(cut); bytes && width + 3 > columns; width = sp_text_columns(cut))
        sp_text_cut(cut, --bytes);
    sp_buffer_puts(b, cut);
    sp_buffer_puts(b, "...");
    blanks(b, columns - width - 3);
}

void sp_view__hours(char out[48], double low, double high)
{
    const double a = low < 1 ? ceil(low) : round(low), z = high < 1 ? ceil(high) : round(high);
    if (a == z)
        snprintf(out, 48, "%.0f h", a);
    else
        snprintf(out, 48, "%.0f-%.0f h", a, z);
}

const char *sp_view__finish(const sp_buffer *b)
{
    return b->failed ? NULL : b->text ? b->text : "";
}
