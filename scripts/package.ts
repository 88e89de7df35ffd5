// `npm run package`: dist/plumb.vsix, from a production build (vsce runs vscode:prepublish).
import { mkdirSync } from 'node:fs';
import { runChecks } from './checks.ts';

mkdirSync('dist', { recursive: true });
// There is no public repository yet that the README's relative links could be made to point to.
const links = ['--allow-missing-repository', '--no-rewrite-relative-links'];
runChecks([['vsce', 'package', '--no-dependencies', ...links, '-o', 'dist/plumb.vsix']]);
