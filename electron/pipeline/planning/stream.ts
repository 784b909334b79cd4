// Reads a plan while it is still being written: hands over each task as soon as it stands and nothing
// that follows can change it. What is damaged or unclear waits for the whole text. Pure.

import { isDeepStrictEqual } from 'node:util';
import type { KnownFile, Plan } from '../../../shared/plan.ts';
import { type CompiledPlan, compilePlan } from './compile.ts';

export interface PlanStream {
  /** Takes the next piece of text and gives the tasks that are certain now. */
  readonly push: (piece: string) => Plan;
  /** The whole plan, once the text has ended. */
  readonly end: () => CompiledPlan;
}

/** Tasks after these wait for the end, so that compiling prefixes takes bounded time. */
const MOST_EARLY = 64;

export function createPlanStream(known: readonly KnownFile[]): PlanStream {
  let text = '';
  let handed: Plan = [];
  let isClear = true;
  const scan = createScan();

  function takeUntil(end: number): Plan {
    const compiled = compilePlan(`${text.slice(0, end)}]`, known);
    const isCertain =
      compiled.ok &&
      compiled.repairs.length === 0 &&
      isDeepStrictEqual(compiled.plan.slice(0, handed.length), handed);
    if (!isCertain || compiled.plan.length > MOST_EARLY) {
      isClear = false;
      return [];
    }
    const certain = compiled.plan.slice(handed.length);
    handed = compiled.plan;
    return certain;
  }

  return {
    push: (piece) => {
      text += piece;
      const end = isClear ? scan(text) : undefined;
      return end === undefined ? [] : takeUntil(end);
    },
    end: () => {
      const compiled = compilePlan(text, known);
      if (!compiled.ok || isDeepStrictEqual(compiled.plan.slice(0, handed.length), handed)) {
        return compiled;
      }
      const message = 'The end of the plan contradicts its beginning, which was already running.';
      return { ok: false, problems: [{ code: 'CONTRADICTION', message }], repairs: [] };
    },
  };
}

/** @returns the end of the last whole object of the list in the text so far, where there is a new one */
function createScan(): (text: string) => number | undefined {
  let position = 0;
  let depth = 0;
  let isInString = false;
  return (text) => {
    let end: number | undefined;
    for (; position < text.length; position += 1) {
      const character = text[position];
      if (isInString) {
        position += character === '\\' ? 1 : 0;
        isInString = character !== '"';
      } else if (character === '"' && depth > 0) {
        isInString = true;
      } else if (character === '[' || (character === '{' && depth > 0)) {
        depth += 1;
      } else if ((character === ']' || character === '}') && depth > 0) {
        depth -= 1;
        end = character === '}' && depth === 1 ? position + 1 : end;
      }
    }
    return end;
  };
}
