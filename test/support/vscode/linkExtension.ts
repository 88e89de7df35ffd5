import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface InstalledEntry {
  readonly identifier: { readonly id: string };
  readonly [field: string]: unknown;
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Makes the extension in `folder` an installed one, by a link in VS Code's extensions folder. Unlike
 * an extension under development it runs just as a user's does: without VS Code's test driver, which
 * hides notifications. A rebuild is taken up by a reload of the window.
 */
export async function linkExtension(folder: string, extensionsDir: string): Promise<void> {
  const manifest = await readJson<Manifest>(path.join(folder, 'package.json'));
  const id = `${manifest.publisher}.${manifest.name}`;
  const relativeLocation = `${id}-${manifest.version}`;
  const link = path.join(extensionsDir, relativeLocation);
  await mkdir(extensionsDir, { recursive: true });
  await rm(link, { recursive: true, force: true });
  await symlink(folder, link, 'junction');

  const listFile = path.join(extensionsDir, 'extensions.json');
  const before = existsSync(listFile) ? await readJson<InstalledEntry[]>(listFile) : [];
  const entry: InstalledEntry = {
    identifier: { id },
    version: manifest.version,
    location: { $mid: 1, path: pathToFileURL(link).pathname, scheme: 'file' },
    relativeLocation,
    metadata: { installedTimestamp: Date.now(), source: 'vsix', pinned: true },
  };
  const others = before.filter(({ identifier }) => identifier.id !== id);
  await writeFile(listFile, JSON.stringify([...others, entry]));
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T;
}
