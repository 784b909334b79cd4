// Whether a file may go to an inference provider: as the person said before, else they are asked, once for
// each provider.

import { AppError, detail } from '../../shared/errors.ts';
import type { TaskId } from '../../shared/plan.ts';
import { isGranted, type Word } from '../../shared/questions.ts';
import type { Upload } from '../experts/expert.ts';
import type { Person } from './person.ts';

/** What the person said about providers, in this session and for good. */
export interface UploadPermissions {
  readonly of: (provider: string) => 'always' | 'never' | 'session' | undefined;
  readonly answer: (provider: string, word: Word) => void;
}

export interface UploadContext {
  readonly uploads: UploadPermissions;
  /** Outside of hybrid mode files go where the mode lets them. */
  readonly isAsked: boolean;
  readonly person: Person;
}

export interface Uploading {
  readonly upload: Upload;
  readonly task: TaskId;
  readonly model: string;
  readonly signal: AbortSignal;
}

/** @throws AppError UPLOAD_REFUSED */
export async function allowUpload(
  { upload, task, model, signal }: Uploading,
  { uploads, isAsked, person }: UploadContext,
): Promise<void> {
  const { file, provider } = upload;
  const known = uploads.of(provider);
  if (known === 'never') {
    const why = detail('nothing-sent-there');
    throw AppError.of('UPLOAD_REFUSED', { file, provider, why });
  }
  if (known !== undefined || !isAsked) {
    return;
  }
  const key = `upload ${provider}`;
  const word = await person.ask({ about: 'upload', key, tasks: [task], model, ...upload }, signal);
  uploads.answer(provider, word);
  if (!isGranted(word)) {
    const why = detail(person.isThere ? 'not-allowed' : 'nobody-there');
    throw AppError.of('UPLOAD_REFUSED', { file, provider, why });
  }
}
