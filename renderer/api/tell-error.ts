// Tells the engine's log of errors that nothing caught on this page; loaded when there is the first one. What
// of it is written is decided there (electron/diagnostics/).

import { engine, errorOf } from './client.ts';

/** A page that fails again and again has told enough. */
const MOST = 10;
let told = 0;

export async function tellError(event: Event): Promise<void> {
  const thrown: unknown = event instanceof PromiseRejectionEvent ? event.reason : errorIn(event);
  if (told < MOST && thrown !== undefined) {
    told += 1;
    const { name, message, stack } = thrown instanceof Error ? thrown : new Error(typeof thrown);
    await errorOf(
      engine.diagnostics.report({
        name: name.slice(0, 100),
        message: message.slice(0, 2000),
        stack: (stack ?? '').slice(0, 20_000),
      }),
    );
  }
}

/** Undefined for a picture or a script that could not be loaded, which is no error of the page's own. */
function errorIn(event: Event): unknown {
  return event instanceof ErrorEvent ? (event.error ?? event.message) : undefined;
}
