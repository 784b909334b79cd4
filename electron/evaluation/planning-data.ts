// The labelled requests that planning is measured on: one JSON object a line. Where the file comes from
// and how plans are scored belongs elsewhere.

import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

export const PLAN_SHAPES = ['single', 'chain', 'dag'] as const;
export type PlanShape = (typeof PLAN_SHAPES)[number];

const PlanningRowSchema = z
  .object({
    id: z.string().min(1),
    /** One tool, a sequence of them, or a graph. */
    type: z.enum(PLAN_SHAPES),
    request: z.string().min(1),
    /** Tool names in order. */
    nodes: z.array(z.string().min(1)).min(1).readonly(),
    /** Places in `nodes`, source before target. */
    links: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).readonly(),
  })
  .refine(({ nodes, links }) => links.flat().every((place) => place < nodes.length), {
    message: 'a link leads to a node that is not in the list',
    path: ['links'],
  })
  .readonly();
export type PlanningRow = z.infer<typeof PlanningRowSchema>;

/**
 * The rows of a data file, blank lines left out.
 * @throws AppError USAGE that names the line and what is wrong with it.
 */
export function readPlanningData(text: string): readonly PlanningRow[] {
  const rows = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readRow(line, index + 1)]));
  if (rows.length === 0) {
    throw AppError.of('USAGE', { why: 'The planning data holds no line.' });
  }
  return rows;
}

function readRow(line: string, number: number): PlanningRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw AppError.of('USAGE', { why: `Line ${number} of the planning data is not JSON.` }, error);
  }
  const parsed = PlanningRowSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? 'it' : issue.path.join('.');
    throw AppError.of('USAGE', {
      why: `Line ${number} of the planning data: ${where}: ${issue?.message ?? 'is not a row'}.`,
    });
  }
  return parsed.data;
}
