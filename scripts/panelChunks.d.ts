import type { Plugin } from 'esbuild';

export function panelChunks(entry: string): Plugin;
