// Lets the browser save the plan of a run as a file.

import type { RunState } from '../../shared/events.ts';
import { planFileOf } from '../../shared/plan-file.ts';
import { saveJson } from '../settings/save-json.ts';

export function savePlan(run: RunState): void {
  const text = `${JSON.stringify(planFileOf(run), null, 2)}\n`;
  saveJson({ name: `${slugOf(run.request)}.plan.json`, text });
}

/** Letters and digits of any script; names of files are short. */
function slugOf(request: string): string {
  const words = request.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const slug = words.join('-').slice(0, 48).replace(/-+$/, '');
  return slug === '' ? 'run' : slug;
}
