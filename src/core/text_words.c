/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words that every reader knows: numbers, bounds, ranges, levels, in English, Spanish, French,
 * German and Arabic (and some Portuguese); folded as sp_tokens__read folds them. The first row that
 * has a word wins. */
#include "core/text_token.h"

#include "studypath/course.h"

static const sp_word common_items[] = {
    {SP_WORD_NUMBER, 1, false, "one uno واحد واحده"},
    {SP_WORD_NUMBER, 2, false,
     "two dos deux zwei dois duas اثنان اثنين "
     "اثنتان"},
    {SP_WORD_NUMBER, 3, false, "three tres trois drei ثلاث ثلاثه"},
    {SP_WORD_NUMBER, 4, false,
     "four cuatro quatre vier quatro اربع "
     "اربعه"},
    {SP_WORD_NUMBER, 5, false, "five cinco cinq funf خمس خمسه"},
    {SP_WORD_NUMBER, 6, false, "six seis sechs ست سته"},
    {SP_WORD_NUMBER, 7, false, "seven siete sept sieben sete سبع سبعه"},
    {SP_WORD_NUMBER, 8, false,
     "eight ocho huit acht oito ثمان ثماني "
     "ثمانيه"},
    {SP_WORD_NUMBER, 9, false, "nine nueve neuf neun nove تسع تسعه"},
    {SP_WORD_NUMBER, 10, false, "ten diez dix zehn dez عشر عشره"},
    {SP_WORD_NUMBER, 11, false, "eleven once onze elf"},
    {SP_WORD_NUMBER, 12, false, "twelve doce douze zwolf doze"},
    {SP_WORD_NUMBER, 13, false, "thirteen trece treize dreizehn"},
    {SP_WORD_NUMBER, 14, false, "fourteen catorce quatorze vierzehn"},
    {SP_WORD_NUMBER, 15, false, "fifteen quince quinze funfzehn"},
    {SP_WORD_NUMBER, 16, false, "sixteen seize sechzehn"},
    {SP_WORD_NUMBER, 17, false, "seventeen siebzehn"},
    {SP_WORD_NUMBER, 18, false, "eighteen achtzehn"},
    {SP_WORD_NUMBER, 19, false, "nineteen neunzehn"},
    {SP_WORD_NUMBER, 20, false,
     "twenty veinte vingt zwanzig vinte عشرون "
     "عشرين"},
    {SP_WORD_NUMBER, 30, false,
     "thirty treinta trente dreissig trinta "
     "ثلاثون ثلاثين"},
    {SP_WORD_NUMBER, 40, false,
     "forty cuarenta quarante vierzig quarenta "
     "اربعون اربعين"},
    {SP_WORD_NUMBER, 50, false,
     "fifty cincuenta cinquante funfzig cinquenta "
     "خمسون خمسين"},
    {SP_WORD_NUMBER, 60, false,
     "sixty sesenta soixante sechzig sessenta ستون "
     "ستين"},
    {SP_WORD_NUMBER, 70, false, "seventy setenta siebzig"},
    {SP_WORD_NUMBER, 80, false, "eighty ochenta achtzig"},
    {SP_WORD_NUMBER, 90, false, "ninety noventa neunzig"},
    {SP_WORD_NUMBER, 100, false, "hundred cien cent hundert"},
    {SP_WORD_MAGNITUDE, 1e3, false, "k thousand mil mille tausend tsd الف الاف"},
    {SP_WORD_MAGNITUDE, 1e6, false,
     "million millions millon millones mio milhoes "
     "milhao millionen مليون ملايين"},
    {SP_WORD_HALF, 0, false,
     "half media medio demi demie demies halbe halbes "
     "halben meia نصف"},
    {SP_WORD_A, 0, false, "a an un una une ein eine einer eines uma um"},
    {SP_WORD_TO, 0, false, "to through thru bis al hasta الي"},
    {SP_WORD_OR, 0, false, "or o ou oder او"},
    {SP_WORD_AND, 0, false, "and y e et und و"},
    {SP_WORD_FROM, 0, false, "from between de von entre zwischen من بين"},
    {SP_WORD_ABOUT, 0, false,
     "about around approx approximately roughly circa "
     "ca est estimated nearly almost aproximadamente aprox unos unas environ env "
     "approximativement ungefahr etwa rund zirka geschatzt estimado estimada estimados "
     "estimadas estime estimee estimees حوالي تقريبا نحو"},
    {SP_WORD_AT_MOST, 0, false,
     "less under below fewer most maximum max maximal "
     "maximo menos moins weniger unter hochstens jusqu اقل حتي"},
    {SP_WORD_AT_LEAST, 0, false,
     "least minimum minimal minimo minima mindestens "
     "more mas mehr uber اكثر الاقل wenigstens superior"},
    {SP_WORD_UP, 0, false, "up"},
    {SP_WORD_OVER, 0, false, "over"},
    {SP_WORD_PLUS, 0, false, "plus"},
    {SP_WORD_PER, 0, false, "per par por pro je في لكل كل"},
    {SP_WORD_EACH, 0, false,
     "each every cada chaque jeweils apiece chacun "
     "chacune"},
    {SP_WORD_OF, 0, false, "of d del des du der"},
    {SP_WORD_FOR, 0, false,
     "for para pour fur pendant durante wahrend "
     "لمده خلال"},
    {SP_WORD_FILLER, 0, false,
     "is are was the el la los las le les l die das dem "
     "den in im en at with con avec mit on au lo your you can than que als be it takes take "
     "this our s zu auf علي"},
    {SP_WORD_NOTHING, 0, false,
     "none na nan null nil unknown unspecified "
     "undefined unavailable tbd tba error pending"},
    {SP_WORD_NOT, 0, false,
     "not no non without sin sans nicht kein keine ohne "
     "غير بدون لا never isn aucun ninguno"},
    {SP_WORD_STAGE, SP_STAGE_BEGINNER, false,
     "beginner beginners beginning introductory "
     "introduction intro basic basics elementary elemental elementaire foundation "
     "foundational novice basico basica basicos principiante principiantes introductorio "
     "introductoria iniciante iniciantes inicial debutant debutants debutante debutantes "
     "introductif anfanger einsteiger grundlagen مبتدئ مبتدئين المبتدئ "
     "للمبتدئين المبتدئين مبتدئون تمهيدي تمهيديه "
     "اساسي"},
    {SP_WORD_STAGE, SP_STAGE_INTERMEDIATE, false,
     "intermediate intermedio intermedia intermedios "
     "intermediario intermediaire intermediaires mittelstufe متوسط المتوسط "
     "متوسطه المتوسطه"},
    {SP_WORD_STAGE, SP_STAGE_ADVANCED, false,
     "advanced expert experts avanzado avanzada "
     "avanzados experto expertos avancado avance avancee avances confirme fortgeschritten "
     "fortgeschrittene fortgeschrittener experte experten متقدم متقدمه "
     "المتقدم المتقدمه متقدمين للمتقدمين خبير"},
    {SP_WORD_STAGE_ALL, 0, false,
     "all mixed todos tous toutes alle various multiple "
     "جميع كافه مختلط"},
    {SP_WORD_STAGE_NOUN, 0, false,
     "level levels nivel niveles niveau niveaux stufe "
     "difficulty dificultad difficulte schwierigkeit schwierigkeitsgrad friendly skill "
     "skills course courses curso cursos cours kurs absolute complete total مستوي "
     "المستوي المستويات مستويات learners students audience suitable "
     "ideal publico public"},
    {SP_WORD_ACADEMIC, 0, false,
     "undergraduate graduate postgraduate phd master "
     "masters bachelor bachelors doctoral college university school placement upper lower "
     "pre degree secondary early mid semi"},
};
const sp_words sp_words_common = {common_items, sizeof common_items / sizeof *common_items};
