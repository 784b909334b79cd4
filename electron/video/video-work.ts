// The engine's side of the work on videos: each job is done in a thread of its own, which ends with the job's
// signal, so that the engine's own thread stays free and nothing that was cancelled goes on.

import type { Piscina } from 'piscina';
import { AppError } from '../../shared/errors.ts';
import type { MadeFile } from '../experts/expert.ts';
import { runnerEnvironment } from '../runner/node-program.ts';
import type { Dubbing } from './dub.ts';
import type { VideoFile } from './opened-video.ts';
import type { VideoJob, VideoResult } from './worker.ts';

/** Each throws AppError VIDEO_UNUSABLE or FILE_UNREADABLE, and what the files beside this one say besides. */
export interface VideoWork {
  readonly dub: (dubbing: Dubbing, signal: AbortSignal) => Promise<MadeFile>;
  /** Its sound, as it is in it. */
  readonly sound: (video: VideoFile, signal: AbortSignal) => Promise<MadeFile>;
}

export interface VideoThreads {
  readonly work: VideoWork;
  readonly close: () => Promise<void>;
}

const IDLE_MS = 10_000;

/** @param threads how many jobs are done at the same time; at least 1 */
export function createVideoThreads(threads: number): VideoThreads {
  let pool: Promise<Piscina<VideoJob, VideoResult>> | undefined;
  const perform = async (job: VideoJob, signal: AbortSignal) => {
    pool ??= startPool(threads);
    const result = await (await pool).run(job, { signal });
    if (!result.ok) {
      throw AppError.from(result.error);
    }
    return result.file;
  };
  return {
    work: {
      dub: (dubbing, signal) => perform({ job: 'dub', dubbing }, signal),
      sound: (video, signal) => perform({ job: 'sound', video }, signal),
    },
    close: async () => {
      await (await pool)?.destroy();
    },
  };
}

async function startPool(threads: number): Promise<Piscina<VideoJob, VideoResult>> {
  const { Piscina } = await import('piscina');
  return new Piscina<VideoJob, VideoResult>({
    filename: new URL('./worker.ts', import.meta.url).href,
    name: 'workOnVideo',
    env: runnerEnvironment(process.env), // a thread that reads what it is given needs no key
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    atomics: 'disabled', // as in the pool of the built-in experts
  });
}
