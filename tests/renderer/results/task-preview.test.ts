import { createElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { TaskPreview } from '../../../renderer/results/task-preview.tsx';
import { ALL_MESSAGES } from '../../../renderer/words/all-messages.ts';
import { LANGUAGES } from '../../../renderer/words/languages.ts';
import { AppError, toErrorReport } from '../../../shared/errors.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import { RunEventSchema, reduceRun } from '../../../shared/events.ts';
import { drawn } from '../spoken.tsx';

// The view, which errors lead to, is read from the address of the page.
vi.hoisted(() => vi.stubGlobal('location', { hash: '' }));

const BEFORE: readonly RunEventBody[] = [
  {
    ...{ type: 'started', conversation: 'c', request: 'draw it', attachments: [] },
    ...{ mode: 'local', controller: 'rules' },
  },
  {
    type: 'planned',
    tasks: [{ id: 0, type: 'text-to-image', dependencies: [], arguments: {} }],
    isComplete: true,
  },
  { type: 'task-started', task: 0, attempt: 1 },
];

/** The words on a task that runs, in English and in Chinese, once its event was stored and read. */
function shown(progress: object): readonly string[] {
  const stored = [...BEFORE, { type: 'task-progress', task: 0, ...progress }].map((body, seq) =>
    JSON.stringify({ runId: 'r', seq, at: seq, ...body }),
  );
  const [state] = reduceRun(stored.map((event) => RunEventSchema.parse(JSON.parse(event)))).tasks;
  const preview = state && createElement(TaskPreview, { state });
  return LANGUAGES.map((language) => drawn(language, preview).replace(/<[^>]*>/g, ''));
}

describe('what a task says while it runs', () => {
  it('is in the language of the screen', () => {
    expect(shown({ message: { code: 'drawing-step', values: { step: 3, steps: 20 } } })).toEqual([
      'Step 3 of 20',
      '第 3 步，共 20 步',
    ]);
    const values = { provider: 'fal-ai', model: 'm', task: 'text-to-image' };
    expect(shown({ message: { code: 'provider-not-serving', values } })).toEqual([
      `fal-ai does not serve m for “${ALL_MESSAGES.en.tasks.names['text-to-image']}”`,
      `fal-ai 不提供 m 的“${ALL_MESSAGES['zh-CN'].tasks.names['text-to-image']}”`,
    ]);
  });

  it('has its bytes beside it', () => {
    const message = { code: 'receiving-from', values: { provider: 'fal-ai' } };
    expect(shown({ message, bytes: { done: 1_200_000, total: 2_000_000 } })).toEqual([
      'Receiving from fal-ai 1.2 MB of 2 MB',
      '正在从 fal-ai 接收 1.2 MB / 2 MB',
    ]);
  });

  it('begins with the failure that led to it, by its code', () => {
    const why = 'HTTP 500.';
    const error = toErrorReport(AppError.of('HUB_PROVIDER_DOWN', { provider: 'fal-ai', why }));
    const message = { code: 'trying-provider', values: { provider: 'replicate' } };
    expect(shown({ message, error })).toEqual([
      'fal-ai is out of order: HTTP 500. Try again later, or choose another provider. Trying replicate.',
      'fal-ai 出现故障：HTTP 500。请稍后重试，或选择其他服务商。改用 replicate。',
    ]);
  });

  it('stays as it is where it was kept as a text', () => {
    const message = 'Reading {page} 2 of 3';
    expect(shown({ message })).toEqual([message, message]);
  });
});
