// A prompt as a file: the system message, a line of ---, the user's message, with named slots in {{…}}.
// What the program writes may stand anywhere; what comes from people, files and models only in the user's
// message, so that it never speaks with the authority of the program.

import type { PromptName } from '../../../shared/controller-listing.ts';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';

export type TemplateName = Exclude<PromptName, 'demonstrations'>;

/** Every slot of a stage: written by the program itself, or data from outside. */
const SLOTS = {
  plan: { tasks: 'own', demonstrations: 'own', files: 'data', history: 'data', request: 'data' },
  choose: { tasks: 'data', request: 'data' },
  answer: { history: 'data', evidence: 'data', request: 'data' },
  converse: { tasks: 'own', files: 'data', history: 'data', request: 'data' },
} as const satisfies Readonly<Record<TemplateName, Readonly<Record<string, 'own' | 'data'>>>>;

export type SlotValues<Name extends TemplateName> = Readonly<
  Record<keyof (typeof SLOTS)[Name], string>
>;

export interface Template {
  readonly system: string;
  readonly user: string;
}

const SLOT = /\{\{([^{}]*)\}\}/g;
const DIVIDER = /^---[ \t]*\r?$/m;

export function slotNames(name: PromptName): readonly string[] {
  return name === 'demonstrations' ? [] : Object.keys(SLOTS[name]);
}

/**
 * The two messages of a prompt, their slots still open.
 * @throws AppError PROMPT_INVALID that says which slot is missing, unknown or in the wrong message
 */
export function readTemplate(name: TemplateName, text: string): Template {
  const [system, user, ...more] = text.split(DIVIDER);
  if (system === undefined || user === undefined || more.length > 0) {
    const why = detail('prompt-divider');
    throw AppError.of('PROMPT_INVALID', { prompt: name, why });
  }
  const why = slotProblems(SLOTS[name], { system, user });
  if (why.length > 0) {
    throw AppError.of('PROMPT_INVALID', { prompt: name, why });
  }
  return { system: system.trim(), user: user.trim() };
}

function slotProblems(
  needed: Readonly<Record<string, 'own' | 'data'>>,
  { system, user }: Template,
): readonly ErrorDetail[] {
  const above = slotsIn(system);
  const found = new Set([...above, ...slotsIn(user)]);
  return [
    ...Object.keys(needed)
      .filter((slot) => !found.has(slot))
      .map((slot) => detail('slot-not-there', { name: `{{${slot}}}` })),
    ...[...found]
      .filter((slot) => !Object.hasOwn(needed, slot))
      .map((slot) => detail('no-slot', { name: `{{${slot}}}` })),
    ...Object.keys(needed)
      .filter((slot) => needed[slot] === 'data' && above.has(slot))
      .map((slot) => detail('slot-above', { name: `{{${slot}}}` })),
  ];
}

function slotsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(SLOT)].map(([, name = '']) => name.trim()));
}

/** One pass: what is filled in is never searched for slots. */
export function fillTemplate<Name extends TemplateName>(
  { system, user }: Template,
  values: SlotValues<Name>,
): Template {
  const bySlot = new Map<string, string>(Object.entries(values));
  const fill = (text: string): string =>
    text.replace(SLOT, (slot, name: string) => bySlot.get(name.trim()) ?? slot);
  return { system: fill(system), user: fill(user) };
}
