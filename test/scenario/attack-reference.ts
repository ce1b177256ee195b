/** Writes docs/reference/attack.md from the schemas, so that it cannot tell anything else than they do. */
import type { JsonSchema } from '../../src/scenario/json-schema.js';
import { type Node, table } from './schema-table.js';

const EXAMPLE = `\`\`\`yaml
# yaml-language-server: $schema=../../schema/attack.schema.json
attack: A comment cuts the NameID short
description: >-
  The IdP signs an address that begins with the victim's. A comment put in afterwards does not change the canonical form,
  so the signature still verifies; an SP that reads only the first text of the NameID reads the victim's.
severity: critical
model: user
clause: xml-exc-c14n 2
references: [CVE-2017-11427]
expect: not-victim
attacker: admin@corp.example.evil.test
mutate:
  - sign
  - split: { at: //NameID, part: '{victim}', as: comment }
caught-by: [first-text-node, samlify@2.9.1]
\`\`\``;

const PATHS = `
| path | leads to |
| --- | --- |
| \`/Response/Assertion\` | every Assertion that is a child of the root |
| \`//NameID\` | every NameID, however deep |
| \`//saml2:NameID\` | only those with this prefix; without one, any prefix will do |
| \`//Assertion[2]\` | the second Assertion of the whole document (XPath would count among siblings) |
| \`//Assertion[last()]\` | the last one |
| \`//Attribute[@Name='{attribute.email}']\` | by the value of an attribute; \`[@Name]\` asks only whether it is there |
| \`//Assertion[Signature]\` | those that have such a child |
| \`//Conditions/@NotOnOrAfter\` | an attribute; behind \`//\` only where it is there |
| \`//NameID/text()\`, \`//comment()\`, \`//instruction()\`, \`//*\`, \`//node()\` | other nodes |`;

const PLACEHOLDERS = `
| placeholder | stands for |
| --- | --- |
| \`{victim}\`, \`{attacker}\` | the NameID that the IdP gives them |
| \`{victim.email}\`, \`{attacker.email}\` | their addresses |
| \`{attribute.email}\`, \`{attribute.roles}\`, … | the name of the attribute that the SP reads |
| \`{acs}\`, \`{entityId}\`, \`{issuer}\` | the two ends of the connection |
| \`{request}\` | the ID of the AuthnRequest; empty when the IdP started |
| \`{now}\`, \`{now+1h}\`, \`{now-5m}\` | instants |
| \`{id}\`, \`{id.NAME}\` | a fresh identifier; the same for the same name |
| \`{kept.NAME}\` | what \`keep-text\` and \`digest\` have noted |
| \`{genuine}\` | base64 of what the vendor would have sent |
| \`{canary}\` | a server on this machine that nobody has a reason to ask: whoever asks was fooled |
| \`{other.issuer}\`, \`{other.domain}\` | the IdP of a second tenant, with \`needs: [second-idp]\` |
| \`{ns.assertion}\`, \`{ns.protocol}\`, \`{ns.signature}\` | namespaces, for markup |
| \`{{\` | a brace |`;

/** The alternatives of one operation, by its name. */
function operationsOf(attack: Node): readonly (readonly [string, Node])[] {
  const list = attack.$defs?.['mutation']?.anyOf ?? [];
  return list.flatMap(({ properties }) => Object.entries(properties ?? {}));
}

/** The alternative of a setting that is a map. */
function settingsOf(node: Node): Node {
  return node.anyOf?.find(({ properties }) => properties !== undefined) ?? node;
}

function operation([name, node]: readonly [string, Node]): readonly string[] {
  const short = node.anyOf?.some(({ type }) => type === 'string') === true;
  const alone = short ? ` A place may stand alone: \`- ${name}: //Signature\`.` : '';
  const bare = name === 'sign' ? ' `- sign` alone signs as the vendor does.' : '';
  return [`### ${name}`, `${node.description ?? ''}${alone}${bare}`, table(settingsOf(node))];
}

/** The page, before formatting. */
export function attackReference(attack: JsonSchema): string {
  const top: Node = attack;
  return [
    '# The attack file',
    '<!-- Generated from the schemas: npx vitest run test/scenario -u -->',
    'One file is one attack or one control: what is sent, and what a correct service provider does with it. The id is the name of the file, the group its folder. `standin attack FILE` plays it, `standin attack --prove FILE` shows that it can fail; `standin schema attack` prints the JSON Schema for editors.',
    EXAMPLE,
    table(top),
    '## How it is played',
    'The victim logs in, so that there is somebody to be taken for. Then the attacker begins a login, the IdP writes its message for him, the operations change it, and the browser posts it. What stands before `sign` is signed by the genuine IdP, what stands after it is not; a list without `sign` is signed as the vendor signs, after the last operation on the tree. Nothing is written anew after the last operation.',
    'A refusal proves something only where the control is accepted: a genuine login of the same attacker, or what `control` says.',
    '`steps` takes the place of one login: the verbs of [scenario files](scenario.md), with the users `attacker` and `victim`; the last step is what counts.',
    '## Paths',
    PATHS,
    '## Placeholders',
    PLACEHOLDERS,
    '## Keys',
    '`genuine` is the key that the SP trusts, `second` the vendor’s other one. Others are the fixed pairs of [certs](../../certs): `attacker`, `other` (another tenant), `retired`, `weak`, `expired`, `sp`, `sp-encryption`, …',
    '## Operations',
    'Operations on the tree come first, then those on the written text, on its bytes, on the form field and on the request; one of an earlier stage after one of a later stage is a mistake.',
    ...operationsOf(top).flatMap(operation),
  ].join('\n\n');
}
