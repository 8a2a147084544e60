/** The page's style sheet: the reader's light or dark setting, no web font, prints well. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d8dbe0, #363b44); --soft: light-dark(#f5f6f8, #1d2026);
  --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b6e3c, #7ddba0); --warn: light-dark(#8a5300, #ffc46b);
  --dim: light-dark(#5b6270, #a2a9b6); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; font: 1rem/1.55 system-ui, sans-serif;
  background: light-dark(#fff, #14161a); color: light-dark(#1a1c20, #e7e9ee); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
p { margin: .4rem 0; } .dim { color: var(--dim); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { margin: .35rem 0 .9rem; padding: .7rem .9rem; background: var(--soft); border: 1px solid var(--line);
  border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: color-mix(in srgb, var(--bad) 18%, transparent); color: inherit; display: block; margin: 0 -.9rem; padding: 0 .9rem; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; }
summary { cursor: pointer; padding: .7rem .9rem; } details[open] > summary { border-bottom: 1px solid var(--line); }
details > div { padding: .5rem .9rem; } summary:focus-visible, button:focus-visible, select:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
h3 { font-size: .8rem; font-weight: 600; color: var(--dim); margin: .6rem 0 0; }
.tag { font-size: .8rem; border: 1px solid currentColor; border-radius: 99px; padding: .05rem .5rem; margin-right: .4rem; white-space: nowrap; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
button, select { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .2rem .6rem; }
.bar { display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; }
@media print { details > div { display: block; } button, .bar { display: none; } }
`
