import * as vscode from 'vscode';
import { panelPage } from './panelPage.ts';

/** The panel's page, with the addresses that this webview gives to our files. */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  translations: Readonly<Record<string, unknown>> | undefined,
): string {
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'panel', name)).toString();
  return panelPage({
    nonce: globalThis.crypto.randomUUID(),
    source: webview.cspSource,
    styleUrl: asset('style.css'),
    scriptUrl: asset('panel.js'),
    language: vscode.env.language,
    translations: translations ?? {},
  });
}
