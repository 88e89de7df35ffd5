/** What the panel's page is made of; addresses are those under which the page may load them. */
export interface PanelPageParts {
  /** New for each page, and not to be guessed. */
  readonly nonce: string;
  /** Where our own style and font come from, as a source of a policy. */
  readonly source: string;
  readonly styleUrl: string;
  readonly scriptUrl: string;
  readonly language: string;
  readonly translations: Readonly<Record<string, unknown>>;
}

/**
 * The panel's page. Its policy allows our own script by nonce, our own style and font, pictures
 * that stand in the page itself, and nothing else: no request, no frame, no eval, no remote image,
 * no form and no other base (invariant 4).
 */
export function panelPage(parts: PanelPageParts): string {
  const { nonce, source } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<link rel="stylesheet" href="${escapeHtml(parts.styleUrl)}">
<title>Plumb</title>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="l10n" nonce="${escapeHtml(nonce)}">${inScript(parts.translations)}</script>
<script type="module" nonce="${escapeHtml(nonce)}" src="${escapeHtml(parts.scriptUrl)}"></script>
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
