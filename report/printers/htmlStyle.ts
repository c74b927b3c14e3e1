/**
 * The style of the HTML report. Its colours keep a contrast of 4.5 and more with the page in both schemes
 * (`test/cli/htmlReport.test.ts`). What is far from the window is not laid out before it is looked at: that is most of the
 * time that a report of thousands of findings takes to open.
 */
export const htmlStyle = `
:root { color-scheme: light dark; --page: #fff; --ink: #1b1f24; --line: #8885; --dim: #59606a; --grave: #b3141d; --warn: #8a5200; --mark: #fff3c4; }
@media (prefers-color-scheme: dark) { :root { --page: #121417; --ink: #e8eaed; --dim: #a5adb8; --grave: #ff8a85; --warn: #f0b860; --mark: #3d3413; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--ink); }
h1 { font-size: 1.6rem; margin-bottom: .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; display: inline; }
header p { margin: .2rem 0; } nav { margin-top: 1rem; } .total { font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--dim); padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; } thead th { color: var(--dim); } tbody th { font-weight: 400; }
.n { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
code, bdi { unicode-bidi: isolate; overflow-wrap: anywhere; } code { font-size: .9em; }
tbody th { overflow-wrap: break-word; }
.findings { table-layout: fixed; } .findings .s { width: 5em; } .findings .l { width: 3.5em; } .findings .o, .findings .r { width: 20%; }
.critical, .high { color: var(--grave); font-weight: 600; } .medium { color: var(--warn); font-weight: 600; }
.dim, .low, .info { color: var(--dim); }
ol { padding-left: 2rem; } li { margin: .5rem 0; overflow-wrap: anywhere; }
details { margin: .6rem 0; content-visibility: auto; contain-intrinsic-size: auto 12rem; }
summary { cursor: pointer; padding: .4rem 0; overflow-wrap: anywhere; }
article { margin: 1rem 0; max-width: 48rem; } article p { margin: .3rem 0; } .r a { text-decoration: none; } .r a:hover { text-decoration: underline; }
tr:target, article:target { background: var(--mark); } a { color: inherit; } :focus-visible { outline: 2px solid; outline-offset: 2px; }
@media screen and (max-width: 44rem) {
  th, td { padding-right: .5rem; } thead .n { white-space: normal; } ol { padding-left: 1.5rem; }
  .findings, .findings tbody { display: block; } .findings thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .findings tr { display: flex; flex-wrap: wrap; column-gap: .8rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  .findings td { border: 0; padding: 0; } .findings td.s, .findings td.l, .findings td.o, .findings td.r { width: auto; } .findings .m { flex-basis: 100%; }
  .findings td.l::before { content: "line "; }
}
@page { margin: 15mm 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
@media print {
  :root { color-scheme: light; --page: #fff; --ink: #000; --dim: #59606a; --grave: #b3141d; --warn: #8a5200; --mark: #fff; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } details { content-visibility: visible; }
  tr, li, article { break-inside: avoid; } h2, summary, caption { break-after: avoid; } nav { display: none; } summary { list-style: none; }
}
`;
