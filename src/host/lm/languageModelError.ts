import * as vscode from 'vscode';
import { ApiError } from '../../api/apiErrors.ts';
import type { ApiErrorGroup } from '../../api/errorGroups.ts';
import { describeError, isAbort } from '../../base/errors.ts';
import { BudgetError } from '../../chat/budget.ts';
import { FilteredAnswer } from './answerAsker.ts';

const BLOCKED: ReadonlySet<ApiErrorGroup> = new Set(['quota', 'rateLimit', 'safety']);

/**
 * What went wrong, as VS Code's API tells it: the code for programs, our message for people. Some
 * other extension shows it, so the message has to say what to do without a button.
 */
export function languageModelError(error: unknown): Error {
  if (isAbort(error)) return new vscode.CancellationError();
  if (error instanceof vscode.LanguageModelError) return error;
  const message = describeError(error);
  if (error instanceof BudgetError || error instanceof FilteredAnswer)
    return vscode.LanguageModelError.Blocked(message);
  if (error instanceof ApiError) {
    const { group } = error;
    if (group === 'auth') return vscode.LanguageModelError.NoPermissions(message);
    if (group === 'notFound') return vscode.LanguageModelError.NotFound(message);
    if (BLOCKED.has(group)) return vscode.LanguageModelError.Blocked(message);
  }
  return new Error(message);
}
