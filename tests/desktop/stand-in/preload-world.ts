// Runs a preload script as a sandboxed one is run: in a world of its own, before the page, with
// contextBridge and ipcRenderer and nothing else of Electron, and `require` for nothing else.

import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { answerInvoke } from './ipc.ts';

interface PreloadOptions {
  readonly file: string;
  /** What ipcMain is told about the sender of a message. */
  readonly sender: () => object;
}

const WORLD = 'preload';
const SEND = '__standInSend';

/** Sends to what listens on a channel; one that no script listens on hears nothing. */
export type Deliver = (channel: string, words: readonly unknown[]) => Promise<void>;

export async function runPreload(
  cdp: CDPSession,
  { file, sender }: PreloadOptions,
): Promise<Deliver> {
  let world: number | undefined;
  cdp.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
    world = name === WORLD ? id : world;
  });
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: SEND, executionContextName: WORLD });
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === SEND) {
      const { id, channel, words } = JSON.parse(payload); // written by the world below
      answerInvoke(channel, sender(), words)
        .then(
          (value) => `__standInAnswer(${id}, true, ${JSON.stringify(value ?? null)})`,
          (error: Error) => `__standInAnswer(${id}, false, ${JSON.stringify(error.message)})`,
        )
        .then((expression) =>
          cdp.send('Runtime.evaluate', { expression, contextId: executionContextId }),
        )
        .catch(() => {}); // the page left before its answer
    }
  });
  await cdp.send('Page.enable');
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: inMainFrame(PAGE_SIDE) });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: WORLD,
    source: inMainFrame(preloadSide(readFileSync(file, 'utf8'))),
  });
  return async (channel, words) => {
    const heard = JSON.stringify([channel, ...words]).slice(1, -1);
    if (world !== undefined) {
      await cdp.send('Runtime.evaluate', {
        expression: `__standInDeliver(${heard})`,
        contextId: world,
      });
    }
  };
}

function inMainFrame(source: string): string {
  return `if (window.top === window) { ${source} }`;
}

// The two worlds share the document's events and nothing else, so that only text passes between them.

const PAGE_SIDE = `(() => {
  const waiting = new Map();
  let last = 0;
  const listeners = [];
  const passed = (word) => typeof word === 'function' ? { __listener: listeners.push(word) - 1 } : word;
  addEventListener('stand-in:hear', ({ detail }) => {
    const { listener, words } = JSON.parse(detail);
    listeners[listener](...words);
  });
  const call = (fn) => (...words) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    const detail = JSON.stringify({ id: last, fn, words: words.map(passed) });
    dispatchEvent(new CustomEvent('stand-in:call', { detail }));
  });
  const built = (shape) => typeof shape !== 'object' || shape === null ? shape
    : '__fn' in shape ? call(shape.__fn)
    : Object.freeze(Object.fromEntries(Object.entries(shape).map(([k, v]) => [k, built(v)])));
  addEventListener('stand-in:expose', ({ detail }) => {
    const { key, shape } = JSON.parse(detail);
    Object.defineProperty(window, key, { value: built(shape), enumerable: true });
  });
  addEventListener('stand-in:result', ({ detail }) => {
    const { id, ok, value } = JSON.parse(detail);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    ok ? resolve(value) : reject(new Error(value));
  });
})();`;

function preloadSide(script: string): string {
  return `(() => {
  const functions = [];
  const waiting = new Map();
  let last = 0;
  globalThis.__standInAnswer = (id, ok, value) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    ok ? resolve(value) : reject(new Error(value));
  };
  const heard = new Map();
  globalThis.__standInDeliver = (channel, ...words) => {
    for (const listener of heard.get(channel) ?? []) listener({ sender: ipcRenderer }, ...words);
  };
  const ipcRenderer = {
    on: (channel, listener) => {
      heard.set(channel, [...(heard.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    invoke: (channel, ...words) => new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      ${SEND}(JSON.stringify({ id: last, channel, words }));
    }),
  };
  const shapeOf = (value) => typeof value === 'function' ? { __fn: functions.push(value) - 1 }
    : typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shapeOf(v)]));
  const contextBridge = {
    exposeInMainWorld: (key, api) => dispatchEvent(new CustomEvent('stand-in:expose', {
      detail: JSON.stringify({ key, shape: shapeOf(api) }),
    })),
  };
  const received = (word) => word === null || typeof word !== 'object' || !('__listener' in word) ? word
    : (...words) => dispatchEvent(new CustomEvent('stand-in:hear', {
        detail: JSON.stringify({ listener: word.__listener, words }),
      }));
  addEventListener('stand-in:call', async ({ detail }) => {
    const { id, fn, words } = JSON.parse(detail);
    const result = await Promise.resolve().then(() => functions[fn](...words.map(received))).then(
      (value) => ({ id, ok: true, value: value ?? null }),
      (error) => ({ id, ok: false, value: String(error.message) }),
    );
    dispatchEvent(new CustomEvent('stand-in:result', { detail: JSON.stringify(result) }));
  });
  const required = (name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name);
    return { contextBridge, ipcRenderer };
  };
  const process = { platform: ${JSON.stringify(process.platform)}, sandboxed: true, contextIsolated: true };
  (function (require, process) { ${script}\n })(required, process);
})();`;
}
