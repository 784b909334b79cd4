// The engine's process: plain Node, started by engine-process.ts with the address of a local socket, on
// which it answers the Fetch handler. It ends when it is told to, and with the host that started it.

import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { toErrorReport } from '../../shared/errors.ts';
import { createEngine } from '../engine.ts';
import { RENDERER_FOLDER } from '../http/renderer-folder.ts';
import { openLiveEngine } from '../live-engine.ts';
import { createEngineKeyring } from './engine-keyring.ts';
import { type FromEngine, ToEngineSchema } from './engine-messages.ts';

const [socket = ''] = process.argv.slice(2);
try {
  await serveEngine(socket);
} catch (error) {
  tellHost({ type: 'failed', error: toErrorReport(error) });
  process.disconnect?.();
}

async function serveEngine(address: string): Promise<void> {
  const { keyring, heard } = createEngineKeyring({ send: tellHost });
  const report = (error: unknown) => console.error('ensemble:', error);
  const engine = openLiveEngine({
    open: (session) => createEngine({ ...session, keyring }),
    renderer: RENDERER_FOLDER,
    report,
  });
  const server = createServer(
    { requestTimeout: 0 }, // a large file from a slow disk may take its time
    getRequestListener(engine.fetch, { overrideGlobalObjects: false }),
  );
  let isStopping = false;
  const stop = async () => {
    if (!isStopping) {
      isStopping = true;
      await engine.interrupt();
      server.close();
      server.closeAllConnections();
      await engine.close();
      process.exit(0); // an expert that does not listen must not keep the data folder
    }
  };
  process.on('message', (message) => {
    const told = ToEngineSchema.parse(message);
    told.type === 'keyring' ? heard(told) : void stop();
  });
  process.on('disconnect', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => {}); // Ctrl-C reaches the host too, which then says when to stop
  await listen(server, address);
  tellHost({ type: 'listening' });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(address, resolve);
  });
}

function tellHost(message: FromEngine): void {
  if (process.connected) {
    process.send?.(message);
  }
}
