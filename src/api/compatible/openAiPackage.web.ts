import type { PackageRequest } from './openAiPackage.ts';

/** As `openAiPackage.ts`, without the package: it would be a quarter of the bundle, to build one URL. */
export function post<Answer>({
  baseURL,
  path,
  body,
  send,
}: PackageRequest<Answer>): Promise<Answer> {
  return send(baseURL.replace(/\/+$/, '') + path, JSON.stringify(body));
}
