/** Floor 5: the style that only the inspection needs. */

/** Where it lies. */
export const INSPECT_STYLE_PATH = '/__standin/inspect.css';

export const INSPECT_STYLE = `
.inspect { gap: 1.25rem; } .inspect .columns { grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.attribute { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto; gap: 0.5rem; align-items: start; }
fieldset + fieldset { margin-top: 1.4rem !important; } pre.wrapped { white-space: pre-wrap; word-break: break-all; max-height: 14rem; } del { color: var(--soft); }
th[scope='row'] { font-weight: 550; }
@media (max-width: 34rem) { .attribute { grid-template-columns: minmax(0, 1fr) auto; } .attribute > textarea { grid-column: 1 / -1; grid-row: 2; } }
`;
