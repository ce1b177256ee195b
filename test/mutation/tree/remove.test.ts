import { describe, expect, it } from 'vitest';
import { remove } from '../../../src/mutation/tree/remove.js';
import { edited, markup, MESSAGES } from './edited.js';

describe.each(MESSAGES)('remove, in a message of %s', (_, xml) => {
  it('an element and what is in it', () => {
    const changed = edited(xml, ['remove', { at: '//Conditions' }]);
    expect(changed).toBe(xml.replace(markup(xml, 'Conditions'), ''));
  });

  it('all of them', () => {
    const changed = edited(xml, ['remove', { at: '//Attribute' }]);
    const all = /<((?:\w+:)?Attribute) [^>]*(?:\/>|>.*?<\/\1>)/g;
    const empty = /(AttributeStatement[^>]*)><\/[\w:]+>/;
    expect(changed).toBe(xml.replaceAll(all, '').replace(empty, '$1/>'));
  });

  it('what holds other places of the path, too', () => {
    const changed = edited(xml, ['remove', { at: '//Subject//*' }]);
    const subject = markup(xml, 'Subject');
    const start = subject.slice(0, subject.indexOf('>'));
    expect(changed).toBe(xml.replace(subject, `${start}/>`));
  });

  it('attributes; one that is missing is gone already', () => {
    const changed = edited(xml, ['remove', { at: '//SubjectConfirmationData/@Recipient' }]);
    expect(changed).toBe(xml.replace(/ Recipient="[^"]*"/, ''));
    expect(edited(xml, ['remove', { at: '/Response/@Nothing' }])).toBe(xml);
    expect(() => edited(xml, ['remove', { at: '/Request/@ID' }])).toThrow('nothing at');
  });

  it('the message', () => {
    expect(edited(xml, ['remove', { at: '/Response' }])).not.toContain('Response');
  });
});

it('is told to people', () => {
  expect(remove.describe({ at: '//Signature' })).toBe('takes out //Signature');
});
