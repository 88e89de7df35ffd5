/** What a paste or a drop holds that may be images. */
export interface Transferred {
  readonly files: readonly File[];
  /** Addresses of files of the workspace: the host reads them. */
  readonly uris: readonly string[];
  /** http(s) addresses of images. */
  readonly addresses: readonly string[];
}

/** VS Code's own list, of its explorer and tabs, comes before the general one. */
const LISTS = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Whether something is dragged that may be an image; its content is not known before the drop. */
export function mayHoldImages(types: readonly string[]): boolean {
  return types.includes('Files') || LISTS.some(list => types.includes(list));
}

export function dropped(data: DataTransfer): Transferred {
  const files = [...data.files];
  // A picture that is dragged out of a browser has both: its bytes and where it came from.
  if (files.length > 0) return { files, uris: [], addresses: [] };
  const list = LISTS.map(type => data.getData(type)).find(text => text !== '') ?? '';
  const uris = urisIn(list);
  return {
    files,
    uris: uris.filter(uri => !isWeb(uri)),
    addresses: uris.flatMap(uri => imageAddress(uri) ?? []),
  };
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
    return /\.(?:png|jpe?g|webp|gif|bmp)$/i.test(url.pathname) ? url.href : undefined;
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
function urisIn(list: string): string[] {
  return list
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

function isWeb(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}
