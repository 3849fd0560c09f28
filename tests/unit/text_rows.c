/* SPDX-License-Identifier: GPL-3.0-or-later
 * See text_rows.h. */
#include "unit/text_rows.h"

#include <math.h>
#include <string.h>

static const char *string_of(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static bool read_row(text_row *out, const char *line, size_t length)
{
    static const char *const kinds[] = {"workload", "rating", "level", "price"};
    *out = (text_row){.line = cJSON_ParseWithLength(line, length)};
    const char *kind = string_of(out->line, "kind");
    out->raw = string_of(out->line, "raw");
    out->column = string_of(out->line, "column");
    out->expect = cJSON_GetObjectItemCaseSensitive(out->line, "expect");
    for (unsigned i = 0; kind && i < 4; i++) {
        if (strcmp(kinds[i], kind) != 0) continue;
        out->kind = (sp_reading_kind)i;
        return out->raw && out->expect && out->expect->child;
    }
    return false;
}

bool text_rows_load(text_rows *rows, const char *path, sp_arena *a)
{
    sp_text file;
    sp_error error = {0};
    if (sp_text_load(&file, path, a, &error) != SP_OK) return false;
    for (const char *line = file.text; *line;) {
        const size_t length = strcspn(line, "\n");
        if (rows->n_items == TEXT_ROWS_MOST) return false;
        if (!read_row(&rows->items[rows->n_items++], line, length)) return false;
        line += length + (line[length] == '\n');
    }
    return true;
}

void text_rows_free(text_rows *rows)
{
    for (size_t i = 0; i < rows->n_items; i++) cJSON_Delete(rows->items[i].line);
    rows->n_items = 0;
}

static const char *span_fault(const sp_reading_span *s, bool *read)
{
    if (isnan(s->low) && isnan(s->high)) return NULL;
    *read = true;
    if (isinf(s->low) || isinf(s->high)) return "a span that is not finite";
    if (s->low < 0 || s->high < 0) return "a negative span";
    return s->low > s->high ? "a span out of order" : NULL;
}

static const char *number_fault(double value, bool *read)
{
    if (isnan(value)) return NULL;
    *read = true;
    return isinf(value) || value < 0 ? "a number that is negative or not finite" : NULL;
}

static const char *json_fault(const sp_reading *r, sp_arena *a)
{
    const char *text = sp_reading_write(r, a);
    if (!text) return "is not written";
    const size_t length = strlen(text);
    if (strchr(text, '\n') != text + length - 1) return "is not one line";
    for (size_t i = 0; i < length;) {
        uint32_t point;
        const size_t n = sp_utf8_decode(&point, text + i, length - i);
        if (!n) return "is written as no UTF-8";
        i += n;
    }
    cJSON *back = cJSON_Parse(text);
    const bool good = cJSON_IsObject(back) && back->child;
    cJSON_Delete(back);
    return good ? NULL : "is written as no JSON object";
}

const char *reading_fault(const sp_reading *r, sp_reading_kind kind, sp_arena *a)
{
    const sp_reading_span *spans[] = {&r->hours, &r->weeks, &r->months,
                                      &r->years, &r->days,  &r->hours_per_week};
    const double numbers[] = {r->sessions_per_week,
                              r->hours_per_session,
                              r->lectures,
                              r->pages,
                              r->questions,
                              r->mean,
                              r->of,
                              r->count,
                              r->count_approx,
                              r->enrolled,
                              r->enrolled_approx,
                              r->views,
                              r->views_approx,
                              r->upvotes_below};
    const char *fault = NULL;
    bool read = r->self_paced || r->has_level || r->cost || r->certificate[0];
    for (size_t i = 0; i < sizeof spans / sizeof *spans && !fault; i++)
        fault = span_fault(spans[i], &read);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && !fault; i++)
        fault = number_fault(numbers[i], &read);
    if (fault) return fault;
    if (read == (r->unread[0] != '\0')) return "must be read, or say why not, and not both";
    if (isnan(r->mean) != isnan(r->of) || r->mean > r->of) return "a mean above its scale";
    if (r->amount[0] && r->cost != SP_COST_PAID) return "an amount that is not paid";
    if (kind == SP_READING_LEVEL && !r->has_level) return "a level is always answered";
    return json_fault(r, a);
}
