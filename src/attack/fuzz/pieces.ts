/** Floor 6: what forgeries are composed of: places, and operations with something drawn by chance in them. */
import type { Random } from '../../base/random.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { Placement } from '../../scenario/mutation/tree-operations.js';

/** One of them. */
export function pick<Value>(random: Random, values: readonly [Value, ...Value[]]): Value {
  return values[random.below(values.length)] ?? values[0];
}

const ASSERTIONS = ['//Assertion[1]', '//Assertion[2]', '//Assertion[last()]'] as const;
const SIGNATURES = ['//Signature[1]', '//Signature[last()]'] as const;
const ANYWHERE = [
  '/Response',
  '/Response/Status',
  '/Response/Assertion[1]',
  '//Assertion[1]/Subject',
  '//Assertion[1]/Conditions',
  '//SubjectConfirmationData[1]',
  '//AttributeValue[1]',
  '//Signature[1]',
  '//Signature[1]/KeyInfo',
] as const;
const WHERE: readonly [Placement, ...Placement[]] = ['before', 'after', 'first', 'last'];
const TEXTS = [
  '//Assertion[1]/Subject/NameID',
  '//Assertion[last()]/Subject/NameID',
  '//AttributeValue[1]',
  '//Assertion[1]//Audience',
  '//Assertion[1]/Issuer',
] as const;
const VALUES = [
  '{victim}',
  '{attacker}',
  '{id}',
  '',
  '*',
  '{now+1h}',
  '{now-1h}',
  '{entityId}',
  '{acs}',
  '{issuer}',
] as const;
const ATTRIBUTES = [
  '//Assertion[1]/@ID',
  '//Assertion[last()]/@ID',
  '/Response/@ID',
  '/Response/@Destination',
  '/Response/@InResponseTo',
  '//SubjectConfirmationData[1]/@Recipient',
  '//SubjectConfirmationData[1]/@NotOnOrAfter',
  '//SubjectConfirmationData[1]/@InResponseTo',
  '//Conditions[1]/@NotOnOrAfter',
  '//Reference[1]/@URI',
  '//SignatureMethod[1]/@Algorithm',
  '//CanonicalizationMethod[1]/@Algorithm',
  '//StatusCode[1]/@Value',
] as const;
const MARKUP = [
  '<p:Extensions xmlns:p="{ns.protocol}"/>',
  '<a:Advice xmlns:a="{ns.assertion}"/>',
  '<d:Object xmlns:d="{ns.signature}"/>',
  '<p:StatusDetail xmlns:p="{ns.protocol}"/>',
  '<a:NameID xmlns:a="{ns.assertion}">{victim}</a:NameID>',
  '<x xmlns="urn:x"/>',
] as const;

/** One way to change a message. */
export type Piece = (random: Random) => Mutation;

const place = (random: Random): string => pick(random, [...ASSERTIONS, ...SIGNATURES, ...ANYWHERE]);

/** Every way; those that break SPs more often stand here more often. */
export const PIECES: readonly [Piece, ...Piece[]] = [
  (random) => ({ operation: 'impersonate', settings: { at: pick(random, ASSERTIONS) } }),
  (random) => ({ operation: 'impersonate', settings: { at: pick(random, ASSERTIONS) } }),
  (random) => ({
    operation: 'copy',
    settings: { from: pick(random, ASSERTIONS), to: place(random), where: pick(random, WHERE) },
  }),
  (random) => ({
    operation: 'copy',
    settings: {
      from: '/Response/Assertion',
      to: '/Response/Assertion',
      where: pick(random, WHERE),
    },
  }),
  (random) => ({
    operation: 'move',
    settings: {
      from: pick(random, [...ASSERTIONS, ...SIGNATURES]),
      to: place(random),
      where: pick(random, WHERE),
    },
  }),
  (random) => ({
    operation: 'copy',
    settings: { from: pick(random, SIGNATURES), to: place(random), where: pick(random, WHERE) },
  }),
  (random) => ({
    operation: 'remove',
    settings: {
      at: pick(random, [
        '//Signature',
        '//Assertion[1]/Signature',
        '/Response/Signature',
        '//KeyInfo',
        '//Conditions',
        '//SubjectConfirmation',
        '//Issuer',
        '//DigestValue',
        '//SignatureValue',
      ]),
    },
  }),
  (random) => ({
    operation: 'set',
    settings: { at: pick(random, ATTRIBUTES), to: pick(random, VALUES) },
  }),
  (random) => ({
    operation: 'set',
    settings: { at: pick(random, ['//Assertion[1]/@ID', '//Assertion[last()]/@ID']), to: '{id}' },
  }),
  (random) => ({
    operation: 'set',
    settings: { at: pick(random, TEXTS), to: pick(random, VALUES) },
  }),
  (random) => ({
    operation: 'split',
    settings: {
      at: pick(random, TEXTS),
      part: pick(random, ['{victim}', 'zz-', '@', '.evil.test']),
      as: pick(random, ['comment', 'comment-before', 'cdata', 'instruction', 'element']),
    },
  }),
  (random) => ({
    operation: 'insert',
    settings: { at: place(random), where: pick(random, WHERE), xml: pick(random, MARKUP) },
  }),
  (random) => ({
    operation: 'insert',
    settings: {
      at: pick(random, [...TEXTS, '//DigestValue[1]']),
      where: pick(random, ['first', 'last']),
      comment: 'x',
    },
  }),
  (random) => ({
    operation: 'wrap',
    settings: { at: pick(random, [...ASSERTIONS, ...SIGNATURES]), in: pick(random, MARKUP) },
  }),
  (random) => ({
    operation: 'rename',
    settings: {
      at: pick(random, [...ASSERTIONS, ...SIGNATURES]),
      to: pick(random, ['Assertion', 'Signature', 'x:Assertion']),
    },
  }),
  (random) => ({ operation: 'sign', settings: { at: pick(random, ASSERTIONS), key: 'attacker' } }),
  (random) => ({
    operation: 'digest',
    settings: { at: pick(random, ['//Reference[1]', '//Reference[last()]']) },
  }),
  (random) => ({
    operation: 'resign',
    settings: { at: pick(random, SIGNATURES), key: 'attacker' },
  }),
  (random) => ({
    operation: 'key-info',
    settings: { at: pick(random, SIGNATURES), certificates: ['attacker'] },
  }),
];
