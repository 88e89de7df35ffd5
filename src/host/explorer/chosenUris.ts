import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';

const UriLike = z.custom<vscode.Uri>(value => value instanceof vscode.Uri);

/**
 * Menus hand over what was clicked and all that is selected; the palette nothing.
 * @throws PlumbError if there is no file to take
 */
export function chosenUris([clicked, all]: readonly unknown[]): readonly vscode.Uri[] {
  const several = z.array(UriLike).min(1).safeParse(all).data;
  if (several !== undefined) return several;
  const uri = UriLike.safeParse(clicked).data ?? shownUri();
  if (uri !== undefined) return [uri];
  throw new PlumbError(l10n.t('Choose a file or a folder in the Explorer first.'));
}

/** Of the tab in front, which may show an image. */
function shownUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
