import { registerHooks } from 'node:module';
import type * as standIn from './vscode.ts';

let hooks: ReturnType<typeof registerHooks> | undefined;

/**
 * For what is imported after this, `vscode` is the stand-in of `vscode.ts` in this folder.
 * @returns the stand-in, by which a test makes the editor do what it likes
 */
export function installStandInEditor(): Promise<typeof standIn> {
  hooks ??= registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode'
        ? { url: new URL('vscode.ts', import.meta.url).href, shortCircuit: true }
        : next(specifier, context),
  });
  // Imported here and not by name, so that Node has it once: Mocha's `require` has modules of its own.
  return import('./vscode.ts');
}
