/** What a drop holds that can go along with a message. */
export interface Transferred {
  readonly files: readonly File[];
  /** Addresses of files and folders: the host reads them. */
  readonly uris: readonly string[];
  /** http(s) addresses of images. */
  readonly addresses: readonly string[];
}

/** VS Code's own list, of its explorer and tabs, comes before the general one. */
const LISTS = ['application/vnd.code.uri-list', 'text/uri-list'];

const IMAGE_NAME = /\.(?:png|jpe?g|webp|gif|bmp)$/i;

/** Whether something is dragged that can be taken; its content is not known before the drop. */
export function mayHoldFiles(types: readonly string[]): boolean {
  return types.includes('Files') || LISTS.some(list => types.includes(list));
}

export function dropped(data: DataTransfer): Transferred {
  const files = [...data.files];
  // A picture that is dragged out of a browser has both: its bytes and where it came from.
  if (files.length > 0) return { files, uris: [], addresses: [] };
  const uris = listedUris(data);
  return {
    files,
    uris: uris.filter(uri => !isWeb(uri)),
    addresses: uris.flatMap(uri => imageAddress(uri) ?? []),
  };
}

/** Addresses of files that were copied, where the system hands them over as such. */
export function pastedUris(data: DataTransfer): readonly string[] {
  return listedUris(data).filter(uri => /^(?:file|vscode-[a-z-]+):/i.test(uri));
}

/** Whether a name or an address ends like one of an image that can be sent. */
export function hasImageName(name: string): boolean {
  return IMAGE_NAME.test(name);
}

/** Files of a paste, unless it is of text: office programs add a picture of the text to it. */
export function pastedFiles(data: DataTransfer): readonly File[] {
  const files = [...data.files];
  const lines = data.getData('text/plain').split(/\r?\n/).filter(Boolean);
  // A file that was copied comes with its name or path as text.
  const isOnlyNames = lines.every(line => files.some(file => line.endsWith(file.name)));
  return isOnlyNames ? files : [];
}

/** The http(s) address of an image, if the text is that and nothing else. */
export function imageAddress(text: string): string | undefined {
  const address = text.trim();
  if (/\s/.test(address) || !isWeb(address)) return undefined;
  try {
    const url = new URL(address);
    return hasImageName(url.pathname) ? url.href : undefined;
  } catch {
    // Begins like an address and is none.
    return undefined;
  }
}

/** The last part of an address' path, as a person reads it. */
export function nameInAddress(address: string): string {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    // A lone "%": shown as it is.
    return last;
  }
}

/** A line each; lines with "#" are comments (RFC 2483). */
function listedUris(data: DataTransfer): string[] {
  const list = LISTS.map(type => data.getData(type)).find(text => text !== '') ?? '';
  return list
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

function isWeb(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}
