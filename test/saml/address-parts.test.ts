import { describe, expect, it } from 'vitest';
import { addressParts } from '../../src/saml/address-parts.js';

describe('an address taken apart', () => {
  it('gives what is nearly the same address, and is another text', () => {
    expect(addressParts('https://sp.example/acs?x=1')).toEqual({
      upper: 'HTTPS://SP.EXAMPLE/ACS?X=1',
      port: 'https://sp.example:443/acs?x=1',
      origin: 'https://sp.example',
      host: 'sp.example',
      path: '/acs',
      'upper-origin': 'HTTPS://SP.EXAMPLE/acs?x=1',
    });
  });

  it('names the port that the scheme has, and leaves one that is there', () => {
    expect(addressParts('http://sp.example/')['port']).toBe('http://sp.example:80/');
    expect(addressParts('https://sp.example:8443/acs')['port']).toBe('https://sp.example:8443/acs');
  });

  it.each(['urn:example:sp', 'sp'])('varies %s as a text: it has no host', (name) => {
    expect(addressParts(name)).toEqual({ upper: name.toUpperCase(), port: `${name}:443` });
  });

  it('gives addresses that browsers take for the same', () => {
    const address = 'https://sp.example/acs';
    const parts = addressParts(address);
    for (const name of ['port', 'upper-origin']) {
      expect(parts[name]).not.toBe(address);
      expect(new URL(parts[name] ?? '').href).toBe(address);
    }
  });
});
