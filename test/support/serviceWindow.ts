import { chatPanel, type ChatPanel } from './chatPanel.ts';
import { openPlumbWindow, type PlumbWindow, type PlumbWindowOptions } from './plumbWindow.ts';
import {
  localKey,
  startRunwareService,
  type RunwareService,
  type ServiceOptions,
} from './runware/service.ts';

/** A real VS Code with Plumb that talks to a local service, whose answers the test gives. */
export interface ServiceWindow extends PlumbWindow {
  readonly service: RunwareService;
  readonly panel: ChatPanel;
}

export interface ServiceWindowOptions extends PlumbWindowOptions {
  /** Valid at the service; the first is in the extension host's environment unless `env` says otherwise. */
  readonly keys?: ServiceOptions['keys'];
  readonly service?: Omit<ServiceOptions, 'keys'>;
}

/** The window shows Plumb's view. */
export async function openServiceWindow(
  options: ServiceWindowOptions = {},
): Promise<ServiceWindow> {
  const { keys = [localKey], service: serviceOptions, ...windowOptions } = options;
  const service = await startRunwareService({ keys, ...serviceOptions });
  try {
    const window = await openPlumbWindow({
      ...windowOptions,
      settings: { 'plumb.api.baseUrl': service.baseUrl, ...windowOptions.settings },
      env: { RUNWARE_API_KEY: keys[0], ...windowOptions.env },
    });
    await window.workbench.openView('Plumb');
    return {
      ...window,
      service,
      panel: chatPanel(window.workbench),
      close: async () => {
        await window.close();
        await service.stop();
      },
    };
  } catch (error) {
    await service.stop();
    throw error;
  }
}
