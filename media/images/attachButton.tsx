import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Icon } from '../icons.tsx';

/** Lets a person pick image files; says why not where the model takes none. */
export function AttachButton(props: {
  readonly takesImages: boolean;
  readonly onPress: () => void;
}): VNode {
  const { takesImages, onPress } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={l10n.t('Attach')}
      title={
        takesImages
          ? l10n.t('Attach images. Hold Shift to drop files here; type @ for more.')
          : l10n.t('This model takes no images')
      }
      aria-disabled={!takesImages}
      onClick={() => {
        if (takesImages) onPress();
      }}
    >
      <Icon name="attach" />
    </button>
  );
}
