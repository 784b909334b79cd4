// The program's own requests to try, with their files: for the demo, the first start and the tests.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SampleWordsSchema } from '../shared/samples.ts';

const SampleRequestSchema = SampleWordsSchema.extend({
  /** Names in assets/samples/. */
  files: z.array(z.string()),
  /** Task types that its plan has, in order; tests hold the plan against them. */
  tasks: z.array(z.string()),
});
export type SampleRequest = z.infer<typeof SampleRequestSchema>;

const ROOT = fileURLToPath(new URL('../', import.meta.url));
export const SAMPLES_FOLDER = join(ROOT, 'assets', 'samples');

/** The requests of demos/requests.json. */
export function sampleRequests(): readonly SampleRequest[] {
  const stored: unknown = JSON.parse(readFileSync(join(ROOT, 'demos', 'requests.json'), 'utf8'));
  return z.array(SampleRequestSchema).parse(stored);
}
