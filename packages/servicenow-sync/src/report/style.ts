/** The report's one style sheet. Every text colour has a contrast of at least 4.5 on its ground, light and dark. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ground: #f6f6f3; --ink: #1c1f24; --soft: #5a6069; --rule: #dcdcd6; --strong-rule: #8f949b;
  --link: #1f4f94; --critical: #a4112b; --high: #a84300; --medium: #7a5c00; --low: #48607e; --whole: #276a3c;
  --bar-critical: #a4112b; --bar-high: #c4622a; --bar-medium: #a98524; --bar-low: #6b83a3;
  --warn-ground: #fdf4e3; --warn-rule: #c98a1b; --hold-ground: #fbe9eb; --hold-rule: #a4112b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --ground: #1d2025; --ink: #e8e8e4; --soft: #a7adb6; --rule: #33373e; --strong-rule: #747b85;
    --link: #9cc0f5; --critical: #ff8b94; --high: #ffae6b; --medium: #e3c45c; --low: #a5bcd9; --whole: #84cf9b;
    --bar-critical: #e0606c; --bar-high: #b9743d; --bar-medium: #95803a; --bar-low: #64799a;
    --warn-ground: #2b2415; --warn-rule: #c7963c; --hold-ground: #351a1f; --hold-rule: #ff8b94;
  }
}
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 0 1.5rem 4rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 400 1rem/1.55 Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; letter-spacing: -0.011em; overflow-wrap: break-word; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2.2vw, 2.6rem); font-weight: 650; letter-spacing: -0.022em; margin: .4rem 0 1.5rem; max-width: 24em; }
h2 { font-size: 1.45rem; font-weight: 650; margin: 0 0 .5rem; }
h3 { font-size: 1.05rem; font-weight: 650; margin: 2rem 0 .25rem; }
p { margin: 0 0 .75rem; }
time { white-space: nowrap; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 3px; }
main:focus { outline: none; }
code { font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .88em; }
ul, ol { padding: 0; list-style: none; margin: 0; }
dl, dd, figure { margin: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.shapes { position: absolute; width: 0; height: 0; }
.skip { position: absolute; left: -99rem; padding: .6rem 1rem; background: var(--ink); color: var(--paper); }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; }
.lead { color: var(--soft); max-width: 46rem; margin-bottom: 1rem; }
.quiet, .cut, .nothing { color: var(--soft); font-size: .9rem; }
.entries + .quiet { margin-top: 1.25rem; }
.nothing { margin-top: 1.5rem; }
.nothing + .nothing { margin-top: 0; }
.nothing strong { color: var(--ink); font-weight: 600; }
.cut { margin: .75rem 0 0; }
.number { color: var(--soft); font-weight: 400; margin-left: .35em; }

header { padding-top: 2.5rem; }
.brand { color: var(--soft); margin: 0; }
.brand strong { color: var(--ink); font-weight: 650; margin-right: .6em; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; border-block: 1px solid var(--rule); padding: .7rem 0; font-size: .95rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
main > section { padding-top: 3.25rem; }
main > .summary { padding-top: 2rem; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .9rem; }

.severity { display: inline-flex; align-items: center; gap: .45em; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.shape { width: .72em; height: .72em; fill: currentColor; flex: none; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }

main > .notice { margin-top: 2rem; padding: 1.25rem 1.5rem 1rem; background: var(--warn-ground); border-left: 5px solid var(--warn-rule); }
main > .notice.hold { background: var(--hold-ground); border-color: var(--hold-rule); }
.notice h2 { font-size: 1.15rem; }
.notice ul { margin-bottom: .75rem; }
.notice li + li { margin-top: .35rem; }
.notice p { max-width: 52rem; }
.commands div { display: grid; grid-template-columns: 11rem 1fr; padding: .25rem 0; }
.commands dt { font-weight: 600; }

.glance { display: grid; grid-template-columns: minmax(9rem, 1fr) minmax(11rem, 1.15fr) 3.4fr; gap: 2rem 3rem; }
.glance h3 { margin: 0 0 .6rem; font-size: .95rem; color: var(--soft); font-weight: 500; letter-spacing: 0; }
.figures { margin-bottom: .6rem; }
.figures div { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; padding: .22rem 0; }
.figures dt::first-letter { text-transform: uppercase; }
.figures dd { font-size: 1.2rem; font-weight: 600; line-height: 1.3; }
.figures .zero dd, .figures .zero .severity { color: var(--soft); font-weight: 400; }
.steps li { display: grid; grid-template-columns: 5.5rem 1fr; gap: .75rem; align-items: baseline; }
.steps li > p:only-child { grid-column: 1 / -1; }
.steps li + li { border-top: 1px solid var(--rule); padding-top: .7rem; }
.steps p { margin-bottom: .7rem; }
.steps a.quiet { white-space: nowrap; }

.entries { border-top: 1px solid var(--rule); }
.entries > li { border-bottom: 1px solid var(--rule); }
.more .entries { border-top: 0; }
.line, .finding > summary { display: grid; grid-template-columns: 5.5rem 1fr auto; gap: .25rem .75rem; align-items: baseline; padding: .55rem 0; }
.line { grid-template-columns: 5.5rem 1fr; }
.line a { color: inherit; text-decoration-color: var(--strong-rule); }
.line a:hover { color: var(--link); }
.because { color: var(--soft); display: block; font-size: .9rem; }
summary { cursor: pointer; }
.finding > summary { list-style: none; padding-left: 1.4rem; position: relative; }
.finding > summary::-webkit-details-marker { display: none; }
.finding > summary::before {
  content: ''; position: absolute; left: .2rem; top: 1.1rem; width: .4rem; height: .4rem; border: solid var(--soft);
  border-width: 0 2px 2px 0; transform: rotate(-45deg); transition: transform .12s;
}
.finding[open] > summary::before { transform: rotate(45deg); }
.finding > summary:hover { background: var(--ground); }
.finding[open] > summary .message { font-weight: 600; }
:target > .finding > summary { background: var(--ground); box-shadow: -3px 0 0 var(--link); }
.when { color: var(--soft); font-size: .875rem; white-space: nowrap; }
.tag { border: 1px solid var(--strong-rule); border-radius: 1em; padding: .05em .6em; font-size: .78rem; font-weight: 500; color: var(--soft); margin-left: .35em; white-space: nowrap; }
.facts { padding: .15rem 0 1.4rem 7.65rem; font-size: .93rem; }
.action { font-size: 1rem; max-width: 46rem; }
.label { font-weight: 650; color: var(--link); margin-right: .35em; }
.facts dl div, .record div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; padding: .16rem 0; }
dt { color: var(--soft); }
.figures dt, .commands dt { color: inherit; }
.evidence li + li { margin-top: .15rem; }
.where { color: var(--soft); font-size: .9em; }
.control { display: inline-block; max-width: 100%; margin-right: .7em; font-size: .88em; }
.more > summary { padding: .6rem 0; color: var(--link); width: fit-content; }
.kind { padding-top: .5rem; }
.kind h3 { font-size: 1.15rem; }

table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: left; color: var(--soft); padding: .5rem 0; font-size: .9rem; }
th, td { text-align: left; vertical-align: baseline; padding: .55rem 1.5rem .55rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { color: var(--soft); font-size: .875rem; border-bottom-color: var(--strong-rule); white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
.overview { margin: 1rem 0 .5rem; }
.explanation { display: block; color: var(--soft); font-size: .875rem; max-width: 34rem; }
.measures tbody th { font-weight: 600; width: 48%; }
.measures .explanation { font-weight: 400; }
.value strong { font-size: 1.2rem; font-weight: 650; white-space: nowrap; }
.unknown, .partial { font-weight: 600; color: var(--high); }
.partial::before { content: '▲ '; font-size: .75em; }
.whole { color: var(--whole); }
.parts { color: var(--soft); }
.wide { overflow-x: auto; }
td.spark:has(svg) { vertical-align: middle; }
.spark .chart { width: 8.75rem; height: 2rem; display: block; }
.sources td, .nights td { overflow-wrap: normal; }
.nights { width: auto; min-width: 50%; }
.nights .severity { color: inherit; font-weight: 400; }
figcaption { display: flex; flex-wrap: wrap; gap: .25rem 2rem; justify-content: space-between; color: var(--soft); margin-bottom: .5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.wide > .chart { width: 100%; min-width: 40rem; display: block; }
.chart text { font-family: inherit; font-size: 12px; }
.fill-critical { fill: var(--bar-critical); } .fill-high { fill: var(--bar-high); } .fill-medium { fill: var(--bar-medium); } .fill-low { fill: var(--bar-low); }
.chart path[class^='fill-'] { stroke: var(--paper); stroke-width: 1; }
.fill-label { fill: var(--soft); } .stroke-label { stroke: var(--strong-rule); } .stroke-rule { stroke: var(--rule); }
.stroke-line { stroke: var(--link); }

@media (max-width: 60rem) { .glance { grid-template-columns: 1fr 1fr; } .first { grid-column: 1 / -1; } }
@media (max-width: 40rem) {
  body { padding-inline: 1rem; }
  .glance { gap: 1.5rem; }
  .line, .finding > summary, .steps li { grid-template-columns: 1fr auto; row-gap: .2rem; }
  .line .message, .finding .message, .steps li > p { grid-column: 1 / -1; }
  .finding > summary .message { grid-row: 2; }
  .facts { padding-left: 1.4rem; }
  .facts dl div, .record div, .commands div { grid-template-columns: 1fr; gap: 0; padding: .3rem 0; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; scroll-behavior: auto !important; } }
@media (forced-colors: active) { .shape, .chart path { forced-color-adjust: none; } }
@page { margin: 16mm 14mm; }
@media print {
  :root {
    color-scheme: light; --paper: #ffffff; --ground: #ffffff; --ink: #000000; --soft: #4a4f57; --rule: #c9c9c4; --strong-rule: #777777;
    --link: #1f3f73; --critical: #a4112b; --high: #a84300; --medium: #7a5c00; --low: #48607e; --whole: #276a3c;
    --bar-critical: #a4112b; --bar-high: #c4622a; --bar-medium: #a98524; --bar-low: #6b83a3;
    --warn-ground: #fdf4e3; --warn-rule: #c98a1b; --hold-ground: #fbe9eb; --hold-rule: #a4112b;
  }
  html { font-size: 8.6pt; }
  body { max-width: none; padding: 0; }
  header { padding-top: 0; }
  nav, .skip, .more > summary { display: none; }
  .finding > summary::before { display: none; }
  .finding > summary { padding-left: 0; }
  .facts { padding: 0 0 .6rem 6.25rem; }
  .facts dl { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2rem; }
  .facts dl .whole-line { grid-column: 1 / -1; }
  .facts dl div, th, td { padding-block: .1rem; }
  th, td { padding-block: .3rem; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; }
  .wide > .chart { min-width: 0; }
  h2, h3, summary, .kind > .lead { break-after: avoid; }
  tr, .finding, .notice, figure, .steps li, .line { break-inside: avoid; }
  .chart, .shape, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main > section { padding-top: 1.6rem; }
}
`
