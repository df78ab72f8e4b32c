// The look of the preview's own interface, and of the marks it puts on the page: constructed style sheets, which any
// content security policy allows that allows scripts of this origin.

const own = `
:host { all: initial; --paper: #fff; --ink: #1d2430; --soft: #5b6573; --line: #d9dee5; --hover: #f1f3f6;
  --accent: #1f5fae; --error: #b3261e; --warning: #8a5300; --info: #1f5fae; --good: #2c7a3f; --fix: #22653a;
  --shadow: 0 1px 2px rgb(15 23 42 / .12), 0 8px 28px rgb(15 23 42 / .16); color-scheme: light; }
:host([data-dark]) { --paper: #1b2029; --ink: #e7eaf0; --soft: #a3adbb; --line: #343c49; --hover: #272e3a;
  --accent: #8ab8f0; --error: #ff9d94; --warning: #f0b867; --info: #8ab8f0; --good: #7cc98f; --fix: #9ad3a9;
  --shadow: 0 1px 2px rgb(0 0 0 / .5), 0 10px 32px rgb(0 0 0 / .45); color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.dock, .overlay, .tip { font: 14px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); text-align: start;
  letter-spacing: normal; }
.dock { position: fixed; inset: auto 16px 16px auto; z-index: 2147483646; display: flex; flex-direction: column;
  align-items: flex-end; gap: 8px; max-width: calc(100vw - 32px); pointer-events: none; }
.dock > * { pointer-events: auto; }
.notes { display: flex; flex-direction: column; align-items: flex-end; gap: 8px; pointer-events: none; }
.notes > * { pointer-events: auto; }
.bar { display: flex; align-items: center; padding: 3px; gap: 2px; background: var(--paper);
  border: 1px solid var(--line); border-radius: 999px; box-shadow: var(--shadow); }
button, a { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0; cursor: pointer;
  text-align: start; text-decoration: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.bar button, .bar a { display: flex; align-items: center; gap: 8px; min-height: 30px; padding: 0 12px;
  border-radius: 999px; white-space: nowrap; }
.bar button:hover, .bar a:hover, .bar [aria-pressed=true] { background: var(--hover); }
.bar .icon { padding: 0 8px; color: var(--soft); }
.bar svg { width: 16px; height: 16px; display: block; }
.dot { width: 9px; height: 9px; border-radius: 50%; background: var(--good); flex: none; }
.dot.error { background: var(--error); border-radius: 2px; rotate: 45deg; }
.dot.warning { background: var(--warning); border-radius: 2px; }
.dot.info { background: var(--info); }
.dot.away { background: none; border: 2px solid var(--soft); }
.soft { color: var(--soft); }
.chip { padding: 2px 10px; margin-inline: 2px; border-radius: 999px; border: 1px dashed var(--warning);
  color: var(--warning); font-weight: 600; font-size: 12.5px; white-space: nowrap; }
.note { padding: 7px 14px; background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
  box-shadow: var(--shadow); max-width: 30rem; overflow-wrap: anywhere; }
button.note:hover { background: var(--hover); }
.note strong { display: block; }
.note a, .note .link { color: var(--accent); text-decoration: underline; }
.panel { width: min(30rem, calc(100vw - 32px)); max-height: min(60vh, 34rem); display: flex; flex-direction: column;
  background: var(--paper); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow);
  overflow: hidden; }
.panel header { display: flex; align-items: center; gap: 2px; padding: 6px 6px 0; border-bottom: 1px solid var(--line); }
.tab { border-radius: 6px 6px 0 0; outline-offset: -2px; padding: 7px 10px; color: var(--soft); border-bottom: 2px solid transparent; white-space: nowrap; }
.tab[aria-selected=true] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.tab:hover { color: var(--ink); }
.close { margin-inline-start: auto; width: 30px; height: 30px; border-radius: 8px; display: grid; place-items: center;
  color: var(--soft); }
.close:hover { background: var(--hover); color: var(--ink); }
.close svg { width: 14px; height: 14px; }
.list { overflow: auto; padding: 4px 0; overscroll-behavior: contain; }
.list p { margin: 0; padding: 14px 16px; color: var(--soft); }
ol { list-style: none; margin: 0; padding: 0; }
li + li { border-top: 1px solid var(--line); }
.problem { padding: 10px 16px 11px; overflow-wrap: anywhere; }
.problem h3 { display: flex; align-items: center; gap: 8px; margin: 0 0 2px; font: inherit; font-size: 12.5px;
  font-weight: 600; color: var(--soft); }
.problem .error-word { color: var(--error); }
.problem .warning-word { color: var(--warning); }
.problem .info-word { color: var(--info); }
.problem p { margin: 0; padding: 0; color: var(--ink); }
.problem .help { color: var(--fix); margin-top: 3px; }
code { font: .92em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.code { font: 12px/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.actions { display: flex; flex-wrap: wrap; gap: 4px 14px; margin-top: 6px; }
.actions button { color: var(--accent); border-radius: 4px; }
.actions button:hover { text-decoration: underline; text-underline-offset: 2px; }
.tip { position: fixed; z-index: 2147483646; width: max-content; max-width: min(26rem, calc(100vw - 24px));
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); }
.tip .problem { padding: 9px 13px 10px; }
.overlay { position: fixed; inset: 0; z-index: 2147483647; display: grid; place-items: center; padding: 20px;
  background: rgb(15 20 28 / .55); }
.card { width: min(46rem, 100%); max-height: 100%; display: flex; flex-direction: column; background: var(--paper);
  border-radius: 14px; box-shadow: var(--shadow); overflow: hidden; border-top: 4px solid var(--error); }
.card header { display: flex; align-items: flex-start; gap: 12px; padding: 16px 12px 12px 20px; }
.card h2 { margin: 0; font: inherit; font-size: 17px; font-weight: 650; }
.card header p { margin: 2px 0 0; color: var(--soft); }
.card ol { overflow: auto; border-top: 1px solid var(--line); }
.card .problem { padding: 12px 20px 13px; }
@media (max-width: 30rem) { .dock { inset: auto 8px 8px auto; max-width: calc(100vw - 16px); }
  .panel { width: calc(100vw - 16px); } .overlay { padding: 8px; } }
@media (prefers-reduced-motion: no-preference) { .panel, .note, .tip, .card { animation: appear .14s ease-out; } }
@keyframes appear { from { opacity: 0; translate: 0 4px; } }
@media (forced-colors: active) { .dot { forced-color-adjust: none; } .bar, .panel, .note, .tip, .card { border: 1px solid; } }
@media print { .dock, .overlay, .tip { display: none !important; } }
`;

// Attributes, not classes: a class is something that a page's own style may select by.
const marks = `
@media screen {
[data-diglot-problem] { outline: 2px solid #8a5300 !important; outline-offset: 3px; border-radius: 2px; }
[data-diglot-problem=error] { outline: 2px solid #b3261e !important; }
[data-diglot-problem=info] { outline: 2px dotted #1f5fae !important; }
:root[data-diglot-dark] [data-diglot-problem] { outline-color: #f0b867 !important; }
:root[data-diglot-dark] [data-diglot-problem=error] { outline-color: #ff9d94 !important; }
:root[data-diglot-dark] [data-diglot-problem=info] { outline-color: #8ab8f0 !important; }
:root[data-diglot-picking] main, :root[data-diglot-picking] main * { cursor: crosshair !important; }
[data-diglot-picked] { outline: 2px solid #1f5fae !important; outline-offset: 3px; }
:root[data-diglot-dark] [data-diglot-picked] { outline-color: #8ab8f0 !important; }
a[data-diglot-problem] { outline-offset: 1px; }
a[data-diglot-draft]::after { content: "◌"; margin-inline-start: .4em; opacity: .8; }
}
`;

const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

export const ownSheet = () => sheet(own);

export const markPage = () => document.adoptedStyleSheets.push(sheet(marks));
