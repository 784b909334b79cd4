// What of the contract is about runs: begun in every way, reached while they go on.

import type { RunPlace } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { requestIn } from '../../shared/samples.ts';
import type { Engine } from '../engine.ts';
import { SAMPLES_FOLDER, type SampleRequest, sampleRequests } from '../samples.ts';
import { safeFileName } from './file-name.ts';
import { procedures as all } from './procedures.ts';
import type { RpcDeps } from './rpc.ts';

export function runProcedures({ engine, runs }: Pick<RpcDeps, 'engine' | 'runs'>) {
  const { runs: procedures } = all;
  return {
    start: procedures.start.handler(({ input: { request, files, ...place } }) => {
      const named = files.map((file) => ({ ...file, name: safeFileName(file.name) }));
      return runs.start(request, { ...place, files: named });
    }),
    startSample: procedures.startSample.handler(({ input: { id, language } }) => {
      const { files, ...words } = sampleRequest(id);
      const request = requestIn(words, language);
      return runs.start(request, { files: files.map((name) => `${SAMPLES_FOLDER}/${name}`) });
    }),
    importPlan: procedures.importPlan.handler(({ input: { name, text, files, ...place } }) => {
      const named = files.map((file) => ({ ...file, name: safeFileName(file.name) }));
      return runs.importPlan({ name: safeFileName(name), text }, { ...place, files: named });
    }),
    find: procedures.find.handler(({ input: { runId } }) => placeOf(engine, runId)),
    resume: procedures.resume.handler(({ input: { runId } }) => runs.resume(runId)),
    rerun: procedures.rerun.handler(({ input: { runId, ...changes } }) =>
      runs.rerun(runId, changes),
    ),
    cancel: procedures.cancel.handler(({ input: { runId, task } }) => {
      engine.run(runId); // says where there is no such run
      runs.cancel(runId, task);
    }),
    review: procedures.review.handler(({ input: { runId, ...decision } }) => {
      engine.run(runId); // says where there is no such run
      engine.review(runId, decision);
    }),
    answer: procedures.answer.handler(({ input: { runId, key, word } }) => {
      engine.run(runId); // says where there is no such run
      engine.answer(runId, key, word);
    }),
  };
}

/** Undefined where the run, or its conversation, is not here any more. */
function placeOf({ store }: Engine, runId: string): RunPlace | undefined {
  const [first] = store.runs.events(runId);
  return first?.type === 'started' && store.conversations.find(first.conversation) !== undefined
    ? { runId, conversation: first.conversation }
    : undefined;
}

function sampleRequest(id: string): SampleRequest {
  const sample = sampleRequests().find((one) => one.id === id);
  if (sample === undefined) {
    throw AppError.of('FILE_NOT_FOUND', { name: id });
  }
  return sample;
}
