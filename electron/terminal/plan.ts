// `ensemble plan`: stage 1 alone: one request, a file of them, or a controller's text compiled by hand.

import { basename, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { ControllerChoice } from '../../shared/controllers.ts';
import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import { claimedKind } from '../../shared/media.ts';
import type { KnownFile, Plan, WireTask } from '../../shared/plan.ts';
import type { Mode } from '../../shared/settings.ts';
import { printPlan } from '../../shared/wire.ts';
import { explainPlan } from '../controllers/rules.ts';
import { planRequest } from '../engine.ts';
import { compilePlan } from '../pipeline/planning/compile.ts';
import { mentionedFiles } from '../pipeline/planning/mentions.ts';
import type { Console } from './console.ts';
import { readTextFile } from './folders.ts';
import { planLine } from './live.ts';
import { missingIn } from './plan-missing.ts';
import { withControllers } from './with-controllers.ts';

export interface PlanArguments {
  readonly request: string | undefined;
  readonly file: readonly string[];
  readonly batch?: string | undefined;
  readonly compile?: string | undefined;
  readonly explain?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly controller?: ControllerChoice | undefined;
  readonly mode?: Mode | undefined;
  readonly folder: string;
}

/** @returns the exit status */
export async function planCommand(asked: PlanArguments, console: Console): Promise<number> {
  const { request, batch, compile, folder } = asked;
  if (batch !== undefined) {
    return planBatch(resolve(folder, batch), console);
  }
  if (compile !== undefined) {
    return compileByHand(await readGiven(compile, folder), asked, console);
  }
  if (request === undefined) {
    throw AppError.of('USAGE', {
      why: 'A request was expected, or --batch or --compile with a file. Example: ensemble plan "read invoice.png for me"',
    });
  }
  return asked.explain === true
    ? explainOne(request, asked, console)
    : planOne(request, asked, console);
}

async function planOne(request: string, asked: PlanArguments, console: Console): Promise<number> {
  const { plan, repairs } = await planWith(asked, request);
  if (asked.json === true) {
    console.print(JSON.stringify(printPlan(plan)));
  } else {
    printForPeople(plan, console);
    for (const line of await missingIn(plan, asked)) {
      console.warn(line);
    }
  }
  for (const repair of repairs) {
    console.warn(`Repaired: ${repair.message}`);
  }
  return 0;
}

/** The built-in rules take no engine. */
function planWith({ controller, mode, file }: PlanArguments, request: string) {
  const files = knownFiles(request, file);
  return controller === undefined || controller === 'rules'
    ? planRequest(request, files)
    : withControllers({ mode }, async (controllers) =>
        planRequest(request, files, { controller: controllers.of(controller) }),
      );
}

function printForPeople(plan: Plan, console: Console): void {
  if (plan.length === 0) {
    console.print('No task was found in this request.');
  }
  for (const task of plan) {
    console.print(planLine(task, console));
  }
}

async function explainOne(
  request: string,
  asked: PlanArguments,
  console: Console,
): Promise<number> {
  const attachments = knownFiles(request, asked.file);
  const { plan, steps } = explainPlan({ request, attachments, earlier: [] });
  if (asked.json === true) {
    console.print(JSON.stringify({ plan: JSON.parse(plan), steps }));
    return 0;
  }
  for (const step of steps) {
    console.print(step);
  }
  return planOne(request, asked, console);
}

/** What the arguments and the text name; planning reads none of them. */
function knownFiles(written: string, given: readonly string[]): readonly KnownFile[] {
  const files = given.map((path) => {
    const name = written.includes(path) ? path : basename(path);
    return { name, kind: claimedKind(name) ?? ('text' as const) };
  });
  const mentioned = mentionedFiles(written).filter(
    (file) => !files.some(({ name }) => name === file.name),
  );
  return [...files, ...mentioned];
}

async function readGiven(path: string, folder: string): Promise<string> {
  return path === '-' ? text(process.stdin) : readTextFile(resolve(folder, path));
}

/** Prints `{plan, repairs}` or `{problems}`; the files that the text names count as attachments. */
function compileByHand(written: string, { file }: PlanArguments, console: Console): number {
  const compiled = compilePlan(written, knownFiles(written, file));
  if (compiled.ok) {
    const { plan, repairs } = compiled;
    console.print(JSON.stringify({ plan: printPlan(plan), repairs }));
    return 0;
  }
  console.print(JSON.stringify({ problems: compiled.problems }));
  return 1;
}

const BatchLineSchema = z.object({ id: z.union([z.string(), z.number()]), request: z.string() });

/** One line out for each line in; a request that makes no valid plan has an empty one and its error. */
async function planBatch(path: string, console: Console): Promise<number> {
  let status = 0;
  for (const [index, line] of (await readTextFile(path)).split('\n').entries()) {
    if (line.trim() !== '') {
      const { id, request } = parseBatchLine(line, index + 1);
      const planned = await planOrError(request);
      status = 'error' in planned ? 1 : status;
      console.print(JSON.stringify({ id, ...planned }));
    }
  }
  return status;
}

type BatchResult = { readonly plan: readonly WireTask[]; readonly error?: ErrorReport };

async function planOrError(request: string): Promise<BatchResult> {
  try {
    const { plan } = await planRequest(request, mentionedFiles(request));
    return { plan: printPlan(plan) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'PLAN_INVALID') {
      return { plan: [], error: toErrorReport(error) };
    }
    throw error;
  }
}

function parseBatchLine(line: string, number: number): z.infer<typeof BatchLineSchema> {
  try {
    return BatchLineSchema.parse(JSON.parse(line));
  } catch (error) {
    const found = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    const why = `Line ${number} of the batch should be {"id", "request"}: ${found}`;
    throw AppError.of('USAGE', { why }, error);
  }
}
