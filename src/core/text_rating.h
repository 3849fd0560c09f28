/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rating and price texts. Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_RATING_H
#define STUDYPATH_CORE_TEXT_RATING_H

#include "studypath/reading.h"

void sp_reading__rating(sp_reading *out, const char *text, const char *column);
void sp_reading__price(sp_reading *out, const char *text, const char *column);

#endif
