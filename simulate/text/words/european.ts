// German, French, Spanish: the same symbols as English, written with their own sentences and things.
import { type Grammar, words } from '../grammar.js'
import { ENGLISH } from './english.js'

const names = {
  name: ENGLISH.name ?? [],
  place: ENGLISH.place ?? [],
  placetail: ENGLISH.placetail ?? [],
  placeend: ENGLISH.placeend ?? [],
  syl: ENGLISH.syl ?? [],
  mid: ENGLISH.mid ?? [],
  syl2: ENGLISH.syl2 ?? [],
  end: ENGLISH.end ?? [],
}

export const GERMAN: Grammar = {
  ...names,
  thing: words(
    'Sauerteig|Linseneintopf|Dampfkochtopf|Tomatensetzlinge|Komposthaufen|Hochbeet|Nachtzug|Ferienwohnung|Anschlussverbindung|Packliste|Laufplan|Knieschmerzen|Ruhepuls|Indexfonds|Baufinanzierung|Steuererklärung|Haushaltsbuch|Belegablage|Einschlafritual|Kitaplatz|Taschengeld|Zunftordnung|Bauernaufstand|Zellmembran|Gezeitenkraft|Warteschlange|Datenbankindex|Unittest|Typfehler|Verbindungspool|Zertifikat|Protokollrotation|Anmeldeformular|Rasterlayout|Anschreiben|Kurzgeschichte|Hochzeitsrede|Mietkaution|Arbeitsvertrag|Markenrecherche|Migränetagebuch|Blutbild|Heuschnupfen|Quartalsbericht|Kundenumfrage|Liefervertrag|Inventur|Akkordfolge|Basslauf|Brettspielabend|Levelentwurf|Wasserhahn|Dachdämmung|Fußbodenheizung|Konjunktiv|Hörverstehen|Stichprobenfehler|Konfidenzintervall|Buchreferat|Gruppenarbeit|Bremsbeläge|Winterreifen|Sitzordnung|Helferplan',
  ),
  adj: words(
    'alt|billig|kaputt|ordentlich|laut|zuverlässig|seltsam|einfach|vorläufig|schwer|leise|modern|tragbar|uneben|gebraucht|ungewöhnlich|grob|empfindlich|veraltet|geliehen|feucht|selbstgemacht',
  ),
  who: words(
    'meine Schwester {name}|ein Kollege {name}|die Vermieterin {name}|mein Chef {name}|der Nachbar {name}|ein Kunde {name}|die Lehrerin {name}|der Praktikant {name}|die Buchhaltung {name}|{name} aus {place}|der Lieferant {name}|die Gutachterin {name}|{name}|der Kundendienst {name}',
  ),
  when: words(
    'letzten {weekday}|in {2-9} Tagen|seit {month}|bis {weekday}|nächsten Monat|seit {2-11} Wochen|am {weekday} früh|vor dem {2-28}.|nach {2-6} Versuchen|morgen|am Wochenende|innerhalb von {3-48} Stunden',
  ),
  weekday: words('Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag'),
  month: words('Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November'),
  amount: words('{2-60}|etwa {10-400}|{100-9000}|höchstens {2-40}|fast {20-900}|{2-12} bis {13-30}'),
  unit: words(
    'Euro|Stunden|Seiten|Kilo|Meter|Leute|Zeilen|Minuten|Stück|Liter|Anfragen|Wochen|Gramm|Dateien',
  ),
  effect: words(
    'rosten|langsamer werden|auseinanderfallen|abgelehnt werden|teurer werden|ungenau werden|undicht werden|ausfallen|verwirren|zu lange dauern|schrumpfen|Beschwerden auslösen',
  ),
  act: words(
    'reparieren|ersetzen|planen|vergleichen|erklären|einrichten|auswählen|verbessern|umschreiben|testen|reinigen|neu starten|dokumentieren|messen|vereinfachen|prüfen|vorbereiten|umwandeln',
  ),
  greet: words('Hallo,|Guten Morgen,|Moin,|Hi,|kurze Frage:|Servus,|'),
  close: words(
    'Danke!|Vielen Dank|bitte kurz|Stichpunkte reichen|Beispiele helfen|was meinst du?|gern als Tabelle',
  ),
  ask: words(
    'Wie kann ich {thing} {act}, ohne dass {thing} anfängt zu {effect}?|Kannst du mir helfen, {thing} zu {act}? {fact}|Warum muss {thing} {effect}, sobald ich {thing} will {act}?|{fact} Soll ich zuerst {thing} oder {thing} {act}?|Schreib {who} ein paar Zeilen über {thing}: {fact}|Vergleiche {thing} und {thing} für {amount} {unit}|Gib mir {2-9} Ideen zu {thing}, die {who} {when} umsetzen kann|Was würdest du tun? {fact}|Erkläre {thing} jemandem, der nur {thing} kennt|Mach einen Plan: {thing} {act}, dann {thing} {act}, in {amount} {unit}|{who} sagt, {thing} wird {when} {effect}. Stimmt das?|Mach daraus eine Liste: {fact} {fact}|Dauer für {amount} {unit}: {thing} {act}?|Mach aus meinen Notizen zu {thing} eine Mail an {who}: {fact}',
  ),
  fact: words(
    'Ich habe {amount} {unit} und {thing}.|{who} wollte das {when} {act}.|{thing} ist {adj} und kostet {amount} {unit}.|Wegen {thing} liegen wir {amount} {unit} drüber.|Es ging, bis {who} {thing} geändert hat.|In {place} gibt es {thing} nicht mehr.|Die Anleitung erwähnt nur {thing}, nicht {thing}.|Letztes Mal waren es {amount} {unit}.|{who} braucht es {when}.|{thing} und {thing} passen nicht zusammen.',
  ),
  follow: words(
    'und {thing}?|ok, aber {fact}|geht das kürzer|was, wenn ich stattdessen {thing} will {act}?|nenn ein Beispiel mit {amount} {unit}|hat nicht geklappt, {thing} ist jetzt {adj}|ergänze eine Zeile für {who}|dasselbe für {thing}|weiter',
  ),
  lazy: words('hallo|weiter|kürzer|korrigier das|erklär|mehr|warum|danke|zusammenfassen|übersetzen'),
  lead: words(
    'Kurz gesagt: zuerst {thing} {act}.|Das hängt von {thing} ab.|Beginne mit {thing}, dann {thing}.|Es gibt {2-5} sinnvolle Wege.',
  ),
  reply: words(
    'Plane {amount} {unit} für {thing} und {amount} {unit} Reserve ein.|Frag {who}, ob {thing} warten kann.|Notiere, was sich {when} geändert hat; oft liegt es an {thing}.|{thing} ist hier wichtiger als {thing}.|Du kannst {thing} und {thing} am selben Tag {act}.|In {place} gilt etwas anderes, kläre das mit {who}.|Rechne mit {amount} {unit}, vor allem für {thing}.|Danach kannst du {thing} {act}.',
  ),
  step: words('{thing} {act}|{thing} {amount} {unit} lang prüfen|{who} anrufen|{when} {thing} {act}'),
  task: words(
    'Eine Werkstatt in {place} fertigt täglich {amount} {unit} {thing} und verliert {3-40} von je {50-200}. {name} legt {2-9} Schichten zu. Nach wie vielen Tagen liegen {500-9000} gute Teile vor?|{name}, {name} und {name} teilen {20-900} {unit} im Verhältnis {2-9}:{2-9}:{3-11}; {name} gibt {2-19} zurück. Wer hat am meisten?|Sei f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Bestimme alle x mit Steigung {2-60} und begründe.|Entwirf eine Struktur für {thing}, sortiert nach {thing}, mit Bereichsabfragen und Rücknahme der letzten {3-50} Änderungen.',
  ),
}

export const FRENCH: Grammar = {
  ...names,
  thing: words(
    "levain maison|pot-au-feu|cocotte-minute|plants de tomates|tas de compost|potager surélevé|train de nuit|location de vacances|correspondance|liste de bagages|plan de semi-marathon|douleur au genou|fonds indiciel|prêt immobilier|déclaration fiscale|budget mensuel|notes de frais|rituel du coucher|place en crèche|argent de poche|corporation médiévale|révolte paysanne|membrane cellulaire|force de marée|file de messages|index composite|test unitaire|erreur de type|pool de connexions|certificat TLS|rotation des journaux|formulaire de connexion|grille CSS|lettre de motivation|nouvelle littéraire|discours de mariage|dépôt de garantie|contrat de travail|recherche de marque|bilan sanguin|rhume des foins|bilan trimestriel|enquête client|contrat fournisseur|inventaire|suite d'accords|ligne de basse|soirée jeux|robinet qui fuit|isolation des combles|plancher chauffant|subjonctif|compréhension orale|biais d'échantillon|intervalle de confiance|fiche de lecture|exposé de groupe|plaquettes de frein|pneus neige|plan de table|planning des bénévoles",
  ),
  adj: words(
    'vieux|bon marché|cassé|soigné|bruyant|fiable|étrange|simple|provisoire|lourd|discret|moderne|portable|inégal|rare|fragile|dépassé|emprunté|humide|artisanal',
  ),
  who: words(
    'ma sœur {name}|un collègue {name}|la propriétaire {name}|mon chef {name}|le voisin {name}|une cliente {name}|la maîtresse {name}|le stagiaire {name}|la comptable {name}|{name} de {place}|le fournisseur {name}|la relectrice {name}|{name}|le service client {name}',
  ),
  when: words(
    '{weekday} dernier|dans {2-9} jours|depuis {month}|avant {weekday}|le mois prochain|depuis {2-11} semaines|{weekday} matin|avant le {2-28}|après {2-6} essais|demain|ce week-end|sous {3-48} heures',
  ),
  weekday: words('lundi|mardi|mercredi|jeudi|vendredi|samedi'),
  month: words('janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre'),
  amount: words('{2-60}|environ {10-400}|{100-9000}|au plus {2-40}|presque {20-900}|{2-12} ou {13-30}'),
  unit: words(
    'euros|heures|pages|kilos|mètres|personnes|lignes|minutes|pièces|litres|requêtes|semaines|grammes|fichiers',
  ),
  effect: words(
    'rouiller|ralentir|se casser|être refusé|coûter le double|perdre en précision|fuir|tomber en panne|embrouiller tout le monde|dépasser le délai|rétrécir|provoquer des plaintes',
  ),
  act: words(
    'réparer|remplacer|planifier|comparer|expliquer|installer|choisir|améliorer|réécrire|tester|nettoyer|redémarrer|documenter|mesurer|simplifier|vérifier|préparer|convertir',
  ),
  greet: words('bonjour,|salut,|re,|bonsoir,|petite question :|'),
  close: words(
    "merci !|merci d'avance|bref svp|en quelques points|avec des exemples|qu'en penses-tu ?|un tableau serait bien",
  ),
  ask: words(
    "comment {act} {thing} sans que {thing} finisse par {effect} ?|peux-tu m'aider à {act} {thing} ? {fact}|pourquoi {thing} se met à {effect} dès que je veux {act} {thing} ?|{fact} faut-il d'abord {act} {thing} ou {thing} ?|un mot à {who}, {thing} : {fact}|compare {thing} et {thing} pour {amount} {unit}|donne {2-9} idées autour de {thing} pour {who}, {when}|que ferais-tu ? {fact}|explique {thing} à quelqu'un qui ne connaît que {thing}|fais un plan pour {act} {thing} puis {act} {thing} en {amount} {unit}|{who} : {thing} va {effect} {when}, vrai ?|mets ceci en liste : {fact} {fact}|{amount} {unit} de {thing} : durée pour {act} ?|transforme mes notes sur {thing} en courriel pour {who} : {fact}",
  ),
  fact: words(
    "J'ai {amount} {unit} et {thing}.|{who} a voulu le {act} {when}.|{thing}, c'est {adj}, et ça coûte {amount} {unit}.|{thing} : {amount} {unit} de trop.|{thing} : bien avant {who}.|À {place}, {thing} ne se trouve plus.|Notice : {thing}, pas {thing}.|La dernière fois, {amount} {unit}.|{who} en a besoin {when}.|{thing} et {thing} ne vont pas ensemble.",
  ),
  follow: words(
    "et {thing} ?|d'accord, mais {fact}|plus court ?|et si je veux plutôt {act} {thing} ?|un exemple avec {amount} {unit}|raté, {thing} est maintenant {adj}|ajoute une ligne pour {who}|pareil pour {thing}|continue",
  ),
  lazy: words('bonjour|continue|plus court|corrige|explique|encore|pourquoi|merci|résume|traduis'),
  lead: words(
    "En bref : il faut d'abord {act} {thing}.|Cela dépend de {thing}.|Commence par {thing}, puis {thing}.|Il y a {2-5} options raisonnables.",
  ),
  reply: words(
    'Prévois {amount} {unit} pour {thing} et {amount} {unit} de marge.|Demande à {who} si {thing} peut attendre.|Note ce qui a changé {when} ; souvent cela vient de {thing}.|Ici {thing} compte plus que {thing}.|Tu peux {act} {thing} et {thing} le même jour.|À {place} la règle diffère, vois avec {who}.|Compte {amount} {unit}, surtout pour {thing}.|Ensuite, {act} {thing} devient facile.',
  ),
  step: words('{act} {thing}|vérifier {thing} pendant {amount} {unit}|appeler {who}|{act} {thing} {when}'),
  task: words(
    'Un atelier de {place} produit {amount} {unit} de {thing} par jour et en perd {3-40} sur {50-200}. {name} ajoute {2-9} équipes. Après combien de jours a-t-on {500-9000} pièces saines ?|{name}, {name} et {name} partagent {20-900} {unit} selon {2-9}:{2-9}:{3-11} ; {name} rend {2-19}. Qui a le plus ?|Soit f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Trouver tous les x de pente {2-60} et justifier.|Concevoir une structure de {thing} triée par {thing}, avec requêtes par intervalle et annulation des {3-50} derniers changements.',
  ),
}

export const SPANISH: Grammar = {
  ...names,
  thing: words(
    'masa madre|guiso de lentejas|olla a presión|plantones de tomate|pila de compost|huerto elevado|tren nocturno|reserva del hostal|conexión del vuelo|lista de equipaje|plan de media maratón|dolor de rodilla|fondo indexado|hipoteca|declaración de la renta|presupuesto mensual|gastos de viaje|rutina de sueño|plaza de guardería|paga semanal|gremio medieval|revuelta campesina|membrana celular|fuerza de marea|cola de mensajes|índice compuesto|prueba unitaria|error de tipos|grupo de conexiones|certificado caducado|rotación de registros|formulario de acceso|rejilla CSS|carta de presentación|relato corto|discurso de boda|fianza del piso|contrato laboral|registro de marca|análisis de sangre|alergia al polen|informe trimestral|encuesta de clientes|contrato de suministro|inventario|progresión de acordes|línea de bajo|noche de juegos|grifo que gotea|aislamiento del techo|suelo radiante|subjuntivo|comprensión auditiva|sesgo de muestreo|intervalo de confianza|reseña del libro|trabajo en grupo|pastillas de freno|neumáticos de invierno|plano de mesas|turno de voluntarios',
  ),
  adj: words(
    'viejo|barato|roto|ordenado|ruidoso|fiable|raro|sencillo|provisional|pesado|silencioso|moderno|portátil|desigual|delicado|anticuado|prestado|húmedo|casero',
  ),
  who: words(
    'mi hermana {name}|un compañero {name}|la casera {name}|mi jefe {name}|el vecino {name}|una clienta {name}|la profesora {name}|el becario {name}|la contable {name}|{name} de {place}|el proveedor {name}|la revisora {name}|{name}|atención al cliente {name}',
  ),
  when: words(
    'el {weekday} pasado|en {2-9} días|desde {month}|antes del {weekday}|el mes que viene|desde hace {2-11} semanas|el {weekday} por la mañana|antes del día {2-28}|tras {2-6} intentos|mañana|este fin de semana|en {3-48} horas',
  ),
  weekday: words('lunes|martes|miércoles|jueves|viernes|sábado'),
  month: words('enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre'),
  amount: words('{2-60}|unos {10-400}|{100-9000}|como mucho {2-40}|casi {20-900}|{2-12} o {13-30}'),
  unit: words(
    'euros|horas|páginas|kilos|metros|personas|filas|minutos|piezas|litros|peticiones|semanas|gramos|archivos',
  ),
  effect: words(
    'oxidarse|ir más lento|romperse|ser rechazado|costar el doble|perder precisión|gotear|fallar|confundir a todos|agotar el tiempo|encoger|causar quejas',
  ),
  act: words(
    'reparar|sustituir|planificar|comparar|explicar|instalar|elegir|mejorar|reescribir|probar|limpiar|reiniciar|documentar|medir|simplificar|revisar|preparar|convertir',
  ),
  greet: words('hola,|buenas,|buenos días,|oye,|una duda:|'),
  close: words(
    '¡gracias!|gracias de antemano|breve, por favor|con viñetas vale|con ejemplos|¿qué opinas?|mejor en tabla',
  ),
  ask: words(
    '¿cómo puedo {act} {thing} sin que {thing} acabe por {effect}?|¿me ayudas a {act} {thing}? {fact}|¿por qué {thing} empieza a {effect} en cuanto quiero {act} {thing}?|{fact} ¿conviene {act} antes {thing} o {thing}?|líneas a {who}, {thing}: {fact}|compara {thing} y {thing} con {amount} {unit}|dame {2-9} ideas sobre {thing} para {who}, {when}|¿qué harías? {fact}|explica {thing} desde {thing}|haz un plan para {act} {thing} y luego {act} {thing} en {amount} {unit}|{who} dice que {thing} va a {effect} {when}, ¿es cierto?|pasa esto a lista: {fact} {fact}|{amount} {unit} de {thing}: ¿plazo para {act}?|convierte mis notas sobre {thing} en un correo para {who}: {fact}',
  ),
  fact: words(
    'Tengo {amount} {unit} y {thing}.|{who} ya lo quiso {act} {when}.|{thing} es algo {adj} y cuesta {amount} {unit}.|{thing}: {amount} {unit} de más.|Bien, hasta {who} y {thing}.|En {place} ya no hay {thing}.|Manual: {thing}, no {thing}.|La última vez fueron {amount} {unit}.|{who} lo necesita {when}.|{thing} y {thing} no encajan.',
  ),
  follow: words(
    '¿y {thing}?|vale, pero {fact}|¿más corto?|¿y si prefiero {act} {thing}?|un ejemplo con {amount} {unit}|no sirvió, {thing} ahora va {adj}|añade una línea para {who}|lo mismo con {thing}|sigue',
  ),
  lazy: words('hola|sigue|más corto|corrige|explica|más|por qué|gracias|resume|traduce'),
  lead: words(
    'En breve: primero hay que {act} {thing}.|Depende de {thing}.|Empieza por {thing} y luego {thing}.|Hay {2-5} opciones sensatas.',
  ),
  reply: words(
    'Reserva {amount} {unit} para {thing} y {amount} {unit} de margen.|Pregunta a {who} si {thing} puede esperar.|Apunta qué cambió {when}; suele venir de {thing}.|Aquí {thing} importa más que {thing}.|Puedes {act} {thing} y {thing} el mismo día.|En {place} la norma es otra, consúltalo con {who}.|Cuenta con {amount} {unit}, sobre todo para {thing}.|Después será fácil {act} {thing}.',
  ),
  step: words('{act} {thing}|revisar {thing} durante {amount} {unit}|llamar a {who}|{act} {thing} {when}'),
  task: words(
    'Un taller de {place} fabrica {amount} {unit} de {thing} al día y pierde {3-40} de cada {50-200}. {name} añade {2-9} turnos. ¿Tras cuántos días hay {500-9000} piezas buenas?|{name}, {name} y {name} reparten {20-900} {unit} en proporción {2-9}:{2-9}:{3-11}; {name} devuelve {2-19}. ¿Quién tiene más?|Sea f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Halla todo x con pendiente {2-60} y justifica.|Diseña una estructura de {thing} ordenada por {thing}, con consultas por rango y deshacer los últimos {3-50} cambios.',
  ),
}
