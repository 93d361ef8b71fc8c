/** How the pages look; the colours are those of the letters that link to them. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #ffffff;
  --ink: #1f2328;
  --quiet: #59636e;
  --line: #d8dde3;
  --edge: #858e98;
  --inset: #f4f6f8;
  --action: #0b57c2;
  --focus: #0b57c2;
  --wrong: #b3261e;
  --warning: #8a5a00;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16191d;
    --ink: #e3e7ec;
    --quiet: #9aa4af;
    --line: #343a42;
    --edge: #6b7580;
    --inset: #20252b;
    --action: #2f6fdb;
    --focus: #7fb0ff;
    --wrong: #ff8f86;
    --warning: #e6b04c;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.55 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.sender { margin: 0 0 1.5rem; font-size: 0.875rem; font-weight: 600; letter-spacing: 0.02em; color: var(--quiet); }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 0.5rem; font-size: 1rem; line-height: 1.4; }
p { margin: 0 0 0.75rem; }
#made:focus { outline: none; }
form, section, noscript { display: block; margin: 2rem 0 0; }
form > section { margin: 0 0 1.25rem; }
dl { display: grid; grid-template-columns: 8rem 1fr; margin: 0; }
dt, dt + dd { padding-top: 0.3rem; border-top: 1px solid var(--line); }
dt { color: var(--quiet); }
dd { grid-column: 2; margin: 0 0 0.3rem; unicode-bidi: isolate; }
.field { margin: 0 0 1.25rem; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; }
input, textarea {
  display: block;
  width: 100%;
  padding: 0.5rem 0.75rem;
  border: 1px solid var(--edge);
  border-radius: 6px;
  background: var(--ground);
  color: inherit;
  font: inherit;
}
textarea { resize: vertical; background: var(--inset); font-family: var(--mono); font-size: 0.875rem; word-break: break-all; }
.hint { display: block; margin: 0.3rem 0 0; min-height: 1.4em; font-size: 0.875rem; line-height: 1.45; color: var(--quiet); }
p:empty { min-height: 0; margin: 0; }
button {
  padding: 0.6rem 1.1rem;
  border: 1px solid transparent;
  border-radius: 6px;
  background: var(--action);
  color: #ffffff;
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:hover { filter: brightness(1.1); }
button[aria-disabled='true'] { opacity: 0.6; cursor: progress; }
#made h2 { font-size: 1.25rem; }
#made dl { margin-top: 1rem; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.box { padding: 0.9rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--edge); border-radius: 6px; background: var(--inset); }
.box > :last-child { margin-bottom: 0; }
.wrong { border-left-color: var(--wrong); }
.warning { border-left-color: var(--warning); font-weight: 600; }
pre, code { font-family: var(--mono); font-size: 0.875rem; }
pre { margin: 0; padding: 0.75rem 0.9rem; border: 1px solid var(--line); border-radius: 6px; background: var(--inset); white-space: pre-wrap; }
pre span { display: inline-block; max-width: 100%; }
@media (max-width: 30rem) {
  main { padding-top: 1.25rem; }
  dl { grid-template-columns: 1fr; }
  dt + dd { padding: 0; border: 0; }
  dd { grid-column: 1; }
  button { width: 100%; }
}
@media (forced-colors: active) { button { border-color: ButtonText; } }
`;
