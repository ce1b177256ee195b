/** Floor 2: what each vendor writes into a certificate: subject, serial number, validity (fidelity 2). */
import type { Random } from '../base/random.js';
import type { CertificateShape } from './keys.js';

/** One part of a distinguished name; `text` is the ASN.1 string type the vendor uses. */
export interface NamePart {
  readonly type: 'C' | 'ST' | 'L' | 'O' | 'OU' | 'CN' | 'emailAddress';
  readonly text: 'printable' | 'utf8' | 'ia5';
  readonly value: string;
}

/** A row of the table of shapes. */
export interface ShapeRow {
  /** Issuer, too, unless another key signs: vendors' certificates are self-signed. */
  readonly subject: (tenant: string) => readonly NamePart[];
  /** The serial number as hexadecimal digits. */
  readonly serial: (created: number, random: Random) => string;
  /** How long before its creation a certificate becomes valid, in milliseconds. */
  readonly leadTime: number;
  /** When it ends, by when it was created, both in milliseconds. */
  readonly ends: (created: number) => number;
  /** What RSA signs the certificate with; SHA-256 unless said otherwise. */
  readonly digest?: 'sha1';
  /** Extensions of a certificate that vouches for others, never does, or names hosts (RFC 5280 4.2.1); usually none. */
  readonly extensions?: 'authority' | 'end-entity' | 'server';
}

/** The same day and hour so many years later. */
function years(count: number): (created: number) => number {
  return (created) => {
    const date = new Date(created);
    return date.setUTCFullYear(date.getUTCFullYear() + count);
  };
}

/** So many times 24 hours later. */
function days(count: number): (created: number) => number {
  return (created) => created + count * 86_400_000;
}

/** The creation time in milliseconds. */
function instantSerial(created: number): string {
  return Math.trunc(created).toString(16);
}

/** 16 bytes, positive without a padding byte and never 0 at the front. */
function randomSerial(_created: number, random: Random): string {
  return `${(1 + random.below(7)).toString(16)}${random.hex(31)}`;
}

function ownShape(role: string): ShapeRow {
  return {
    subject: (tenant) => [{ type: 'CN', text: 'utf8', value: `Standin test ${role} ${tenant}` }],
    serial: randomSerial,
    leadTime: 0,
    ends: years(10),
  };
}

/** Every shape of certificate. */
export const CERTIFICATE_SHAPES: Readonly<Record<CertificateShape, ShapeRow>> = {
  okta: {
    subject: (tenant) => [
      { type: 'C', text: 'printable', value: 'US' },
      { type: 'ST', text: 'utf8', value: 'California' },
      { type: 'L', text: 'utf8', value: 'San Francisco' },
      { type: 'O', text: 'utf8', value: 'Okta' },
      { type: 'OU', text: 'utf8', value: 'SSOProvider' },
      { type: 'CN', text: 'utf8', value: tenant },
      { type: 'emailAddress', text: 'ia5', value: 'info@okta.com' },
    ],
    serial: instantSerial,
    leadTime: 60_000,
    ends: years(10),
  },
  entra: {
    subject: () => [
      { type: 'CN', text: 'printable', value: 'Microsoft Azure Federated SSO Certificate' },
    ],
    serial: randomSerial,
    leadTime: 0,
    ends: years(3),
  },
  'google-workspace': {
    subject: () => [
      { type: 'O', text: 'printable', value: 'Google Inc.' },
      { type: 'L', text: 'printable', value: 'Mountain View' },
      { type: 'CN', text: 'printable', value: 'Google' },
      { type: 'OU', text: 'printable', value: 'Google For Work' },
      { type: 'C', text: 'printable', value: 'US' },
      { type: 'ST', text: 'printable', value: 'California' },
    ],
    serial: instantSerial,
    leadTime: 1000,
    // Captured certificates begin a second before the serial's instant and live five years without leap days.
    ends: (created) => days(5 * 365)(created) - 1000,
  },
  onelogin: {
    subject: (tenant) => [
      { type: 'O', text: 'utf8', value: tenant },
      { type: 'OU', text: 'utf8', value: 'OneLogin IdP' },
      // The space stands where older accounts have their number.
      { type: 'CN', text: 'utf8', value: 'OneLogin Account ' },
    ],
    serial: (created, random) => `${randomSerial(created, random)}${random.hex(8)}`,
    leadTime: 0,
    ends: years(5),
    digest: 'sha1',
    extensions: 'end-entity',
  },
  generic: ownShape('IdP'),
  sp: ownShape('SP'),
  ca: { ...ownShape('CA'), extensions: 'authority' },
  // Browsers of one maker take no server certificate for more than 825 days.
  tls: { ...ownShape('TLS'), ends: days(800), extensions: 'server' },
};
