// A plan of the rules in a form that tests can read: "0 image-to-text(image=a.png)".

import { describe, expect, it } from 'vitest';
import { rulesController } from '../../../../electron/controllers/rules.ts';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import { mentionedFiles } from '../../../../electron/pipeline/planning/mentions.ts';
import { claimedKind } from '../../../../shared/media.ts';
import type { KnownFile, WireTask } from '../../../../shared/plan.ts';
import { printPlan } from '../../../../shared/wire.ts';
import { unheard } from '../../../fakes/controllers.ts';

export interface Files {
  /** Names of files given with the request, beside those that it names. */
  readonly attached?: readonly string[];
  /** Names of files of earlier turns, the latest last. */
  readonly earlier?: readonly string[];
}

/** What the rules write for a request, before the plan compiler. */
export async function wireText(request: string, files: Files = {}): Promise<string> {
  const { attachments, earlier } = known(request, files);
  const input = { request, attachments, earlier, history: [] };
  let text = '';
  for await (const piece of rulesController.plan(input, unheard())) {
    text += piece;
  }
  return text;
}

/** The compiled plan; throws where the compiler refuses it or has to repair anything. */
export async function planned(request: string, files: Files = {}): Promise<readonly WireTask[]> {
  const { attachments, earlier } = known(request, files);
  const compiled = compilePlan(await wireText(request, files), [...attachments, ...earlier]);
  if (!compiled.ok) {
    throw new Error(compiled.problems.map(({ message }) => message).join(' '));
  }
  if (compiled.repairs.length > 0) {
    throw new Error(compiled.repairs.map(({ message }) => message).join(' '));
  }
  return printPlan(compiled.plan);
}

/** A task as one line; what it takes from other tasks stands as references in its arguments. */
export function line({ id, task, args }: WireTask): string {
  const slots = Object.entries(args).map(
    ([slot, value]) => `${slot}=${value.replace(/\n/g, ' | ')}`,
  );
  return `${id} ${task}(${slots.join(', ')})`;
}

/** The compiled plan, one line for each task. */
export async function planLines(request: string, files: Files = {}): Promise<readonly string[]> {
  return (await planned(request, files)).map(line);
}

function known(
  request: string,
  { attached = [], earlier = [] }: Files,
): { attachments: readonly KnownFile[]; earlier: readonly KnownFile[] } {
  return {
    attachments: [...mentionedFiles(request), ...attached.map(toKnown)],
    earlier: earlier.map(toKnown),
  };
}

function toKnown(name: string): KnownFile {
  const kind = claimedKind(name);
  if (kind === undefined) {
    throw new Error(`the test names ${name}, whose kind is unknown`);
  }
  return { name, kind };
}

export type Case = readonly [request: string, plan: readonly string[], files?: Files];

/** Tries each request of each group. */
export function describePlans(
  groups: readonly (readonly [group: string, readonly Case[]])[],
): void {
  describe.each(groups)('requests that %s', (_, cases) => {
    for (const [request, plan, files] of cases) {
      it(request, async () => {
        expect(await planLines(request, files)).toEqual(plan);
      });
    }
  });
}
