import * as l10n from '@vscode/l10n';
import { unreachable } from '../base/errors.ts';
import type { NetworkTrouble } from './connectionFailure.ts';
import type { ProxyFault } from './notConnected.ts';

/** What happened on the way to the service, and what a person can do about it. */
export function troubleMessage(trouble: NetworkTrouble, host: string): string {
  switch (trouble) {
    case 'nameUnknown':
      return l10n.t(
        '{0} cannot be reached: its name is not known here. Check the network, a VPN or the proxy (http.proxy), and the address in plumb.api.baseUrl, then retry.',
        host,
      );
    case 'offline':
      return l10n.t(
        '{0} cannot be reached: there seems to be no network. Connect this machine, then retry.',
        host,
      );
    case 'refused':
      return l10n.t(
        '{0} cannot be reached: the connection is refused. Check a firewall and the address in plumb.api.baseUrl, then retry.',
        host,
      );
    case 'unanswered':
      return l10n.t(
        '{0} cannot be reached: it does not answer. Check the network; if it needs a proxy, name it in http.proxy. Then retry.',
        host,
      );
    case 'certificateUnknown':
      return l10n.t(
        'The certificate of {0} cannot be verified; a proxy of the network may be in between. Install its root certificate on this machine, then retry.',
        host,
      );
    case 'certificateOutOfDate':
      return l10n.t(
        'The certificate of {0} has expired or is not valid yet. Check the clock of this machine, then retry.',
        host,
      );
    case 'certificateOfAnother':
      return l10n.t(
        'Something else answers in place of {0}: its certificate is for another host. A login page of the network may be in between. Check the network, then retry.',
        host,
      );
    case 'intercepted':
      return l10n.t(
        'Something else answered in place of {0}: a login page of the network or a filter of a proxy is in between. Open any page in the browser to log in, then retry.',
        host,
      );
    default:
      return unreachable(trouble);
  }
}

/** @param untrusted true if the proxy could not prove who it is */
export function proxyMessage(proxy: ProxyFault, host: string, untrusted: boolean): string {
  const { host: name, why, status } = proxy;
  switch (why) {
    case 'unreached':
      return untrusted
        ? l10n.t(
            'The certificate of the proxy {0} cannot be verified. Install its root certificate on this machine, then retry.',
            name,
          )
        : l10n.t(
            'The proxy {0} cannot be reached. Check the network and the setting http.proxy (or HTTPS_PROXY in the environment), then retry.',
            name,
          );
    case 'refused':
      if (status === 407) {
        return l10n.t(
          'The proxy {0} does not let you through without a user name and password that it knows. Set them in http.proxy (http://user:password@host:port), then retry.',
          name,
        );
      }
      return l10n.t(
        'The proxy {0} made no connection to {1} (status {2}). Ask who runs it to allow {1}, or except {1} in http.noProxy, then retry.',
        name,
        host,
        status ?? '?',
      );
    case 'unusable':
      return name === ''
        ? l10n.t(
            'The address of the proxy cannot be read. Write it in http.proxy as http://host:port, then retry.',
          )
        : l10n.t(
            'The proxy {0} is of a kind that cannot be used here. Name an http or https proxy in http.proxy, then retry.',
            name,
          );
    default:
      return unreachable(why);
  }
}
