/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers to "why": each is made of fresh exact searches, next to the path that they speak of. */
#ifndef STUDYPATH_WHY_H
#define STUDYPATH_WHY_H

#include "studypath/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Another path than the one that is asked about. */
typedef struct sp_other_path {
    sp_plan plan;
    sp_course_id *more, *fewer; /* courses that only this one has; that only the first one has */
    size_t n_more, n_fewer;
    const sp_pair *lost; /* pairs of the goal that it does not reach and the first one does */
    size_t n_lost;
} sp_other_path;

typedef enum sp_why_state {
    SP_WHY_TAKEN,    /* it is in the path */
    SP_WHY_LEFT,     /* it could be, and is not */
    SP_WHY_FILTERED, /* a rule of the profile rules it out */
    SP_WHY_UNREADY,  /* no courses bring what it requires */
    SP_WHY_TOO_LARGE /* with what it requires it is not within the limits */
} sp_why_state;

/* The words "taken", "left", "filtered", "unready", "too_large". */
const char *sp_why_state_name(sp_why_state state);

/* Why a course is in the path or not. `other` is the best path without it when it is taken, the
 * best path with it when it is left, and empty otherwise.
 *
 * The threshold is (best without it) - (best with it, but for its own cost), in cost minutes, all
 * other numbers frozen: below it the course is in the path, above it is not. Where no price changes
 * that, there is none (has_threshold is false), because the other path reaches less of the goal. */
typedef struct sp_why_course {
    sp_course_id course;
    sp_why_state state;
    sp_filter filter; /* of SP_WHY_FILTERED */
    bool asked_for;   /* the profile includes it */
    sp_plan plan;
    size_t step;                  /* of the plan, when taken */
    const sp_pair *closes;        /* pairs of the gap that it teaches, when it is not taken */
    const sp_course_id *supplier; /* of each: the step's course that brings it, or SP_NONE */
    size_t n_closes;
    const sp_pair *out_of_reach; /* of what it requires, when it is unready */
    size_t n_out_of_reach;
    bool has_other; /* false when taken: what else you asked for needs it */
    sp_other_path other;
    bool has_threshold, proved; /* proved: both paths are */
    int64_t cost_minutes, threshold_minutes;
    /* The threshold through the course's own cost: with most_hours (expected, as in the catalogue;
     * rounded down to 0.1) it is in the path; NAN where no hours above 0 do. The same for its
     * expected quality in stars of 5, rounded up to 0.01; NAN where no rating does. */
    double hours, most_hours, stars, least_stars;
    bool rating_counts; /* in the cost: not when only hours do */
    bool hours_decide;  /* by the cost alone: not with a deadline, where they also have to fit */
} sp_why_course;

/* One need of the topic graph: `pair` needs the topic of the next link. */
typedef struct sp_why_link {
    sp_pair pair;
    const char *source; /* that the need was taken from; NULL = none, and in the last link */
} sp_why_link;

/* Why the goal needs a topic. The chain leads from a stated pair of the goal to the topic. */
typedef struct sp_why_topic {
    sp_topic_id topic;
    unsigned held, needed; /* levels; needed is 0 when the goal does not need it */
    sp_why_link *chain;    /* empty when it is not needed; one link when it is stated */
    size_t n_chain;
    sp_goal_id stated_by; /* the goal that states the first link; SP_NONE: one of your own */
    sp_plan plan;
    size_t step;         /* that brings it to `needed`; SIZE_MAX: none does */
    bool is_solved;      /* it is needed and not held, so `known` was planned */
    sp_other_path known; /* if you held it at `needed`, and so what it needs */
} sp_why_topic;

/* A stated pair of a goal, and what holding it would change. */
typedef struct sp_why_demand {
    sp_pair pair;
    unsigned held;
    size_t n_rests_on;  /* other topics that it needs and that are not held */
    double saves_hours; /* expected hours of the path; 0 when it is held */
} sp_why_demand;

typedef struct sp_why_goal {
    sp_goal_id goal;
    bool is_yours;               /* one of the profile's goals */
    size_t n_needed, n_to_learn; /* topics of the closed goal; those that are not held */
    sp_why_demand *demands;      /* most hours saved first; ties by topic */
    size_t n_demands;
    sp_plan plan;     /* to this goal alone */
    bool has_without; /* it is yours and not the only one, so `all` and `without` were planned */
    sp_plan all;
    sp_other_path without; /* the path to your other goals */
} sp_why_goal;

/* One way of asking for a path. */
typedef struct sp_setting {
    const char *name;
    const struct sp_engine *engine;
    const sp_profile *profile;
} sp_setting;

typedef struct sp_compared {
    const char *name;
    sp_learner learner;
    sp_plan plan;
    double share_reached;       /* of the step hours between the learner and the goal */
    const char **more, **fewer; /* titles that only this path has; that only the first one has */
    size_t n_more, n_fewer;
} sp_compared;

typedef struct sp_comparison {
    sp_compared *rows;
    size_t n_rows;
} sp_comparison;

#ifdef __cplusplus
}
#endif
#endif
