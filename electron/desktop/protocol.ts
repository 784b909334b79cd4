// app://ensemble/: the engine's Fetch handler as an address that the window can load.

import type { Protocol } from 'electron';
import { APP_ORIGIN, APP_SCHEME, isOwnAddress } from './address.ts';

type Handler = (request: Request) => Promise<Response>;

/** Must be called before the application is ready. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true, // else media can't seek and event streams come all at once
        codeCache: true,
        corsEnabled: false, // no other origin has anything to ask here
      },
    },
  ]);
}

export function serveApp(protocol: Protocol, engine: Handler): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, engine));
}

/** The engine's answer, for the program's own page alone. */
export async function answerAppRequest(request: Request, engine: Handler): Promise<Response> {
  const origin = request.headers.get('origin');
  if (!isOwnAddress(request.url) || (origin !== null && origin !== APP_ORIGIN)) {
    return new Response('This is not an address of Ensemble.', { status: 403 });
  }
  try {
    return await engine(request);
  } catch {
    // The engine is gone, of which engine-process.ts tells; the page sees a connection that failed.
    return Response.error();
  }
}
