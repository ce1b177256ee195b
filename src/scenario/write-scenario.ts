/** Floor 1: a story as the text of a scenario file. */
import { Document, isCollection, isPair, isScalar, visit } from 'yaml';
import type { GroupSeed, IdpSettings, SpSettings, UserSeed } from './scenario.js';

/** A story that somebody else has put together; `loadScenario` reads its text back. */
export interface WrittenScenario {
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly idp: IdpSettings;
  readonly sp: SpSettings;
  /** Milliseconds since the epoch; absent: the real clock. */
  readonly clock?: number;
  readonly users: Readonly<Record<string, UserSeed>>;
  readonly groups?: Readonly<Record<string, GroupSeed>>;
  /** As a file writes them: `{ deactivate: 'ada' }`. */
  readonly steps: readonly Readonly<Record<string, unknown>>[];
}

/** Where editors find the schema, in a folder of a project that has Standin. */
const SCHEMA = 'yaml-language-server: $schema=../node_modules/standin/schema/scenario.schema.json';

/** Settings that are nothing but a name are written as the name. */
function short(settings: object, name: string): unknown {
  return Object.keys(settings).length === 1 ? name : settings;
}

/** Whole seconds have no fraction. */
function instantText(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function fileOf(story: WrittenScenario): Readonly<Record<string, unknown>> {
  const { title, description, tags = [], idp, sp, clock, users, groups = {}, steps } = story;
  return {
    scenario: title,
    ...(description === undefined ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
    idp: short(idp, idp.vendor),
    sp: short(sp, sp.profile),
    ...(clock === undefined ? {} : { clock: instantText(clock) }),
    ...(Object.keys(users).length === 0 ? {} : { users }),
    ...(Object.keys(groups).length === 0 ? {} : { groups }),
    steps,
  };
}

/** Sections that are a line for each of their items. */
const SECTIONS: ReadonlySet<unknown> = new Set(['users', 'groups', 'steps']);

/** The keys that lead to a part of the file. */
function pathOf(above: readonly unknown[]): readonly unknown[] {
  return above.flatMap((each) => (isPair(each) && isScalar(each.key) ? [each.key.value] : []));
}

/** Every user, every group and every value of a step on one line, as people write them. */
function layOut(document: Document): void {
  visit(document, {
    Collection(_, node, above) {
      const depth = above.filter(isCollection).length;
      const [section] = pathOf(above);
      const block = depth === 0 || (depth === 1 && SECTIONS.has(section));
      node.flow = !block && !(depth === 2 && section === 'steps');
    },
  });
}

/**
 * The text of a scenario file.
 *
 * @param story - what it says
 * @param remarks - lines that stand above it as comments
 * @example
 * writeScenario({ title: 'Ada', idp: { vendor: 'okta' }, sp: { profile: 'proof' }, users, steps });
 */
export function writeScenario(story: WrittenScenario, remarks: readonly string[] = []): string {
  // What stands twice is written twice: people change one of the two.
  const document = new Document(fileOf(story), { aliasDuplicateObjects: false });
  layOut(document);
  const head = [SCHEMA, ...remarks].map((line) => `# ${line.replaceAll(/\s+/g, ' ')}\n`).join('');
  return head + document.toString({ lineWidth: 160 });
}
