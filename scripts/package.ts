// `npm run package`: dist/plumb.vsix, from a production build (vsce runs vscode:prepublish).
import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import JSZip from 'jszip';
import { failuresOf } from './checks.ts';

const VSIX = 'dist/plumb.vsix';

mkdirSync('dist', { recursive: true });
// There is no public repository yet that the README's relative links could be made to point to.
const links = ['--allow-missing-repository', '--no-rewrite-relative-links'];
const vsce = ['vsce', 'package', '--no-dependencies', ...links, '-o', VSIX] as const;
if (failuresOf([vsce]) > 0) process.exit(1);
await packTighter();

/** vsce packs at zlib's middle level and JSON with its indentation: together 7 kB more. */
async function packTighter(): Promise<void> {
  const { files } = await JSZip.loadAsync(await readFile(VSIX));
  const zip = new JSZip();
  for (const [name, file] of Object.entries(files)) {
    const bytes = await file.async('nodebuffer');
    const content = name.endsWith('.json') ? JSON.stringify(JSON.parse(bytes.toString())) : bytes;
    zip.file(name, content, { date: file.date });
  }
  const packed = await zip.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
  await writeFile(VSIX, packed);
}
