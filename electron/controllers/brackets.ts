// How deep in the brackets of a JSON text one stands, while it is read character by character.

export interface Brackets {
  /** Of the brackets that are open. */
  readonly depth: number;
  /** @returns the depth after the character */
  readonly read: (character: string) => number;
}

export function createBrackets(): Brackets {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  const read = (character: string): number => {
    if (isEscaped) {
      isEscaped = false;
    } else if (isInString) {
      isEscaped = character === '\\';
      isInString = character !== '"';
    } else if (character === '"') {
      isInString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
    return depth;
  };
  return {
    get depth() {
      return depth;
    },
    read,
  };
}
