// Portuguese, Italian, Russian, Turkish, Arabic, Vietnamese, Indonesian: smaller vocabularies with the same symbols.
import { type Grammar, words } from '../grammar.js'
import { SPANISH } from './european.js'

const latin = Object.fromEntries(
  ['name', 'place', 'placetail', 'placeend', 'syl', 'mid', 'syl2', 'end'].map((symbol) => [
    symbol,
    SPANISH[symbol] ?? [],
  ]),
)

/** One language from its lists: the sentence patterns are shared in form, not in words. */
function language(lists: Readonly<Record<string, string>>, own: Grammar = latin): Grammar {
  const grammar: Record<string, readonly string[]> = { ...own }
  for (const [symbol, list] of Object.entries(lists)) grammar[symbol] = words(list)
  return grammar
}

export const PORTUGUESE = language({
  thing:
    'fermento natural|feijoada|panela de pressão|mudas de tomate|composteira|horta suspensa|ônibus noturno|reserva da pousada|conexão do voo|lista de bagagem|plano de corrida|dor no joelho|fundo de índice|financiamento da casa|imposto de renda|planilha de gastos|rotina de sono|vaga na creche|mesada|revolta camponesa|membrana celular|fila de mensagens|índice composto|teste unitário|erro de tipo|certificado vencido|formulário de acesso|carta de apresentação|conto curto|caução do aluguel|contrato de trabalho|exame de sangue|relatório trimestral|pesquisa de clientes|estoque|sequência de acordes|noite de jogos|torneira pingando|isolamento do telhado|subjuntivo|viés de amostra|resenha do livro|trabalho em grupo|pastilhas de freio|lista de convidados',
  adj: 'velho|barato|quebrado|barulhento|confiável|estranho|simples|provisório|pesado|moderno|portátil|delicado|emprestado|úmido|caseiro',
  who: 'minha irmã {name}|um colega {name}|a proprietária {name}|meu chefe {name}|o vizinho {name}|uma cliente {name}|a professora {name}|o estagiário {name}|{name} de {place}|o fornecedor {name}|{name}',
  when: 'semana passada|em {2-9} dias|há {2-11} semanas|antes do dia {2-28}|depois de {2-6} tentativas|amanhã|no fim de semana|em {3-48} horas',
  amount: '{2-60}|uns {10-400}|{100-9000}|no máximo {2-40}|quase {20-900}',
  unit: 'reais|horas|páginas|quilos|metros|pessoas|linhas|minutos|peças|litros|semanas|arquivos',
  effect:
    'enferrujar|ficar lento|quebrar|ser recusado|custar o dobro|perder precisão|vazar|travar|confundir todos|encolher',
  act: 'consertar|trocar|planejar|comparar|explicar|instalar|escolher|melhorar|reescrever|testar|limpar|reiniciar|medir|simplificar|revisar',
  greet: 'oi,|olá,|bom dia,|uma dúvida:|',
  close: 'obrigado!|valeu|resposta curta, por favor|com exemplos|em tópicos',
  ask: 'como {act} {thing} sem {thing} acabar por {effect}?|me ajuda a {act} {thing}? {fact}|por que {thing} começa a {effect} quando tento {act} {thing}?|{fact} devo {act} antes {thing} ou {thing}?|escreva algo para {who} sobre {thing}: {fact}|compare {thing} e {thing} com {amount} {unit}|dê {2-9} ideias sobre {thing} para {who}, {when}|faça um plano para {act} {thing} e depois {act} {thing} em {amount} {unit}|explique {thing} a quem só conhece {thing}',
  fact: 'Tenho {amount} {unit} e {thing}.|{who} já tentou {act} {when}.|{thing} está {adj} e custa {amount} {unit}.|Bom até {who} e {thing}.|Em {place} não há mais {thing}.|Antes: {amount} {unit}.|{who} precisa disso {when}.|{thing} e {thing} não combinam.',
  follow:
    'e {thing}?|certo, mas {fact}|mais curto?|um exemplo com {amount} {unit}|não deu, {thing} ficou {adj}|o mesmo para {thing}|continue',
  lazy: 'oi|continue|mais curto|corrige|explica|mais|obrigado|resume',
  lead: 'Em resumo: primeiro é preciso {act} {thing}.|Depende de {thing}.|Comece por {thing}, depois {thing}.',
  reply:
    'Separe {amount} {unit} para {thing} e {amount} {unit} de folga.|Pergunte a {who} se {thing} pode esperar.|Anote o que mudou {when}; costuma ser {thing}.|Aqui {thing} pesa mais que {thing}.|Em {place} a regra é outra, confirme com {who}.|Conte com {amount} {unit}, sobretudo para {thing}.',
  step: '{act} {thing}|revisar {thing} por {amount} {unit}|ligar para {who}',
  task: 'Uma oficina em {place} produz {amount} {unit} de {thing} por dia e perde {3-40} a cada {50-200}. {name} soma {2-9} turnos. Em quantos dias há {500-9000} peças boas?|Seja f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Ache todo x de inclinação {2-60} e justifique.|{name}, {name} e {name} dividem {20-900} {unit} na razão {2-9}:{2-9}:{3-11}; {name} devolve {2-19}. Quem tem mais?',
})

export const ITALIAN = language({
  thing:
    'lievito madre|ragù|pentola a pressione|piantine di pomodoro|compostiera|orto rialzato|treno notturno|prenotazione del rifugio|coincidenza|lista dei bagagli|piano di corsa|dolore al ginocchio|fondo indicizzato|mutuo|dichiarazione dei redditi|bilancio di casa|posto al nido|paghetta|corporazione medievale|membrana cellulare|coda dei messaggi|indice composto|test unitario|errore di tipo|certificato scaduto|modulo di accesso|lettera di presentazione|racconto breve|cauzione|contratto di lavoro|esami del sangue|rapporto trimestrale|inventario|giro di accordi|serata giochi|rubinetto che perde|isolamento del tetto|congiuntivo|errore di campione|recensione|lavoro di gruppo|pastiglie dei freni|lista degli invitati',
  adj: 'vecchio|economico|rotto|rumoroso|affidabile|strano|semplice|provvisorio|pesante|moderno|portatile|delicato|umido|artigianale',
  who: 'mia sorella {name}|un collega {name}|la padrona di casa {name}|il mio capo {name}|il vicino {name}|una cliente {name}|la maestra {name}|{name} di {place}|il fornitore {name}|{name}',
  when: 'la settimana scorsa|in {2-9} giorni|da {2-11} settimane|prima del {2-28}|dopo {2-6} tentativi|domani|nel fine settimana|entro {3-48} ore',
  amount: '{2-60}|circa {10-400}|{100-9000}|al massimo {2-40}|quasi {20-900}',
  unit: 'euro|ore|pagine|chili|metri|persone|righe|minuti|pezzi|litri|settimane|file',
  effect:
    'arrugginire|rallentare|rompersi|costare il doppio|perdere precisione|perdere acqua|bloccarsi|confondere tutti|restringersi',
  act: 'riparare|sostituire|pianificare|confrontare|spiegare|installare|scegliere|migliorare|riscrivere|provare|pulire|riavviare|misurare|semplificare',
  greet: 'ciao,|salve,|buongiorno,|una domanda:|',
  close: 'grazie!|in breve per favore|con esempi|per punti',
  ask: 'come posso {act} {thing} senza che {thing} finisca per {effect}?|mi aiuti a {act} {thing}? {fact}|perché {thing} comincia a {effect} se provo a {act} {thing}?|{fact} conviene {act} prima {thing} o {thing}?|due righe a {who}, {thing}: {fact}|confronta {thing} e {thing} con {amount} {unit}|dammi {2-9} idee su {thing} per {who}, {when}|spiega {thing} partendo da {thing}',
  fact: "Ho {amount} {unit} e {thing}.|{who} ha già provato a {act} {when}.|{thing} è {adj} e costa {amount} {unit}.|Bene fino a {who}, poi {thing}.|A {place} non si trova più {thing}.|L'ultima volta {amount} {unit}.|{thing} e {thing} non stanno insieme.",
  follow:
    'e {thing}?|va bene, ma {fact}|più corto?|un esempio con {amount} {unit}|lo stesso per {thing}|continua',
  lazy: 'ciao|continua|più corto|correggi|spiega|ancora|grazie',
  lead: 'In breve: prima bisogna {act} {thing}.|Dipende da {thing}.|Parti da {thing}, poi {thing}.',
  reply:
    'Metti in conto {amount} {unit} per {thing} e {amount} {unit} di margine.|Chiedi a {who} se {thing} può aspettare.|Segna che cosa è cambiato {when}; spesso è {thing}.|Qui {thing} conta più di {thing}.|A {place} la regola è diversa, senti {who}.',
  step: '{act} {thing}|controllare {thing} per {amount} {unit}|chiamare {who}',
  task: 'Un laboratorio di {place} produce {amount} {unit} di {thing} al giorno e ne perde {3-40} ogni {50-200}. {name} aggiunge {2-9} turni. Dopo quanti giorni ci sono {500-9000} pezzi buoni?|Sia f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Trova ogni x di pendenza {2-60} e motiva.',
})

export const RUSSIAN = language(
  {
    thing:
      'закваска|борщ|скороварка|рассада томатов|компостная яма|высокая грядка|ночной поезд|бронь хостела|пересадка|список вещей|план забега|боль в колене|индексный фонд|ипотека|налоговый вычет|семейный бюджет|авансовый отчёт|режим сна|место в саду|карманные деньги|цеховой устав|крестьянский бунт|клеточная мембрана|приливная сила|очередь сообщений|составной индекс|модульный тест|ошибка типов|пул соединений|просроченный сертификат|форма входа|сопроводительное письмо|рассказ|свадебная речь|залог за квартиру|трудовой договор|поиск товарного знака|анализ крови|сенная лихорадка|квартальный отчёт|опрос клиентов|договор поставки|инвентаризация|последовательность аккордов|вечер игр|текущий кран|утепление крыши|тёплый пол|аудирование|ошибка выборки|доверительный интервал|отзыв о книге|групповой проект|тормозные колодки|зимние шины|список гостей',
    adj: 'старый|дешёвый|сломанный|шумный|надёжный|странный|простой|временный|тяжёлый|современный|переносной|хрупкий|сырой|самодельный',
    who: 'моя сестра {name}|коллега {name}|хозяйка квартиры {name}|начальник {name}|сосед {name}|заказчик {name}|учительница {name}|стажёр {name}|бухгалтер {name}|{name} из города {place}|поставщик {name}|{name}',
    when: 'на прошлой неделе|за {2-9} дней|уже {2-11} недель|до {2-28} числа|после {2-6} попыток|завтра|в выходные|за {3-48} часов',
    amount: '{2-60}|около {10-400}|{100-9000}|не больше {2-40}|почти {20-900}',
    unit: 'рублей|часов|страниц|кило|метров|человек|строк|минут|штук|литров|недель|файлов',
    effect:
      'ржаветь|тормозить|ломаться|дорожать|терять точность|протекать|зависать|путать всех|сжиматься|вызывать жалобы',
    act: 'починить|заменить|спланировать|сравнить|объяснить|настроить|выбрать|улучшить|переписать|проверить|почистить|перезапустить|измерить|упростить|подготовить',
    greet: 'привет,|здравствуйте,|доброе утро,|вопрос:|',
    close: 'спасибо!|коротко, пожалуйста|лучше с примерами|по пунктам',
    ask: 'как {act} {thing}, чтобы {thing} не начал {effect}?|помоги {act} {thing}. {fact}|почему {thing} начинает {effect}, когда я хочу {act} {thing}?|{fact} что раньше {act}: {thing} или {thing}?|{thing}, пара строк, читает {who}: {fact}|сравни {thing} и {thing}, есть {amount} {unit}|дай {2-9} идей про {thing}, {when}|объясни {thing} тому, кто знает только {thing}|составь план: {act} {thing}, потом {act} {thing}, всего {amount} {unit}',
    fact: 'У меня {amount} {unit} и {thing}.|{who} хочет {act} это {when}.|{thing} тут {adj}, стоит {amount} {unit}.|До {when} норма, потом {who} и {thing}.|В городе {place} нет такого, как {thing}.|Раньше {amount} {unit}.|{thing} и {thing} не сочетаются.',
    follow:
      'а {thing}?|хорошо, но {fact}|покороче|пример на {amount} {unit}|не помогло, {thing} теперь {adj}|то же для {thing}|дальше',
    lazy: 'привет|дальше|короче|исправь|объясни|ещё|спасибо',
    lead: 'Коротко: сначала надо {act} {thing}.|Зависит от того, какой {thing}.|Начни с {thing}, потом {thing}.',
    reply:
      'Заложи {amount} {unit} на {thing} и {amount} {unit} запаса.|Спроси, может ли подождать {thing}; решает {who}.|Запиши, что изменилось {when}: часто виноват {thing}.|Здесь {thing} важнее, чем {thing}.|В городе {place} правила другие, уточни: {who} знает.',
    step: '{act} {thing}|проверить {thing}, {amount} {unit}|позвонить: {who}',
    task: 'Мастерская в городе {place} делает {amount} {unit} в день ({thing}) и теряет {3-40} из {50-200}. {name} добавляет {2-9} смен. Через сколько дней будет {500-9000} годных?|Пусть f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Найдите все x с наклоном {2-60} и обоснуйте.|{name}, {name} и {name} делят {20-900} {unit} как {2-9}:{2-9}:{3-11}; {name} вернул {2-19}. У кого больше?',
  },
  {
    name: words('{rs}{re}|{rs}{rm}{re}'),
    place: words('{rs}{rp}|{rs}{rm}{rp}'),
    rs: words('Бел|Вор|Гор|Дар|Зар|Кал|Лун|Мир|Нев|Ост|Рад|Сол|Тим|Чар|Яр'),
    rm: words('о|и|е|ан|ен|ов'),
    re: words('ин|ов|ей|ан|ун|им|ия|ета'),
    rp: words('град|ск|борск|поль|ино|озёрск'),
  },
)

export const TURKISH = language({
  thing:
    'ekşi maya|mercimek yemeği|düdüklü tencere|domates fidesi|kompost kutusu|gece treni|pansiyon rezervasyonu|aktarma süresi|bavul listesi|koşu planı|diz ağrısı|endeks fonu|konut kredisi|vergi beyanı|ev bütçesi|uyku düzeni|kreş yeri|harçlık|lonca düzeni|hücre zarı|mesaj kuyruğu|bileşik dizin|birim testi|tür hatası|süresi dolan sertifika|giriş formu|ön yazı|kısa öykü|kira depozitosu|iş sözleşmesi|kan tahlili|çeyrek raporu|müşteri anketi|stok sayımı|akor dizisi|oyun gecesi|damlayan musluk|çatı yalıtımı|dinleme alıştırması|örneklem hatası|kitap özeti|grup ödevi|fren balatası|davetli listesi',
  adj: 'eski|ucuz|bozuk|gürültülü|güvenilir|tuhaf|basit|geçici|ağır|modern|taşınabilir|nemli|ev yapımı',
  who: 'kız kardeşim {name}|bir iş arkadaşım {name}|ev sahibi {name}|müdürüm {name}|komşu {name}|bir müşteri {name}|öğretmen {name}|{place} kasabasından {name}|tedarikçi {name}|{name}',
  when: 'geçen hafta|{2-9} gün içinde|{2-11} haftadır|ayın {2-28} gününden önce|{2-6} denemeden sonra|yarın|hafta sonu|{3-48} saat içinde',
  amount: '{2-60}|yaklaşık {10-400}|{100-9000}|en çok {2-40}|neredeyse {20-900}',
  unit: 'lira|saat|sayfa|kilo|metre|kişi|satır|dakika|parça|litre|hafta|dosya',
  effect: 'paslanıyor|yavaşlıyor|dağılıyor|pahalanıyor|sızdırıyor|kilitleniyor|herkesi şaşırtıyor|küçülüyor',
  act: 'onarmak|değiştirmek|planlamak|karşılaştırmak|açıklamak|kurmak|seçmek|iyileştirmek|yeniden yazmak|denemek|temizlemek|ölçmek|basitleştirmek',
  greet: 'merhaba,|selam,|günaydın,|bir sorum var:|',
  close: 'teşekkürler!|kısa olsun lütfen|örnekle anlat|maddeler halinde',
  ask: '{thing} neden {effect}? {fact}|{thing} {act} istiyorum, nasıl yaparım? {fact}|önce {thing} mi {thing} mi {act} gerekir? {fact}|{who} için {thing} notu: {fact}|{thing} ile {thing} karşılaştır, bütçe {amount} {unit}|{thing} üzerine {2-9} fikir ver, {when} lazım|yalnız {thing} bilen birine {thing} konusunu açıkla',
  fact: 'Elimde {amount} {unit} ve {adj} {thing} var.|{who} bunu {when} {act} istedi.|{thing} {amount} {unit} tutuyor.|{place} tarafında {thing} kalmadı.|Geçen sefer {amount} {unit} sürdü.|{thing} ve {thing} uyuşmuyor.',
  follow:
    'peki {thing}?|tamam ama {fact}|daha kısa|{amount} {unit} ile örnek ver|{thing} için de aynısı|devam',
  lazy: 'merhaba|devam|kısalt|düzelt|açıkla|teşekkürler',
  lead: 'Kısaca: önce {thing} konusunu {act} gerekir.|Duruma göre değişir: {thing}.',
  reply:
    '{thing} için {amount} {unit} ayır, {amount} {unit} yedek kalsın.|{who} bilir: {thing} bekleyebilir mi?|Burada {thing}, {thing} kadar önemli değil.|{place} için kural farklı olabilir.',
  step: '{thing} {act}|{who} ile konuş',
  task: '{place} atölyesi günde {amount} {unit} {thing} üretir, her {50-200} parçada {3-40} fire verir. {name} {2-9} vardiya ekler. {500-9000} sağlam parça kaç günde olur?|f(x) = {2-19}x^{2-5} - {2-40}x + {1-99} için eğimi {2-60} olan tüm x değerlerini bul ve açıkla.',
})

export const ARABIC = language(
  {
    thing:
      'خميرة منزلية|حساء العدس|قدر الضغط|شتلات الطماطم|صندوق السماد|قطار الليل|حجز النزل|موعد الرحلة|قائمة الحقائب|خطة الجري|ألم الركبة|صندوق المؤشرات|قرض السكن|الإقرار الضريبي|ميزانية البيت|روتين النوم|مقعد الحضانة|مصروف الجيب|نظام البريد القديم|غشاء الخلية|طابور الرسائل|فهرس مركب|اختبار الوحدة|خطأ الأنواع|شهادة منتهية|نموذج الدخول|رسالة التقديم|قصة قصيرة|تأمين الإيجار|عقد العمل|تحليل الدم|تقرير الربع|استبيان العملاء|جرد المخزن|تسلسل النغمات|سهرة الألعاب|صنبور يقطر|عزل السقف|تمرين الاستماع|خطأ العينة|ملخص الكتاب|مشروع المجموعة|بطانة المكابح|قائمة الضيوف',
    adj: 'قديم|رخيص|معطل|مزعج|موثوق|غريب|بسيط|مؤقت|ثقيل|حديث|محمول|رطب|مصنوع يدويا',
    who: 'أختي {name}|زميل {name}|صاحب البيت {name}|مديري {name}|الجار {name}|عميل {name}|المعلمة {name}|المتدرب {name}|{name} من {place}|المورد {name}|{name}',
    when: 'الأسبوع الماضي|خلال {2-9} أيام|منذ {2-11} أسابيع|قبل يوم {2-28}|بعد {2-6} محاولات|غدا|في عطلة الأسبوع|خلال {3-48} ساعة',
    amount: '{2-60}|حوالي {10-400}|{100-9000}|على الأكثر {2-40}|قرابة {20-900}',
    unit: 'درهم|ساعة|صفحة|كيلو|متر|شخص|سطر|دقيقة|قطعة|لتر|أسبوع|ملف',
    effect: 'يصدأ|يتباطأ|ينهار|يغلو ثمنه|يفقد الدقة|يتسرب|يتوقف|يربك الجميع|ينكمش',
    act: 'إصلاح|استبدال|تخطيط|مقارنة|شرح|تركيب|اختيار|تحسين|إعادة كتابة|اختبار|تنظيف|قياس|تبسيط',
    greet: 'مرحبا،|السلام عليكم،|صباح الخير،|سؤال:|',
    close: 'شكرا!|باختصار من فضلك|مع أمثلة|في نقاط',
    ask: 'كيف يمكن {act} {thing} دون أن {effect} {thing}؟|ساعدني في {act} {thing}. {fact}|لماذا {effect} {thing} عند {act} {thing}؟|{fact} هل أبدأ من {thing} أم من {thing}؟|رسالة إلى {who} عن {thing}: {fact}|قارن بين {thing} و{thing} في حدود {amount} {unit}|أعطني {2-9} أفكار عن {thing} {when}|اشرح {thing} لمن لا يعرف إلا {thing}',
    fact: 'عندي {amount} {unit} و{thing}.|حاول {who} {act} ذلك {when}.|{thing} {adj} وسعره {amount} {unit}.|في {place} لم يعد يوجد {thing}.|المرة الماضية كلفت {amount} {unit}.|{thing} و{thing} لا يتفقان.',
    follow:
      'وماذا عن {thing}؟|حسنا، لكن {fact}|أقصر من فضلك|مثال على {amount} {unit}|نفس الشيء مع {thing}|أكمل',
    lazy: 'مرحبا|أكمل|اختصر|صحح|اشرح|المزيد|شكرا',
    lead: 'باختصار: ابدأ من {act} {thing}.|يعتمد ذلك على {thing}.',
    reply:
      'خصص {amount} {unit} من أجل {thing} و{amount} {unit} احتياطا.|اسأل {who} إن كان {thing} يحتمل الانتظار.|سجل ما تغير {when}، فالسبب غالبا {thing}.|هنا {thing} أهم من {thing}.|في {place} القاعدة مختلفة.',
    step: '{act} {thing}|اتصل مع {who}',
    task: 'ورشة في {place} تنتج {amount} {unit} من {thing} يوميا وتخسر {3-40} من كل {50-200}. أضاف {name} {2-9} ورديات. بعد كم يوم تتوفر {500-9000} قطعة سليمة؟|ليكن f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. أوجد كل x ميله {2-60} مع التعليل.',
  },
  {
    name: words('{an}{ae}'),
    an: words('سل|نور|رام|جود|ليث|وس|تال|هيث|كر|بش|مر|زه'),
    ae: words('ان|ين|يم|ا|ار|ون|اد|ير'),
    place: words('وادي {an}{ae}|تل {an}{ae}|عين {an}{ae}|دير {an}{ae}'),
  },
)

export const VIETNAMESE = language({
  thing:
    'men chua tự nuôi|nồi áp suất|canh chua|cây cà chua con|thùng ủ phân|tàu đêm|đặt phòng trọ|nối chuyến|danh sách hành lý|kế hoạch chạy bộ|đau đầu gối|quỹ chỉ số|vay mua nhà|tờ khai thuế|sổ chi tiêu|giờ ngủ của bé|chỗ ở nhà trẻ|tiền tiêu vặt|màng tế bào|hàng đợi tin nhắn|chỉ mục ghép|kiểm thử đơn vị|lỗi kiểu dữ liệu|chứng chỉ hết hạn|biểu mẫu đăng nhập|thư xin việc|truyện ngắn|tiền cọc nhà|hợp đồng lao động|xét nghiệm máu|báo cáo quý|khảo sát khách|kiểm kho|vòng hợp âm|vòi nước rỉ|chống nóng mái|bài luyện nghe|sai số mẫu|bài thu hoạch|má phanh|danh sách khách mời',
  adj: 'cũ|rẻ|hỏng|ồn|đáng tin|lạ|đơn giản|tạm thời|nặng|hiện đại|ẩm|tự làm',
  who: 'em gái tôi {name}|một đồng nghiệp {name}|chủ nhà {name}|sếp tôi {name}|hàng xóm {name}|một khách hàng {name}|cô giáo {name}|bạn ở {place}|nhà cung cấp {name}|{name}',
  when: 'tuần trước|trong {2-9} ngày|suốt {2-11} tuần|trước ngày {2-28}|sau {2-6} lần thử|ngày mai|cuối tuần|trong {3-48} giờ',
  amount: '{2-60}|khoảng {10-400}|{100-9000}|tối đa {2-40}|gần {20-900}',
  unit: 'nghìn đồng|giờ|trang|ký|mét|người|dòng|phút|cái|lít|tuần|tệp',
  effect: 'bị gỉ|chậm đi|vỡ ra|tăng giá|kém chính xác|rò rỉ|treo máy|làm mọi người rối|co lại',
  act: 'sửa|thay|lên kế hoạch|so sánh|giải thích|lắp đặt|chọn|cải thiện|viết lại|thử|dọn|đo|đơn giản hóa',
  greet: 'chào bạn,|xin chào,|cho mình hỏi,|',
  close: 'cảm ơn!|ngắn gọn thôi nhé|cho ví dụ nhé|gạch đầu dòng nhé',
  ask: 'làm sao {act} {thing} mà {thing} không {effect}?|giúp mình {act} {thing}. {fact}|vì sao {thing} hay {effect} khi mình {act} {thing}?|{fact} nên {act} {thing} hay {thing} trước?|vài dòng gửi {who}, {thing}: {fact}|so sánh {thing} với {thing} trong {amount} {unit}|cho {2-9} ý tưởng về {thing} {when}|giải thích {thing} cho người chỉ biết {thing}',
  fact: 'Mình có {amount} {unit} và {thing}.|{who} đã {act} {when}.|{thing} {adj} giá {amount} {unit}.|Ở {place} không còn {thing}.|Lần trước mất {amount} {unit}.|{thing} và {thing} không hợp nhau.',
  follow: 'còn {thing}?|được, nhưng {fact}|ngắn hơn|ví dụ với {amount} {unit}|tương tự cho {thing}|tiếp',
  lazy: 'chào|tiếp|ngắn hơn|sửa|giải thích|cảm ơn',
  lead: 'Nói ngắn gọn: {act} {thing} trước.|Còn tùy {thing}.',
  reply:
    'Dành {amount} {unit} cho {thing} và {amount} {unit} dự phòng.|Hỏi {who} xem {thing} có chờ được không.|Ghi lại thay đổi {when}; thường là do {thing}.|Ở đây {thing} quan trọng hơn {thing}.',
  step: '{act} {thing}|gọi {who}',
  task: 'Một xưởng ở {place} làm {amount} {unit} {thing} mỗi ngày, hỏng {3-40} trên {50-200}. {name} thêm {2-9} ca. Sau mấy ngày có {500-9000} cái tốt?|Cho f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Tìm mọi x có hệ số góc {2-60} và giải thích.',
})

export const INDONESIAN = language({
  thing:
    'ragi alami|sayur asem|panci presto|bibit tomat|tong kompos|kereta malam|pesanan penginapan|waktu transit|daftar bawaan|rencana lari|nyeri lutut|reksa dana indeks|cicilan rumah|laporan pajak|catatan belanja|jam tidur anak|kursi penitipan|uang saku|membran sel|antrean pesan|indeks gabungan|uji unit|galat tipe|sertifikat kedaluwarsa|formulir masuk|surat lamaran|cerita pendek|uang jaminan sewa|kontrak kerja|tes darah|laporan triwulan|survei pelanggan|hitung stok|urutan akor|keran bocor|peredam atap|latihan mendengar|bias sampel|ringkasan buku|tugas kelompok|kampas rem|daftar tamu',
  adj: 'tua|murah|rusak|berisik|andal|aneh|sederhana|sementara|berat|modern|lembap|buatan sendiri',
  who: 'adik saya {name}|rekan kerja {name}|pemilik rumah {name}|atasan saya {name}|tetangga {name}|seorang pelanggan {name}|guru {name}|teman di {place}|pemasok {name}|{name}',
  when: 'minggu lalu|dalam {2-9} hari|selama {2-11} minggu|sebelum tanggal {2-28}|setelah {2-6} percobaan|besok|akhir pekan|dalam {3-48} jam',
  amount: '{2-60}|sekitar {10-400}|{100-9000}|paling banyak {2-40}|hampir {20-900}',
  unit: 'ribu rupiah|jam|halaman|kilo|meter|orang|baris|menit|buah|liter|minggu|berkas',
  effect: 'berkarat|melambat|berantakan|naik harga|kurang akurat|bocor|macet|membingungkan|menyusut',
  act: 'memperbaiki|mengganti|merencanakan|membandingkan|menjelaskan|memasang|memilih|menulis ulang|menguji|membersihkan|mengukur|menyederhanakan',
  greet: 'halo,|selamat pagi,|permisi,|mau tanya,|',
  close: 'terima kasih!|singkat saja|beri contoh|pakai poin',
  ask: 'bagaimana cara {act} {thing} supaya {thing} tidak {effect}?|tolong bantu {act} {thing}. {fact}|kenapa {thing} {effect} saat saya {act} {thing}?|{fact} sebaiknya {act} {thing} atau {thing} dulu?|catatan buat {who}, {thing}: {fact}|bandingkan {thing} dan {thing} dengan {amount} {unit}|beri {2-9} ide tentang {thing} {when}|jelaskan {thing} kepada orang yang hanya tahu {thing}',
  fact: 'Saya punya {amount} {unit} dan {thing}.|{who} sudah {act} {when}.|{thing} {adj} harganya {amount} {unit}.|Di {place} tidak ada {thing} lagi.|Terakhir kali butuh {amount} {unit}.|{thing} dan {thing} tidak cocok.',
  follow:
    'lalu {thing}?|oke, tapi {fact}|lebih pendek|contoh dengan {amount} {unit}|sama untuk {thing}|lanjut',
  lazy: 'halo|lanjut|pendekkan|perbaiki|jelaskan|terima kasih',
  lead: 'Singkatnya: {act} {thing} dulu.|Tergantung {thing}.',
  reply:
    'Siapkan {amount} {unit} untuk {thing} dan {amount} {unit} cadangan.|Tanya {who} apakah {thing} bisa menunggu.|Catat yang berubah {when}; sering kali karena {thing}.|Di sini {thing} lebih penting daripada {thing}.',
  step: '{act} {thing}|hubungi {who}',
  task: 'Bengkel di {place} membuat {amount} {unit} {thing} per hari dan gagal {3-40} dari {50-200}. {name} menambah {2-9} giliran. Berapa hari sampai ada {500-9000} yang bagus?|Diketahui f(x) = {2-19}x^{2-5} - {2-40}x + {1-99}. Tentukan semua x bergradien {2-60} dan jelaskan.',
})
