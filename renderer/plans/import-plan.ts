// A plan from a file becomes a run under review, in the conversation that is open or a new one, with the files
// that are attached in the composer.

import { PLAN_FILE_CHARACTERS, PLAN_FILE_FORMAT } from '../../shared/plan-file.ts';
import { answerOf, engine } from '../api/client.ts';
import { askedFiles } from '../state/asked-files.ts';
import { showBegun } from '../state/begin-run.ts';
import { draftOf, useComposer } from '../state/composer.ts';
import { readyFiles } from '../state/draft.ts';
import { placeAtEnd } from '../state/run-place.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { chooseFiles } from '../ui/choose-files.ts';

export function choosePlan(): void {
  chooseFiles({
    accept: '.json,application/json',
    isMultiple: false,
    onChosen: ([file]) => {
      if (file !== undefined) {
        void importPlan(file);
      }
    },
  });
}

/** Why it was not taken is said at the composer, where the files are. */
export async function importPlan(file: File): Promise<void> {
  const { screen, conversation, chosen, goTo } = useView.getState();
  if (screen !== 'chat') {
    goTo(undefined);
  }
  const composer = useComposer.getState();
  composer.complain(undefined);
  const draft = draftOf(composer);
  const files = askedFiles(readyFiles(draft));
  const place =
    conversation === undefined
      ? {}
      : { conversation, ...placeAtEnd(useRuns.getState().runs, chosen) };
  const { name } = file;
  const text = await beginningOf(file);
  const begun = await answerOf(engine.runs.importPlan({ name, text, files, ...place }));
  if (!begun.ok) {
    composer.complain(begun.error);
    return;
  }
  // They went with it; the draft is that of the conversation that is open until the run is shown.
  for (const { key } of draft.files) {
    composer.removeFile(key);
  }
  await showBegun(Promise.resolve(begun.value));
}

/** One character more than a plan may have is enough for the engine to refuse it; of UTF-8, four bytes each. */
async function beginningOf(file: File): Promise<string> {
  const text = await file.slice(0, 4 * (PLAN_FILE_CHARACTERS + 1)).text();
  return text.slice(0, PLAN_FILE_CHARACTERS + 1);
}

/** Plans among JSON files that were dropped are imported; all others are attached. */
export async function takeJson(files: readonly File[]): Promise<void> {
  for (const file of files) {
    const head = await file.slice(0, HEAD_BYTES).text();
    if (head.includes(`"${PLAN_FILE_FORMAT}"`)) {
      await importPlan(file);
    } else {
      useComposer.getState().addFiles([file]);
    }
  }
}

/** Where a file says what it is. */
const HEAD_BYTES = 2000;
