// `ipcMain`: handlers by channel, called with what the preload script sends.

type Handler = (event: object, ...words: readonly unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) {
      throw new Error(`There is a handler for ${channel} already.`);
    }
    handlers.set(channel, handler);
  },
};

/** As Electron does, an error becomes its words alone. */
export async function answerInvoke(
  channel: string,
  event: object,
  words: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) {
    throw new Error(`No handler registered for '${channel}'`);
  }
  try {
    return await handler(event, ...words);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${error}`);
  }
}
