import type * as vscode from 'vscode';
import * as z from 'zod';

const STATE_KEY = 'plumb.transports';
const Stored = z.record(z.string(), z.string()).catch({});

/** Remembers, per endpoint and model, the transport on which tools were seen to work. */
export function createStoredTransports(
  state: vscode.Memento,
  baseUrl: () => string,
): {
  read(model: string): string | undefined;
  write(model: string, transport: string): void;
} {
  const keyOf = (model: string): string => `${baseUrl()} ${model}`;
  const all = (): Record<string, string> => Stored.parse(state.get<unknown>(STATE_KEY) ?? {});
  return {
    read: model => all()[keyOf(model)],
    write: (model, transport) => {
      void state.update(STATE_KEY, { ...all(), [keyOf(model)]: transport });
    },
  };
}
