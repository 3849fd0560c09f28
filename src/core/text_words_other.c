/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of rating and of price texts on top of the common ones. */
#include "core/text_token.h"

static const sp_word rating_items[] = {
    {SP_WORD_RATINGS, 0, false,
     "rating ratings votes voters bewertung bewertungen "
     "evaluations evaluation valoraciones valoracion calificaciones calificacion avaliacoes "
     "تقييم تقييمات تقييما التقييم التقييمات"},
    {SP_WORD_REVIEWS, 0, false,
     "review reviews reviewers resenas resena opiniones "
     "opinion avis rezension rezensionen مراجعه مراجعات"},
    {SP_WORD_PEOPLE, 0, false,
     "student students learner learners enrolled "
     "enrolment enrolments enrollment enrollments enroll participants participant people "
     "subscribers subscriber registered inscritos inscrito alumnos alumno estudiantes "
     "estudiante apprenants apprenant inscrits inscrit etudiants participantes teilnehmer "
     "teilnehmende teilnehmern lernende studenten studierende angemeldet eingeschrieben "
     "طالب طلاب طالبا متعلم متعلمين متعلما مسجل "
     "مسجلين مشترك مشتركين مشتركا"},
    {SP_WORD_VIEWS, 0, false,
     "view views vistas visualizaciones reproducciones "
     "vues aufrufe visualizacoes مشاهده مشاهدات"},
    {SP_WORD_UPVOTES, 0, false, "upvote upvotes like likes"},
    {SP_WORD_STAR, 0, false,
     "star stars estrella estrellas etoile etoiles "
     "stern sterne sternen estrelas نجوم نجمه"},
    {SP_WORD_MEAN, 0, false,
     "rated score average avg mean weighted puntuacion "
     "note moyenne durchschnitt durchschnittlich promedio"},
    {SP_WORD_OTHER, 0, false,
     "difficulty dificultad difficulte schwierigkeit workload effort nps clarity helpfulness"},
    {SP_WORD_COUNT, 0, false,
     "number num count n nombre numero anzahl total "
     "عدد"},
    {SP_WORD_OUT_OF, 0, false, "out of von sur من de"},
    {SP_WORD_MAGNITUDE, 1e6, false, "m"},
    {SP_WORD_FILLER, 0, false,
     "youtube tube already global worldwide overall "
     "course courses instructor based from by points punkte punkten puntos have has so far "
     "verified ya deja bereits to "
     "with"},
};
const sp_words sp_words_rating = {rating_items, sizeof rating_items / sizeof *rating_items};

static const sp_word price_items[] = {
    {SP_WORD_CURRENCY, 0, false, "usd dollar dollars dolares dolar دولار"},
    {SP_WORD_CURRENCY, 1, false, "eur euro euros يورو"},
    {SP_WORD_CURRENCY, 2, false, "gbp"},
    {SP_WORD_CURRENCY, 3, false, "inr rs rupees"},
    {SP_WORD_CURRENCY, 4, false, "cad"},
    {SP_WORD_CURRENCY, 5, false, "aud"},
    {SP_WORD_CURRENCY, 6, false, "jpy yen"},
    {SP_WORD_CURRENCY, 7, false, "cny rmb yuan"},
    {SP_WORD_CURRENCY, 8, false, "brl reais"},
    {SP_WORD_CURRENCY, 9, false, "mxn"},
    {SP_WORD_CURRENCY, 10, false, "chf"},
    {SP_WORD_CURRENCY, 11, false, "sar"},
    {SP_WORD_CURRENCY, 12, false, "aed"},
    {SP_WORD_CURRENCY, 13, false, "egp"},
    {SP_WORD_CURRENCY, 14, false, "jod"},
    {SP_WORD_CURRENCY, 15, false, "nzd"},
    {SP_WORD_CURRENCY, 16, false, "sgd"},
    {SP_WORD_CURRENCY, 17, false, "sek"},
    {SP_WORD_CURRENCY, 18, false, "cop"},
    {SP_WORD_CURRENCY, 19, false, "ars"},
    {SP_WORD_CURRENCY, 20, false, "clp"},
    {SP_WORD_CURRENCY, 21, false, "pen"},
    {SP_WORD_FREE, 0, false,
     "free gratis gratuit gratuite gratuito gratuita "
     "gratuitement kostenlos kostenfrei umsonst مجاني مجانا مجانيه "
     "بالمجان"},
    {SP_WORD_AUDIT, 0, false, "audit auditing auditable"},
    {SP_WORD_PAID, 0, false,
     "paid premium payant payante pago kostenpflichtig "
     "مدفوع مدفوعه subscription subscribe suscripcion abonnement abo"},
    {SP_WORD_CERTIFICATE, 0, false,
     "certificate certificates certification certified "
     "certificado certificat attestation zertifikat diploma شهاده الشهاده"},
    {SP_WORD_PERIOD, 0, false,
     "month months monthly mo year years yearly "
     "annually annual week weeks weekly day days hour hours mes meses mensual mois an ans "
     "mensuel monat monate monatlich jahr jahrlich شهر شهريا سنه سنويا"},
    {SP_WORD_FORMER, 0, false,
     "original originally regular list was off discount "
     "discounted save rabatt descuento reduction before formerly خصم"},
    {SP_WORD_CURRENT, 0, false, "current now sale today actual actuel aktuell"},
    {SP_WORD_TRIAL, 0, false, "trial prueba essai probezeit"},
    {SP_WORD_UPGRADE, 0, false, "upgrade"},
    {SP_WORD_FROM, 0, false,
     "from starting starts ab desde between entre "
     "zwischen"},
    {SP_WORD_FILLER, 0, false,
     "after then price prices pricing cost costs fee "
     "fees precio costo coste prix tarif preis kosten only just online course curso cours "
     "kurs class mooc available optional verified add additional extra full lifetime buy "
     "purchase option pay payment get one time السعر سعر المساق الدوره "
     "to loading with of the tuition shareable track content optionnel opcional on "
     "completion vat incl included including tax and us"},
};
const sp_words sp_words_price = {price_items, sizeof price_items / sizeof *price_items};
