// How the fake router and its storage go wrong, and how it answers at all.

import type { ServerResponse } from 'node:http';

export type RouterFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is reset after so many bytes of the answer. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Nothing comes, or nothing more after so many bytes of the answer. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** A well-formed answer that is none of the task's. */
  | { readonly kind: 'wrong'; readonly body: unknown };

export function sendFault(response: ServerResponse, fault: RouterFault): void {
  switch (fault.kind) {
    case 'status':
      send(response, fault.status, fault.body ?? { error: `fault ${fault.status}` }, fault.headers);
      return;
    case 'cut': {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
      response.write(' '.repeat(fault.after), () => response.socket?.resetAndDestroy());
      return;
    }
    case 'wrong':
      send(response, 200, fault.body);
      return;
    case 'stall':
      if (fault.after !== undefined) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
        response.write(' '.repeat(fault.after));
      }
      return;
  }
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
