// The process in which one device is tried: loads the probe's model, holds the answer against the known
// one, measures the speed, says it once and ends.

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Device, DeviceSchema } from '../../shared/inference.ts';
import { shortWords } from './failures.ts';
import type { PreTrainedModel } from './inference.ts';
import { createModels, type Loader } from './models.ts';
import type { ProbeAnswer } from './probe.ts';
import { PROBE_LOADER, probeWork, runProbe } from './probe-model.ts';

const FOLDER = fileURLToPath(new URL('../../models/tiny/probe/', import.meta.url));
const KnownSchema = z.object({ side: z.number().int(), answer: z.array(z.number()) });
const TOLERANCE = 1e-3;
/** Milliseconds: a run that takes less measures the way to the device more than the device. */
const SHORT_MS = 50;
const LARGE_SIDE = 768;
const RUNS = 5;

process.on('disconnect', () => process.exit(0)); // the engine has gone
const answer = await tryDevice(DeviceSchema.parse(process.argv[2]));
process.send?.(answer, () => process.exit(0));

async function tryDevice(device: Device): Promise<ProbeAnswer> {
  try {
    const spec = {
      folder: FOLDER,
      device,
      dtype: 'fp32',
      threads: availableParallelism(),
    } as const;
    return await measure(await createModels().load(spec, loaderFor(device)));
  } catch (thrown) {
    return { works: false, why: shortWords(thrown) };
  }
}

async function measure(model: PreTrainedModel): Promise<ProbeAnswer> {
  const known = KnownSchema.parse(JSON.parse(readFileSync(`${FOLDER}config.json`, 'utf8')));
  const given = await runProbe(model, known.side);
  const error = Math.max(
    ...known.answer.map((value, index) => Math.abs(value - (given[index] ?? NaN))),
  );
  if (!(error <= TOLERANCE)) {
    return { works: false, why: `it computes wrongly: an answer is off by ${error}` };
  }
  const usual = await medianOf(model, known.side);
  return usual > SHORT_MS
    ? { works: true, speed: speedOf(known.side, usual) }
    : { works: true, speed: speedOf(LARGE_SIDE, await medianOf(model, LARGE_SIDE)) };
}

/** Milliseconds of a run; the first one, which may compile, does not count. */
async function medianOf(model: PreTrainedModel, side: number): Promise<number> {
  await runProbe(model, side);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const before = performance.now();
    await runProbe(model, side);
    times.push(performance.now() - before);
  }
  return times.toSorted((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}

function speedOf(side: number, milliseconds: number): number {
  return (probeWork(side) / milliseconds) * 1000;
}

/**
 * The CPU may not take over what the device can't do, or the CPU is what would be measured. Core ML is
 * let off: it leaves what has free dimensions to the CPU.
 */
function loaderFor(device: Device): Loader<PreTrainedModel> {
  if (device === 'cpu' || device === 'coreml') {
    return PROBE_LOADER;
  }
  const extra = { session: { disable_cpu_ep_fallback: '1' } };
  return {
    ...PROBE_LOADER,
    load: (folder, options) =>
      PROBE_LOADER.load(folder, {
        ...options,
        session_options: { ...options.session_options, extra },
      }),
  };
}
