import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Params } from '../src/protocol/messages.ts';
import { MOST_ANSWERS, type TurnItem } from '../src/protocol/viewModel.ts';
import { useChatId } from './chatId.ts';
import { IconButton } from './iconButton.tsx';
import { useIsReadOnly } from './isReadOnly.ts';
import { levelName } from './levelName.ts';
import { MenuButton } from './menuButton.tsx';
import { MoreActions } from './moreActions.tsx';
import { usePanel } from './panelContext.ts';
import { useThinkingLevels } from './thinkingLevels.ts';

/** What may be done with an answer, at its end. */
export function AnswerActions(props: {
  readonly item: TurnItem;
  readonly messageId: string;
}): VNode {
  const { item, messageId } = props;
  const { ask, focusComposer } = usePanel();
  const chatId = useChatId();
  const levels = useThinkingLevels();
  const isReadOnly = useIsReadOnly();

  type How = Omit<Params<'regenerate'>, 'chatId' | 'messageId'>;
  const regenerate = async (how: How): Promise<void> => {
    const answer = await ask('regenerate', { chatId, messageId, ...how });
    if (answer?.done === true) focusComposer();
  };
  const counts = Array.from({ length: MOST_ANSWERS - 1 }, (_, index) => index + 2);
  return (
    <div class="message-actions">
      {!isReadOnly && (
        <>
          <IconButton
            icon="regenerate"
            label={l10n.t('Regenerate')}
            description={l10n.t('Ask anew with the same message')}
            onClick={() => void regenerate({})}
          />
          <MenuButton
            icon="options"
            label={l10n.t('Regenerate with…')}
            entries={[
              ...levels.map(level => ({
                label: l10n.t('Thinking: {0}', levelName(level)),
                onPick: () => void regenerate({ thinkingLevel: level }),
              })),
              ...counts.map(count => ({
                label: l10n.t('{0} answers to compare', count),
                onPick: () => void regenerate({ numberResults: count }),
              })),
            ]}
          />
        </>
      )}
      <MoreActions messageId={messageId} pinId={item.answerId} isPinned={item.pinned === true} />
    </div>
  );
}
