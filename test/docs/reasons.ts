/** The reference page of refusal reasons, made from the one list. */
import { IDP_REASONS, SP_REASONS } from '../../src/base/reasons.js';

function table(reasons: Readonly<Record<string, string>>): string {
  const rows = Object.entries(reasons).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return ['| reason | meaning |', '| --- | --- |', ...rows].join('\n');
}

/** The whole page. */
export function reasonsPage(): string {
  return `# Refusal reasons

What \`reason:\` can say in an expectation. This page is made from \`src/base/reasons.ts\`.

## The identity provider refuses

Nothing reaches the service provider; the browser shows the vendor's page.

${table(IDP_REASONS)}

## The service provider refuses

The embedded service provider gives one code per check.

${table(SP_REASONS)}
`;
}
