import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import { storyClock } from '../../src/base/clock.js';
import { StandinError } from '../../src/base/errors.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { reasonsPage } from './reasons.js';

const PAGE = new URL('../../docs/reference/reasons.md', import.meta.url).pathname;

describe('generated reference pages', () => {
  it('docs/reference/reasons.md says what the code says (write it with UPDATE=1)', async () => {
    const page = await format(reasonsPage(), {
      ...(await resolveConfig(PAGE)),
      parser: 'markdown',
    });
    if (process.env['UPDATE'] === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });
});

/** Every setting of a vendor, as its own error lists them. */
function settingsOf(vendor: keyof typeof VENDORS): string[] {
  const context = { clock: storyClock(0), random: seededRandom('1') };
  const settings = { vendor, app: { nothingIsCalledLikeThis: true } };
  const row = VENDORS[vendor];
  const sp = { entityId: 'urn:sp', acsUrl: 'https://sp.example/acs' };
  try {
    row.application(settings, sp, row.tenant(settings, context), context);
  } catch (error) {
    if (error instanceof StandinError) {
      return (error.fix ?? '').replace(/^Use one of: |\.$/gu, '').split(', ');
    }
  }
  return [];
}

describe('docs/reference/idp-settings.md', () => {
  const page = readFileSync(
    new URL('../../docs/reference/idp-settings.md', import.meta.url),
    'utf8',
  );

  it.each([
    ['okta', 'Okta'],
    ['entra', 'Entra'],
    ['google-workspace', 'Google Workspace'],
    ['onelogin', 'OneLogin'],
    ['generic', 'Generic'],
  ] as const)('names every setting of %s and no other', (vendor, heading) => {
    const chapter = page.split(/^## /mu).find((text) => text.startsWith(heading)) ?? '';
    const rows = [...chapter.matchAll(/^\| (`\w+`(?:, `\w+`)*) +\|/gmu)];
    const named = rows.flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/\w+/gu)].map(([word]) => word),
    );
    expect(named.sort()).toEqual(settingsOf(vendor).sort());
  });
});
