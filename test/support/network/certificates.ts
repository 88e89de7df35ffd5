import { Buffer } from 'node:buffer';
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bits, der, integer, objectId, octets, sequence, set, startOf, text, yes } from './der.ts';

/** What a TLS server shows, in PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** PEM of its own certificate: who trusts it trusts what it issues. */
  readonly certificate: string;
  /** @param until year from whose beginning on it is no longer valid; 2100 if not said */
  issue(names: readonly string[], until?: number): ServerIdentity;
}

const ECDSA_SHA256 = sequence(objectId('2a8648ce3d040302'));

/**
 * A certificate authority of a test's own, made on the spot: no key lies in the repository, and no
 * `openssl` has to be installed.
 */
export function createAuthority(name = 'Plumb test authority'): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = certificateOf({
    issuer: name,
    subject: name,
    until: 2100,
    subjectKey: own.publicKey,
    signer: own.privateKey,
    extensions: [extension('551d13', true, sequence(yes()))],
  });
  return {
    certificate,
    issue: (names, until = 2100) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const hosts = names.map(host => der(0x82, Buffer.from(host)));
      return {
        key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
        cert: certificateOf({
          issuer: name,
          subject: names[0] ?? '',
          until,
          subjectKey: publicKey,
          signer: own.privateKey,
          extensions: [extension('551d11', false, sequence(...hosts))],
        }),
      };
    },
  };
}

function certificateOf(parts: {
  readonly issuer: string;
  readonly subject: string;
  readonly until: number;
  readonly subjectKey: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}): string {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    integer(randomBytes(8)),
    ECDSA_SHA256,
    nameOf(parts.issuer),
    sequence(startOf(2001), startOf(parts.until)),
    nameOf(parts.subject),
    parts.subjectKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...parts.extensions)),
  );
  const whole = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, parts.signer)));
  const lines = (whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(objectId('550403'), text(commonName))));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [yes()] : []), octets(value));
}
