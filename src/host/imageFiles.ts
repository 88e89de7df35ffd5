import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';

/** Bytes; what is larger is not worth carrying into the panel to be made small there. */
const LARGEST = 50 * 1024 * 1024;
const EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'];

/** An image file as the panel takes it: it looks at the bytes, makes it small and takes it apart. */
export interface ImageFile {
  readonly name: string;
  readonly base64: string;
}

/** Whether a file is an image by its name. */
export function isImageUri({ path }: vscode.Uri): boolean {
  return EXTENSIONS.includes(path.split('.').at(-1)?.toLowerCase() ?? '');
}

/** Lets a person choose images; empty if they choose none. @throws as `readImageFile` */
export async function pickImageFiles(): Promise<ImageFile[]> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: l10n.t('Attach Images'),
    openLabel: l10n.t('Attach'),
    filters: { [l10n.t('Images')]: EXTENSIONS },
    ...(folder === undefined ? {} : { defaultUri: folder }),
  });
  return Promise.all((uris ?? []).map(readImageFile));
}

/**
 * Reads an image that a person dropped or named. Only what looks like one by its name is read: a
 * dropped address is nothing that should reach any other file.
 * @throws PlumbError if it is no image, too large or cannot be read
 */
export async function readImageFile(uri: vscode.Uri): Promise<ImageFile> {
  const name = uri.path.split('/').at(-1) ?? '';
  const isFile = uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (!isFile || !isImageUri(uri)) {
    throw new PlumbError(l10n.t('{0} is no image. Attach PNG, JPEG, WebP, GIF or BMP.', name));
  }
  const { size } = await statOf(uri, name);
  if (size > LARGEST) {
    throw new PlumbError(l10n.t('{0} is larger than 50 MB. Attach a smaller image.', name));
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { name, base64: Buffer.from(bytes).toString('base64') };
}

async function statOf(uri: vscode.Uri, name: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    throw new PlumbError(l10n.t('{0} cannot be read.', name), { cause: error });
  }
}
