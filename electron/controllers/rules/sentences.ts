// Which parts of a request ask for something and which only tell the circumstances: "I took a picture
// and described it yesterday. Could you …" asks from "Could you" on.

import type { TokenLine } from './tokens.ts';

export interface Sentence {
  /** Offsets in the token line. */
  readonly start: number;
  readonly end: number;
  /** From here on it asks; equal to `end` where it only tells. */
  readonly asksFrom: number;
}

const TELLS =
  /^ (?:(?:hi|hello|hey|there|so|recently|now|well|currently|lately|additionally|also|moreover|furthermore|besides|meanwhile|okay|ok|assistant|yesterday|today|earlier|however|but|,) )*(?:i|i'm|i've|i'd|we|we've|we're|you|you've|you're|my|our|there|there's|this|these|here|here's|it|it's|while|given|since|imagine(?! @quote)|suppose|recall|as|during|after(?! (?:that|this|it|which|doing|having|\w+ing)(?= ))|for my)(?= )/;
const ASKS =
  / (?:can|could|would|will|may|might|shall|should|please|help|helping|assist|assisting|assistance|let's|lets|let us|want|wants|wanted|wish|need|needs|hope|hoping|aim|aiming|plan to|planning to|intend|like to|love to|appreciate|curious|wonder|wondering|interested|intrigued|keen|eager|looking to|looking for|trying to|tried to|possible|if you|how about|i'd|i'll|i'd like|questions?|require|requires|task|goal|want|fascinated|unsure|confirm|guide|puzzled|trouble|: (?:what|who|whose|where|when|why|how|which|tell|read|find|describe|generate|create|make|draw|translate|summari[sz]e|count|compare))(?= )/;
const HAN = /\p{Script=Han}/u;

/** The sentences of a line, in order; a colon does not end one. */
export function sentencesOf({ tokens, offsets, line }: TokenLine): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  tokens.forEach((token, index) => {
    const last = index === tokens.length - 1;
    if (last || (token.type === 'stop' && /[.?!;]/.test(token.text))) {
      const end = last ? line.length : (offsets[index] ?? 0) + token.text.length;
      sentences.push({ start, end, asksFrom: start + asksFrom(line.slice(start, end)) });
      start = end;
    }
  });
  return sentences;
}

function asksFrom(sentence: string): number {
  if (HAN.test(sentence) || !TELLS.test(sentence)) {
    return 0;
  }
  const asks = ASKS.exec(sentence);
  if (asks !== null) {
    return asks.index;
  }
  return sentence.trimEnd().endsWith('?') ? 0 : sentence.length;
}

/** Index of the sentence that holds an offset of the line. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): number {
  const index = sentences.findIndex((sentence) => offset < sentence.end);
  return index < 0 ? sentences.length - 1 : index;
}
