// A server on loopback that writes down whatever reaches it, in any way that a page has: requests by their
// path, bare connections, datagrams.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RecordingServer {
  /** Of what answers HTTP, and opens no WebSocket. */
  readonly port: number;
  /** Of what takes connections and says nothing. */
  readonly silentPort: number;
  readonly datagramPort: number;
  /** "GET /image", "connection", "datagram". */
  readonly seen: ReadonlySet<string>;
}

export async function startRecordingServer(): Promise<RecordingServer> {
  const seen = new Set<string>();
  const sockets = new Set<Socket>();
  const http = createHttpServer((request, response) => {
    seen.add(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  const silent = createServer((socket) => {
    seen.add('connection');
    sockets.add(socket.on('error', () => {}));
  });
  const datagrams = createSocket('udp4', () => seen.add('datagram'));
  http.on('upgrade', (request, socket) => {
    seen.add(`${request.method} ${request.url}`);
    socket.destroy();
  });
  const listening = [http, silent, datagrams].map((one) => once(one, 'listening'));
  http.listen(0, '127.0.0.1');
  silent.listen(0, '127.0.0.1');
  datagrams.bind(0, '127.0.0.1');
  await Promise.all(listening);
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
    for (const socket of sockets) {
      socket.destroy();
    }
    silent.close();
    datagrams.close();
  });
  return {
    // A server that listens on TCP has an address of this shape.
    port: (http.address() as AddressInfo).port,
    silentPort: (silent.address() as AddressInfo).port,
    datagramPort: datagrams.address().port,
    seen,
  };
}
