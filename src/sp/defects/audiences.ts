/** Floor 5: SPs that take an Audience for an expression, or only the first of several. */
import { failed, known, passed, type Check } from '../checks/check.js';
import { audience } from '../checks/parties.js';
import type { Defect } from './defect.js';

/** The row, with a question of its own about every name that is said. */
function audienceBy(holds: (said: readonly string[], own: string) => boolean): Check {
  return {
    ...audience,
    test(evidence, { profile }) {
      const said = (known(evidence, 'assertion').conditions?.audiences ?? []).flat();
      return holds(said, profile.entityId)
        ? passed()
        : failed(`the Audience is ${said.join(', ')}`);
    },
  };
}

function matches(expression: string, own: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`).test(own);
  } catch {
    return false;
  }
}

export const AUDIENCES: readonly Defect[] = [
  {
    id: 'first-audience-only',
    title: 'Looks at the first Audience only, and refuses when it is another of several.',
    seenIn: ['@node-saml/node-saml 4.0.5', 'passport-saml 3.2.1', '@boxyhq/saml20 1.15.2'],
    rows: { audience: audienceBy(([first], own) => first === own) },
  },
  {
    id: 'audience-as-expression',
    title: 'Takes the Audience for a regular expression that its own name must match.',
    seenIn: ['checks with the arguments swapped'],
    rows: { audience: audienceBy((said, own) => said.some((one) => matches(one, own))) },
  },
];
