// What makes a plan sound, checked without the compiler's own code.

import { expect } from 'vitest';
import type { ResourceKind } from '../../shared/media.ts';
import {
  type Argument,
  type KnownFile,
  type Plan,
  PlanSchema,
  referencesOf,
} from '../../shared/plan.ts';
import type { InputSlot } from '../../shared/task-slots.ts';
import { taskEntry } from '../../shared/tasks.ts';

/** Fails where a plan has a cycle, a dangling reference, an edge of a wrong kind or a strange file. */
export function expectSound(plan: Plan, known: readonly KnownFile[]): void {
  expect(PlanSchema.safeParse(plan).success).toBe(true);
  const before = new Map<number, readonly string[]>();
  for (const task of plan) {
    expect(before.has(task.id)).toBe(false);
    expect(task.dependencies.filter((id) => !before.has(id))).toEqual([]);
    const { inputs, outputs } = taskEntry(task.type);
    for (const [name, argument] of Object.entries(task.arguments)) {
      expect(Object.keys(inputs)).toContain(name);
      const slot = inputs[name];
      if (slot !== undefined) {
        expectFits(argument, slot, known);
      }
      for (const { task: source, kind } of referencesOf(argument)) {
        expect(task.dependencies).toContain(source);
        expect(before.get(source)).toContain(kind);
        expect(slot?.kinds).toContain(kind);
      }
    }
    const filled = Object.keys(task.arguments);
    const needed = Object.entries(inputs).filter(([, slot]) => slot.required);
    expect(needed.filter(([name]) => !filled.includes(name))).toEqual([]);
    before.set(task.id, outputs);
  }
}

function expectFits(argument: Argument, slot: InputSlot, known: readonly KnownFile[]): void {
  const takesText = slot.kinds.includes('text');
  const parts: readonly Argument[] = argument.from === 'template' ? argument.parts : [argument];
  for (const part of parts) {
    if (part.from === 'file') {
      const file = known.find(({ name }) => name === part.name);
      expect(takesText ? ['text', 'table'] : withVideo(slot.kinds)).toContain(file?.kind);
    } else if (part.from === 'url') {
      expect(takesText).toBe(false);
      expect(part.url).toMatch(/^https?:/i);
    } else if (part.from === 'literal' || parts.length > 1) {
      expect(takesText).toBe(true);
    }
  }
}

/** A video can be listened to, and looked at. */
function withVideo(kinds: InputSlot['kinds']): readonly ResourceKind[] {
  const isTaken = kinds.includes('audio') || kinds.includes('image');
  return isTaken ? [...kinds, 'video'] : kinds;
}
