// text-to-speech, built in: speaks a text with Flite, piece by piece, and joins the pieces with pauses.
// What can be said is speakable.ts's; the synthesiser itself is flite.ts's.

import { setImmediate } from 'node:timers/promises';
import { detail } from '../../../shared/errors.ts';
import type { Model } from '../../../shared/models.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { Expert, ExpertContext } from '../expert.ts';
import { invalid, optionalText, textInput } from '../inputs.ts';
import { layOutWav } from '../wav.ts';
import { FLITE_RATE, type FliteVoice, speakWithFlite } from './flite.ts';
import { type Pause, type Piece, type Speakable, toSpeakable } from './speakable.ts';

const TASK = 'text-to-speech';
/** Of the text, and of what becomes of it once symbols are words; some 55 minutes of speech. */
const MAX_CHARACTERS = 50_000;

const MODEL: Model = {
  id: 'builtin/flite',
  host: 'builtin',
  revision: '2.3',
  tasks: [TASK],
  name: 'Flite',
  description: 'Speaks English text with four voices: slt, rms, awb and kal.',
  licence: 'Festival',
  languages: ['en'],
};

interface Voice {
  readonly flite: FliteVoice;
  /** What a person may call it, in lower case. */
  readonly names: readonly string[];
}

const VOICES: readonly Voice[] = [
  { flite: 'slt', names: ['slt', 'female', 'woman', 'default'] },
  { flite: 'rms', names: ['rms', 'male', 'man'] },
  { flite: 'awb', names: ['awb', 'scottish', 'scottish male'] },
  { flite: 'kal16', names: ['kal', 'robot', 'robotic'] },
];

/** Seconds, beside the fifth of a second that Flite itself leaves at either end of a piece. */
const PAUSES: Readonly<Record<Pause, number>> = {
  none: 0,
  sentence: 0.1,
  line: 0.25,
  paragraph: 0.5,
};

export const textToSpeech: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 600,
  perform: async (inputs, context) => {
    const text = textInput(TASK, inputs, 'text');
    const voice = findVoice(optionalText(inputs, 'voice') ?? 'default');
    const speakable = toSpeakable(firstCharacters(text));
    if (speakable.pieces.length === 0) {
      throw invalid(TASK, detail('english-voice'));
    }
    const pieces = firstPieces(speakable.pieces);
    const speech = await speakPieces(pieces, voice, context);
    const isCut = text.length > MAX_CHARACTERS || pieces.length < speakable.pieces.length;
    const notes = [...(isCut ? [tellCut(text)] : []), ...tellLeftOut(speakable)];
    return {
      audio: { name: 'speech.wav', bytes: joinSpeech(speech) },
      ...(notes.length > 0 && { notes }),
    };
  },
};

/** @throws AppError INPUT_INVALID with the list where there is no such voice. */
function findVoice(written: string): FliteVoice {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/^(?:an?|the) | voice$/g, '');
  const voice = VOICES.find(({ names }) => names.includes(name));
  if (voice === undefined) {
    const known = 'slt (female), rms (male), awb (Scottish) or kal (robotic)';
    throw invalid(TASK, detail('no-such-voice', { voice: written.trim(), known }));
  }
  return voice.flite;
}

/** The text up to the limit, cut between words where it can be. */
function firstCharacters(text: string): string {
  if (text.length <= MAX_CHARACTERS) {
    return text;
  }
  const head = text.slice(0, MAX_CHARACTERS);
  const lastBreak = head.search(/\s\S*$/);
  return lastBreak > 0 ? head.slice(0, lastBreak) : head;
}

/** As many pieces as the limit holds. */
function firstPieces(pieces: readonly Piece[]): readonly Piece[] {
  let length = 0;
  const end = pieces.findIndex(({ text }) => {
    length += text.length;
    return length > MAX_CHARACTERS;
  });
  return end === -1 ? pieces : pieces.slice(0, end);
}

interface SpokenPiece {
  readonly samples: Int16Array;
  readonly pause: Pause;
}

async function speakPieces(
  pieces: readonly Piece[],
  voice: FliteVoice,
  { signal, progress }: ExpertContext,
): Promise<readonly SpokenPiece[]> {
  const spoken: SpokenPiece[] = [];
  for (const [index, { text, pause }] of pieces.entries()) {
    await setImmediate(); // lets a request to stop come through
    signal.throwIfAborted();
    const values = { sentence: index + 1, sentences: pieces.length };
    const message = { code: 'speaking-sentence', values } as const;
    progress({ fraction: index / pieces.length, message });
    spoken.push({ samples: await speakWithFlite(text, voice), pause });
  }
  return spoken;
}

function joinSpeech(pieces: readonly SpokenPiece[]): Uint8Array {
  const lengths = pieces.map(
    ({ samples, pause }) => samples.length + Math.round(PAUSES[pause] * FLITE_RATE),
  );
  const frames = lengths.reduce((sum, length) => sum + length, 0);
  const { bytes, samples } = layOutWav(TASK, { rate: FLITE_RATE, channels: 1, frames });
  let start = 0;
  for (const [index, piece] of pieces.entries()) {
    samples.set(piece.samples, start);
    start += lengths[index] ?? 0;
  }
  return bytes;
}

function tellCut({ length }: string): ResultNote {
  return { code: 'spoken-cut', values: { limit: MAX_CHARACTERS, total: length } };
}

function tellLeftOut({ unsayable, emojiCount }: Speakable): readonly ResultNote[] {
  const notes: ResultNote[] = [];
  if (unsayable.length > 0) {
    const sample = [...new Set(unsayable)].slice(0, 5).join(' ');
    notes.push({ code: 'unspoken-characters', values: { count: unsayable.length, sample } });
  }
  if (emojiCount > 0) {
    notes.push({ code: 'unspoken-emoji', values: { count: emojiCount } });
  }
  return notes;
}
