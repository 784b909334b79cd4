// Things that take long to open and much memory, opened when they are first asked for and then shared.

export interface OpenedOnce<Key, Value> {
  /** What fails is tried anew by whoever asks next. */
  readonly open: (key: Key) => Promise<Value>;
  /** Closes all that is open. */
  readonly dispose: () => Promise<void>;
}

export function openedOnce<Key, Value>(
  open: (key: Key) => Promise<Value>,
  close: (value: Value) => Promise<void>,
): OpenedOnce<Key, Value> {
  const opened = new Map<Key, Promise<Value>>();
  return {
    open: (key) => {
      const before = opened.get(key);
      if (before !== undefined) {
        return before;
      }
      const opening = open(key);
      opened.set(key, opening);
      opening.catch(() => opened.delete(key));
      return opening;
    },
    dispose: async () => {
      for (const opening of opened.values()) {
        await close(await opening);
      }
      opened.clear();
    },
  };
}
