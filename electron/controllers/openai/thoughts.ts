// Some servers give the thoughts of a reasoning model as the beginning of its answer, between <think> and
// </think>. They are no answer; this takes them out of a text that comes in pieces.

const OPENING = '<think>';
const CLOSING = '</think>';

export interface ThoughtFilter {
  /** What of the text so far can be given out. */
  readonly push: (piece: string) => string;
  /** What was held back when the text ends. */
  readonly end: () => string;
}

type Place = 'before' | 'thinking' | 'after-thoughts' | 'answer';

export function createThoughtFilter(): ThoughtFilter {
  let place: Place = 'before';
  let held = '';
  const push = (piece: string): string => {
    if (place === 'answer') {
      return piece;
    }
    held += piece;
    const step = advance(place, held);
    ({ place, held } = step);
    return step.out;
  };
  return { push, end: () => (place === 'before' ? held : '') };
}

interface Step {
  readonly place: Place;
  readonly held: string;
  readonly out: string;
}

function advance(place: Place, text: string): Step {
  switch (place) {
    case 'before': {
      const start = text.trimStart();
      if (start.startsWith(OPENING)) {
        return advance('thinking', start.slice(OPENING.length));
      }
      return OPENING.startsWith(start)
        ? { place, held: text, out: '' }
        : { place: 'answer', held: '', out: text };
    }
    case 'thinking': {
      const end = text.indexOf(CLOSING);
      return end < 0
        ? // Only what may be the beginning of the end is still needed.
          { place, held: text.slice(1 - CLOSING.length), out: '' }
        : advance('after-thoughts', text.slice(end + CLOSING.length));
    }
    case 'after-thoughts': {
      const start = text.trimStart();
      return start === ''
        ? { place, held: '', out: '' }
        : { place: 'answer', held: '', out: start };
    }
    case 'answer':
      return { place, held: '', out: text };
  }
}
