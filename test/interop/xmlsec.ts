/** xmlsec1 as a judge that shares no code with Node: `apt-get install xmlsec1`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the machine has it. */
export const XMLSEC: boolean = spawnSync('xmlsec1', ['--version']).status === 0;

const PATHS = {
  response: "/*[local-name()='Response']/*[local-name()='Signature']",
  assertion: "/*[local-name()='Response']/*[local-name()='Assertion']/*[local-name()='Signature']",
};

/** `OK`, or everything xmlsec1 says against the signature of that element. */
export function xmlsecVerdict(
  xml: string,
  element: 'response' | 'assertion',
  certificatePem: string,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  try {
    const [message, certificate] = [join(folder, 'message.xml'), join(folder, 'idp.pem')];
    writeFileSync(message, xml);
    writeFileSync(certificate, certificatePem);
    const run = spawnSync(
      'xmlsec1',
      [
        '--verify',
        ...['--pubkey-cert-pem', certificate],
        ...['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:protocol:Response'],
        ...['--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'],
        ...['--node-xpath', PATHS[element]],
        message,
      ],
      { encoding: 'utf8' },
    );
    return run.status === 0 ? 'OK' : run.stdout + run.stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
