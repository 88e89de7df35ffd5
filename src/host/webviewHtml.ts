import * as vscode from 'vscode';

/**
 * The panel's page. Its policy allows our own script by nonce, our own style and font, and nothing
 * else: no request, no frame, no eval, no remote image (invariant 4).
 */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  translations: Readonly<Record<string, unknown>> | undefined,
): string {
  const nonce = globalThis.crypto.randomUUID();
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'panel', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<link rel="stylesheet" href="${escapeHtml(asset('style.css'))}">
<title>Plumb</title>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="l10n" nonce="${nonce}">${inScript(translations ?? {})}</script>
<script type="module" nonce="${nonce}" src="${escapeHtml(asset('panel.js'))}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot close the element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
