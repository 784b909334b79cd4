// The one door to Tesseract: a warm recogniser for this thread, which turns a grey picture into lines
// of words. How the picture is prepared, and which words are believed, belongs to page-reading.ts.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import type { PSM, Worker as Tesseract } from 'tesseract.js';
import type { ExpertContext } from '../expert.ts';
import type { Picture } from '../pictures.ts';
import { type RecognisedLine, toLines } from './ocr-lines.ts';

/** How Tesseract takes the page apart; the numbers are its own page segmentation modes. */
const LAYOUT_MODES = { page: '3', 'scattered words': '11' } as const;
export type PageLayout = keyof typeof LAYOUT_MODES;

interface Recogniser {
  readonly tesseract: Tesseract;
  /** Tesseract's own thread: it keeps the process alive only while it has work. */
  readonly thread: Thread;
  /** Is rejected when the thread ends; a recognition under way would otherwise wait for ever. */
  readonly ended: Promise<never>;
}

const LSTM_ONLY = 1;
/** Where it is told none, Tesseract guesses and warns; its models were trained at this one. */
const DOTS_PER_INCH = '300';

let warm: Promise<Recogniser> | undefined;
/** Recognitions run one at a time: they share one Tesseract, and stopping one stops it. */
let queue: Promise<unknown> = Promise.resolve();
/** Hears how far the recognition under way has come, from 0 to 1. */
let hearFraction: (fraction: number) => void = () => undefined;

/**
 * Reads a grey picture with text that is dark on light.
 * @throws the signal's reason where it aborts, and then Tesseract is stopped
 */
export function recognise(
  picture: Picture,
  layout: PageLayout,
  context: ExpertContext,
): Promise<readonly RecognisedLine[]> {
  const result = queue.then(() => recogniseNow(picture, layout, context));
  // The next one starts when this one has ended, well or not; the caller of this one hears how.
  queue = result.catch(() => undefined);
  return result;
}

/** Ends this thread's Tesseract; the next recognition starts another. */
export async function stopRecogniser(): Promise<void> {
  const ending = warm;
  warm = undefined;
  await (await ending)?.thread.terminate();
}

async function recogniseNow(
  picture: Picture,
  layout: PageLayout,
  { signal, progress }: ExpertContext,
): Promise<readonly RecognisedLine[]> {
  signal.throwIfAborted();
  const { tesseract, thread, ended } = await warmRecogniser();
  const stop = () => void stopRecogniser();
  signal.addEventListener('abort', stop);
  thread.ref();
  hearFraction = (fraction) => progress({ fraction });
  try {
    const parameters = {
      tessedit_pageseg_mode: LAYOUT_MODES[layout] as PSM, // the library's enum of these strings
      user_defined_dpi: DOTS_PER_INCH,
      // Of Tesseract's own file system: its chatter would otherwise go to the terminal.
      debug_file: '/dev/null',
    };
    await Promise.race([tesseract.setParameters(parameters), ended]);
    const reading = tesseract.recognize(toGreymap(picture), {}, { text: false, blocks: true });
    const { data } = await Promise.race([reading, ended]);
    return toLines(data.blocks ?? []);
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  } finally {
    hearFraction = () => undefined;
    signal.removeEventListener('abort', stop);
    thread.unref();
  }
}

function warmRecogniser(): Promise<Recogniser> {
  if (warm === undefined) {
    const starting = startRecogniser();
    const forget = () => {
      // By then another may have been started in its place.
      warm = warm === starting ? undefined : warm;
    };
    starting.then(({ ended }) => ended).catch(forget);
    warm = starting;
  }
  return warm;
}

async function startRecogniser(): Promise<Recogniser> {
  const { default: library } = await import('tesseract.js');
  const tesseract = await new Promise<Tesseract>((resolve, reject) => {
    const options = {
      langPath: languageFolder(),
      cacheMethod: 'none',
      logger: hearTesseract,
      // Without a handler the library throws into the event loop, and a failed start never settles.
      errorHandler: (error: unknown) => reject(new Error(String(error))),
    };
    library.createWorker('eng', LSTM_ONLY, options).then(resolve, reject);
  });
  const thread = threadOf(tesseract);
  const ended = new Promise<never>((_, reject) => {
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`Tesseract's thread ended with ${code}`)));
  });
  thread.unref();
  return { tesseract, thread, ended };
}

function languageFolder(): string {
  const data = createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json');
  return join(dirname(data), '4.0.0_best_int');
}

function hearTesseract({ status, progress }: { status: string; progress: number }): void {
  if (status === 'recognizing text') {
    hearFraction(progress);
  }
}

/** The library's types leave out the handle of its thread. */
function threadOf(tesseract: Tesseract): Thread {
  const handle: unknown = Reflect.get(tesseract, 'worker');
  if (!(handle instanceof Thread)) {
    throw new Error('This tesseract.js keeps its thread elsewhere');
  }
  return handle;
}

/** The picture as PGM (netpbm's P5), which takes neither time to write nor to read. */
function toGreymap({ width, height, pixels }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}
