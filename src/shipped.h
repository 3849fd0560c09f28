/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is embedded in the library when it is built: the shipped catalogue with its models,
 * complete, and the texts of its topics and goals. src/embed prints the file that defines them. */
#ifndef STUDYPATH_SHIPPED_H
#define STUDYPATH_SHIPPED_H

#include "studypath/studypath.h"

enum { SP_SHIPPED_FRAME = 2 };

extern const sp_engine sp_shipped_engine;
extern const sp_text sp_shipped_frame[SP_SHIPPED_FRAME]; /* topics, goals */

#endif
