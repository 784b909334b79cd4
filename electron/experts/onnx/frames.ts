// Says of a picture with several frames or pages that only the first was looked at.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { ExpertInputs } from '../expert.ts';
import { fileInput } from '../inputs.ts';

/** For a picture that has been decoded already, so that its header is known to be sound. */
export async function frameNotes(
  task: TaskType,
  inputs: ExpertInputs,
): Promise<readonly ResultNote[]> {
  const { default: sharp } = await import('sharp');
  const { pages = 1 } = await sharp(fileInput(task, inputs, 'image').path).metadata();
  return pages > 1 ? [{ code: 'first-frame', values: { frames: pages } }] : [];
}
