/** Floor 5: the style of the server's own pages. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #566273; --line: #d9dee5; --ground: #f4f6f8; --card: #fff; --accent: #1f5fbf; --good: #1b7a43; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --soft: #9aa6b6; --line: #333c49; --ground: #0e1217; --card: #171c23; --accent: #8ab4ff; --good: #7ddba3; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
`;
