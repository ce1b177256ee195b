import { describe, expect, it } from 'vitest';
import { impersonate } from '../../../src/mutation/tree/impersonate.js';
import type { Mutation } from '../../../src/scenario/mutation.js';
import { scene, type Scene } from '../../idp/scene.js';
import { VENDORS } from '../text/playing.js';

const EVE = { handle: 'eve', email: 'eve@acme.example', firstName: 'Eve', lastName: 'Ives' };

/** Ada and Eve at one vendor; Eve's directory entry does not depend on the message. */
function twoPeople(vendor: (typeof VENDORS)[number]): Scene {
  const idp = scene(vendor);
  const at = idp.context.clock.now() - 86_400_000;
  const user = { ...EVE, displayName: 'Eve Ives', assignments: [idp.application.name] };
  idp.directory.record({ at, verb: 'hire', user });
  return idp;
}

function played(vendor: (typeof VENDORS)[number], mutations: readonly Mutation[]): string {
  const key = (): never => {
    throw new Error('no other key');
  };
  const forgery = { mutations, parts: { attacker: 'ada', victim: 'eve' }, values: {}, key };
  return twoPeople(vendor).issue({ forgery }).xml;
}

describe.each(VENDORS)('impersonate, in a message of %s', (vendor) => {
  it('gives what the vendor writes of the other user', () => {
    const forged = played(vendor, [{ operation: 'impersonate', settings: { at: '//Assertion' } }]);
    expect(forged).toBe(twoPeople(vendor).issue({ user: 'eve' }).xml);
    expect(forged).not.toContain('ada@acme.example');
  });

  it('gives nothing new of the user himself', () => {
    const settings = { at: '/Response/Assertion', user: 'attacker' };
    const forged = played(vendor, [{ operation: 'impersonate', settings }]);
    expect(forged).toBe(twoPeople(vendor).issue().xml);
  });

  it('needs an Assertion and somebody', () => {
    const failing = (settings: { at: string; user?: string }) => () =>
      played(vendor, [{ operation: 'impersonate', settings }]);
    expect(failing({ at: '/Response' })).toThrow('/Response is no Assertion.');
    expect(failing({ at: '//Assertion', user: 'victm' })).toThrow(
      expect.objectContaining({
        code: 'user-unknown',
        fix: expect.stringContaining('"victim"') as string,
      }),
    );
    expect(failing({ at: '//Assertion', user: 'toString' })).toThrow('no user "toString"');
  });
});

it('is told to people', () => {
  expect(impersonate.describe({ at: '//a' })).toBe('lets //a speak of the victim');
});
