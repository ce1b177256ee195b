/** Floor 5: SPs that mix up confirmations, requests and what was used before. */
import { failed, known, passed, type Check } from '../checks/check.js';
import { inResponseTo, recipient, replay } from '../checks/subject.js';
import type { Defect } from './defect.js';

/** Answers whatever one of these says. */
function requestNamed(id: string | undefined, ids: readonly string[]): boolean {
  return id === undefined || ids.includes(id);
}

const mixed: Check = {
  ...recipient,
  test(evidence, { profile }) {
    const all = evidence.confirmations ?? known(evidence, 'assertion').confirmations;
    return all.some((one) => one.recipient === profile.acs)
      ? passed()
      : failed('no Recipient is this ACS');
  },
};

const anyBrowser: Check = {
  ...inResponseTo,
  test: (evidence, facts) => inResponseTo.test(evidence, { ...facts, requests: facts.allRequests }),
};

const ofResponse: Check = {
  ...inResponseTo,
  test(evidence, { requests }) {
    const said = known(evidence, 'response').inResponseTo;
    return requestNamed(
      said,
      requests.map(({ id }) => id),
    )
      ? passed()
      : failed('the request is unknown');
  },
};

const ofConfirmation: Check = {
  ...inResponseTo,
  test(evidence, { requests }) {
    const said = known(evidence, 'assertion').confirmations.map((one) => one.inResponseTo);
    const ids = requests.map(({ id }) => id);
    return said.some((one) => requestNamed(one, ids)) ? passed() : failed('the request is unknown');
  },
};

/** `said in cache`, where the cache is a plain object. */
const prototypeKeys: Check = {
  ...inResponseTo,
  test(evidence, facts) {
    const said = known(evidence, 'response').inResponseTo;
    return said !== undefined && said in {} ? passed() : inResponseTo.test(evidence, facts);
  },
};

const emptyIsNone: Check = {
  ...inResponseTo,
  test: (evidence, facts) =>
    known(evidence, 'response').inResponseTo === '' ? passed() : inResponseTo.test(evidence, facts),
};

/** Knows the Response again by its ID, which nobody has signed. */
const byResponseId: Check = {
  ...replay,
  test(evidence, facts) {
    const { id } = known(evidence, 'response');
    return facts.wasSeen(id) ? failed('the Response was used before') : passed();
  },
};

/** Forgets an Assertion at its NotOnOrAfter, and takes it until a clock skew later. */
const forgetful: Check = {
  ...replay,
  test(evidence, facts) {
    const end = known(evidence, 'assertion').conditions?.notOnOrAfter;
    return end !== undefined && facts.now >= end ? passed() : replay.test(evidence, facts);
  },
};

export const CONFIRMATIONS: readonly Defect[] = [
  {
    id: 'any-confirmation-mixed',
    title: 'Takes the Recipient from one SubjectConfirmation and the time from another.',
    seenIn: ['loops over all confirmations'],
    rows: { recipient: mixed },
  },
  {
    id: 'in-response-to-any-browser',
    title: 'Keeps the requests of all browsers in one list.',
    seenIn: ['global request caches'],
    rows: { 'in-response-to': anyBrowser },
  },
  {
    id: 'in-response-to-of-response',
    title: "Compares only the Response's InResponseTo, which nobody has signed.",
    seenIn: ['@node-saml/node-saml'],
    rows: { 'in-response-to': ofResponse },
  },
  {
    id: 'in-response-to-of-confirmation',
    title: "Compares only the SubjectConfirmationData's InResponseTo.",
    seenIn: ['hand-written comparisons'],
    rows: { 'in-response-to': ofConfirmation },
  },
  {
    id: 'in-response-to-optional',
    title: 'Takes an answer to no request wherever it wants one.',
    seenIn: ['samly >=0.3.0'],
    rows: { 'idp-initiated': null },
  },
  {
    id: 'in-response-to-empty',
    title: 'Takes an empty InResponseTo for none.',
    seenIn: ['truthiness checks'],
    rows: { 'in-response-to': emptyIsNone },
  },
  {
    id: 'prototype-keys',
    title: 'Looks requests up in a plain object: constructor and toString are always there.',
    seenIn: ['plain-object caches'],
    rows: { 'in-response-to': prototypeKeys },
  },
  {
    id: 'replay-by-response-id',
    title: 'Knows a used message again by the ID of the Response, which need not be signed.',
    seenIn: ['Response-ID caches'],
    rows: { replay: byResponseId },
  },
  {
    id: 'replay-forgotten-early',
    title: 'Forgets used Assertions at NotOnOrAfter, and accepts them until a clock skew later.',
    seenIn: ['cache TTL without skew'],
    rows: { replay: forgetful },
  },
];
