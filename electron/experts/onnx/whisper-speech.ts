// Speech read by Whisper: windows of 30 seconds, the language found in the first one with sound, and
// the seams mended by Transformers.js, which lines up what neighbours have in common.

import { z } from 'zod';
import {
  InterruptableStoppingCriteria,
  LogitsProcessor,
  LogitsProcessorList,
  type PreTrainedTokenizer,
  type Processor,
  Tensor,
  type WhisperForConditionalGeneration,
  WhisperTokenizer,
} from '../../runner/inference.ts';
import type { SoundWindow } from './sound-windows.ts';
import type { Phrase, SpeechReader } from './speech-reader.ts';

/** Whisper's own length, with a sixth of it in common at either end. */
const WINDOWS = { seconds: 30, stride: 5 };

export interface Whisper {
  readonly model: WhisperForConditionalGeneration;
  readonly processor: Processor;
  readonly tokenizer: PreTrainedTokenizer;
  readonly signal: AbortSignal;
}

/** Of a model's `generation_config.json`. */
const GenerationSchema = z.object({
  is_multilingual: z.boolean().optional(),
  decoder_start_token_id: z.number().int(),
  lang_to_id: z.record(z.string(), z.number().int()).optional(),
});

/** Of its feature extractor. */
const FeaturesSchema = z.object({
  chunk_length: z.number().positive(),
  hop_length: z.number().positive(),
  sampling_rate: z.number().positive(),
});

/** Of its `config.json`. */
const ConfigSchema = z.object({ max_source_positions: z.number().int().positive() });

/** What Transformers.js makes of a run of windows: the whole text, and its parts with times. */
const JoinedSchema = z.tuple([
  z.string(),
  z.object({
    chunks: z
      .array(
        z.object({
          text: z.string(),
          timestamp: z.tuple([z.number().nullable(), z.number().nullable()]),
        }),
      )
      .optional(),
  }),
]);

interface Heard {
  readonly tokens: bigint[];
  /** Seconds: length, and what it has in common with its neighbours. */
  readonly stride: number[];
  readonly is_last: boolean;
}

/** Windows without a gap between them; where silence was left out, a new run begins. */
interface HeardRun {
  readonly start: number;
  end: number;
  readonly heard: Heard[];
}

export function createWhisperReader(whisper: Whisper): SpeechReader {
  const features = FeaturesSchema.parse(whisper.processor.feature_extractor?.config);
  const { max_source_positions } = ConfigSchema.parse(whisper.model.config);
  const timePrecision = features.chunk_length / max_source_positions;
  const runs: HeardRun[] = [];
  let language: string | undefined;
  return {
    windows: WINDOWS,
    read: async (window) => {
      const frames = Math.floor(window.samples.length / features.hop_length);
      const { input_features } = await whisper.processor(window.samples);
      language ??= await findLanguage(whisper, input_features);
      const tokens = await generate(whisper, { input_features, frames, language });
      const run = runFor(runs, window);
      const stride = [
        window.end - window.start,
        run.heard.length === 0 ? 0 : window.left,
        window.right,
      ];
      run.heard.push({ tokens, stride, is_last: window.isLast });
      run.end = window.end;
    },
    phrases: () => runs.flatMap((run) => phrasesOf(run, whisper.tokenizer, timePrecision)),
    notes: () =>
      language === undefined ? [] : [{ code: 'speech-language', values: { language } }],
  };
}

function runFor(runs: HeardRun[], window: SoundWindow): HeardRun {
  const last = runs.at(-1);
  if (last !== undefined && last.end > window.start) {
    return last;
  }
  const run = { start: window.start, end: window.end, heard: [] };
  runs.push(run);
  return run;
}

function phrasesOf(
  run: HeardRun,
  tokenizer: PreTrainedTokenizer,
  timePrecision: number,
): readonly Phrase[] {
  if (!(tokenizer instanceof WhisperTokenizer)) {
    throw new Error('A Whisper model needs the tokenizer of Whisper.');
  }
  const joined = tokenizer._decode_asr(run.heard, {
    time_precision: timePrecision,
    return_timestamps: true,
    force_full_sequences: false,
  });
  const [, { chunks = [] }] = JoinedSchema.parse(joined);
  return chunks.flatMap(({ text, timestamp: [from, to] }) => {
    // A model may claim times behind the end of what it heard.
    const within = (seconds: number) => Math.min(run.start + seconds, run.end);
    const start = within(from ?? 0);
    const end = Math.max(start, to === null ? run.end : within(to));
    return text.trim() === '' ? [] : [{ text: text.trim(), start, end }];
  });
}

interface Generator {
  readonly generate: (options: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** Its declared parameters ask for a whole configuration, of which it takes any part. */
function asGenerator(model: WhisperForConditionalGeneration): Generator {
  return model as unknown as Generator;
}

interface Hearing {
  readonly input_features: Tensor;
  readonly frames: number;
  readonly language: string | undefined;
}

/** Stops at the next token once the signal is given. */
async function generate(
  { model, signal }: Whisper,
  { input_features, frames, language }: Hearing,
): Promise<bigint[]> {
  const stop = new InterruptableStoppingCriteria();
  const interrupt = () => stop.interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    const output = await asGenerator(model).generate({
      inputs: input_features,
      num_frames: frames,
      return_timestamps: true,
      stopping_criteria: stop,
      ...(language !== undefined && { language, task: 'transcribe' }),
    });
    signal.throwIfAborted();
    return tokensOf(output);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

/** @param output [1, tokens] of int64 */
function tokensOf(output: unknown): bigint[] {
  if (!(output instanceof Tensor)) {
    throw new Error('Whisper gave no tokens.');
  }
  const [tokens] = z.tuple([z.array(z.bigint())]).parse(output.tolist());
  return tokens;
}

/** The two-letter name of the language that Whisper itself thinks likeliest; none for English-only ones. */
async function findLanguage(
  { model }: Whisper,
  input_features: Tensor,
): Promise<string | undefined> {
  const config = GenerationSchema.parse(model.generation_config);
  const languages = new Map(
    Object.entries(config.lang_to_id ?? {}).map(([mark, token]) => [token, mark.slice(2, -2)]),
  );
  if (config.is_multilingual !== true || languages.size === 0) {
    return undefined;
  }
  const processors = new LogitsProcessorList();
  processors.push(new OnlyTokens(new Set(languages.keys())));
  const output = await asGenerator(model).generate({
    inputs: input_features,
    decoder_input_ids: [config.decoder_start_token_id],
    logits_processor: processors,
    max_new_tokens: 1,
  });
  return languages.get(Number(tokensOf(output)[1]));
}

/** Lets a model choose among some tokens only. */
class OnlyTokens extends LogitsProcessor {
  readonly #allowed: ReadonlySet<number>;

  constructor(allowed: ReadonlySet<number>) {
    super();
    this.#allowed = allowed;
  }

  /** @param logits [batch, tokens] */
  override _call(_inputs: bigint[][], logits: Tensor): Tensor {
    const width = logits.dims.at(-1) ?? 1;
    const scores = logits.data as Float32Array; // generation works on fp32 logits
    scores.forEach((_, place) => {
      if (!this.#allowed.has(place % width)) {
        scores[place] = Number.NEGATIVE_INFINITY;
      }
    });
    return logits;
  }
}
