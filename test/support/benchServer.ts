import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const Address = z.tuple([z.object({ port: z.number() })], z.unknown());

/**
 * Works with a server in a process of its own, so that what it does costs the bench nothing.
 * @param file tells its parent the address that it listens on, and ends with the parent's channel
 */
export async function withServer<T>(
  file: string,
  args: readonly string[],
  work: (port: number, server: ChildProcess) => Promise<T>,
): Promise<T> {
  const server = fork(file, args, { execArgv: ['--import=tsx'] });
  try {
    const [{ port }] = Address.parse(await once(server, 'message'));
    return await work(port, server);
  } finally {
    server.disconnect();
  }
}
