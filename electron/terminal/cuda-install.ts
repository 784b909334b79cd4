// `npm run cuda:install`: fetches ONNX Runtime's CUDA libraries. `npm ci` leaves them out, since they have
// hundreds of megabytes and many networks block the host that they are on.

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { MODES, ModeSchema } from '../../shared/settings.ts';
import { formatBytes } from '../library/bytes.ts';
import type { LocalInference } from '../local-inference.ts';
import { type Console, printError, terminalConsole } from './console.ts';
import { progressPrinter } from './models.ts';
import { withLocal } from './with-local.ts';

/** @returns the exit status */
export async function installCuda(
  { cuda, probe }: Pick<LocalInference, 'cuda' | 'probe'>,
  console: Console,
  signal: AbortSignal,
): Promise<number> {
  const { isPossible, isMissing, size, feeds } = cuda.libraries;
  if (!isPossible) {
    console.print('ONNX Runtime has no CUDA libraries for this platform.');
    console.print('Other devices need no installation: `ensemble doctor` shows which work here.');
    return 1;
  }
  if (!isMissing()) {
    console.print('ONNX Runtime’s CUDA libraries are here already.');
    return 0;
  }
  const hosts = feeds.map(({ host }) => host).join(', ');
  console.print(`ONNX Runtime’s CUDA libraries: ${formatBytes(await size(signal))} from ${hosts}`);
  const print = progressPrinter(console);
  const files = await cuda.install({
    signal,
    onProgress: ({ done, total, bytesPerSecond = 0 }) => {
      const left = bytesPerSecond > 0 ? { secondsLeft: (total - done) / bytesPerSecond } : {};
      print({ doneBytes: done, totalBytes: total, bytesPerSecond, ...left });
    },
  });
  for (const file of files) {
    console.print(`${basename(file)}: ${formatBytes((await stat(file)).size)}`);
  }
  await tellDevice(probe, console);
  return 0;
}

async function tellDevice(probe: LocalInference['probe'], console: Console): Promise<void> {
  const found = (await probe()).find(({ device }) => device === 'cuda');
  if (found?.works === true) {
    console.print(`CUDA works here${found.name === undefined ? '' : `: ${found.name}`}.`);
  } else if (found !== undefined) {
    console.print(`CUDA does not work here yet: ${found.why}.`);
    console.print('It takes NVIDIA’s driver, CUDA 12 and cuDNN 9 beside these libraries.');
  }
}

/** @returns the exit status */
export async function runCudaInstall(
  words: readonly string[],
  console: Console = terminalConsole,
): Promise<number> {
  const program = new Command('cuda:install')
    .description('fetch ONNX Runtime’s CUDA libraries; goes on where an earlier try was cut off')
    .addOption(new Option('--mode <mode>', 'local refuses, the others fetch').choices(MODES));
  const { mode } = z
    .object({ mode: ModeSchema.optional() })
    .parse(program.parse([...words], { from: 'user' }).opts());
  const stop = new AbortController();
  const onSignal = () => stop.abort(AppError.of('CANCELLED', {}));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await withLocal({ mode }, (local) => installCuda(local, console, stop.signal));
  } catch (error) {
    printError(console, error);
    if (error instanceof AppError && error.code === 'NETWORK_REFUSED') {
      console.warn('This once: npm run cuda:install -- --mode hybrid');
    }
    return 1;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

if (import.meta.main) {
  process.exitCode = await runCudaInstall(process.argv.slice(2));
}
