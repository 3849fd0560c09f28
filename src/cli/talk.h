/* SPDX-License-Identifier: GPL-3.0-or-later
 * The talk: a list of steps, each a question or some, over a profile that is on disk after every
 * answer. Where the talk stands is in the profile too (`talked`), so it can be left and taken up
 * anywhere. */
#ifndef STUDYPATH_CLI_TALK_H
#define STUDYPATH_CLI_TALK_H

#include "cli.h"
#include "replies.h"

typedef enum outcome {
    TALK_ON,   /* the step is done */
    TALK_STAY, /* something was answered, and the step may have more to ask */
    TALK_BACK,
    TALK_QUIT,
    TALK_INTERRUPT,
    TALK_FAILED /* t->code says how */
} outcome;

typedef struct talk {
    run *r;
    const char *path;  /* of the profile */
    bool is_new;       /* it is not on disk yet */
    sp_text on_disk;   /* what it was when last read or written */
    sp_arena *scratch; /* given back before each question */
    sp_arena *session; /* of `ask` */
    sp_ask *ask;       /* NULL: not begun, or goals or schooling have changed since */
    size_t n_given;    /* answers that are levels which the profile stated; not taken back */
    sp_topic_id again; /* whose answer was taken back; SP_NONE */
    int code;
} talk;

/* A question with one answer that is a field of the profile. */
typedef struct talk_field {
    const char *question, *prompt;
    const char *const *choices; /* numbered from 1; NULL for another kind of answer */
    size_t n_choices;
    const char *why;                             /* what the answer is used for */
    const char *allowed;                         /* what may be answered */
    void (*now)(const talk *t, sp_buffer *text); /* the answer so far; nothing when there is none */
    bool (*take)(talk *t, const char *answer);   /* false: not understood */
} talk_field;

typedef struct talk_step {
    const char *name; /* in SP_CHOICE_STEP */
    const talk_field *field;
    outcome (*ask)(talk *t);          /* for a step that is more than a field */
    bool (*take_back)(talk *t);       /* its last answer, in parts; false: there is none */
    bool (*applies)(const talk *t);   /* NULL: always */
    bool (*is_stated)(const talk *t); /* whether the profile has its answer from elsewhere */
} talk_step;

extern const talk_field talk_schooling, talk_hours, talk_start, talk_deadline, talk_languages,
    talk_cost, talk_formats, talk_prefer;

/* ---- what the steps share (talk.c) ---- */

/* Say a paragraph. */
void talk_say(talk *t, const char *format, ...) SP_PRINTF(2, 3);
/* Show a block of text as it is; NULL: out of memory. */
void talk_show(talk *t, const char *block);
/* Show the prompt and read a line (in the scratch arena) behind it. */
reply talk_read(talk *t, const char *prompt, char **line);
/* What a reply that is no answer means for the step; TALK_STAY for REPLY_TEXT. */
outcome talk_leave(reply r);
outcome talk_out_of_memory(talk *t);
outcome talk_fail(talk *t); /* by r->error */

/* Whether anything was said from which levels follow. */
bool talk_knows(const talk *t);
/* The profile as it is to be written: with the levels that follow from what was said. */
bool talk_snapshot(talk *t, sp_profile *out, sp_placement *placement);
/* Put it on disk. */
bool talk_save(talk *t);
bool talk_is_behind(const talk *t, const char *step);
void talk_set_behind(talk *t, const char *step, bool is_behind);

/* ---- the session (talk_topics.c) ---- */

bool talk_can_ask(const talk *t); /* whether there is a goal, or any to choose */
bool talk_begin_session(talk *t); /* unless it is begun */
void talk_end_session(talk *t);
/* Take the session's answers over into the profile. */
bool talk_keep_answers(talk *t);
/* Take the last answer of a kind (about a topic; of an item) back; false when there is none. */
bool talk_drop_answer(talk *t, bool of_item);

outcome talk_goals(talk *t);
outcome talk_topics(talk *t);
bool talk_topics_back(talk *t);
outcome talk_checks(talk *t);
bool talk_checks_back(talk *t);
bool talk_checks_apply(const talk *t);
/* Everything is answered: what was found, then the path. TALK_ON: the end. */
outcome talk_review(talk *t);

#endif
