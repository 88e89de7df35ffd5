import { getDiagnostics } from './getDiagnostics.ts';
import { findSymbols } from './findSymbols.ts';
import { goToDefinition } from './goToDefinition.ts';
import { findReferences } from './findReferences.ts';
import { callHierarchy } from './callHierarchy.ts';
import { renameSymbol } from './renameSymbol.ts';
import { codeActions } from './codeActions.ts';
import { applyCodeAction } from './applyCodeAction.ts';
import { formatDocument } from './formatDocument.ts';
import { applyEdit } from './applyEdit.ts';
import { applyPatch } from './applyPatch.ts';
import { createFile } from './createFile.ts';
import { deleteFile } from './deleteFile.ts';
import { endCommand } from './endCommand.ts';
import { fileSearch } from './fileSearch.ts';
import { findFiles } from './findFiles.ts';
import { gitDiff } from './gitDiff.ts';
import { gitLog } from './gitLog.ts';
import { listDirectory } from './listDirectory.ts';
import { moveFile } from './moveFile.ts';
import { readCommandOutput } from './readCommandOutput.ts';
import { readFile } from './readFile.ts';
import { runCommand } from './runCommand.ts';
import { searchText } from './searchText.ts';
import { updatePlan } from './updatePlan.ts';
import type { Tool } from './tool.ts';

/** Every tool of ours. The order is part of what the provider caches: add at the end. */
export function allTools(): readonly Tool[] {
  return [
    readFile,
    listDirectory,
    findFiles,
    searchText,
    applyEdit,
    applyPatch,
    createFile,
    runCommand,
    deleteFile,
    moveFile,
    fileSearch,
    readCommandOutput,
    endCommand,
    gitDiff,
    gitLog,
    updatePlan,
    getDiagnostics,
    findSymbols,
    goToDefinition,
    findReferences,
    callHierarchy,
    renameSymbol,
    codeActions,
    applyCodeAction,
    formatDocument,
  ];
}

/** For where there is no machine with the files: nothing can be run, and git knows none of them. */
export function toolsWithoutMachine(): readonly Tool[] {
  const needMachine: readonly Tool[] = [runCommand, readCommandOutput, endCommand, gitDiff, gitLog];
  return allTools().filter(tool => !needMachine.includes(tool));
}

/** For where no folder is open, so that every path would be refused. */
export function toolsWithoutFolder(): readonly Tool[] {
  return [updatePlan];
}
