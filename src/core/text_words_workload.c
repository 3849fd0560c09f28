/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of workload texts on top of the common ones. */
#include "core/text_token.h"
#include "core/text_unit.h"

static const sp_word workload_items[] = {
    {SP_WORD_UNIT, SP_UNIT_SECOND, false,
     "second seconds sec secs segundo segundos seconde "
     "secondes sekunde sekunden ثانيه ثواني"},
    {SP_WORD_UNIT, SP_UNIT_MINUTE, false, "minute minutes min mins دقيقه دقائق"},
    {SP_WORD_UNIT, SP_UNIT_MINUTE, true, "minuto minutos minuten mn"},
    {SP_WORD_UNIT, SP_UNIT_HOUR, false, "hour hours hr hrs h ساعه ساعات"},
    {SP_WORD_UNIT, SP_UNIT_HOUR, true, "hora horas hs heure heures stunde stunden std"},
    {SP_WORD_UNIT, SP_UNIT_DAY, false, "day days يوم ايام يوما"},
    {SP_WORD_UNIT, SP_UNIT_DAY, true, "dia dias jour jours tag tage tagen"},
    {SP_WORD_UNIT, SP_UNIT_WEEK, false,
     "week weeks wk wks اسبوع اسابيع "
     "اسبوعا"},
    {SP_WORD_UNIT, SP_UNIT_WEEK, true, "semana semanas semaine semaines sem woche wochen"},
    {SP_WORD_UNIT, SP_UNIT_MONTH, false,
     "month months mo mos شهر اشهر شهور "
     "شهرا"},
    {SP_WORD_UNIT, SP_UNIT_MONTH, true, "mes meses mois monat monate monaten"},
    {SP_WORD_UNIT, SP_UNIT_YEAR, false,
     "year years yr yrs سنه سنوات عام "
     "اعوام"},
    {SP_WORD_UNIT, SP_UNIT_YEAR, true, "ano anos an ans annee annees jahr jahre jahren"},
    {SP_WORD_UNIT, SP_UNIT_LECTURE, false,
     "lecture lectures محاضره محاضرات "
     "vorlesung vorlesungen"},
    {SP_WORD_UNIT, SP_UNIT_SESSION, false,
     "session sessions sesion sesiones seance seances "
     "sitzung sitzungen جلسه جلسات"},
    {SP_WORD_UNIT, SP_UNIT_PAGE, false,
     "page pages pp p pg pagina paginas seite seiten "
     "صفحه صفحات"},
    {SP_WORD_UNIT, SP_UNIT_QUESTION, false,
     "question questions pregunta preguntas frage "
     "fragen سؤال اسئله"},
    {SP_WORD_DUAL, SP_UNIT_HOUR, false, "ساعتان ساعتين"},
    {SP_WORD_DUAL, SP_UNIT_WEEK, false, "اسبوعان اسبوعين"},
    {SP_WORD_DUAL, SP_UNIT_MONTH, false, "شهران شهرين"},
    {SP_WORD_DUAL, SP_UNIT_DAY, false, "يومان يومين"},
    {SP_WORD_DUAL, SP_UNIT_MINUTE, false, "دقيقتان دقيقتين"},
    {SP_WORD_DUAL, SP_UNIT_YEAR, false, "سنتان سنتين عامان عامين"},
    {SP_WORD_DUAL, SP_UNIT_LECTURE, false, "محاضرتان محاضرتين"},
    {SP_WORD_WEEKLY, 0, false,
     "weekly semanal semanales semanalmente "
     "hebdomadaire hebdomadaires hebdo wochentlich wochentliche wochentlicher "
     "اسبوعيا اسبوعي اسبوعيه الاسبوعي بالاسبوع "
     "للاسبوع الاسبوعيه pw"},
    {SP_WORD_UNIT, SP_UNIT_WEEK, false, "الاسبوع"},
    {SP_WORD_UNIT, SP_UNIT_DAY, false, "اليوم"},
    {SP_WORD_UNIT, SP_UNIT_MONTH, false, "الشهر"},
    {SP_WORD_TOTAL, 0, false,
     "total overall altogether totales insgesamt gesamt "
     "totale entire اجمالي المجموع اجمالا"},
    {SP_WORD_ITEM, 0, false,
     "course courses curso cursos cours kurs kurse "
     "module modules modulo modulos modul unit units unidad unidades chapter chapters "
     "capitulo capitulos chapitre chapitres kapitel lesson lessons leccion lecciones lecon "
     "lecons lektion lektionen assignment assignments exercise exercises quizzes projects "
     "articles article resources resource downloadable credits ects student students step "
     "steps part parts section sections topic topics class classes clase clases temas "
     "وحده وحدات دروس درس"},
    {SP_WORD_TAIL, 0, false, "depending based segun selon depends حسب"},
    {SP_WORD_OTHER, 0, false,
     "video videos demand exam exams examen test tests "
     "quiz lab labs recitation recitations tutorial tutorials ago access acceso acces "
     "zugang start starts begin begins end ends trial guarantee guaranteed refund money "
     "left remaining updated daily fortnightly biweekly monthly deadline late office break podcast "
     "audio support prueba "
     "credit contact فيديو"},
    {SP_WORD_EFFORT, 0, false, "effort esfuerzo aufwand arbeitsaufwand الجهد"},
    {SP_WORD_FILLER, 0, false,
     "duration duracion duree dauer length long lasts "
     "lasting time tiempo temps zeit commitment timeline workload pace ritmo rythme "
     "required requires needed necesario completed complete completion completar completer "
     "completing finish terminar study studies studying estudio etude etudier studium "
     "lernzeit learning learn work working trabajo travail arbeit training formation online "
     "mooc guided project specialization suggested recommended recomendado spent spend "
     "dedication dedicacion average avg promedio moyenne durchschnitt durchschnittlich "
     "expect expected number num n nb nombre numero anzahl عدد مده المده "
     "المساق الدراسه دراسه التعلم للتعلم الوقت "
     "اللازم المطلوب المطلوبه لاكمال اتمام الدوره "
     "المتوقع المتوقعه بمعدل schedule flexible full typical typically "
     "usually only just coursework timing runs program programme self fully raison razon "
     "rate"},
};
const sp_words sp_words_workload = {workload_items, sizeof workload_items / sizeof *workload_items};
