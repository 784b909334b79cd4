// A worker of the expert pool that does what its task's text says, for tests of the pool.

import type { WorkerResult, WorkerTask } from '../../electron/experts/builtin/worker.ts';
import { AppError, toErrorReport } from '../../shared/errors.ts';

export async function performTask({ inputs, port }: WorkerTask): Promise<WorkerResult> {
  const fault = inputs.text?.kind === 'text' ? inputs.text.text : '';
  port.postMessage({ text: fault });
  switch (fault) {
    case 'loop':
      for (;;) {
        // never yields: only ending the thread ends it
      }
    case 'allocate': {
      const held: string[][] = [];
      for (;;) {
        held.push(Array.from({ length: 10_000 }, (_, index) => `${held.length}-${index}`));
      }
    }
    case 'exit':
      return process.exit(3);
    case 'throw':
      throw new TypeError('a bug in the expert');
    case 'refuse': {
      const error = AppError.of('INPUT_INVALID', {
        task: 'summarization',
        why: 'the test says so',
      });
      return { ok: false, error: toErrorReport(error) };
    }
    default:
      port.close();
      return { ok: true, output: { text: fault } };
  }
}
