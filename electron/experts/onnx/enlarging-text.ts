// What a text may ask of a model that only enlarges: that, by a factor or without one. A text that has
// anything else to say is not understood, since it would be done in part only. Pure.

export interface Enlarging {
  /** By which the sides are to grow, where the text says. */
  readonly factor?: number;
}

/** Wordings that ask for a larger picture, in English and Chinese. */
const ENLARGING = [
  /\b(?:up-?scal|up-?siz|up-?sampl|enlarg|magnif|doubl|quadrupl)(?:e|es|ed|ing|y|ify|ied)?\b/gu,
  /\bsuper[- ]?resol(?:ution|ve)\b/gu,
  /\b(?:increase|raise|improve|enhance|boost|higher|high|more|larger|better)(?: (?:the|its|image|picture|photo))* (?:resolution|size)\b/gu,
  /\b(?:make|scale|resize|blow)(?: (?:it|this|that|up))* (?:larger|bigger|up)\b/gu,
  /\b(?:larger|bigger)\b/gu,
  /放大|超分辨率|超分|提高分辨率|提升分辨率|变大|高清/gu,
];
/** Words that ask for nothing of their own. */
const FILLER =
  /\b(?:please|can|could|you|the|a|an|this|that|my|it|its|image|picture|photo|photograph|pic|and|to|by|of|with|in|for|me|make|do|perform|apply|use|resolution|size|quality|version|model|scale|factor|times|fold|original)\b|请|把|将|这|那|张|幅|图片|图像|照片|图|的|到|倍|一下|分辨率/gu;
const FACTOR =
  /(?<![\w.])(?:x ?)?(?<number>\d+(?:\.\d+)?)(?: ?(?:x|×|%|percent|times|倍))?(?![\w.])/gu;

/** Undefined where the text asks for nothing that enlarges, or for something else as well. */
export function parseEnlarging(text: string): Enlarging | undefined {
  const written = text.normalize('NFKC').toLowerCase().replaceAll('×', 'x').slice(0, 500);
  const factors = [...written.matchAll(FACTOR)].map(({ 0: match, groups }) => {
    const number = Number(groups?.number);
    return /%|percent/.test(match) ? number / 100 : number;
  });
  const words = written.replace(FACTOR, ' ');
  const rest = ENLARGING.reduce((left, wording) => left.replace(wording, ' '), words);
  const unread = rest.replace(FILLER, ' ').replace(/[\s\p{P}]+/gu, '');
  if (rest === words || unread !== '' || factors.length > 1) {
    return undefined;
  }
  const factor = factors[0] ?? namedFactor(written);
  return factor === undefined ? {} : { factor };
}

function namedFactor(text: string): number | undefined {
  if (/\bdoubl/.test(text)) {
    return 2;
  }
  return /\bquadrupl/.test(text) ? 4 : undefined;
}
