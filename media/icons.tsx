import type { VNode } from 'preact';

/** Outlines on a 16 × 16 grid, drawn with the colour of the text around them. */
const outlines = {
  add: 'M8 3v10M3 8h10',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2.2 1.3',
  send: 'M3 13.2 13.8 8 3 2.8l1.4 5.2zM4.4 8h5',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  cross: 'm4 4 8 8m0-8-8 8',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  insert: 'M2.5 3h11M2.5 13h11M8 10.5V5.5M5.8 7.6 8 5.4l2.2 2.2',
  newFile: 'M9 2.5H3.5v11h4M9 2.5 12.5 6v1.5M9 2.5V6h3.5M11.5 9.5v5M9 12h5',
  chevron: 'm6 4 4 4-4 4',
  circle: 'M8 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10z',
  arrow: 'M3 8h9.5M8.7 4l4 4-4 4',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  down: 'M8 3v9.5M4 8.7l4 4 4-4',
  up: 'm4 10 4-4 4 4',
  thinking: 'M5.6 11.2a4.3 4.3 0 1 1 4.8 0v1.3H5.6zM6.4 14.5h3.2',
  file: 'M9 2.5H3.5v11h9V6zM9 2.5V6h3.5',
  folder: 'M2 4h4.5L8 5.5h6V13H2z',
  symbol: 'M8 2.5 13 5v6l-5 2.5L3 11V5zM3 5l5 2.5L13 5M8 7.5v6',
  selection: 'M6.5 3h3M8 3v10M6.5 13h3M2.5 5.5v5M13.5 5.5v5',
  openEditors: 'M2.5 5.5h8v8h-8zM5.5 5.5v-3h8v8h-3',
  terminal: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8 10.5h3.5',
  commit: 'M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2 8h3.5M10.5 8H14',
  lines: 'M3 4h10M3 8h10M3 12h6',
  prompt: 'M10.5 2.5l-5 11',
  key: 'M5 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM7.8 8h6v2.6M11.2 8v2',
  info: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 7.3v3.9M8 4.8v.6',
  warning: 'M8 2.3 14.6 13.7H1.4zM8 6.5v3.6M8 11.6v.6',
  error: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM5.8 5.8l4.4 4.4m0-4.4-4.4 4.4',
  rejected: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM4.4 8h7.2',
  question:
    'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM6.2 6.4a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.6-.9 1.3M8 11.3v.4',
  spinner: 'M8 2a6 6 0 1 1-6 6',
  attach:
    'm13 7.4-5.3 5.3a3.2 3.2 0 0 1-4.5-4.5l5.6-5.6a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.5l4.7-4.7',
  options: 'M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M8.5 3h3.5v3H8.5zM4 10h3.5v3H4z',
  image: 'M2.5 3h11v10h-11zM2.5 11l3-3 2.5 2.5 2-2 3.5 3.5M10 6.2v.1',
  usage: 'M2.5 2.5v11h11M5.5 11V8M8.5 11V5M11.5 11V7',
  filling: 'M2.5 13.5h11M3.5 11V8h2v3zM7 11V4h2v7zM10.5 11V6.5h2V11z',
  link: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.6a3.6 3.6 0 0 1 0 7.2H6.5',
  diff: 'M2.5 2.5h11v11h-11zM8 2.5v11M4 8h2.2M9.9 8h2.2M11 6.9v2.2',
  restore: 'M3 2.8v3.7h3.7M3.3 6.3a5.3 5.3 0 1 1-.5 3.2M8 5.6v2.6l1.8 1.2',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  edit: 'm3 13 .6-2.8L11 2.8 13.2 5l-7.4 7.4zM9.5 4.3l2.2 2.2',
  regenerate: 'M13.2 2.8v3.7H9.5M12.9 6.3a5.3 5.3 0 1 0 .5 3.2',
  pin: 'M5.5 2.5h5M6.2 2.5v4L4 9.5h8L9.8 6.5v-4M8 9.5v4.2',
  stopped: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM6 6h4v4H6z',
} as const;

export type IconName = keyof typeof outlines | 'stop';

/** Hidden from screen readers: whatever an icon says is said in words beside it. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {name === 'stop' ? (
        <rect x="4" y="4" width="8" height="8" rx="1" class="solid" />
      ) : (
        <path d={outlines[name]} />
      )}
    </svg>
  );
}
