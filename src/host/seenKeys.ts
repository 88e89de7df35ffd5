import { canBeKey } from '../base/canBeKey.ts';

/** Every value that is or was an API key in this window: an old key must not be shown either. */
export interface SeenKeys {
  readonly all: () => readonly string[];
  add(value: string): void;
  /**
   * Counts a value as a key while it is checked, and ever after if it is one: what a person
   * mistyped would else be found in every text.
   */
  whileChecked<T extends { readonly ok: boolean }>(
    value: string,
    check: () => Promise<T>,
  ): Promise<T>;
}

export function createSeenKeys(): SeenKeys {
  const good = new Set<string>();
  const checking = new Map<symbol, string>();
  const add = (value: string): void => {
    if (canBeKey(value)) good.add(value);
  };
  return {
    all: () => [...new Set([...good, ...[...checking.values()].filter(canBeKey)])],
    add,
    whileChecked: async (value, check) => {
      const id = Symbol('check');
      checking.set(id, value);
      try {
        const result = await check();
        if (result.ok) add(value);
        return result;
      } finally {
        checking.delete(id);
      }
    },
  };
}
