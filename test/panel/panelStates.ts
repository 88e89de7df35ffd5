import { NO_CHANGES } from '../../src/protocol/changesView.ts';
import type { HostHandlers } from '../../src/protocol/rpc.ts';
import type { ChatItem, PanelState, PanelStatus, UsageView } from '../../src/protocol/viewModel.ts';

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
      restricted: false,
      delivery: 'stream',
      webSearch: false,
      codeInterpreter: false,
      takesImages: true,
      toolNames: [],
      pendingUsd: 0,
      key: 'stored',
      service: '',
      contextLimit: 272_000,
      changes: NO_CHANGES,
      ...status,
    },
    from: 0,
    total: items.length,
    items: [...items],
  };
}

/** A host that takes every request and does nothing. */
export function handlersDoingNothing(): HostHandlers {
  const nothing = (): Promise<Record<string, never>> => Promise.resolve({});
  return {
    ready: () => Promise.resolve(panelState()),
    drawn: nothing,
    focused: nothing,
    takeOver: nothing,
    loadItems: () => Promise.resolve({ seq: 0, from: 0, total: 0, items: [] }),
    findOwnMessage: nothing,
    ownMessages: () => Promise.resolve({ texts: [] }),
    findInChat: () => Promise.resolve({ hits: [], isCut: false }),
    complete: () => Promise.resolve({ candidates: [] }),
    attach: ({ ref }) => Promise.resolve({ chip: { ref, kind: 'file', label: ref, detail: ref } }),
    attachUris: () => Promise.resolve({ chips: [], problems: [] }),
    attachText: () => Promise.resolve({ chips: [] }),
    expandPrompt: () => Promise.resolve({ text: '' }),
    openChip: nothing,
    readDraft: () => Promise.resolve({ text: '', chips: [], images: [] }),
    writeDraft: nothing,
    send: () => Promise.resolve({ accepted: true }),
    stop: nothing,
    newChat: nothing,
    listHistory: () => Promise.resolve({ chats: [] }),
    searchChats: () => Promise.resolve({ hits: [], searched: 0, total: 0, done: true }),
    openHit: nothing,
    renameChat: nothing,
    pinChat: nothing,
    deleteChat: () => Promise.resolve({ deleted: true }),
    listDeleted: () => Promise.resolve({ chats: [] }),
    restoreChat: nothing,
    exportChat: nothing,
    openChat: nothing,
    decide: () => Promise.resolve({ accepted: true }),
    keepEdits: nothing,
    undoEdits: nothing,
    openChange: nothing,
    openDiff: nothing,
    restoreCheckpoint: nothing,
    editMessage: () => Promise.resolve({ done: true }),
    regenerate: () => Promise.resolve({ done: true }),
    branchChat: nothing,
    deleteMessage: nothing,
    pin: nothing,
    removeQueued: () => Promise.resolve({ text: '', chips: [], images: [] }),
    sendQueued: nothing,
    setModel: nothing,
    setThinkingLevel: nothing,
    setMode: nothing,
    manageTrust: nothing,
    setDelivery: nothing,
    setServiceTool: nothing,
    refreshModels: nothing,
    summarise: nothing,
    keepAnswer: nothing,
    pickImages: () => Promise.resolve({ files: [] }),
    readImage: () => Promise.resolve({ name: 'a.png', base64: '' }),
    usage: () => Promise.resolve(usageView()),
    runAction: nothing,
    setApiKey: nothing,
    insertAtCursor: nothing,
    newFile: nothing,
    openLink: nothing,
    openFile: nothing,
    contextParts: () => Promise.resolve({ parts: [], totalTokens: 0, isCounted: false }),
    suggestions: () => Promise.resolve({ suggestions: [] }),
    openWalkthrough: nothing,
    applyCode: () => Promise.resolve({ outcome: 'applied', message: 'Applied to a.ts.' }),
    knownPaths: () => Promise.resolve({ known: [] }),
    openPath: nothing,
    openSymbol: nothing,
  };
}

/** A usage page with nothing spent. */
export function usageView(view: Partial<UsageView> = {}): UsageView {
  return {
    chat: { billedUsd: 0, pendingUsd: 0, limitUsd: 10 },
    day: { billedUsd: 0, pendingUsd: 0, limitUsd: 50 },
    turnUsd: 0,
    days: [],
    tokens: { prompt: 0, cached: 0, completion: 0 },
    balance: { usd: 25 },
    ...view,
  };
}
