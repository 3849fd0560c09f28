/* SPDX-License-Identifier: GPL-3.0-or-later
 * See io/write.h. */
#include "io/write.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "studypath/date.h"

static void begin_value(sp_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0) return;
    const bool flat = w->flat_from && w->depth >= w->flat_from;
    if (!w->fresh) sp_buffer_puts(&w->out, flat ? ", " : ",");
    if (!flat) {
        sp_buffer_puts(&w->out, "\n");
        for (unsigned i = 0; i < w->depth; i++) sp_buffer_puts(&w->out, "  ");
    }
    w->fresh = false;
}

void sp_write_open(sp_writer *w, char bracket)
{
    begin_value(w);
    sp_buffer_add(&w->out, &bracket, 1);
    w->depth++;
    w->fresh = true;
}

void sp_write_open_flat(sp_writer *w, char bracket)
{
    sp_write_open(w, bracket);
    if (!w->flat_from) w->flat_from = w->depth;
}

void sp_write_close(sp_writer *w, char bracket)
{
    const bool flat = w->flat_from && w->depth >= w->flat_from;
    if (w->flat_from == w->depth) w->flat_from = 0;
    w->depth--;
    if (!w->fresh && !flat) {
        sp_buffer_puts(&w->out, "\n");
        for (unsigned i = 0; i < w->depth; i++) sp_buffer_puts(&w->out, "  ");
    }
    sp_buffer_add(&w->out, &bracket, 1);
    w->fresh = false;
    if (w->depth == 0) sp_buffer_puts(&w->out, "\n");
}

static void add_quoted(sp_buffer *b, const char *text)
{
    sp_buffer_puts(b, "\"");
    for (const char *s = text; *s;) {
        size_t plain = 0;
        while ((unsigned char)s[plain] >= 0x20 && s[plain] != '"' && s[plain] != '\\' &&
               s[plain] != 0x7f)
            plain++;
        sp_buffer_add(b, s, plain);
        s += plain;
        if (!*s) break;
        if (*s == '"' || *s == '\\')
            sp_buffer_printf(b, "\\%c", *s);
        else if (*s == '\n')
            sp_buffer_puts(b, "\\n");
        else
            sp_buffer_printf(b, "\\u%04x", (unsigned)(unsigned char)*s);
        s++;
    }
    sp_buffer_puts(b, "\"");
}

void sp_write_key(sp_writer *w, const char *key)
{
    begin_value(w);
    add_quoted(&w->out, key);
    sp_buffer_puts(&w->out, ": ");
    w->after_key = true;
}

void sp_write_raw(sp_writer *w, const char *json)
{
    begin_value(w);
    sp_buffer_puts(&w->out, json);
}

void sp_write_text(sp_writer *w, const char *text)
{
    if (!text) {
        sp_write_raw(w, "null");
        return;
    }
    begin_value(w);
    add_quoted(&w->out, text);
}

void sp_write_member(sp_writer *w, const char *key, const char *text)
{
    sp_write_key(w, key);
    sp_write_text(w, text);
}

void sp_write_count(sp_writer *w, const char *key, size_t n)
{
    sp_write_key(w, key);
    sp_write_int(w, (int64_t)n);
}

void sp_write_member_int(sp_writer *w, const char *key, int64_t value)
{
    sp_write_key(w, key);
    sp_write_int(w, value);
}

void sp_write_member_bool(sp_writer *w, const char *key, bool value)
{
    sp_write_key(w, key);
    sp_write_bool(w, value);
}

void sp_write_member_date(sp_writer *w, const char *key, sp_day day)
{
    sp_write_key(w, key);
    sp_write_date(w, day);
}

void sp_write_member_rounded(sp_writer *w, const char *key, double value, int decimals)
{
    sp_write_key(w, key);
    sp_write_rounded(w, value, decimals);
}

void sp_write_number(sp_writer *w, double value)
{
    char text[32] = "null";
    if (isfinite(value)) sp_number_print(text, value);
    sp_write_raw(w, text);
}

void sp_write_rounded(sp_writer *w, double value, int decimals)
{
    const double scale = pow(10, decimals);
    sp_write_number(w, round(value * scale) / scale);
}

void sp_write_int(sp_writer *w, int64_t value)
{
    begin_value(w);
    sp_buffer_printf(&w->out, "%" PRId64, value);
}

void sp_write_bool(sp_writer *w, bool value)
{
    sp_write_raw(w, value ? "true" : "false");
}

void sp_write_date(sp_writer *w, sp_day day)
{
    char text[16];
    if (day == SP_NO_DAY) {
        sp_write_raw(w, "null");
        return;
    }
    sp_date_print(text, day);
    sp_write_text(w, text);
}

void sp_write_catalog_name(sp_writer *w, const sp_catalog *c)
{
    sp_write_key(w, "catalog");
    sp_write_open_flat(w, '{');
    sp_write_member(w, "id", c->id);
    sp_write_member(w, "sha256", c->sha256[0] ? c->sha256 : NULL); /* not read whole */
    sp_write_close(w, '}');
}

void sp_write_pairs(sp_writer *w, const sp_catalog *c, const sp_pair *pairs, size_t n_pairs)
{
    sp_write_open_flat(w, '{');
    for (size_t i = 0; i < n_pairs; i++) {
        sp_write_key(w, c->topics.items[pairs[i].topic].id);
        sp_write_int(w, pairs[i].level);
    }
    sp_write_close(w, '}');
}

void sp_write_levels(sp_writer *w, const sp_catalog *c, const uint8_t *levels)
{
    sp_write_open_flat(w, '{');
    for (size_t t = 0; t < c->topics.n_items; t++) {
        if (!levels[t]) continue;
        sp_write_key(w, c->topics.items[t].id);
        sp_write_int(w, levels[t]);
    }
    sp_write_close(w, '}');
}
