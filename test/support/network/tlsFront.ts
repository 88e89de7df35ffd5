import { connect } from 'node:net';
import { createServer } from 'node:tls';
import type { ServerIdentity } from './certificates.ts';
import { listening, type Listening } from './listening.ts';

/** A TLS server that hands on what it decrypts to a server on this machine. */
export function startTlsFront(identity: ServerIdentity, toPort: () => number): Promise<Listening> {
  return listening(
    createServer(identity, near => {
      const far = connect(toPort(), '127.0.0.1');
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
      near.pipe(far).pipe(near);
    }).on('tlsClientError', () => undefined),
  );
}
