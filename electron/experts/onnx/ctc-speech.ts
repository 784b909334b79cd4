// Speech read by a model that gives a letter for each moment (CTC): its frames become phrases with
// their times. The windows come from automatic-speech-recognition.ts.

import type { PreTrainedTokenizer, Tensor } from '../../runner/inference.ts';
import type { SoundWindow } from './sound-windows.ts';
import type { Phrase } from './speech-reader.ts';

/** Seconds without a letter after which a new phrase begins. */
const PHRASE_PAUSE = 0.5;

/** What one frame says, and when, in seconds of the recording. */
interface Frame {
  readonly token: number;
  readonly start: number;
  readonly end: number;
}

export interface PhraseReader {
  /** Takes the frames of the next window; what is between its overlaps counts. */
  readonly push: (logits: Tensor, window: SoundWindow) => void;
  /** What is said so far. */
  readonly phrases: () => readonly Phrase[];
}

export function createPhraseReader(tokenizer: PreTrainedTokenizer): PhraseReader {
  const isSilent = createSilenceTest(tokenizer);
  const done: Phrase[] = [];
  // Invariant: open holds the frames from the first letter of the phrase that still goes on.
  let open: Frame[] = [];
  let lastLetterEnd = 0;
  const close = () => {
    const phrase = phraseOf(open, { tokenizer, end: lastLetterEnd });
    done.push(...(phrase.text === '' ? [] : [phrase]));
    open = [];
  };
  const take = (frame: Frame) => {
    const isLetter = !isSilent(frame.token);
    if (open.length > 0 && frame.start - lastLetterEnd >= PHRASE_PAUSE) {
      close();
    }
    if (isLetter || open.length > 0) {
      open.push(frame);
    }
    lastLetterEnd = isLetter ? frame.end : lastLetterEnd;
  };
  return {
    push: (logits, window) => {
      for (const frame of framesOf(logits, window)) {
        take(frame);
      }
    },
    phrases: () => {
      const goingOn = phraseOf(open, { tokenizer, end: lastLetterEnd });
      return goingOn.text === '' ? [...done] : [...done, goingOn];
    },
  };
}

function phraseOf(
  frames: readonly Frame[],
  { tokenizer, end }: { readonly tokenizer: PreTrainedTokenizer; readonly end: number },
): Phrase {
  const tokens = frames.map(({ token }) => token);
  const text = tokens.length === 0 ? '' : lettersOf(tokens, tokenizer);
  return { text: text.trim(), start: frames[0]?.start ?? 0, end };
}

/** Blanks stay until the tokenizer has merged what repeats: they alone part double letters. */
function lettersOf(tokens: readonly number[], tokenizer: PreTrainedTokenizer): string {
  const blank = tokenizer.pad_token_id;
  const letters = tokens.filter(
    (token) => token === blank || !tokenizer.all_special_ids.includes(token),
  );
  return tokenizer.decode(letters, { skip_special_tokens: false });
}

/** Whether a token is no letter: blank, a gap between words, a mark of the model. */
function createSilenceTest(tokenizer: PreTrainedTokenizer): (token: number) => boolean {
  const known = new Map<number, boolean>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) {
      return before;
    }
    const text = tokenizer.decode([token], { skip_special_tokens: true });
    const isSilent = token === tokenizer.pad_token_id || text.trim() === '';
    known.set(token, isSilent);
    return isSilent;
  };
}

/** @param logits [1, frames, tokens]; the frames share the window's time evenly */
function framesOf(logits: Tensor, window: SoundWindow): readonly Frame[] {
  const [, count = 0, width = 0] = logits.dims;
  const scores = logits.data as Float32Array; // pipelines and models give logits as fp32
  const seconds = (window.end - window.start) / count;
  const [from, to] = [window.start + window.left, window.end - window.right];
  return Array.from({ length: count }, (_, n) => ({
    token: bestOf(scores.subarray(n * width, (n + 1) * width)),
    start: window.start + n * seconds,
    end: window.start + (n + 1) * seconds,
  })).filter(({ start, end }) => {
    const middle = (start + end) / 2;
    return middle >= from && middle < to;
  });
}

function bestOf(scores: Float32Array): number {
  let best = 0;
  scores.forEach((score, token) => {
    if (score > (scores[best] ?? Number.NEGATIVE_INFINITY)) {
      best = token;
    }
  });
  return best;
}
