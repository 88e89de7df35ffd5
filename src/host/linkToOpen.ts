import * as l10n from '@vscode/l10n';
import { PlumbError } from '../base/errors.ts';
import { withVisibleCharacters } from '../base/visibleCharacters.ts';

/** Characters; more than a dialog shows whole, and an address is opened only if all of it was seen. */
const LONGEST = 2_000;

export interface LinkToOpen {
  /** As a browser resolves it: a foreign script in the host's name is Punycode, the rest is escaped. */
  readonly address: string;
  /** What is shown of it: all of it, with nothing hidden. */
  readonly shown: string;
  /** The host that it leads to, whatever stands before an `@`. */
  readonly host: string;
}

/**
 * An address of the panel's text that may be opened once a person has seen it.
 * @throws PlumbError if it is not of the web, or too long to be shown whole
 */
export function linkToOpen(href: string): LinkToOpen {
  const url = URL.parse(href);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new PlumbError(l10n.t('Plumb opens addresses of the web only (http and https).'));
  }
  if (url.href.length > LONGEST) {
    throw new PlumbError(
      l10n.t('The address is too long to be shown whole, so Plumb does not open it.'),
    );
  }
  return { address: url.href, shown: withVisibleCharacters(url.href), host: url.host };
}
