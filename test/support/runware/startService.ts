import { demoScript } from './demoScript.ts';
import { localKey, startRunwareService } from './service.ts';

export interface DemoService {
  /** `http://127.0.0.1:PORT`; the API is below it at `/v1`. */
  readonly url: string;
  readonly key: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  /** Any free one if not said. */
  readonly port?: number;
  readonly key?: string;
  /** Pause before each piece of six characters, in ms; 15 if not said. */
  readonly delayMs?: number;
}

/** Starts the local Runware service with the script that shows what Plumb does. */
export async function startDemoService(options: DemoOptions = {}): Promise<DemoService> {
  const { key = localKey, delayMs = 15, ...rest } = options;
  const service = await startRunwareService({ ...rest, keys: [key] });
  service.useScript(demoScript(delayMs));
  return {
    url: service.baseUrl.replace(/\/v1$/, ''),
    key,
    stop: () => service.stop(),
  };
}
