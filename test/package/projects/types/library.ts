// What a strict consumer writes against the library; compiled with skipLibCheck off.
import { LIFECYCLES, VENDORS, loadScenario, mockIdp, openDirectory, seededRandom } from 'standin';
import type { Login, MockIdp, Scenario } from 'standin';

const scenario: Scenario = loadScenario('scenario: One', { file: 'one.yaml' });
const directory = openDirectory({ lifecycle: LIFECYCLES.okta, random: seededRandom('1') });
export const title: string = scenario.title + VENDORS.okta.title;
export const user: string | undefined = directory.at(0).user('ada')?.id;

export async function first(): Promise<Login> {
  await using idp = await mockIdp({ users: { ada: { email: 'ada@acme.example' } } });
  const certificate: string = idp.certificate;
  const other: MockIdp<'ada'> = idp;
  return other
    .login('ada')
    .startedByIdp()
    .with({ attributes: { certificate } })
    .to('http://localhost:3000');
}
