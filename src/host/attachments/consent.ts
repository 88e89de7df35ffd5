import * as l10n from '@vscode/l10n';
import type { Guarded } from '../../base/accessLevel.ts';
import { PlumbError } from '../../base/errors.ts';
import { guardOf } from '../../tools/guard.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import { isDependency } from '../../tools/secretFiles.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { Origin } from '../../base/textSource.ts';

/** Asks a person whether a guarded file may go along; true if so. */
export type AskToAttach = (guarded: Guarded) => Promise<boolean>;

export interface Consent {
  /**
   * Where the text of a place that a person named comes from. Guarded ones are asked about, once in
   * this window: what was attached is not asked about again when it is sent.
   * @throws PlumbError if it is not to go along
   */
  origin(
    path: WorkspacePath,
    context: Pick<ToolContext, 'access' | 'files' | 'paths'>,
  ): Promise<Origin>;
  /** Asks about what is guarded, once in this window. @throws PlumbError if it is not to go along */
  agree(guarded: Guarded): Promise<void>;
}

export function createConsent(ask: AskToAttach): Consent {
  const given = new Set<string>();
  const agree = async (guarded: Guarded): Promise<void> => {
    // A file that only now holds a key is another question than the one that was answered.
    const question = `${guarded.level} ${guarded.uri}`;
    if (given.has(question)) return;
    if (!(await ask(guarded))) {
      throw new PlumbError(l10n.t('{0} was not attached.', guarded.path));
    }
    given.add(question);
  };
  return {
    agree,
    origin: async (path, context) => {
      const guarded = await guardOf(path, context);
      if (guarded === undefined) return 'workspace';
      await agree(guarded);
      if (guarded.level === 'secret') return 'secret';
      return isDependency(path.display) ? 'dependency' : 'ignored';
    },
  };
}
