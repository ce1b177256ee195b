/** Floor 5: SPs that fetch what a message names, before anybody has vouched for it. */
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { NAMESPACES } from '../../saml/names.js';
import { attributeOf, isNamed, textOf, type ResolvedElement } from '../../xml/query.js';
import { known, passed, type Check } from '../checks/check.js';
import { descendants } from '../checks/descendants.js';
import { noDtd, wellFormed } from '../checks/message.js';
import { referenceUri, transforms } from '../checks/signature-form.js';
import { entitiesOf, subsetOf, withoutDoctype } from './doctype.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

const XINCLUDE = 'http://www.w3.org/2001/XInclude';
/** A mutant asks nobody but this machine. */
const NEAR = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//;
/** Of a file so much is read. */
const LONGEST_PIECE = 200;

/** Asks, and waits for no answer. */
export function ask(url: string): void {
  if (!NEAR.test(url)) return;
  get(url, (response) => response.resume()).on('error', () => undefined);
}

/** What an address stands for: the beginning of a file, or nothing yet from a server. */
function loaded(url: string): string {
  ask(url);
  if (!url.startsWith('file:///')) return '';
  try {
    return readFileSync(new URL(url), 'utf8').slice(0, LONGEST_PIECE);
  } catch {
    return '';
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const SYSTEM = /(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"([^"]*)"|'([^']*)')/;
const EXTERNAL = new RegExp(`<!ENTITY\\s+(%\\s+)?([\\w.-]+)\\s+${SYSTEM.source}\\s*>`, 'g');

/** The external subset, if the DOCTYPE names one. */
function externalSubset(xml: string): string | undefined {
  const head = /<!DOCTYPE[^[>]*/.exec(xml)?.[0] ?? '';
  const [, one, other] = SYSTEM.exec(head) ?? [];
  return one ?? other;
}

/** The message with everything in it that its DTD names. */
function withExternals(xml: string): string {
  const subset = externalSubset(xml);
  if (subset !== undefined) ask(subset);
  const externals = [...subsetOf(xml).matchAll(EXTERNAL)].map(
    ([, percent, name = '', one, other]) => {
      const value = loaded(one ?? other ?? '');
      return { name, value, parameter: percent !== undefined };
    },
  );
  const parameters = externals.filter(({ parameter }) => parameter);
  const internals = entitiesOf(xml).map(({ name, value }) => ({
    name,
    value: parameters.reduce((text, one) => text.replaceAll(`%${one.name};`, one.value), value),
  }));
  return [...internals, ...externals.filter(({ parameter }) => !parameter)].reduce(
    (text, { name, value }) => text.replaceAll(`&${name};`, () => escaped(value)),
    withoutDoctype(xml),
  );
}

/** A row that asks for some addresses of the message, and then does what it always does. */
function asking(check: Check, addresses: (root: ResolvedElement) => readonly string[]): Check {
  return {
    ...check,
    test(evidence, facts) {
      const result = check.test(evidence, facts);
      const root = 'passed' in result ? (result.passed.root ?? evidence.root) : evidence.root;
      if (root !== undefined) addresses(root).forEach(ask);
      return result;
    },
  };
}

function schemaLocations(root: ResolvedElement): readonly string[] {
  return [...descendants(root)].flatMap(({ element }) =>
    element.attributes
      .filter(({ name }) => /(?:^|:)(?:noNamespaceS|s)chemaLocation$/.test(name))
      .flatMap(({ value }) => value.split(/\s+/)),
  );
}

function included(root: ResolvedElement): readonly string[] {
  return [...descendants(root)]
    .filter((view) => isNamed(view, XINCLUDE, 'include'))
    .flatMap((view) => attributeOf(view, 'href') ?? []);
}

/** Addresses in a stylesheet: attributes, and what XPath expressions name. */
function inStylesheets(root: ResolvedElement): readonly string[] {
  return everywhere(root, NAMESPACES.signature, 'Transform')
    .flatMap((transform) => [...descendants(transform)])
    .flatMap((view) => [textOf(view), ...view.element.attributes.map(({ value }) => value)])
    .flatMap((text) => text.match(/http:\/\/[^\s'")]+/g) ?? []);
}

export const FETCHING: readonly Defect[] = [
  {
    id: 'loads-external-entities',
    title: 'Loads entities, and DTDs, from where the message says.',
    seenIn: ['pysaml2 <=4.4.0', 'OpenSAML-Java <2.6.1', 'CVE-2024-52596'],
    rows: {
      'no-dtd': null,
      'well-formed': {
        ...wellFormed,
        test(evidence, facts) {
          const xml = withExternals(known(evidence, 'xml'));
          const result = wellFormed.test({ ...evidence, xml }, facts);
          return 'failed' in result ? result : passed({ ...result.passed, xml });
        },
      },
    },
  },
  {
    id: 'processes-xinclude',
    title: 'Processes XInclude.',
    seenIn: ['libxml2 with XML_PARSE_XINCLUDE', 'Xerces with setXIncludeAware'],
    rows: { 'well-formed': asking(wellFormed, included) },
  },
  {
    id: 'fetches-schemas',
    title: 'Loads schemas from where the message says.',
    seenIn: ['validators that follow schemaLocation'],
    rows: { 'well-formed': asking(wellFormed, schemaLocations) },
  },
  {
    id: 'fetches-stylesheets',
    title: 'Fetches the stylesheet that an instruction names.',
    seenIn: ['XSLT processors given the whole message'],
    rows: {
      'no-dtd': {
        ...noDtd,
        test(evidence, facts) {
          const named = known(evidence, 'xml').matchAll(/<\?xml-stylesheet[^>]*href="([^"]*)"/g);
          for (const [, href = ''] of named) ask(href);
          return noDtd.test(evidence, facts);
        },
      },
    },
  },
  {
    id: 'fetches-references',
    title: 'Fetches what a Reference names, wherever it is.',
    seenIn: ['XML security libraries without secure validation'],
    rows: {
      'reference-uri': asking(referenceUri, (root) =>
        everywhere(root, NAMESPACES.signature, 'Reference').flatMap(
          (view) => attributeOf(view, 'URI') ?? [],
        ),
      ),
    },
  },
  {
    id: 'runs-stylesheets',
    title: 'Runs the stylesheets of a Reference, which may load documents.',
    seenIn: ['XML security libraries with XSLT', 'CVE-2022-34716'],
    rows: { transforms: asking(transforms, inStylesheets) },
  },
];
