// The look of the report. Colour carries one meaning, the verdict; grey is everyone else. The three hues stay apart for
// colour-blind readers and each has its own mark. Every text colour has at least 4.5 to 1 on its ground.

const LIGHT = `--ground:#fff;--raised:#f6f7f8;--ink:#1b2026;--soft:#59626d;--line:#dde1e5;--grid:#e8ebee;--all:#8f99a4;--all-fill:#cdd3d9;
--link:#1c5a8c;--red:#ad3508;--red-fill:#d9602b;--red-soft:#fbeee8;--ochre:#7a5400;--ochre-fill:#d19a1c;--ochre-soft:#faf3e1;--blue:#1f5f92;--blue-fill:#5b97c6;--blue-soft:#eaf2f8;--mark:#fdf0c4`
const DARK = `--ground:#14171b;--raised:#1c2126;--ink:#e4e7ea;--soft:#a3adb7;--line:#343b43;--grid:#272d34;--all:#7d8892;--all-fill:#3a424a;
--link:#86bff0;--red:#ff9a70;--red-fill:#e0703f;--red-soft:#33211a;--ochre:#e6bb58;--ochre-fill:#b98a24;--ochre-soft:#2e2818;--blue:#8cc1ec;--blue-fill:#4c86b5;--blue-soft:#1b2a36;--mark:#4a3f16`

const PAGE = `
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:20px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums;display:grid;grid-template-columns:250px minmax(0,1fr)}
main{padding:44px clamp(20px,4vw,64px) 96px;max-width:1140px;min-width:0;overflow-wrap:break-word}
bdi,p,li,dd,h1,h2,h3,h5,.mono,code,.plain td{overflow-wrap:anywhere}
h1,h2{font-family:"Iowan Old Style",Charter,"Source Serif 4",Georgia,"Noto Serif","Liberation Serif",serif;font-weight:600;text-wrap:balance;letter-spacing:-.01em}
h1{font-size:clamp(25px,3.4vw,36px);line-height:1.22;margin:0 0 12px;max-width:25em}
h2{font-size:26px;line-height:1.25;margin:0 0 12px}
h3{font-size:19px;margin:44px 0 12px;padding-top:14px;border-top:1px solid var(--line)}
h4{font-size:15.5px;margin:30px 0 8px}
h5{font-size:15.5px;margin:0}
p{margin:0 0 12px;max-width:46em}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
small,.quiet,figcaption,caption,.minor{color:var(--soft);font-size:13.5px}
.mono,code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.87em}
section{margin-top:68px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:12px;top:12px;z-index:2;background:var(--ground);padding:6px 12px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
`

const FRAME = `
.contents{position:sticky;top:0;align-self:start;height:100vh;overflow:auto;padding:44px 14px 24px 24px;background:var(--raised);border-right:1px solid var(--line);font-size:14px;line-height:1.35}
.contents .brand{font-weight:650;font-size:15px;margin:0 0 18px;letter-spacing:.01em}
.contents ul{list-style:none;margin:0 0 14px;padding:0}
.contents li{margin:0 0 2px}
.contents a{display:flex;gap:8px;align-items:baseline;padding:4px 8px;margin-left:-8px;border-radius:5px;color:var(--ink);text-decoration:none;overflow-wrap:anywhere}
.contents a:hover{background:var(--line)}
.contents .groups{border-block:1px solid var(--line);padding:10px 0}
.mark{flex:none;width:.78em;height:.78em}
#tools{display:flex;flex-wrap:wrap;gap:6px}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
#tools button,.copy{border:1px solid var(--line);border-radius:5px;padding:2px 9px;font-size:13px;background:var(--ground)}
.copy{float:right;margin:5px}
.kicker{color:var(--soft);font-size:14px;margin:0 0 18px;max-width:none;display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap}
.lead{font-size:18px;color:var(--soft)}
.facts,.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(134px,40%),1fr));gap:14px 20px;margin:26px 0 22px;padding:16px 0;border-block:1px solid var(--line)}
.figures{grid-template-columns:repeat(4,minmax(0,1fr));margin:20px 0 0;border-bottom:0}
dt{font-size:13px;color:var(--soft)}
dd{margin:0;font-weight:600}
.facts dd small{display:block;font-weight:400;line-height:1.35}
.caveats{background:var(--raised);border-left:3px solid var(--all);padding:12px 18px;margin:0 0 8px;font-size:15px}
.caveats ul{margin:4px 0 0;padding-left:18px}
.guide{border:1px solid var(--line);border-radius:8px;padding:24px 28px 14px}
.guide dl{columns:2;column-gap:40px;margin:14px 0 6px;font-size:14.5px;line-height:1.5}
.guide dl div{break-inside:avoid;padding-bottom:13px}
.guide dt{color:var(--ink);font-weight:650;font-size:14.5px}
.guide dd{font-weight:400}
.empty{display:flex;gap:22px;align-items:flex-start;border:1px solid var(--line);border-radius:8px;padding:26px 28px 14px;margin-bottom:22px}
.empty svg{flex:none}.empty h3{margin:4px 0 8px;padding:0;border:0}
.empty.nothing svg{color:var(--blue)}.empty.unclear svg{color:var(--ochre)}
.distillation{--own:var(--red);--own-fill:var(--red-fill);--own-soft:var(--red-soft)}
.coordinated{--own:var(--ochre);--own-fill:var(--ochre-fill);--own-soft:var(--ochre-soft)}
.explained{--own:var(--blue);--own-fill:var(--blue-fill);--own-soft:var(--blue-soft)}
.contents li .mark{color:var(--own)}
.badge{display:inline-flex;align-items:center;gap:6px;color:var(--own);background:var(--own-soft);border-radius:99px;padding:1px 10px 1px 8px;font-size:13px;font-weight:600;white-space:nowrap}
section.campaign{border-top:3px solid var(--own-fill);padding-top:18px}
.over{display:flex;gap:12px;align-items:center;flex-wrap:wrap;margin:0 0 8px}
.finding{font-size:17px;line-height:1.62}
article.campaign{border-top:1px solid var(--line);padding:20px 0 8px}
article.campaign h3{margin:0 0 6px;padding:0;border:0}
.because{font-size:16.5px}
`

const TABLES = `
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:18px 0;font-size:14.5px;line-height:1.42}
caption{text-align:left;padding:0 0 8px;caption-side:top}
th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--grid);vertical-align:baseline}
th.mono{font-weight:500}
tbody th{font-weight:600}
thead th{font-size:13px;font-weight:500;color:var(--soft);border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:bottom}
th.number,td.number{text-align:right;white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
thead button{color:inherit;text-align:inherit}
thead button:hover{color:var(--ink)}
thead button::after{content:"↕";opacity:.35;margin-left:4px;font-size:11px}
th[aria-sort=ascending] button::after{content:"↑";opacity:1}
th[aria-sort=descending] button::after{content:"↓";opacity:1}
.summary td,.summary tbody th{vertical-align:middle;padding-block:9px}
.summary tbody th{min-width:150px}
.summary small{font-weight:400}
.dates{white-space:nowrap;line-height:1.35;font-size:13.5px}.dates span{color:var(--soft)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr));gap:0 40px;align-items:start}
.bars td.bar{width:32%;min-width:90px;vertical-align:middle}
.bar span[style]{display:block;height:10px;border-radius:2px;background:var(--own-fill);min-width:1px}
.bars{max-width:760px}
.plain{width:auto;min-width:min(320px,100%)}
.plain th{font-weight:400;color:var(--soft)}
.narrow{max-width:560px}
.factors tbody th{font-weight:500;width:34%}.factors thead th:first-child{width:38px}.factors .numeral{color:var(--soft)}
.chip{display:inline-block;border:1px solid var(--line);border-radius:5px;padding:1px 8px;margin:1px 2px 3px 0;color:var(--ink);text-decoration:none;font-size:13.5px}
.chip:hover{border-color:var(--soft)}.chip span{color:var(--soft)}
.explanations .result{white-space:nowrap;width:80px}.explanations tbody th{width:24%}
.holds{color:var(--blue)}
.state.failed{color:var(--red);font-weight:650}.state.skipped{color:var(--ochre)}
details{margin:10px 0}
summary{cursor:pointer;color:var(--link);font-size:14.5px;width:fit-content}
.roll{list-style:none;columns:3 270px;column-gap:34px;margin:8px 0;padding:0;font-size:12.5px;line-height:1.6}
.roll li{display:flex;gap:10px;border-bottom:1px solid var(--grid);break-inside:avoid}
.roll bdi{flex:1;font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:11.5px;align-self:center}
.roll i{font-style:normal;text-align:right;min-width:48px;color:var(--soft)}
pre{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:12px 16px;overflow:auto;white-space:pre-wrap;line-height:1.55;margin:8px 0 14px;max-height:34em;font-size:13px}
pre code{font-size:1em}
mark{background:var(--mark);color:inherit;border-radius:3px;padding:0 2px}
.template{margin:14px 0}
.evidence{border:1px solid var(--line);border-left:3px solid var(--own-fill);border-radius:0 6px 6px 0;padding:14px 20px 8px;margin:14px 0;break-inside:avoid}
.evidence.against{border-left-color:var(--all)}
.evidence .weight{font-size:13.5px;color:var(--soft);margin:1px 0 8px}.evidence .weight strong{color:var(--ink)}
.evidence .weight code{margin-left:8px}
.evidence table{margin:4px 0 10px;font-size:14px;justify-self:start}
.minor{margin:4px 0 2px}
.innocent ul,.reasons{margin:0 0 10px;padding-left:18px;font-size:14.5px}
.reasons{font-size:15px}.reasons li{margin-bottom:6px}
`

const PICTURES = `
figure{margin:14px 0 8px}
.picture svg{display:block;width:100%;height:auto;max-width:1020px;min-width:700px;font-family:inherit}
.picture figcaption{margin-top:6px;max-width:60em}
.picture.clock{display:flex;gap:28px;align-items:center;flex-wrap:wrap}
.picture.clock svg{width:280px;min-width:0}
.picture.clock figcaption{flex:1 1 260px;max-width:30em;line-height:1.6}
svg text{fill:var(--ink);font-size:12px}
svg .tick{fill:var(--soft);font-size:11px}
svg .row{font-size:10.5px;font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
svg .row.dense{font-size:7.6px}
svg .panel,svg .label{font-size:12.5px;font-weight:500}
svg .total{font-weight:700}
svg a:hover text{text-decoration:underline}
svg .grid{stroke:var(--grid);fill:none}
svg .axis{stroke:var(--all);fill:none}
svg .area{fill:var(--own-fill)}
svg .area.all{fill:var(--all-fill)}svg .area.accused{fill:var(--ink);opacity:.72}
svg .line{fill:none;stroke:var(--own);stroke-width:1.4}
svg .shade{stroke:var(--own-fill)}
svg .petal{fill:var(--own-fill)}svg .everyone{fill:none;stroke:var(--ink);stroke-width:1.3}
.key{white-space:nowrap;margin-right:14px;color:var(--ink)}.swatch{display:inline-block;width:12px;height:12px;border-radius:2px;vertical-align:-1px}
.swatch.own{background:var(--own-fill)}.swatch.all{height:0;border-top:2px solid var(--ink);vertical-align:4px}
svg .link{fill:none;stroke:var(--all);opacity:.45}svg .link.band{opacity:.36}
svg .disc{fill:var(--own-soft);stroke:none}svg .dot{fill:var(--own-fill);stroke:var(--ground);stroke-width:.6}
svg .grain{fill:var(--own-fill);opacity:.55}
svg .plate{fill:var(--ground);opacity:.92}
svg .count{font-size:12px;font-weight:600}svg .aside{font-weight:400;fill:var(--soft)}
svg .trait{fill:var(--ground);stroke:var(--line)}svg .number{font-weight:650;fill:var(--soft)}svg .name{font-size:12px;font-weight:550}
svg .for{fill:var(--own-fill)}svg .against{fill:var(--all)}svg .joint{stroke:var(--all)}
.explained svg .for{fill:var(--all)}.explained svg .against{fill:var(--own-fill)}
.spark{display:block}
`

const NARROW = `
@media (max-width:1020px){body{display:block}.contents{position:static;height:auto;padding:16px 20px;border:0;border-bottom:1px solid var(--line)}.contents .brand{margin-bottom:8px}.contents ul{display:flex;flex-wrap:wrap;gap:0 14px;margin-bottom:4px}.contents .groups{padding:4px 0}main{padding-top:28px}}
@media (max-width:640px){body{font-size:15.5px}.guide{padding:18px 18px 6px}.guide dl{columns:1}.figures{grid-template-columns:1fr 1fr}section{margin-top:52px}.evidence{padding-inline:14px}.scroll table{min-width:660px}.bars td:first-child{min-width:104px}.bars td.bar{min-width:56px}.factors,.factors caption,.factors tbody,.factors tr,.factors td,.factors tbody th{display:block;width:auto;text-align:left}.factors thead{display:none}.factors td,.factors th{border:0;padding:1px 0}.factors tr{border-bottom:1px solid var(--grid);padding:8px 0}.explanations thead{display:none}.explanations,.explanations caption,.explanations tbody,.explanations tr,.explanations .result,.explanations td,.explanations tbody th{display:block;width:auto}.explanations td,.explanations th{border:0;padding:1px 0}.explanations tr{border-bottom:1px solid var(--grid);padding:8px 0}.empty{flex-direction:column;gap:10px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`

const PRINT = `
@page{size:A4;margin:18mm 15mm 17mm;@top-left{content:"Stillwatch analysis report";font:9pt system-ui,sans-serif;color:#59626d}@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,sans-serif;color:#59626d}}
@media print{:root,:root[data-theme]{${LIGHT};color-scheme:light}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{display:block;font-size:10pt;line-height:1.45}main{padding:0;max-width:none}
.contents,.skip,.copy,#tools{display:none}
h1{font-size:21pt}h2{font-size:16pt}h3{font-size:12.5pt;margin-top:20pt}.finding{font-size:10.5pt}
h1,h2,h3,h4,h5,caption,summary{break-after:avoid}
section{margin-top:24pt}section.campaign{break-before:page;margin-top:0}
figure,tr,.guide,.empty,.facts,.figures{break-inside:avoid}
.bars,.factors,.explanations,.evidence{break-inside:avoid}.template{break-inside:auto}
.scroll{overflow:visible}table{font-size:8.8pt}th,td,.summary td,.summary tbody th{padding:3px 8px 3px 0}
small,.quiet,figcaption,caption,.minor,dt,thead th{font-size:8.5pt}
.picture svg{min-width:0;max-width:100%}.picture.clock svg{width:210px}
pre{max-height:none;font-size:8pt;break-inside:auto}
.roll{font-size:7.5pt;columns:3}.roll bdi{font-size:7pt}
summary{list-style:none;color:var(--soft);font-size:8.5pt}details::details-content{content-visibility:visible;height:auto;display:block}
a{color:inherit;text-decoration:none}thead button::after{content:""}
.summary .dates{white-space:normal}}
`

/** The whole style sheet; a constant, so it can stand in the page as it is. */
export const STYLE_SHEET = `:root{${LIGHT};color-scheme:light}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK};color-scheme:dark}}
@media screen{:root[data-theme=dark]{${DARK};color-scheme:dark}}
${PAGE}${FRAME}${TABLES}${PICTURES}${NARROW}${PRINT}`
