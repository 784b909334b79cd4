// Reads and writes texts of grammars with the runner's own hold on what may come next, without a model.

import { parentPort } from 'node:worker_threads';
import { HeldForm } from '../../electron/experts/onnx/held-form.ts';
import { type TokenBytes, toLetters } from '../../electron/experts/onnx/token-bytes.ts';
import { createForms, type FormMatcher } from '../../electron/runner/grammar.ts';
import { Tensor } from '../../electron/runner/inference.ts';

export interface Asked {
  readonly grammar: string;
  /** Is it one of the grammar? Otherwise one is to be written. */
  readonly text?: string;
  /** How a text may go on after this, to the next quote. */
  readonly prefix?: string;
  readonly chance?: { readonly seed: number; readonly budget: number };
}

const BYTES = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
/** Tokens across what the grammar tells apart, so that plans grow long within few tokens. */
const WORDS = [
  ...['"}', '"},', '"}]}', '"}]},{"task":"', '","id":', ',"dep":[', '],"args":[{"name":"'],
  ...[
    '","value":"',
    '<resource>-',
    '"<resource>-',
    'ü中',
    '>-1',
    '-1',
    '</b> ',
    '\\"',
    '\\n',
    '\u3000',
  ],
  ...[' a cat', 'image', 'text-to-'],
];
const TOKENS: TokenBytes = [
  ...BYTES.map((bytes, byte) => (byte < 0x20 ? undefined : bytes)),
  ...WORDS.map((word) => Uint8Array.from(Buffer.from(word))),
];
const [QUOTE, FIRST_PART, LAST_BYTE] = [0x22, 0x80, 0xff];
const forms = createForms(toLetters(TOKENS));

parentPort?.on('message', async (asked: Asked) => {
  const matcher = await forms.start({ grammar: asked.grammar });
  const answer = await answerTo(asked, matcher);
  matcher.dispose();
  parentPort?.postMessage(answer);
});

async function answerTo({ text, prefix, chance }: Asked, matcher: FormMatcher): Promise<unknown> {
  if (chance !== undefined) {
    return write(matcher, chance);
  }
  if (prefix !== undefined) {
    return isBegun(matcher, prefix) ? endings(matcher, []) : undefined;
  }
  return isWritten(matcher, text ?? '');
}

function isBegun(matcher: FormMatcher, text: string): boolean {
  return Buffer.from(text).every((byte) => matcher.acceptToken(byte));
}

function endings(matcher: FormMatcher, begun: readonly number[]): readonly string[] {
  return BYTES.flatMap((_, byte) => {
    if (!matcher.acceptToken(byte)) {
      return [];
    }
    const found =
      byte === QUOTE ? [Buffer.from(begun).toString()] : endings(matcher, [...begun, byte]);
    matcher.rollBack(1);
    return found;
  });
}

function isWritten(matcher: FormMatcher, text: string): boolean {
  return isBegun(matcher, text) && matcher.isTerminated();
}

async function write(
  matcher: FormMatcher,
  { seed, budget }: NonNullable<Asked['chance']>,
): Promise<string> {
  const random = randomFrom(seed);
  const form = await HeldForm.begin({ matcher, tokens: TOKENS, budget, written: () => undefined });
  while (form !== undefined && !form.isDone) {
    const likely = TOKENS.map((_, id) => random() + favour(id));
    form._call([], new Tensor('float32', Float32Array.from(likely), [1, TOKENS.length]));
    await new Promise(setImmediate); // it looks what may come next while a model would compute
  }
  return form?.text ?? '';
}

/** Texts would never end where quotes are as likely as other bytes; parts of characters rarely fit. */
function favour(id: number): number {
  return id > LAST_BYTE ? 0.5 : id === QUOTE ? 0.4 : id >= FIRST_PART ? -1 : 0;
}

/** Marsaglia's xorshift, from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
