// What English speakers write about: domains and the things in them.
import { words } from '../grammar.js'

/** Domain to its things, as noun phrases that fit after "the" or alone. */
export const ENGLISH_TOPICS: Readonly<Record<string, readonly string[]>> = {
  cooking: words(
    'sourdough starter|lamb stew|rice vinegar|cast iron pan|lentil soup|pie crust|slow cooker|chili oil|risotto|pickled onions|roast dinner|vegan brownies|fish stock|pressure cooker|miso glaze|pasta dough|leftover chickpeas|spice rack|oat porridge|lemon curd|brined turkey|kimchi jar|pan sauce|flatbread|birthday cake',
  ),
  garden: words(
    'tomato seedlings|raised bed|compost heap|drip line|rose cuttings|slug problem|clay soil|fruit trees|hedge trimmer|cold frame|lawn moss|rain barrel|mulch layer|pepper plants|greenhouse vent|herb spiral|bulb planting|aphid colony|pruning schedule|potato sacks|wildflower strip|grapevine|balcony planter|leaf mould',
  ),
  travel: words(
    'night train|rail pass|hostel booking|visa form|ferry timetable|rental car|hand luggage|road trip|city pass|layover|mountain hut|travel insurance|border crossing|walking tour|itinerary|island hopping|airport transfer|campervan|cycling route|currency exchange|museum ticket|jet lag|packing list|guesthouse',
  ),
  fitness: words(
    'deadlift form|half marathon plan|knee pain|resting heart rate|rowing machine|pull-up progression|protein intake|stretching routine|rest days|swim stroke|foam roller|interval session|ankle mobility|kettlebell circuit|body fat estimate|treadmill incline|shin splints|climbing grip|bench press|yoga flow|sleep tracking|creatine|cadence|warm-up',
  ),
  finance: words(
    'index fund|mortgage rate|emergency fund|pension transfer|tax bracket|bond ladder|dividend income|credit score|expense ratio|student loan|capital gains|budget spreadsheet|currency hedge|cash buffer|insurance excess|savings goal|refinancing offer|brokerage fee|rental yield|inflation adjustment|invoice factoring|depreciation schedule|payroll run|cost centre',
  ),
  parenting: words(
    'bedtime routine|picky eater|school run|screen time|toddler tantrum|potty training|reading level|sibling fights|pocket money|daycare choice|homework battles|teething|summer camp|baby monitor|growth spurt|play date|nap schedule|birthday party|school transfer|allergy plan|teenage curfew|piano lessons|science fair|swimming badge',
  ),
  history: words(
    'guild system|silk trade|canal era|land reform|border treaty|peasant revolt|naval blockade|city charter|plague years|railway mania|coin debasement|printing press|tribute system|colonial office|harvest failure|succession crisis|monastic order|spice route|workers strike|census records|fortress walls|grain riots|postal network|merchant fleet',
  ),
  science: words(
    'photosynthesis rate|tidal locking|enzyme kinetics|plate boundary|neutron star|gut microbiome|osmotic pressure|light scattering|carbon isotope|gene expression|crystal lattice|vapour pressure|predator cycle|magnetic field|protein folding|glacier flow|reaction yield|spectral line|soil bacteria|ocean current|orbital period|heat capacity|bird migration|cell membrane',
  ),
  python: words(
    'pandas merge|asyncio queue|pytest fixture|type hints|list comprehension|virtual environment|dataclass|generator|decorator|logging config|regular expression|csv parser|Flask route|SQLAlchemy session|context manager|multiprocessing pool|pip resolver|memory profiler|date parsing|subprocess call|pickle file|numpy mask|FastAPI dependency|retry wrapper',
  ),
  web: words(
    'flexbox layout|React hook|service worker|CORS error|webpack bundle|login form|dark mode toggle|infinite scroll|CSS grid|websocket reconnect|image lazy loading|state store|server component|cookie banner|hydration mismatch|router guard|form validation|sticky header|TypeScript generic|accessibility tree|viewport unit|drag handle|debounced search|font fallback',
  ),
  database: words(
    'composite index|deadlock|query plan|foreign key|materialised view|connection pool|window function|partition key|slow join|backup window|replication lag|schema migration|upsert|vacuum run|row lock|JSON column|read replica|transaction isolation|full-text search|audit table|bulk insert|sharding key|cursor leak|null handling',
  ),
  devops: words(
    'helm chart|pod eviction|terraform state|blue-green deploy|log rotation|TLS certificate|memory limit|load balancer|cron expression|image layer|health check|ingress rule|secret rotation|canary release|disk pressure|alert fatigue|runner cache|DNS record|node pool|rollback plan|rate limiter|on-call handover|build matrix|service mesh',
  ),
  writing: words(
    'opening paragraph|cover letter|plot twist|unreliable narrator|blog draft|press release|character arc|dialogue tag|grant proposal|newsletter intro|wedding speech|short story|product copy|thesis abstract|travel essay|apology email|resume summary|villain motive|chapter outline|haiku series|book blurb|user guide|conference abstract|eulogy',
  ),
  law: words(
    'tenancy deposit|notice period|non-compete clause|small claims form|privacy policy|power of attorney|easement|employment contract|patent filing|consumer refund|custody arrangement|late payment|service agreement|liability cap|trademark search|will and testament|data request|planning permission|parking fine|subletting clause|probation period|settlement offer|licence terms|whistleblower rule',
  ),
  health: words(
    'migraine diary|iron deficiency|blood test result|sleep hygiene|allergy season|physio exercises|blood pressure|seasonal flu|skin rash|vitamin level|back strain|hearing check|antibiotic course|glucose reading|eye strain|reflux|sprained wrist|vaccination record|dental crown|anxiety spell|cough syrup|hydration|asthma inhaler|joint stiffness',
  ),
  business: words(
    'pricing page|churn report|sales pipeline|onboarding flow|quarterly review|supplier contract|customer survey|hiring plan|stock count|cash flow|investor update|refund policy|market entry|support backlog|team retrospective|loyalty scheme|trade show|unit economics|delivery slot|franchise offer|warehouse layout|brand guide|partner programme|annual report',
  ),
  music: words(
    'chord progression|bass line|drum loop|vocal warm-up|time signature|mixing desk|guitar tuning|string quartet|reverb tail|melody hook|jazz voicing|practice log|stage fright|sheet music|synth patch|choir seating|sample pack|key change|fingerpicking|compressor setting|brass section|song bridge|metronome|open tuning',
  ),
  games: words(
    'boss fight|skill tree|board game night|dungeon map|speedrun route|card deck|chess opening|inventory bug|quest line|loot table|character sheet|level design|turn order|physics engine|save file|tower defence|map editor|dice pool|co-op mode|puzzle room|crafting recipe|matchmaking|frame rate|miniature paint',
  ),
  home: words(
    'leaking tap|loft insulation|paint primer|boiler pressure|floor joists|damp wall|curtain rail|tile grout|power drill|smoke alarm|sash window|radiator valve|kitchen layout|extension lead|gutter repair|shelf bracket|door hinge|heat pump|fuse box|wallpaper seam|shower seal|garden fence|underfloor heating|sofa cover',
  ),
  language: words(
    'subjunctive mood|verb endings|false friends|listening practice|flashcard deck|word order|tone marks|accent reduction|reading club|phrasal verbs|honorific forms|spelling rules|particle choice|exam essay|tandem partner|idiom list|pronunciation drill|past tense|gender agreement|conversation class|dictation|loanwords|politeness level|subtitles',
  ),
  data: words(
    'survey weights|outlier filter|logistic regression|missing values|dashboard tile|cohort table|confidence interval|feature scaling|time series|pivot table|sampling bias|cross-validation|correlation matrix|data dictionary|funnel chart|duplicate rows|seasonal trend|confusion matrix|histogram bins|forecast error|random effects|label noise|A/B test|null model',
  ),
  school: words(
    'book report|group project|lab write-up|quadratic equation|essay outline|revision timetable|scholarship letter|presentation slides|algebra worksheet|reading log|debate speech|geography map|chemistry test|exam stress|seminar paper|grade appeal|poster session|proof by induction|field trip|vocabulary quiz|term paper|lecture notes|physics problem|study group',
  ),
  cars: words(
    'brake pads|timing belt|winter tyres|charging cable|fuel gauge|clutch slip|engine light|roof rack|tow bar|battery range|oil change|parking sensor|wheel alignment|used hatchback|service history|cabin filter|spark plugs|dash cam|resale value|insurance group|coolant leak|rust patch|gearbox noise|lease deal',
  ),
  events: words(
    'guest list|seating plan|catering quote|stage lighting|name badges|charity run|wedding venue|team offsite|workshop agenda|ticket sales|volunteer rota|sound check|photo booth|keynote slot|school fete|rain plan|invitation text|budget line|parking permits|panel discussion|street party|award ceremony|raffle prizes|exhibition stand',
  ),
}

export const ENGLISH_DOMAINS = Object.keys(ENGLISH_TOPICS)
