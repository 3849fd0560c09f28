/* SPDX-License-Identifier: GPL-3.0-or-later
 * Print each event of a calendar on standard input as libical reads it: UID, first day, day after
 * the last, SUMMARY, with tabs between. Exit 1 when it finds errors. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_line(char *out, size_t size, void *stream)
{
    return fgets(out, (int)size, stream);
}

int main(void)
{
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, stdin);
    icalcomponent *calendar = icalparser_parse(parser, read_line);
    if (!calendar || !icalrestriction_check(calendar) || icalcomponent_count_errors(calendar))
        return 1;
    for (icalcomponent *c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); c;
         c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        const struct icaltimetype start = icalcomponent_get_dtstart(c),
                                  end = icalcomponent_get_dtend(c);
        if (!start.is_date || !end.is_date) return 1;
        printf("%s\t%04d-%02d-%02d\t%04d-%02d-%02d\t%s\n", icalcomponent_get_uid(c), start.year,
               start.month, start.day, end.year, end.month, end.day, icalcomponent_get_summary(c));
    }
    icalcomponent_free(calendar);
    icalparser_free(parser);
    return 0;
}
