import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod';
import { EXTENSION_ID } from '../../base/ids.ts';

const STATE_KEY = 'plumb.askers';

/** Extension ids in lower case, with what the user said. */
const Answers = z.record(z.string(), z.boolean()).catch({});

/** VS Code asks itself: for its own chat, where a person chose the model. */
const CORE = 'core';

/** Which other extensions may spend the user's money through our models. */
export interface AskerConsent {
  /**
   * Asks the user once for each extension.
   * @throws LanguageModelError NoPermissions if they say no
   */
  ensure(asker: string): Promise<void>;
  /** Lets the user change what they said. */
  manage(): Promise<void>;
}

/**
 * VS Code asks before one extension uses another's account, but not before it uses its models: that
 * needs API which is not for the Marketplace. So the provider asks.
 */
export function createAskerConsent(state: vscode.Memento): AskerConsent {
  const asking = new Map<string, Promise<boolean>>();
  const answers = (): Readonly<Record<string, boolean>> =>
    Answers.parse(state.get<unknown>(STATE_KEY) ?? {});
  const askOnce = (asker: string): Promise<boolean> => {
    const running = asking.get(asker) ?? askUser(asker).finally(() => asking.delete(asker));
    asking.set(asker, running);
    return running;
  };
  const mayAsk = async (asker: string): Promise<boolean> => {
    const known = answers()[asker];
    if (known !== undefined) return known;
    const allowed = await askOnce(asker);
    await state.update(STATE_KEY, { ...answers(), [asker]: allowed });
    return allowed;
  };

  return {
    ensure: async asker => {
      if (asker === CORE || asker === EXTENSION_ID) return;
      if (await mayAsk(asker)) return;
      throw vscode.LanguageModelError.NoPermissions(
        l10n.t(
          '{0} may not use the models of Plumb. Allow it with the command “Plumb: Manage Access to Models”.',
          nameOf(asker),
        ),
      );
    },
    manage: async () => {
      const known = Object.entries(answers());
      if (known.length === 0) {
        void vscode.window.showInformationMessage(
          l10n.t('No other extension has asked for the models of Plumb yet.'),
        );
        return;
      }
      const picked = await vscode.window.showQuickPick(
        known.map(([asker, allowed]) => ({
          label: nameOf(asker),
          description: asker,
          asker,
          picked: allowed,
        })),
        {
          canPickMany: true,
          title: l10n.t('Plumb: Manage Access to Models'),
          placeHolder: l10n.t('Extensions that may use the models, at your cost'),
        },
      );
      if (picked === undefined) return;
      const allowed = new Set(picked.map(({ asker }) => asker));
      await state.update(
        STATE_KEY,
        Object.fromEntries(known.map(([asker]) => [asker, allowed.has(asker)])),
      );
    },
  };
}

async function askUser(asker: string): Promise<boolean> {
  const allow = l10n.t('Allow');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('{0} wants to use the models of Plumb.', nameOf(asker)),
    {
      modal: true,
      detail: l10n.t(
        'What it sends is billed to your Runware account, within the limit for a day that you set for Plumb.',
      ),
    },
    allow,
  );
  return answer === allow;
}

const Named = z.object({ displayName: z.string().min(1) });

function nameOf(asker: string): string {
  const manifest: unknown = vscode.extensions.getExtension(asker)?.packageJSON;
  return Named.safeParse(manifest).data?.displayName ?? asker;
}
