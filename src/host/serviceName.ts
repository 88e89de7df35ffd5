import { DEFAULT_BASE_URL } from '../api/endpoint.ts';
import type { Settings } from './settings.ts';

/** How the panel names the service; undefined for Runware's own, which needs no name. */
export function serviceName(
  settings: Pick<Settings, 'baseUrl' | 'serviceName'>,
): string | undefined {
  if (settings.baseUrl === DEFAULT_BASE_URL) return undefined;
  if (settings.serviceName !== '') return settings.serviceName;
  return URL.canParse(settings.baseUrl) ? new URL(settings.baseUrl).host : settings.baseUrl;
}
