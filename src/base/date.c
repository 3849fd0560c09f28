/* SPDX-License-Identifier: GPL-3.0-or-later
 * See studypath/date.h. */
#include "studypath/date.h"

#include <stdio.h>

enum { FIRST_YEAR = 1970, LAST_YEAR = 2200, DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 };

static sp_day day_of(int year, int month, int day)
{
    if (month <= 2) year--; /* the year starts in March, so that the leap day is its last */
    const int era = year / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

static void civil_of(sp_day since_1970, int *year, int *month, int *day)
{
    const int days = since_1970 + DAYS_TO_1970;
    const int era = days / DAYS_PER_ERA;
    const int day_of_era = days - era * DAYS_PER_ERA;
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                             day_of_era / 146096) /
                            365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static int digits(const char *s, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

bool sp_date_read(sp_day *out, const char *text)
{
    for (int i = 0; i < 10; i++)
        if (!text[i]) return false;
    if (text[10] || text[4] != '-' || text[7] != '-') return false;
    const int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    int year_again, month_again, day_again;
    *out = day_of(year, month, day);
    civil_of(*out, &year_again, &month_again, &day_again);
    return day_again == day && month_again == month; /* 31 April comes back as 1 May */
}

void sp_date_print(char out[16], sp_day day)
{
    int year, month, day_of_month;
    civil_of(day, &year, &month, &day_of_month);
    snprintf(out, 16, "%04d-%02d-%02d", year % 10000, month % 100, day_of_month % 100);
}

int sp_weekday(sp_day day)
{
    const int from_thursday = day % 7; /* 1970-01-01 was one */
    return (from_thursday + 7 + 3) % 7;
}

void sp_week_print(char out[16], sp_day day)
{
    const sp_day thursday = day - sp_weekday(day) + 3; /* a week belongs to its Thursday's year */
    int year, month, day_of_month;
    civil_of(thursday, &year, &month, &day_of_month);
    const int week = (thursday - day_of(year, 1, 1)) / 7 + 1;
    snprintf(out, 16, "%04d-W%02d", year % 10000, week % 100);
}
