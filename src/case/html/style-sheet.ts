// The look of a case file: black on white, one column, nothing that print would lose. Every text colour has at least 4.5
// to 1 on its ground.

/** A constant, so that it can be named by its hash. The page's size is the printer's: A4 and Letter both fit. */
export const CASE_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:32px 28px 80px;max-width:900px;background:#fff;color:#1b2026;font:15px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,"Hiragino Sans","Noto Sans CJK JP","Noto Sans JP",sans-serif;font-variant-numeric:tabular-nums;color-scheme:light}
h1,h2{font-family:"Iowan Old Style",Charter,"Source Serif 4",Georgia,"Noto Serif","Liberation Serif","Hiragino Mincho ProN","Noto Serif CJK JP",serif;font-weight:600;letter-spacing:-.01em}
h1{font-size:29px;line-height:1.2;margin:6px 0 8px}
h2{font-size:21px;margin:44px 0 10px;padding-top:12px;border-top:1px solid #b9c0c8}
h3{font-size:15.5px;margin:22px 0 6px}
p{margin:0 0 10px;max-width:46em}
ul,ol{margin:0 0 12px;padding-left:20px;max-width:46em}li{margin-bottom:4px}
h1,h2,h3,p,li,dd,td,th{overflow-wrap:break-word}
bdi,code,pre,.mono{overflow-wrap:anywhere}
.figures th:nth-child(1){width:17%}.figures th:nth-child(2){width:15%}.figures th:nth-child(3){width:37%}
.accounts th:first-child{width:17%}.accounts tbody th{font-weight:400}
.marking{display:flex;justify-content:space-between;gap:20px;align-items:baseline;border:1.5px solid #1b2026;padding:7px 12px;font-size:13.5px}
.marking strong{font-size:15px;white-space:nowrap}
.kicker{color:#59626d;font-size:13.5px;margin:26px 0 0}
.quiet,small,caption{color:#59626d;font-size:13px}
.lead{font-size:17px;line-height:1.5;max-width:42em}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:3px 18px;margin:14px 0 0;font-size:14px}
dt{color:#59626d}dd{margin:0}
.mono,code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f7f8;border-left:2px solid #b9c0c8;padding:7px 10px;margin:6px 0 12px;line-height:1.4}
.query{margin:0 0 14px}.query p{margin:0}.query pre{font-size:10.5px;margin-top:3px}
table{border-collapse:collapse;width:100%;margin:8px 0 14px;font-size:13px;line-height:1.4}
caption{text-align:left;padding-bottom:5px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid #dde1e5;font-weight:400}
thead th{color:#59626d;font-size:12px;border-bottom:1px solid #8f99a4;vertical-align:bottom}
tbody th{font-weight:600}
.number{text-align:right;white-space:nowrap}
.nowrap{white-space:nowrap}
tr.total td,tr.total th{border-top:1px solid #8f99a4;font-weight:600}
.holds{font-weight:650}
.evidence{border:1px solid #dde1e5;border-radius:4px;padding:12px 16px 6px;margin:12px 0}
.evidence h3{margin:0 0 2px}
.evidence p.weight{color:#59626d;font-size:13px;margin-bottom:6px}
.evidence dl{display:grid;grid-template-columns:10.5em 1fr;gap:5px 14px;margin:0 0 8px;font-size:13.5px}
.evidence dd ul{margin:0;padding-left:17px}.evidence dd .numbers{padding:0}
.numbers{display:flex;flex-wrap:wrap;gap:2px 18px;margin:0;padding:0;list-style:none}
.numbers li{margin:0}.numbers span{color:#59626d}
.roll{columns:3;column-gap:24px;font-size:11.5px;list-style:none;padding:0;max-width:none}
.roll li{display:flex;gap:8px;justify-content:space-between;margin:0}
.bar{display:block;width:100%;height:9px}
.bar rect.for{fill:#6b7681}.bar rect.against{fill:#fff;stroke:#6b7681;stroke-width:1}
.sign{display:grid;grid-template-columns:1fr 1fr;gap:36px;margin-top:44px}
.sign div{border-top:1px solid #1b2026;padding-top:4px;font-size:12.5px;color:#59626d}
@media (max-width:620px){.marking,.evidence dl,.facts{display:block}dt{margin-top:6px}.roll{columns:1}table{font-size:12px}}
@page{margin:19mm 15mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:8.5pt system-ui,sans-serif;color:#59626d}}
@page red{@top-right{content:"TLP:RED";font:600 8.5pt system-ui,sans-serif}}
@page amber-strict{@top-right{content:"TLP:AMBER+STRICT";font:600 8.5pt system-ui,sans-serif}}
@page amber{@top-right{content:"TLP:AMBER";font:600 8.5pt system-ui,sans-serif}}
@page green{@top-right{content:"TLP:GREEN";font:600 8.5pt system-ui,sans-serif}}
@page clear{@top-right{content:"TLP:CLEAR";font:600 8.5pt system-ui,sans-serif}}
.red{page:red}.amber-strict{page:amber-strict}.amber{page:amber}.green{page:green}.clear{page:clear}
@media print{
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{max-width:none;padding:0;font-size:9.6pt;line-height:1.42}
h1{font-size:19pt}h2{font-size:13.5pt;margin-top:20pt}h3{font-size:10.5pt}
.lead{font-size:11pt}
.marking{font-size:8.8pt}.marking strong{font-size:10pt}
.facts,.evidence dl{font-size:9pt}table{font-size:8.4pt}thead th,.quiet,small,caption,.evidence p.weight{font-size:8.2pt}
h1,h2,h3,caption{break-after:avoid}
thead{display:table-header-group}
tr,.facts,.marking,.sign,.evidence,.numbers li,li{break-inside:avoid}
.evidence h3,.evidence p{break-after:avoid}
.query pre{font-size:6.8pt;break-inside:auto}
.query h3,.query p{break-after:avoid}
.roll{font-size:7.4pt}
p,li{orphans:3;widows:3}
a{color:inherit;text-decoration:none}
}
`
