/** Floor 5: the style that only the login page needs. */

/** Where it lies. */
export const LOGIN_STYLE_PATH = '/__standin/login.css';

export const LOGIN_STYLE = `
.people { border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; background: var(--card); box-shadow: var(--shadow); }
.people > li { display: flex; align-items: center; gap: 0.25rem; padding-inline-end: 0.75rem; }
.people > li + li { border-top: 1px solid var(--line); }
.people > li:hover { background: var(--sunk); } .people > .first { background: var(--accent-ground); }
.person { flex: 1; min-width: 0; justify-content: flex-start; text-align: start; gap: 0.9rem; padding: 0.65rem 1rem; border: 0; border-radius: 0; background: none; font-weight: 400; }
.person:hover { background: none; } .person:focus-visible { outline-offset: -3px; border-radius: 0.6rem; }
.who { flex: 1; min-width: 0; display: grid; line-height: 1.35; } .who > strong { font-weight: 600; } .who > span { font-size: 0.85rem; color: var(--soft); }
.states { display: flex; flex-wrap: wrap; gap: 0.3rem; justify-content: flex-end; max-width: 16rem; }
.search { display: flex; gap: 0.5rem; align-items: end; } .search .field { flex: 1; }
@media (max-width: 34rem) { .people .quiet { padding-inline: 0.4rem; } .person { gap: 0.6rem; flex-wrap: wrap; padding: 0.65rem 0.25rem 0.65rem 0.8rem; } .states { flex-basis: 100%; max-width: none; justify-content: flex-start; padding-inline-start: 3.4rem; } .people > li { padding-inline-end: 0.25rem; } }
`;
