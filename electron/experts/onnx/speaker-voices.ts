// The voices of a model that speaks: single-voiced models (VITS) have none to choose; SpeechT5 and
// Supertonic take a file of numbers per voice from their own folder.

import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { AutoModel, type TextToAudioPipeline } from '../../runner/inference.ts';
import type { LoadOptions } from '../../runner/models.ts';
import { invalid } from '../inputs.ts';

export interface Voice {
  /** What the pipeline takes beside the text. */
  readonly options: { readonly speaker_embeddings?: Float32Array };
  readonly notes: readonly ResultNote[];
}

const SINGLE: readonly string[] = ['vits'];
const WITH_VOICES: readonly string[] = ['speecht5', 'supertonic'];
/** Where a model's folder keeps its voices, one `.bin` of 32-bit floats each. */
const VOICE_FOLDERS = ['voices', 'speaker_embeddings', '.'];

function typeOf(speaker: TextToAudioPipeline): string {
  return String(speaker.model.config.model_type);
}

/**
 * SpeechT5 makes a spectrogram; what turns it into sound must lie in the folder `vocoder`.
 * @throws AppError MODEL_UNUSABLE where it is missing
 */
export async function loadVocoder(
  speaker: TextToAudioPipeline,
  folder: string,
  options: LoadOptions,
): Promise<void> {
  if (typeOf(speaker) !== 'speecht5') {
    return;
  }
  const vocoder = join(folder, 'vocoder');
  if (!(await filesIn(vocoder)).includes('config.json')) {
    throw unusable(folder, detail('no-vocoder'));
  }
  speaker.vocoder = await AutoModel.from_pretrained(vocoder, options);
}

/**
 * The voice that is asked for by the name of its file, else the first.
 * @throws AppError INPUT_INVALID where there is no such voice, MODEL_UNUSABLE where a voice is needed
 * and none is there, or the model is of a kind that is not spoken with
 */
export async function findVoice(
  speaker: TextToAudioPipeline,
  folder: string,
  asked: string | undefined,
): Promise<Voice> {
  const type = typeOf(speaker);
  if (SINGLE.includes(type)) {
    const notes =
      asked === undefined ? [] : [{ code: 'voice-single' as const, values: { voice: asked } }];
    return { options: {}, notes };
  }
  if (!WITH_VOICES.includes(type)) {
    throw unusable(folder, detail('no-speaker', { type }));
  }
  const voices = await voicesOf(folder);
  const names = voices.map(({ name }) => name).join(', ');
  const wanted = asked?.trim().toLowerCase();
  const voice =
    wanted === undefined ? voices[0] : voices.find(({ name }) => name.toLowerCase() === wanted);
  if (voices.length === 0) {
    throw unusable(folder, detail('no-voices'));
  }
  if (voice === undefined) {
    throw invalid('text-to-speech', detail('no-such-voice', { voice: asked ?? '', known: names }));
  }
  return { options: { speaker_embeddings: await floatsOf(voice.path) }, notes: [] };
}

async function voicesOf(folder: string) {
  const found = await Promise.all(
    VOICE_FOLDERS.map(async (place) => {
      const files = await filesIn(join(folder, place));
      return files
        .filter((name) => name.endsWith('.bin') && name !== 'pytorch_model.bin')
        .toSorted()
        .map((name) => ({ name: name.slice(0, -4), path: join(folder, place, name) }));
    }),
  );
  return found.flat();
}

/** None where there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function floatsOf(path: string): Promise<Float32Array> {
  const bytes = new Uint8Array(await readFile(path)); // a copy, whose buffer begins with it
  if (bytes.length === 0 || bytes.length % 4 !== 0) {
    const why = detail('voice-no-numbers');
    throw AppError.of('FILE_UNREADABLE', { name: basename(path), why });
  }
  return new Float32Array(bytes.buffer);
}

function unusable(folder: string, why: ErrorDetail): AppError {
  return AppError.of('MODEL_UNUSABLE', { model: basename(folder), why });
}
