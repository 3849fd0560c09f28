#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A walk through the whole talk in a terminal of tmux, three times: straight on; interrupted (Ctrl-C, Ctrl-D, q in turn) at every prompt
# and taken up again, where the same question must be shown; and with every answer taken back once. All three must leave the same
# profile. Then the default file, and a file that somebody else changes.
set -u
: "${SP:?the program}"
command -v tmux > /dev/null || { echo 'skipped: the walk through the talk: no tmux'; exit 0; }
case $SP in /*) ;; *) SP=$(pwd)/$SP ;; esac
scratch=$(mktemp -d)
session=studypath-walk-$$
export TMUX_TMPDIR="$scratch"
trap 'tmux kill-session -t $session 2> /dev/null; rm -rf "$scratch"' EXIT
failed=0
bad() { echo "walk: $1"; failed=1; }

screen() { tmux capture-pane -p -J -t $session; }
press() { tmux send-keys -t $session "$@"; }
# Wait until the screen has $1 prompts, or the shell's word that the program has ended.
n_prompts() { screen | grep -cE '(\]|answer): ?'; }
has_prompts() { [ "$(n_prompts)" -ge "$1" ] || ended; }
until_prompts() { wait_for "prompt $1 does not come" has_prompts "$1"; }
ended() { screen | grep -q '^rc=[0-9]'; }
until_end() {
    wait_for 'the program does not end' ended
    screen | sed -n 's/^rc=//p'
}
wait_for() { # WHAT COMMAND...: until the command succeeds
    what=$1
    shift
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        tmux has-session -t $session 2> /dev/null || { bad 'tmux has ended'; exit 1; }
        [ $tries -lt 200 ] || { bad "$what"; screen | grep . | tail -n 20; exit 1; }
        sleep 0.05
    done
}
is_blank() { ! screen | grep -vE '^(\$ ?)?$' | grep -q .; }
begin() { # WORDS: a blank screen, then the program
    press 'clear' Enter
    wait_for 'the screen does not become blank' is_blank
    press "'$SP' $*; code=\$?; echo; echo rc=\$code" Enter
    until_prompts 1
}
# The last question on the screen: from its first line to its prompt.
question() { screen | awk '/^$/ {block = ""; next} {block = block $0 "\n"} /(\]|answer): ?/ {last = block} END {printf "%s", last}'; }

cd "$scratch" || exit 1
tmux -f /dev/null new-session -d -s $session -x 78 -y 500 'env PS1="$ " LC_ALL=C.UTF-8 sh' || exit 1
options='--verify --questions 3 --today 2026-11-24'
# goal by words and by number, schooling, topics, checks, hours, dates, languages, cost, formats, what counts, the end
answers='eigen|1=2|3|2|2||1|1|5||2|3|6|2027-01-04|2028-06-01|en|2|1 2|3|'

each_answer() { # FUNCTION: for each answer in turn
    rest=$answers
    while :; do
        answer=${rest%%|*}
        "$1" "$answer"
        case $rest in *'|'*) rest=${rest#*|} ;; *) break ;; esac
    done
}
type_answer() { press -l "$1"; press Enter; }

# ---- straight on ----
count=1
straight() {
    question > "question-$count"
    type_answer "$1"
    count=$((count + 1))
    until_prompts $count
}
begin "ask straight.json $options > answer"
each_answer straight
[ "$(until_end)" = 0 ] || bad 'the walk does not end with 0'
grep -q '^Goal: ' answer || bad 'the walk does not end with a path'
n_questions=$((count - 1))

# ---- interrupted at every prompt ----
number=0
interrupted() {
    number=$((number + 1))
    case $((number % 3)) in
    0) press C-c ;;
    1) press C-d ;;
    2) type_answer q ;;
    esac
    code=$(until_end)
    case $((number % 3)):$code in 0:130 | 1:0 | 2:0) ;; *) bad "leaving at prompt $number gives $code" ;; esac
    if [ $number -gt 2 ]; then
        screen | grep -q 'kept in broken.json' || bad "leaving at prompt $number does not say where the answers are"
        "$SP" goals broken.json > /dev/null || bad "what is on disk at prompt $number is no profile"
    fi
    begin "ask broken.json $options > answer"
    case $number in
    2) type_answer eigen; until_prompts 2 ;; # a search that was left is no answer: it is typed again
    3) screen | grep -q '^So far: Eigen' || bad 'a topic that was chosen is lost' ;;
    *)
        question > again
        diff "question-$number" again > difference || { bad "question $number is not the same after leaving"; cat difference; }
        ;;
    esac
    before=$(n_prompts)
    type_answer "$1"
    until_prompts $((before + 1))
}
begin "ask broken.json $options > answer"
each_answer interrupted
[ "$(until_end)" = 0 ] || bad 'the interrupted walk does not end with 0'
cmp straight.json broken.json || { bad 'interrupting loses something'; diff straight.json broken.json; }
[ $number -eq $n_questions ] || bad "$number prompts, not $n_questions"

# ---- every answer taken back once ----
# From the fourth on: the first three prompts are one question.
number=0
shown=1
retake() {
    number=$((number + 1))
    type_answer "$1"
    shown=$((shown + 1))
    until_prompts $shown
    if [ $number -gt 3 ] && [ $number -lt $n_questions ]; then
        press b Enter
        shown=$((shown + 1))
        until_prompts $shown
        type_answer "$1"
        shown=$((shown + 1))
        until_prompts $shown
    fi
}
begin "ask back.json $options > answer"
each_answer retake
[ "$(until_end)" = 0 ] || bad 'the walk with steps back does not end with 0'
cmp straight.json back.json || { bad 'going back and forth changes something'; diff straight.json back.json; }

# ---- no operand: the default file is made, then taken up; nothing else is touched ----
begin
type_answer 1
until_prompts 2
press C-c
[ "$(until_end)" = 130 ] || bad 'an interrupt of the bare program does not give 130'
[ -s studypath-profile.json ] || bad 'the default profile is not made'
cp studypath-profile.json before.json
begin
question | grep -q 'How much mathematics' || bad 'the default profile is not taken up'
press C-d
[ "$(until_end)" = 0 ] || bad 'the end of the input does not give 0'
cmp before.json studypath-profile.json || bad 'leaving without an answer changes the profile'
printf 'not mine\n' > studypath-profile.json
begin
[ "$(until_end)" = 3 ] || bad 'a default file that is no profile does not give 3'
[ "$(cat studypath-profile.json)" = 'not mine' ] || bad 'a file that is no profile is overwritten'

# ---- the profile is changed behind the talk's back: what is on disk stays, and the talk says so ----
begin 'ask shared.json > answer'
type_answer 5
until_prompts 2
"$SP" ask shared.json --know eigen=1 --answers /dev/null --no-plan --save shared.json > /dev/null 2>&1
cp shared.json before.json
type_answer 2
[ "$(until_end)" = 4 ] || bad 'a profile that was changed meanwhile does not give 4'
screen | grep -q 'changed by somebody else' || bad 'a talk does not say that its profile was changed meanwhile'
cmp before.json shared.json || bad 'a profile that was changed meanwhile is overwritten'

[ $failed -eq 0 ] && echo "walk: $n_questions prompts, each left and taken up, each taken back"
exit $failed
