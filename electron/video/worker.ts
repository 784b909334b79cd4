// The worker thread's side of video-work.ts: does one job at a time. It knows nothing of runs, stores or events.

import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { MadeFile } from '../experts/expert.ts';
import { type Dubbing, dubVideo } from './dub.ts';
import type { VideoFile } from './opened-video.ts';
import { extractSound } from './sound.ts';

export type VideoJob =
  | { readonly job: 'dub'; readonly dubbing: Dubbing }
  | { readonly job: 'sound'; readonly video: VideoFile };

/** An expected failure crosses the thread as a report, since errors lose their class on the way. */
export type VideoResult =
  | { readonly ok: true; readonly file: MadeFile }
  | { readonly ok: false; readonly error: ErrorReport };

/** @throws Error whatever is thrown that is not expected */
export async function workOnVideo(job: VideoJob): Promise<VideoResult> {
  try {
    return { ok: true, file: await perform(job) };
  } catch (thrown) {
    if (thrown instanceof AppError) {
      return { ok: false, error: toErrorReport(thrown) };
    }
    throw thrown;
  }
}

function perform(job: VideoJob): Promise<MadeFile> {
  switch (job.job) {
    case 'dub':
      return dubVideo(job.dubbing);
    case 'sound':
      return extractSound(job.video);
  }
}
