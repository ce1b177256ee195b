/** Decryption by others: xml-encryption and xmlsec1 read what we encrypt. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt } from 'xml-encryption';

/** What xml-encryption makes of it, or why it does not. */
export function byXmlEncryption(xml: string, key: string): string {
  let result = 'nothing';
  const options = { disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false };
  decrypt(xml, { key, ...options }, (error, plain) => {
    result = plain ?? error?.message ?? 'nothing';
  });
  return result;
}

/** What xmlsec1 makes of it (the whole document, the plain element in its place), or what it says. */
export function byXmlsec(xml: string, key: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  try {
    const [message, pem] = [join(folder, 'message.xml'), join(folder, 'key.pem')];
    writeFileSync(message, xml);
    writeFileSync(pem, key.slice(key.indexOf('-----BEGIN')));
    const ids = ['EncryptedData', 'EncryptedKey'].flatMap((name) => [
      '--id-attr:Id',
      `http://www.w3.org/2001/04/xmlenc#:${name}`,
    ]);
    const run = spawnSync('xmlsec1', ['--decrypt', '--privkey-pem', pem, ...ids, message], {
      encoding: 'utf8',
    });
    // It writes what is not ASCII as references.
    const text = run.stdout.replaceAll(/&#x([0-9A-F]+);/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
    return run.status === 0 ? text : run.stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A template that xmlsec1 fills. */
const TEMPLATE = `<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">
  <xenc:EncryptionMethod Algorithm="CONTENT"/>
  <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
    <xenc:EncryptedKey>
      <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>
      <xenc:CipherData><xenc:CipherValue/></xenc:CipherData>
    </xenc:EncryptedKey>
  </ds:KeyInfo>
  <xenc:CipherData><xenc:CipherValue/></xenc:CipherData>
</xenc:EncryptedData>`;

/**
 * EncryptedData of xmlsec1.
 *
 * @param session - its name of the content's key: `aes-256`
 */
export function madeByXmlsec(
  plain: string,
  certificateFile: string,
  { uri, session }: { readonly uri: string; readonly session: string },
): string {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec-'));
  try {
    const [data, template] = [join(folder, 'data.xml'), join(folder, 'template.xml')];
    writeFileSync(data, plain);
    writeFileSync(template, TEMPLATE.replace('CONTENT', uri));
    const keys = ['--pubkey-cert-pem', certificateFile, '--session-key', session];
    const run = spawnSync('xmlsec1', ['--encrypt', ...keys, '--xml-data', data, template], {
      encoding: 'utf8',
    });
    return run.status === 0 ? run.stdout.replace(/^<\?xml.*?\?>\s*/, '') : run.stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
