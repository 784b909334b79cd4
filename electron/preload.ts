// Runs before the page, in a world of its own, and hands it the few things that a web page can't do.
// It only passes on: desktop/bridge.ts checks who asks and for what.

import { contextBridge, ipcRenderer } from 'electron';
import { type DesktopBridge, FOLDER_CHANNEL, REVEAL_CHANNEL } from '../shared/desktop.ts';

const bridge: DesktopBridge = {
  platform: process.platform,
  reveal: ({ artefact, name }) => ipcRenderer.invoke(REVEAL_CHANNEL, { artefact, name }),
  openFolder: (folder) => ipcRenderer.invoke(FOLDER_CHANNEL, folder),
};

contextBridge.exposeInMainWorld('ensemble', bridge);
