/** Floor 5: the style of the server's own pages. */

/*
 * The classes, for whoever writes a page. Elements without a class look right by themselves.
 *
 * main.narrow, main.wide     a page of one column (login, messages); a page of tables
 * .card                      a box; .card > h2 is its title. article and section may be cards
 * .columns                   cards side by side, below one another on a phone
 * .stack, .row               children below one another, or beside one another as far as there is room
 * .spread                    with .row: the last child at the far end
 * .lead, .soft, .mono, .num  a first sentence; less important; fixed width; numbers in a column
 * .button                    a link that looks like a button; with .primary, .danger, .quiet, .small (also on <button>)
 * .field                     <label class="field"><span>Name</span><input /></label>; .field > small explains
 * .check                     <label class="check"><input type="checkbox" />Keep me signed in</label>
 * .fields                    a grid of .field
 * .table                     <div class="table" tabindex="0" role="region" aria-label="…"> around a table that may be wider than the page
 * .chip                      a state; with .good, .warn, .bad, .info
 * .notice                    a box that says something; with .good, .warn, .bad, .info
 * pre.code                   a block of code that scrolls by itself: give it tabindex="0"
 * dl.facts                   names and values in two columns
 * details.card               what can be opened; details > summary
 * ul.plain                   a list without bullets; ul.people the list of the login page
 * .avatar                    initials in a circle
 * .hidden                    for screen readers only
 * [hidden]                   for nobody
 */

const PALETTE = `
:root { color-scheme: light dark;
  --ink: #18202b; --soft: #55606f; --line: #d8dee6; --edge: #838e9d; --ground: #f3f5f8; --card: #ffffff; --sunk: #eef1f5;
  --accent: #1d5bb8; --on-accent: #ffffff; --accent-ground: #e6effb;
  --good: #12683a; --good-ground: #e0f4e8; --warn: #7a4b00; --warn-ground: #fdf0d5;
  --bad: #a5231b; --bad-ground: #fde8e6; --info: #2b4a86; --info-ground: #e4ecfa;
  --shadow: 0 1px 2px rgb(20 30 50 / 0.06), 0 4px 16px rgb(20 30 50 / 0.05);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7ecf3; --soft: #a3afbf; --line: #2c3542; --edge: #6d7a8c; --ground: #0d1116; --card: #161b22; --sunk: #1d242d;
    --accent: #8cb6ff; --on-accent: #0b1b34; --accent-ground: #16273f;
    --good: #7fdba6; --good-ground: #10301f; --warn: #f2c46d; --warn-ground: #352708;
    --bad: #ff9a91; --bad-ground: #3b1715; --info: #a9c3f7; --info-ground: #18263f;
    --shadow: none;
  }
}
`;

const BASE = `
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { margin: 0; line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.6rem; letter-spacing: -0.01em; } h2 { font-size: 1.1rem; } h3 { font-size: 0.95rem; }
p, ul, ol, dl, pre, table, fieldset { margin: 0; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 0.25rem; }
code, pre, .mono, kbd { font-family: var(--mono); font-size: 0.875em; }
hr { border: 0; border-top: 1px solid var(--line); width: 100%; margin: 0; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 0.5rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; z-index: 2; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.mark { display: flex; gap: 0.25rem 1.25rem; align-items: center; flex-wrap: wrap; padding: 0.6rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); }
.mark .name { display: flex; align-items: center; gap: 0.55rem; font-weight: 650; color: var(--ink); text-decoration: none; }
.mark .name svg { width: 1.75rem; height: 1.25rem; color: var(--accent); flex: none; }
.mark .role { font-weight: 400; color: var(--soft); }
.mark nav { margin-inline-start: auto; } .mark nav ul { display: flex; flex-wrap: wrap; gap: 0.15rem; list-style: none; padding: 0; }
.mark nav a { display: block; padding: 0.35rem 0.7rem; border-radius: 0.5rem; color: var(--soft); text-decoration: none; font-size: 0.925rem; }
.mark nav a:hover { background: var(--sunk); color: var(--ink); }
.mark nav a[aria-current] { background: var(--accent-ground); color: var(--accent); font-weight: 600; }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
main.narrow { max-width: 40rem; } main.wide { max-width: 90rem; }
.foot { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem 2rem; color: var(--soft); font-size: 0.8rem; text-align: center; }
`;

const BLOCKS = `
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem 1.4rem; box-shadow: var(--shadow); display: grid; gap: 0.9rem; align-content: start; grid-template-columns: minmax(0, 1fr); min-width: 0; }
.columns { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); align-items: start; }
.stack { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); } .row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; }
.spread > :last-child { margin-inline-start: auto; }
.lead { font-size: 1.05rem; color: var(--soft); } .soft { color: var(--soft); } .num { text-align: end; font-variant-numeric: tabular-nums; }
ul.plain { list-style: none; padding: 0; }
.notice { padding: 0.75rem 1rem; border-radius: 0.6rem; border-inline-start: 4px solid var(--edge); background: var(--sunk); }
.notice.good { background: var(--good-ground); border-color: var(--good); } .notice.warn { background: var(--warn-ground); border-color: var(--warn); }
.notice.bad { background: var(--bad-ground); border-color: var(--bad); } .notice.info { background: var(--info-ground); border-color: var(--info); }
.chip { display: inline-block; padding: 0.05rem 0.55rem; border-radius: 1rem; font-size: 0.78rem; font-weight: 550; white-space: nowrap; background: var(--sunk); color: var(--soft); }
.chip.good { background: var(--good-ground); color: var(--good); } .chip.warn { background: var(--warn-ground); color: var(--warn); }
.chip.bad { background: var(--bad-ground); color: var(--bad); } .chip.info { background: var(--info-ground); color: var(--info); }
dl.facts { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: 0.35rem 1.25rem; font-size: 0.925rem; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
pre.code { background: var(--sunk); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.9rem 1rem; overflow: auto; max-height: 36rem; line-height: 1.45; tab-size: 2; overflow-wrap: normal; }
:not(pre) > code { background: var(--sunk); border-radius: 0.3rem; padding: 0.1em 0.35em; }
details > summary { cursor: pointer; font-weight: 600; } details.card { display: block; } details.card > summary ~ * { margin-top: 0.9rem; } details > pre.code { margin-top: 0.6rem; }
.table { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-size: 0.925rem; overflow-wrap: normal; }
th, td { text-align: start; padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; font-size: 0.82rem; white-space: nowrap; } tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover > * { background: color-mix(in srgb, var(--sunk) 60%, transparent); } caption { text-align: start; padding-bottom: 0.5rem; color: var(--soft); }
.avatar { flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: var(--accent-ground); color: var(--accent); font-weight: 650; font-size: 0.85rem; }
`;

const FORMS = `
button, .button, input, select, textarea { font: inherit; }
button, .button { display: inline-flex; align-items: center; justify-content: center; gap: 0.4rem; min-height: 2.5rem; padding: 0.4rem 1rem; border-radius: 0.55rem; border: 1px solid var(--edge); background: var(--card); color: var(--ink); font-weight: 550; cursor: pointer; text-decoration: none; }
button:hover, .button:hover { background: var(--sunk); } button:disabled { opacity: 0.55; cursor: not-allowed; }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); } .primary:hover { background: color-mix(in srgb, var(--accent) 86%, var(--ink)); }
.danger { color: var(--bad); border-color: var(--bad); } .danger:hover { background: var(--bad-ground); }
.quiet { border-color: transparent; background: none; color: var(--accent); } .small { min-height: 2rem; padding: 0.15rem 0.7rem; font-size: 0.875rem; }
input:not([type='checkbox'], [type='radio'], [type='hidden']), select, textarea { width: 100%; min-height: 2.5rem; padding: 0.4rem 0.7rem; border: 1px solid var(--edge); border-radius: 0.55rem; background: var(--card); color: var(--ink); }
textarea { resize: vertical; line-height: 1.4; } input[type='checkbox'], input[type='radio'] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); flex: none; margin: 0; }
::placeholder { color: var(--soft); opacity: 1; }
.field { display: grid; gap: 0.25rem; align-content: start; min-width: 0; } .field > span { font-weight: 550; font-size: 0.9rem; } .field > small { color: var(--soft); }
.fields { display: grid; gap: 0.9rem 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.check { display: flex; gap: 0.6rem; align-items: center; min-height: 2rem; } fieldset { border: 0; padding: 0; min-width: 0; } legend { padding: 0; font-weight: 600; margin-bottom: 0.5rem; }
@media (max-width: 34rem) {
  main { padding: 1.25rem 0.9rem 2rem; } .card { padding: 1rem; } h1 { font-size: 1.35rem; } .mark { padding: 0.6rem 0.9rem; }
  .mark nav { margin-inline-start: -0.7rem; } dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: 0.5rem; } th, td { padding: 0.45rem 0.5rem; }
}
@media (prefers-reduced-motion: no-preference) { button, .button, .mark nav a { transition: background-color 0.12s; } }
@media (forced-colors: active) { .chip, .notice, .card { border: 1px solid; } }
`;

/** The style sheet, without what only one page needs. */
export const STYLE: string = PALETTE + BASE + BLOCKS + FORMS;
