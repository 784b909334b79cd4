// A text that is told again and again, a little longer each time, as pieces of which each is new.

import { AppError, detail } from '../../../shared/errors.ts';

export interface Pieces {
  /** The text so far. */
  readonly add: (text: string) => void;
  /** The whole text. */
  readonly end: (text: string) => void;
  readonly fail: (error: unknown) => void;
  /** To be read once. */
  readonly all: () => AsyncGenerator<string>;
}

export function createPieces(): Pieces {
  let told = '';
  let ending: { readonly error?: unknown } | undefined;
  let news = Promise.withResolvers<void>();
  const wake = () => {
    news.resolve();
    news = Promise.withResolvers();
  };
  const fail = (error: unknown) => {
    ending ??= { error };
    wake();
  };
  const add = (text: string) => {
    told = text;
    wake();
  };
  return {
    ...{ add, fail },
    end: (text) => {
      add(text);
      ending ??= {};
      wake();
    },
    all: async function* () {
      let given = '';
      while (true) {
        const [next, end, more] = [told, ending, news.promise];
        const piece = pieceAfter(given, next);
        if (piece !== '') {
          given = next;
          yield piece;
        } else if (end !== undefined) {
          if ('error' in end) {
            throw end.error;
          }
          return;
        } else {
          await more;
        }
      }
    },
  };
}

/**
 * What is new. A model that was begun anew after its process had ended writes what was given already.
 * @throws AppError CONTROLLER_BUSY where it writes something else this time
 */
function pieceAfter(given: string, text: string): string {
  if (text.startsWith(given)) {
    return text.slice(given.length);
  }
  if (given.startsWith(text)) {
    return '';
  }
  const why = detail('answered-otherwise');
  throw AppError.of('CONTROLLER_BUSY', { controller: detail('local-model'), why });
}
