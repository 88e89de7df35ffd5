import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useChatId } from './chatId.ts';
import { useIsReadOnly } from './isReadOnly.ts';
import { MenuButton } from './menuButton.tsx';
import { usePanel } from './panelContext.ts';

/** What may be done with a message or an answer beside what its row shows. */
export function MoreActions(props: {
  readonly messageId: string;
  /** What Pin is about: the message, or the answer. */
  readonly pinId: string | undefined;
  readonly isPinned: boolean;
}): VNode {
  const { messageId, pinId, isPinned } = props;
  const { ask, announce, focusComposer } = usePanel();
  const chatId = useChatId();
  const isReadOnly = useIsReadOnly();

  const branch = async (): Promise<void> => {
    if ((await ask('branchChat', { chatId, messageId })) === undefined) return;
    announce(l10n.t('This is the branch'));
    focusComposer();
  };
  const remove = async (): Promise<void> => {
    if ((await ask('deleteMessage', { chatId, messageId })) === undefined) return;
    announce(l10n.t('Deleted. Undo stands in its place.'));
    focusComposer();
  };
  const pin = async (id: string): Promise<void> => {
    const answer = await ask('pin', { chatId, id, isPinned: !isPinned });
    if (answer !== undefined) announce(isPinned ? l10n.t('Unpinned') : l10n.t('Pinned'));
  };
  return (
    <MenuButton
      icon="more"
      label={l10n.t('More actions')}
      entries={[
        { label: l10n.t('Branch from here'), onPick: () => void branch() },
        ...(pinId === undefined || isReadOnly
          ? []
          : [
              {
                label: isPinned ? l10n.t('Unpin') : l10n.t('Pin'),
                onPick: () => void pin(pinId),
              },
            ]),
        ...(isReadOnly ? [] : [{ label: l10n.t('Delete'), onPick: () => void remove() }]),
      ]}
    />
  );
}
