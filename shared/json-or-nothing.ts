// Text from outside that should be JSON. What it has to hold is for a schema to say.

/** Undefined, which no JSON is, where the text is none. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
