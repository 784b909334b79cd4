// The same request under the same circumstances has the same plan: the key under which a language model's
// plan is kept, so that it is made once. Plans that cost nothing are made anew.

import { hash } from 'node:crypto';
import type { NamedArtefact } from '../../shared/media.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Controller, Turn } from '../controllers/controller.ts';

export interface PinnedPlan {
  readonly plan: Plan;
  /** The run that made it. */
  readonly run: string;
}

export interface PlanStore {
  readonly find: (key: string) => PinnedPlan | undefined;
  readonly pin: (key: string, pinned: PinnedPlan) => void;
}

export interface PlanCircumstances {
  readonly request: string;
  readonly attachments: readonly NamedArtefact[];
  readonly earlier: readonly NamedArtefact[];
  readonly history: readonly Turn[];
}

/** @returns SHA-256 in hexadecimal, or undefined where the controller's plans are not kept */
export function planKey(
  { request, attachments, earlier, history }: PlanCircumstances,
  { fingerprint }: Controller,
): string | undefined {
  if (fingerprint === undefined) {
    return undefined;
  }
  const files = [attachments, earlier].map((list) =>
    list.map(({ name, artefact }) => [name, artefact.id]),
  );
  return hash('sha256', JSON.stringify([fingerprint, request, files, history]));
}
