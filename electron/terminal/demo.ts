// `ensemble demo`: real requests on the project's own sample files, through all four stages.

import { join } from 'node:path';
import { SAMPLES_FOLDER, sampleRequests } from '../samples.ts';
import { askCommand } from './ask.ts';
import type { Console } from './console.ts';

/** @returns the exit status: 0 where every request succeeded */
export async function demoCommand(
  { folder }: { readonly folder: string },
  console: Console,
): Promise<number> {
  const statuses: number[] = [];
  for (const { id, request, files } of sampleRequests()) {
    console.print(`\n${console.paint('bold', `“${request}”`)}`);
    const asked = {
      request,
      file: files.map((name) => join(SAMPLES_FOLDER, name)),
      out: join('ensemble-output', 'demo', id),
      folder,
    };
    statuses.push(await askCommand(asked, console));
  }
  const failed = statuses.filter((status) => status !== 0).length;
  console.print(
    failed === 0
      ? `\nAll ${statuses.length} requests were done. Try your own: npm run -s ensemble -- ask "read FILE for me"`
      : `\n${failed} of ${statuses.length} requests failed.`,
  );
  return failed === 0 ? 0 : 1;
}
