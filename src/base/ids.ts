/** Names that users' settings and keybindings depend on; test/unit/manifest.test.ts compares them with package.json. */
export const CHAT_VIEW = 'plumb.chat';

export const COMMANDS = {
  openChat: 'plumb.openChat',
  newChat: 'plumb.newChat',
  showHistory: 'plumb.showHistory',
  setApiKey: 'plumb.setApiKey',
  clearApiKey: 'plumb.clearApiKey',
  stop: 'plumb.stop',
  explain: 'plumb.explain',
  fix: 'plumb.fix',
  refactor: 'plumb.refactor',
  generateTests: 'plumb.generateTests',
  generateDocs: 'plumb.generateDocs',
  showLog: 'plumb.showLog',
  showUsage: 'plumb.showUsage',
  addFileToChat: 'plumb.addFileToChat',
  askForJson: 'plumb.askForJson',
  summariseChat: 'plumb.summariseChat',
  runInBackground: 'plumb.runInBackground',
  showBackgroundRuns: 'plumb.showBackgroundRuns',
} as const;
