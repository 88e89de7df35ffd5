/** Names that users' settings and keybindings depend on; test/unit/manifest.test.ts compares them with package.json. */
export const CHAT_VIEW = 'plumb.chat';
/** Chats in editor tabs. */
export const CHAT_EDITOR = 'plumb.chatEditor';
export const CHAT_CONTAINER = 'workbench.view.extension.plumb';
/** Empty, so not to be seen, until the view is moved there. */
export const SECONDARY_CONTAINER = 'workbench.view.extension.plumb-secondary';
export const CHANGES_VIEW = 'plumb.changes';
/** `publisher.name`, by which VS Code knows us. */
export const EXTENSION_ID = 'plumb.plumb';
export const WALKTHROUGH = 'plumb.start';
/** Of our models, in VS Code's own pickers and for other extensions. */
export const MODEL_VENDOR = 'plumb';
/** `@plumb` */
export const CHAT_PARTICIPANT = 'plumb.participant';

export const COMMANDS = {
  openChat: 'plumb.openChat',
  newChat: 'plumb.newChat',
  openChatInEditor: 'plumb.openChatInEditor',
  moveToSecondarySideBar: 'plumb.moveToSecondarySideBar',
  moveToSideBar: 'plumb.moveToSideBar',
  showHistory: 'plumb.showHistory',
  exportChat: 'plumb.exportChat',
  importChat: 'plumb.importChat',
  setApiKey: 'plumb.setApiKey',
  clearApiKey: 'plumb.clearApiKey',
  stop: 'plumb.stop',
  explain: 'plumb.explain',
  fix: 'plumb.fix',
  refactor: 'plumb.refactor',
  generateTests: 'plumb.generateTests',
  generateDocs: 'plumb.generateDocs',
  editSelection: 'plumb.editSelection',
  askAboutSelection: 'plumb.askAboutSelection',
  continueExplanation: 'plumb.continueExplanation',
  stopExplanation: 'plumb.stopExplanation',
  closeExplanation: 'plumb.closeExplanation',
  fixFile: 'plumb.fixFile',
  fixProblemKind: 'plumb.fixProblemKind',
  explainProblem: 'plumb.explainProblem',
  addProblemToChat: 'plumb.addProblemToChat',
  explainLastCommand: 'plumb.explainLastCommand',
  fixLastCommand: 'plumb.fixLastCommand',
  addTerminalToChat: 'plumb.addTerminalToChat',
  fixFailingTest: 'plumb.fixFailingTest',
  explainFile: 'plumb.explainFile',
  reviewFile: 'plumb.reviewFile',
  showLog: 'plumb.showLog',
  showUsage: 'plumb.showUsage',
  findInChat: 'plumb.findInChat',
  addFileToChat: 'plumb.addFileToChat',
  addSelectionToChat: 'plumb.addSelectionToChat',
  askForJson: 'plumb.askForJson',
  summariseChat: 'plumb.summariseChat',
  runInBackground: 'plumb.runInBackground',
  showBackgroundRuns: 'plumb.showBackgroundRuns',
  reviewChanges: 'plumb.reviewChanges',
  openAllChanges: 'plumb.openAllChanges',
  openFileChanges: 'plumb.openFileChanges',
  keepAllEdits: 'plumb.keepAllEdits',
  undoAllEdits: 'plumb.undoAllEdits',
  keepFile: 'plumb.keepFile',
  undoFile: 'plumb.undoFile',
  keepHunk: 'plumb.keepHunk',
  undoHunk: 'plumb.undoHunk',
  nextHunk: 'plumb.nextHunk',
  previousHunk: 'plumb.previousHunk',
  restoreCheckpoint: 'plumb.restoreCheckpoint',
  openWalkthrough: 'plumb.openWalkthrough',
  manageModelAccess: 'plumb.manageModelAccess',
  generateCommitMessage: 'plumb.generateCommitMessage',
  stopCommitMessage: 'plumb.stopCommitMessage',
  reviewStaged: 'plumb.reviewStaged',
  reviewUnstaged: 'plumb.reviewUnstaged',
  reviewBranch: 'plumb.reviewBranch',
  clearReview: 'plumb.clearReview',
  applyFinding: 'plumb.applyFinding',
  dismissFinding: 'plumb.dismissFinding',
  askAboutFinding: 'plumb.askAboutFinding',
  explainCommit: 'plumb.explainCommit',
  resolveConflict: 'plumb.resolveConflict',
  resolveAllConflicts: 'plumb.resolveAllConflicts',
} as const;
