// The desktop host's main process on the stand-in for Electron, for the end-to-end tests of the screen:
// they open pages of their own on what it serves.

import type { Host } from '../e2e/harness/host.ts';
import { type DesktopApp, startDesktop } from './desktop-app.ts';

export const desktopHost: Host = {
  start: async (home) => {
    const earlier: string[] = [];
    let app = startDesktop({ home, env: { STAND_IN_WINDOW: 'none' } });
    let port = await portOf(app);
    return {
      get url() {
        return `http://127.0.0.1:${port}/`;
      },
      get complaints() {
        return [...earlier, ...linesOf(app)];
      },
      kill: (signal) => {
        app.signal(signal);
        return app.gone;
      },
      restart: async () => {
        earlier.push(...linesOf(app));
        app = startDesktop({ home, env: { STAND_IN_WINDOW: 'none', STAND_IN_PORT: port } });
        port = await portOf(app);
      },
      close: () => {
        app.tell({ type: 'quit' });
        return app.gone;
      },
    };
  },
};

async function portOf(app: DesktopApp): Promise<string> {
  await app.hears('window-did', ({ what }) => what === 'show'); // and so served
  return new URL(await app.origin()).port;
}

function linesOf(app: DesktopApp): readonly string[] {
  return app.output().split('\n').filter(Boolean);
}
