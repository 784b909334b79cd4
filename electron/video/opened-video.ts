// A video file taken apart: its picture and sound tracks, with one clear error where there is none, or
// where the file is damaged. What is done with the tracks belongs to the files beside this one.

import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';

export interface VideoFile {
  /** Absolute path of the stored bytes. */
  readonly path: string;
  readonly name: string;
  readonly artefact: { readonly mime: string };
}

export interface Opened<Track> {
  readonly input: Input;
  readonly track: Track;
}

/** @throws AppError VIDEO_UNUSABLE where it has no picture, FILE_UNREADABLE where it is damaged */
export function withPicture<Result>(
  file: VideoFile,
  use: (opened: Opened<InputVideoTrack>) => Promise<Result>,
): Promise<Result> {
  return opened(file, async (input) => {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) {
      throw unusable(file, detail('video-no-picture'));
    }
    return use({ input, track });
  });
}

/** @throws AppError VIDEO_UNUSABLE where it has no sound, FILE_UNREADABLE where it is damaged */
export function withSound<Result>(
  file: VideoFile,
  use: (opened: Opened<InputAudioTrack>) => Promise<Result>,
): Promise<Result> {
  return opened(file, async (input) => {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) {
      throw unusable(file, detail('video-no-sound'));
    }
    return use({ input, track });
  });
}

/** Whatever the reader stumbles over is the file's fault: it has been given nothing else. */
async function opened<Result>(
  file: VideoFile,
  use: (input: Input) => Promise<Result>,
): Promise<Result> {
  const { ALL_FORMATS, FilePathSource, Input, Logging, LogLevel } = await import('mediabunny');
  Logging.level = LogLevel.Errors; // what a file holds that is not known is no fault of the program
  const input = new Input({ source: new FilePathSource(file.path), formats: ALL_FORMATS });
  try {
    if (!(await input.canRead())) {
      throw unusable(file, detail('video-format-not-read', { format: file.artefact.mime }));
    }
    return await use(input);
  } catch (error) {
    throw error instanceof AppError ? error : damaged(file, error);
  } finally {
    input.dispose();
  }
}

export function unusable({ name }: VideoFile, why: ErrorDetail): AppError {
  return AppError.of('VIDEO_UNUSABLE', { name, why });
}

export function damaged({ name }: VideoFile, error: unknown): AppError {
  const why = error instanceof Error ? error.message : String(error);
  return AppError.of('FILE_UNREADABLE', { name, why }, error);
}

/** `film.mp4` and `-dubbed.webm` give `film-dubbed.webm`. */
export function renamed(name: string, ending: string): string {
  return name.replace(/\.[^.]*$/, '') + ending;
}
