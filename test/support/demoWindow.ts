import type { FrameLocator } from 'playwright-core';
import { openPlumbWindow, type PlumbWindow, type PlumbWindowOptions } from './plumbWindow.ts';
import { startDemoService, type DemoOptions, type DemoService } from './runware/startService.ts';

/** A real VS Code with Plumb that talks to the local demo service, as `npm start` opens it. */
export interface DemoWindow extends PlumbWindow {
  readonly panel: FrameLocator;
  readonly demo: DemoService;
}

export const DEMO_NAME = 'Local demo service: scripted, no AI';

export async function openDemoWindow(
  options: PlumbWindowOptions & DemoOptions = {},
): Promise<DemoWindow> {
  const { delayMs = 2, key, port, ...windowOptions } = options;
  const demo = await startDemoService({
    delayMs,
    ...(key === undefined ? {} : { key }),
    ...(port === undefined ? {} : { port }),
  });
  try {
    const window = await openPlumbWindow({
      ...windowOptions,
      settings: {
        'plumb.api.baseUrl': `${demo.url}/v1`,
        'plumb.api.name': DEMO_NAME,
        ...windowOptions.settings,
      },
      env: { RUNWARE_API_KEY: demo.key, ...windowOptions.env },
    });
    return {
      ...window,
      panel: window.workbench.panel(),
      demo,
      close: async () => {
        await window.close();
        await demo.stop();
      },
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
