import type { VNode } from 'preact';
import { Icon } from './icons.tsx';

export interface PickerOption {
  readonly id: string;
  readonly label: string;
  /** More to read in the opened list; the closed picker shows the label alone. */
  readonly detail?: string | undefined;
  /** What it means, where the mouse rests. */
  readonly hint?: string | undefined;
  readonly isDisabled?: boolean;
}

/**
 * A choice of one. The select itself is not seen: it would show in full what its list needs, where
 * the closed picker has to be short. It lies over the words, so that every press reaches it.
 */
export function Picker(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly PickerOption[];
  readonly onPick: (id: string) => void;
  readonly onFocus?: () => void;
  readonly id?: string;
}): VNode {
  const { label, value, onPick } = props;
  const known = props.options.find(option => option.id === value);
  const picked = known ?? { id: value, label: value };
  const options = known === undefined ? [picked, ...props.options] : props.options;
  return (
    <span class="picker">
      <span class="picker-value" aria-hidden="true">
        {picked.label}
      </span>
      <Icon name="chevron" />
      <select
        id={props.id}
        aria-label={label}
        title={titleOf(label, picked)}
        value={value}
        onFocus={props.onFocus}
        onChange={event => {
          const chosen = event.currentTarget.value;
          // What holds is what the host says: it may refuse, and then answers with no change.
          event.currentTarget.value = value;
          onPick(chosen);
        }}
      >
        {options.map(option => (
          <option
            key={option.id}
            value={option.id}
            disabled={option.isDisabled === true}
            title={option.hint}
          >
            {whole(option)}
          </option>
        ))}
      </select>
    </span>
  );
}

function whole({ label, detail }: PickerOption): string {
  return detail === undefined ? label : `${label} — ${detail}`;
}

function titleOf(label: string, { hint, ...picked }: PickerOption): string {
  if (hint === undefined && picked.detail === undefined) return label;
  return `${label}: ${whole(hint === undefined ? picked : { ...picked, detail: hint })}`;
}
