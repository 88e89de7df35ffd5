import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import { describeError, unreachable } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { cutLine } from '../base/text.ts';
import {
  hostEvents,
  HostToPanel,
  panelRequests,
  PanelToHost,
  type EventBody,
  type EventName,
  type Params,
  type RequestName,
  type Result,
} from './messages.ts';

/**
 * Both ends of the channel between host and panel. Whatever arrives is checked by the tables of
 * `messages.ts`; what does not fit is dropped and logged, by its name and never with its content.
 */

/** A way to the other end: `Webview.postMessage` there, `acquireVsCodeApi().postMessage` here. */
export interface Port {
  post(message: unknown): void;
  readonly onMessage: Event<unknown>;
}

/** One handler for each request; a throw is answered as a failure with the error's message. */
export type HostHandlers = {
  readonly [Name in RequestName]: (params: Params<Name>) => Promise<Result<Name>>;
};

export interface HostRpc extends Disposable {
  send<Name extends EventName>(name: Name, body: EventBody<Name>): void;
}

export interface PanelRpc extends Disposable {
  /** @throws Error with a message for people: the host's own, or why there was no answer. */
  request<Name extends RequestName>(name: Name, params: Params<Name>): Promise<Result<Name>>;
  onEvent<Name extends EventName>(
    name: Name,
    listener: (body: EventBody<Name>) => void,
  ): Disposable;
}

/** The tables of `messages.ts`, typed so that a name ties params, result and handler together. */
const requests: {
  readonly [Name in RequestName]: {
    readonly params: () => z.ZodMiniType<Params<Name>>;
    readonly result: () => z.ZodMiniType<Result<Name>>;
  };
} = panelRequests;
const events: { readonly [Name in EventName]: () => z.ZodMiniType<EventBody<Name>> } = hostEvents;

export function createHostRpc(port: Port, handlers: HostHandlers, logger: Logger): HostRpc {
  let disposed = false;

  const post = (message: z.infer<typeof HostToPanel>): void => {
    if (!disposed) port.post(message);
  };
  const perform = async <Name extends RequestName>(
    name: Name,
    received: unknown,
  ): Promise<Result<Name>> => {
    const params = z.safeParse(requests[name].params(), received);
    if (!params.success) throw new Error(l10n.t('Plumb did not understand the panel.'));
    const handler: (params: Params<Name>) => Promise<Result<Name>> = handlers[name];
    return handler(params.data);
  };

  const answer = async (id: number, name: string, params: unknown): Promise<void> => {
    try {
      if (!isKeyOf(requests, name)) throw new Error(l10n.t('Plumb did not understand the panel.'));
      post({ kind: 'result', id, result: await perform(name, params) });
    } catch (error) {
      logger.error(`The request "${cutLine(name, 40)}" of the panel failed`, error);
      post({ kind: 'failure', id, message: describeError(error) });
    }
  };

  const subscription = port.onMessage(message => {
    const envelope = z.safeParse(PanelToHost, message);
    if (envelope.success) {
      void answer(envelope.data.id, envelope.data.name, envelope.data.params);
    } else {
      logger.warn('Dropped a message of the panel that is no request');
    }
  });

  return {
    send: (name, body) => {
      post({ kind: 'event', name, body });
    },
    dispose: () => {
      disposed = true;
      subscription.dispose();
    },
  };
}

interface Pending {
  /** Takes the host's result, whatever it is. */
  readonly settle: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function createPanelRpc(port: Port, logger: Logger): PanelRpc {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(received: unknown) => void>>();
  let lastId = 0;
  let disposed = false;

  const take = (id: number): Pending | undefined => {
    const found = pending.get(id);
    pending.delete(id);
    if (found === undefined) logger.warn('Dropped an answer to nothing that was asked');
    return found;
  };

  const deliver = (name: string, received: unknown): void => {
    const interested = listeners.get(name);
    if (interested === undefined) logger.warn('Dropped an event that nobody listens to');
    else for (const listener of [...interested]) listener(received);
  };

  const subscription = port.onMessage(message => {
    const envelope = z.safeParse(HostToPanel, message);
    if (!envelope.success) {
      logger.warn('Dropped a message that is none of ours');
      return;
    }
    switch (envelope.data.kind) {
      case 'result':
        take(envelope.data.id)?.settle(envelope.data.result);
        return;
      case 'failure':
        take(envelope.data.id)?.reject(new Error(envelope.data.message));
        return;
      case 'event':
        deliver(envelope.data.name, envelope.data.body);
        return;
      default:
        unreachable(envelope.data);
    }
  });

  return {
    request: (name, params) =>
      new Promise((resolve, reject) => {
        if (disposed) {
          reject(new Error(l10n.t('The panel was closed.')));
          return;
        }
        lastId += 1;
        const settle = (received: unknown): void => {
          const result = z.safeParse(requests[name].result(), received);
          if (result.success) {
            resolve(result.data);
            return;
          }
          logger.warn(`Dropped a malformed answer to "${name}"`);
          reject(new Error(l10n.t('The panel did not understand Plumb.')));
        };
        pending.set(lastId, { settle, reject });
        port.post({ kind: 'request', id: lastId, name, params } satisfies z.infer<
          typeof PanelToHost
        >);
      }),
    onEvent: (name, listener) => {
      const receive = (received: unknown): void => {
        const body = z.safeParse(events[name](), received);
        if (body.success) listener(body.data);
        else logger.warn(`Dropped a malformed event "${name}"`);
      };
      const interested = listeners.get(name) ?? new Set();
      listeners.set(name, interested.add(receive));
      return toDisposable(() => interested.delete(receive));
    },
    dispose: () => {
      disposed = true;
      subscription.dispose();
      for (const { reject } of pending.values()) reject(new Error(l10n.t('The panel was closed.')));
      pending.clear();
    },
  };
}

/** Own keys only: `constructor` is no name of ours. */
function isKeyOf<Table extends object>(table: Table, name: string): name is keyof Table & string {
  return Object.hasOwn(table, name);
}
