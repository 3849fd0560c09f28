/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of parameters; their values are in models/placement.json. */
#include "studypath/ask.h"

const char *const sp_ask_choices[SP_LEVELS] = {
    "never met it, or forgot it", "could follow a text that uses it",
    "can solve a standard exercise now, without notes", "could derive it or teach it"};

const sp_placement_parameter sp_placement_parameters[SP_PLACEMENTS] = {
    [SP_PLACEMENT_FIRST_MEAN] = {"first_mean", "level", -3, 6, false},
    [SP_PLACEMENT_DEPTH_DROP] = {"depth_drop", "levels a step of depth", 0, 3, false},
    [SP_PLACEMENT_LEAST_MEAN] = {"least_mean", "level", -3, 6, false},
    [SP_PLACEMENT_ABILITY_SD] = {"ability_sd", "levels", 0.05, 5, false},
    [SP_PLACEMENT_GENERAL_SHARE] = {"general_share", "share of variance", 0, 0.99, false},
    [SP_PLACEMENT_TOPIC_SD] = {"topic_sd", "levels", 0.05, 5, false},
    [SP_PLACEMENT_UNSUPPORTED] = {"unsupported", "share", 0, 1, false},
    [SP_PLACEMENT_SLIP_FAR] = {"slip_far", "share of slips", 0, 1, false},
    [SP_PLACEMENT_SCHOOL_END] = {"school_end", "standard deviations", -3, 3, false},
    [SP_PLACEMENT_SCHOOL_DEGREE] = {"school_degree", "standard deviations", -3, 3, false},
    [SP_PLACEMENT_SCHOOL_SD] = {"school_sd", "standard deviations", 0.1, 5, false},
    [SP_PLACEMENT_RIGHT_HELD] = {"right_held", "probability", 0.01, 0.99, false},
    [SP_PLACEMENT_RIGHT_ONE_SHORT] = {"right_one_short", "probability", 0.01, 0.99, false},
    [SP_PLACEMENT_RIGHT_FAR] = {"right_far", "probability", 0.01, 0.99, false},
    [SP_PLACEMENT_UNSURE_HELD] = {"unsure_held", "share of not right", 0.01, 0.99, false},
    [SP_PLACEMENT_UNSURE_ONE_SHORT] = {"unsure_one_short", "share of not right", 0.01, 0.99, false},
    [SP_PLACEMENT_UNSURE_FAR] = {"unsure_far", "share of not right", 0.01, 0.99, false},
    [SP_PLACEMENT_STOP_HOURS] = {"stop_hours", "hours a question", 0, 1000, false},
    [SP_PLACEMENT_STOP_WINDOW] = {"stop_window", "questions", 1, 100, true},
    [SP_PLACEMENT_LEAST_QUESTIONS] = {"least_questions", "questions", 0, 1000, true},
    [SP_PLACEMENT_MOST_QUESTIONS] = {"most_questions", "questions", 1, 1000, true},
    [SP_PLACEMENT_FADE] = {"fade", "share", 0.01, 0.99, false},
    [SP_PLACEMENT_OUTSIDE_SHARE] = {"outside_share", "share of hours", 0, 1, false},
    [SP_PLACEMENT_UNSAID_HELD] = {"unsaid_held", "probability", 0.5, 0.99, false},
    [SP_PLACEMENT_PARTICLES] = {"particles", "particles", 10, 1000000, true},
    [SP_PLACEMENT_SWEEPS] = {"sweeps", "sweeps", 1, 100, true},
};
