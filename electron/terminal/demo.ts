// `ensemble demo`: real requests on the project's own sample files, through all four stages.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { askCommand } from './ask.ts';
import type { Console } from './console.ts';

const DemoRequestSchema = z.object({
  id: z.string(),
  request: z.string(),
  /** Names in assets/samples/. */
  files: z.array(z.string()),
  /** Task types that its plan has, in order; tests hold the plan against them. */
  tasks: z.array(z.string()),
});
export type DemoRequest = z.infer<typeof DemoRequestSchema>;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SAMPLES_FOLDER = join(ROOT, 'assets', 'samples');

/** The sample requests of demos/requests.json. */
export function demoRequests(): readonly DemoRequest[] {
  const stored: unknown = JSON.parse(readFileSync(join(ROOT, 'demos', 'requests.json'), 'utf8'));
  return z.array(DemoRequestSchema).parse(stored);
}

/** @returns the exit status: 0 where every request succeeded */
export async function demoCommand(
  { folder }: { readonly folder: string },
  console: Console,
): Promise<number> {
  const statuses: number[] = [];
  for (const { id, request, files } of demoRequests()) {
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
