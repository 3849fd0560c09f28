/* SPDX-License-Identifier: GPL-3.0-or-later
 * ISO 8601 durations of one unit, or of hours, minutes and seconds. Days with hours, and years with
 * months, are left alone: nobody says how many hours of study such a day has. */
#include <string.h>

#include "core/text_measure.h"
#include "studypath/text.h"

typedef struct iso_part {
    double value;
    char letter;
    bool after_t;
} iso_part;

static sp_unit unit_of_letter(const iso_part *part)
{
    static const char letters[] = "YMWDHMS";
    static const sp_unit units[] = {SP_UNIT_YEAR, SP_UNIT_MONTH,  SP_UNIT_WEEK,  SP_UNIT_DAY,
                                    SP_UNIT_HOUR, SP_UNIT_MINUTE, SP_UNIT_SECOND};
    const char *from = letters + (part->after_t ? 4 : 0);
    const char *at = memchr(from, part->letter, part->after_t ? 3 : 4);
    return at ? units[at - letters] : SP_UNIT_NONE;
}

/* "10H" at `s`; the bytes that it takes. */
static size_t read_part(iso_part *out, const char *s)
{
    char number[16] = "";
    const size_t n = strspn(s, "0123456789.,");
    if (!n || n >= sizeof number) return 0;
    for (size_t i = 0; i < n; i++) number[i] = s[i];
    char *comma = strchr(number, ',');
    if (comma) *comma = '.';
    size_t zeros = strspn(number, "0");
    if (zeros && (!number[zeros] || number[zeros] == '.')) zeros--;
    out->letter = s[n];
    return sp_number_read(&out->value, number + zeros) ? n + 1 : 0;
}

bool sp_measure__read_iso(sp_measure *out, const char *text)
{
    text += strspn(text, " \t\r\n\"");
    const size_t length = strcspn(text, " \t\r\n\"");
    if (*text != 'P' || text[length + strspn(text + length, " \t\r\n\"")]) return false;
    double hours = 0;
    size_t n_parts = 0, n_clock = 0;
    sp_unit last = SP_UNIT_YEAR + 1;
    iso_part part = {0};
    *out = (sp_measure){0};
    for (const char *s = text + 1, *end = text + length; s < end;) {
        if (*s == 'T' && !part.after_t && s + 1 < end) {
            part.after_t = true;
            s++;
            continue;
        }
        const size_t n = read_part(&part, s);
        const sp_unit unit = n ? unit_of_letter(&part) : SP_UNIT_NONE;
        if (!unit || unit >= last) return false;
        last = unit;
        n_parts += part.value > 0;
        n_clock += part.after_t && part.value > 0;
        if (part.after_t)
            hours += part.value / (unit == SP_UNIT_HOUR ? 1 : unit == SP_UNIT_MINUTE ? 60 : 3600);
        if (part.value > 0)
            *out = (sp_measure){.unit = unit, .low = part.value, .high = part.value};
        s += n;
    }
    if (last > SP_UNIT_YEAR) return false;
    if (n_clock) *out = (sp_measure){.unit = SP_UNIT_HOUR, .low = hours, .high = hours};
    out->is_doubtful = n_parts > 1 && n_clock != n_parts;
    return true;
}
