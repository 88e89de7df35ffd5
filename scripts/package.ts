// `npm run package`: dist/plumb.vsix, from a production build (vsce runs vscode:prepublish).
import { mkdirSync } from 'node:fs';
import { runChecks } from './checks.ts';

mkdirSync('dist', { recursive: true });
runChecks([['vsce', 'package', '--no-dependencies', '-o', 'dist/plumb.vsix']]);
