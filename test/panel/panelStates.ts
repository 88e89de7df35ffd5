import type { HostHandlers } from '../../src/protocol/rpc.ts';
import type { ChatItem, PanelState, PanelStatus } from '../../src/protocol/viewModel.ts';

/** A panel's state with nothing in it but what a test gives. */
export function panelState(
  items: readonly ChatItem[] = [],
  status: Partial<PanelStatus> = {},
): PanelState {
  return {
    seq: 0,
    status: {
      chatId: 'chat-1',
      title: 'New chat',
      run: { state: 'idle', label: '' },
      model: 'openai-gpt-5-5',
      models: [
        { id: 'openai-gpt-5-5', label: 'GPT-5.5' },
        { id: 'openai-gpt-5-5-mini', label: 'GPT-5.5 mini' },
      ],
      thinkingLevel: 'medium',
      thinkingLevels: ['none', 'low', 'medium', 'high', 'xhigh'],
      mode: 'ask',
      key: 'stored',
      service: '',
      contextLimit: 272_000,
      ...status,
    },
    items: [...items],
  };
}

/** A host that takes every request and does nothing. */
export function handlersDoingNothing(): HostHandlers {
  const nothing = (): Promise<Record<string, never>> => Promise.resolve({});
  return {
    ready: () => Promise.resolve(panelState()),
    send: () => Promise.resolve({ accepted: true }),
    stop: nothing,
    newChat: nothing,
    listChats: () => Promise.resolve({ chats: [] }),
    openChat: nothing,
    decide: () => Promise.resolve({ accepted: true }),
    setModel: nothing,
    setThinkingLevel: nothing,
    setMode: nothing,
    runAction: nothing,
    setApiKey: nothing,
    insertAtCursor: nothing,
    newFile: nothing,
    openLink: nothing,
    openFile: nothing,
  };
}
