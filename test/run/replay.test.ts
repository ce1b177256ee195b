import { afterAll, describe, expect, it } from 'vitest';
import { planRun } from '../../src/run/plan.js';
import type { Finding } from '../../src/run/result.js';
import { runPlan } from '../../src/run/run.js';
import { storyFolder } from './stories.js';

const folders: { remove(): void }[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const story = (idp: string, sp: string, steps: string): string => `scenario: Somebody has it
idp: ${idp}
sp: ${sp}
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@corp.example, firstName: Ada, lastName: Byron }
steps:
${steps}`;

/** What was not as promised. */
async function wrong(text: string): Promise<readonly Finding[]> {
  const folder = storyFolder({ 'story.yaml': text });
  folders.push(folder);
  const plan = planRun({ paths: ['story.yaml'], cwd: folder.path, now: 0 });
  const { stories } = await runPlan(plan, { seed: '1', version: '0', command: 'standin run' });
  expect(stories).toHaveLength(1);
  return stories.flatMap(({ steps }) =>
    steps.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict !== 'passed')),
  );
}

const STRICT = '{ profile: strict }';
const CHANGED = `  - login: ada
    start: idp
    signed: assertion
    expect: { outcome: logged-in }
  - replay: ada
    as: other-browser
    mutate:
      - set: { at: /Response/@ID, to: '{id}' }
`;

describe.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'])(
  'a message of %s that is replayed',
  (idp) => {
    it('stays signed when it is changed where nobody has signed it', async () => {
      const steps = `${CHANGED}    expect: { outcome: refused-by-sp, reason: assertion-replayed }
  - replay: ada
    as: other-browser
    mutate:
      - set: { at: //NameID, to: eve@corp.example }
    expect: { outcome: refused-by-sp, reason: signature-invalid }
`;
      expect(await wrong(story(idp, STRICT, steps))).toEqual([]);
    });

    it('is another message when it is signed again', async () => {
      const steps = `  - login: ada
    start: idp
  - replay: ada
    as: other-browser
    mutate:
      - remove: //Signature
      - set: { at: /Response/Assertion/@ID, to: '{id}' }
      - sign
    expect: { outcome: logged-in, session: { user: ada } }
`;
      expect(await wrong(story(idp, STRICT, steps))).toEqual([]);
    });
  },
);

describe('a message that many browsers post at once', () => {
  const atOnce = (session: string): string => `  - login: ada
  - login: ada
    start: idp
    hold: envelope
  - replay: ada
    as: other-browser
    times: 20
    expect: { session: ${session}, accounts: 1 }
`;

  it('lets one of them in', async () => {
    expect(await wrong(story('okta', STRICT, atOnce('none')))).toEqual([]);
  });

  it('lets more of them in where the SP notes late what it has seen', async () => {
    const late = '{ profile: strict, defects: [marks-late] }';
    expect(await wrong(story('okta', late, atOnce('{ user: ada }')))).toEqual([]);
  });
});

it('is known again by what the SP remembers of it', async () => {
  const careless = '{ profile: strict, defects: [replay-by-response-id] }';
  const steps = `${CHANGED}    expect: { outcome: logged-in }\n`;
  expect(await wrong(story('okta', careless, steps))).toEqual([]);
});
