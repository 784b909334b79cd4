// Runs before the page, in a world of its own, and hands it the few things that a web page can't do.
// It only passes on: desktop/bridge.ts checks who asks and for what.

import { contextBridge, ipcRenderer } from 'electron';
import { CHANNELS, type DesktopBridge } from '../shared/desktop.ts';

const bridge: DesktopBridge = {
  platform: process.platform,
  reveal: ({ artefact, name }) => ipcRenderer.invoke(CHANNELS.reveal, { artefact, name }),
  openFolder: (folder) => ipcRenderer.invoke(CHANNELS.openFolder, folder),
  startDrag: ({ artefact, name }) => ipcRenderer.invoke(CHANNELS.startDrag, { artefact, name }),
  // The event of Electron's is not passed on: it holds the way to every channel.
  onWishes: (listener) => void ipcRenderer.on(CHANNELS.wishes, () => listener()),
  takeWishes: () => ipcRenderer.invoke(CHANNELS.takeWishes),
  handOver: ({ key, to }) => ipcRenderer.invoke(CHANNELS.handOver, { key, to }),
  installUpdate: (version) => ipcRenderer.invoke(CHANNELS.installUpdate, version),
  preferences: () => ipcRenderer.invoke(CHANNELS.preferences),
  prefer: (changes) => ipcRenderer.invoke(CHANNELS.prefer, changes),
};

contextBridge.exposeInMainWorld('ensemble', bridge);
