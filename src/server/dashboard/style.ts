/** Floor 5: what only the dashboard's pages need of style. */
import type { Handler } from '../http/route.js';
import { asset } from '../pages/frame.js';

const TEXT = `
h4 { margin: 0.4rem 0 0; font-size: 0.95rem; }
.snippets { display: flex; flex-wrap: wrap; gap: 0.4rem 1.25rem; } .snippets > details[open] { flex: 1 1 100%; min-width: 0; }
.snippets pre { margin-top: 0.4rem; }
.app { border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.6rem 0.9rem; }
.app > .stack { padding-block: 0.75rem 0.4rem; }
.copy { user-select: all; }
.copies { min-height: 1.6rem; padding: 0 0.4rem; font-size: 0.8rem; }
.now { font-family: var(--mono); font-size: 1.05rem; font-variant-numeric: tabular-nums; }
.users { display: grid; }
.users > li { display: grid; gap: 0.4rem 1.25rem; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr) auto; align-items: center; padding: 0.6rem 0.25rem; border-top: 1px solid var(--line); scroll-margin-top: 40vh; }
.users > li:target { background: var(--accent-ground); border-radius: 0.5rem; }
.who, .how { display: grid; gap: 0.1rem; min-width: 0; }
.users .soft { font-size: 0.875rem; }
.search { align-items: end; } .search .field { flex: 1 1 12rem; }
form.row:not(.search) > .field { flex: 0 1 20rem; } form.row { align-items: end; } .users form.row, .spread form.row { align-items: center; }
.desk { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); align-items: start; }
.desk > .stack { gap: 1.25rem; }
.log { display: grid; padding: 0; }
.log > li { display: grid; gap: 0.2rem; padding: 0.6rem 0.25rem; border-top: 1px solid var(--line); min-width: 0; } .log > li:first-child { border-top: 0; }
.log > li:target { background: var(--accent-ground); }
.log .at { font-family: var(--mono); font-size: 0.85rem; color: var(--soft); }
.log details > .stack { padding-top: 0.5rem; } .log details > summary { font-size: 0.875rem; font-weight: 500; color: var(--soft); }
@media (max-width: 60rem) { .users > li { grid-template-columns: minmax(0, 1fr); } }
`;

/** GET */
export const sendStyle: Handler = () => asset('css', TEXT);
