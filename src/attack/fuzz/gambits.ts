/** Floor 6: the openings of known attacks, with chance in every detail: by single operations alone nothing would come together. */
import type { Random } from '../../base/random.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { Placement } from '../../scenario/mutation/tree-operations.js';
import { pick } from './pieces.js';

/** Several operations that belong together. */
export type Gambit = (random: Random) => readonly Mutation[];

/** Sometimes. */
function maybe(random: Random, mutations: readonly Mutation[]): readonly Mutation[] {
  return random.below(2) === 0 ? mutations : [];
}

const BESIDE: readonly [Placement, ...Placement[]] = ['before', 'after'];
const INSIDE: readonly [Placement, ...Placement[]] = ['first', 'last'];

/** Places where a second Assertion hides. */
const HOMES = [
  '<p:Extensions xmlns:p="{ns.protocol}"/>',
  '<p:StatusDetail xmlns:p="{ns.protocol}"/>',
  '<a:Advice xmlns:a="{ns.assertion}"/>',
  '<d:Object xmlns:d="{ns.signature}"/>',
] as const;

/** The forged one gets a new ID, and loses its Signature, or not. */
function forged(random: Random, at: string): readonly Mutation[] {
  return [
    ...maybe(random, [{ operation: 'remove', settings: { at: `${at}/Signature` } }]),
    ...maybe(random, [{ operation: 'set', settings: { at: `${at}/@ID`, to: '{id}' } }]),
    { operation: 'impersonate', settings: { at } },
  ];
}

/** Two Assertions beside each other or one in the other; either is the forged one. */
const twoAssertions: Gambit = (random) => [
  {
    operation: 'copy',
    settings: {
      from: '/Response/Assertion',
      to: '/Response/Assertion',
      where: pick(random, [...BESIDE, ...INSIDE]),
    },
  },
  ...forged(random, pick(random, ['//Assertion[1]', '//Assertion[2]'])),
];

/** The genuine one hides, the forged one stays; or the other way round. */
const hiddenAssertion: Gambit = (random) => {
  const home = pick(random, [
    '/Response',
    '/Response/Status',
    '//Assertion[1]',
    '//Signature[1]',
    '//Signature[1]/KeyInfo',
  ]);
  const place: Mutation = {
    operation: 'insert',
    settings: { at: home, where: pick(random, INSIDE), kept: 'original' },
  };
  return [
    { operation: 'keep', settings: { at: '/Response/Assertion', as: 'original' } },
    ...forged(random, '/Response/Assertion'),
    place,
    ...maybe(random, [
      { operation: 'wrap', settings: { at: '//Assertion[last()]', in: pick(random, HOMES) } },
    ]),
    ...maybe(random, [{ operation: 'remove', settings: { at: '//Assertion[last()]/Signature' } }]),
  ];
};

/** The whole signed Response in a forged one. */
const wrappedResponse: Gambit = (random) => [
  { operation: 'keep', settings: { at: '/Response', as: 'original' } },
  ...maybe(random, [{ operation: 'set', settings: { at: '/Response/@ID', to: '{id}' } }]),
  { operation: 'impersonate', settings: { at: '//Assertion[1]' } },
  {
    operation: 'insert',
    settings: {
      at: pick(random, ['/Response', '/Response/Signature', '/Response/Status']),
      where: pick(random, INSIDE),
      kept: 'original',
    },
  },
  ...maybe(random, [{ operation: 'remove', settings: { at: '//Response[2]/Signature' } }]),
];

/** A name that holds the victim's is cut short. */
const cutName: Gambit = (random) => [
  {
    operation: 'split',
    settings: {
      at: pick(random, ['//NameID[1]', '//AttributeValue[1]']),
      part: pick(random, ['{victim}', 'zz-']),
      as: pick(random, ['comment', 'comment-before', 'cdata', 'instruction', 'element']),
    },
  },
];

/** Signed by the attacker, who shows whatever certificate. */
const ownKey: Gambit = (random) => [
  { operation: 'remove', settings: { at: '//Signature' } },
  { operation: 'impersonate', settings: { at: '//Assertion[1]' } },
  {
    operation: 'sign',
    settings: { at: pick(random, ['/Response', '/Response/Assertion']), key: 'attacker' },
  },
  ...maybe(random, [
    {
      operation: 'key-info',
      settings: {
        at: '//Signature[1]',
        certificates: pick<readonly string[]>(random, [
          ['genuine'],
          ['genuine', 'attacker'],
          ['attacker', 'genuine'],
        ]),
      },
    },
  ]),
];

/** No signature, or one that no longer fits. */
const noSignature: Gambit = (random) => [
  { operation: 'impersonate', settings: { at: '//Assertion[1]' } },
  ...maybe(random, [{ operation: 'remove', settings: { at: '//Signature' } }]),
];

/** The digest of what was changed, put where somebody may look for it. */
const digests: Gambit = (random) => [
  { operation: 'impersonate', settings: { at: '//Assertion[1]' } },
  pick(random, [
    { operation: 'digest', settings: { at: '//Reference[1]' } },
    {
      operation: 'digest',
      settings: { of: '//Assertion[1]', as: 'forged', omit: ['//Assertion[1]/Signature'] },
    },
  ]),
  ...maybe(random, [
    {
      operation: 'insert',
      settings: { at: '//DigestValue[1]', where: pick(random, INSIDE), comment: '{kept.forged}' },
    },
  ]),
];

/** Every opening. */
export const GAMBITS: readonly [Gambit, ...Gambit[]] = [
  twoAssertions,
  hiddenAssertion,
  wrappedResponse,
  cutName,
  ownKey,
  noSignature,
  digests,
];
