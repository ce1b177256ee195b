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
  readonly validYears: number;
  /** Whether it may vouch for other certificates (RFC 5280 4.2.1.9). */
  readonly authority?: true;
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
    validYears: 10,
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
    serial: (created) => Math.trunc(created).toString(16),
    leadTime: 60_000,
    validYears: 10,
  },
  entra: {
    subject: () => [
      { type: 'CN', text: 'printable', value: 'Microsoft Azure Federated SSO Certificate' },
    ],
    serial: randomSerial,
    leadTime: 0,
    validYears: 3,
  },
  generic: ownShape('IdP'),
  sp: ownShape('SP'),
  ca: { ...ownShape('CA'), authority: true },
};
