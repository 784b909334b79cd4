// A streamed chat completion as text: events are checked, thoughts left out, the usage and the way it
// ended noted.

import { z } from 'zod';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { ChatPiece } from '../chat.ts';
import { BrokenStream } from './failure.ts';
import type { Watch } from './limits.ts';
import { presentable } from './redact.ts';
import { createThoughtFilter } from './thoughts.ts';
import type { CountedTokens } from './usage.ts';
import type { Addressed } from './wire.ts';

const CountSchema = z.number().int().nonnegative();
const ChunkSchema = z.looseObject({
  /** A stream may begin and end with events that have none. */
  choices: z.array(
    z.looseObject({
      delta: z
        .looseObject({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          /** Thoughts; by the names that servers of reasoning models use. */
          reasoning_content: z.string().nullish().catch(undefined),
          reasoning: z.string().nullish().catch(undefined),
        })
        .nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z
    .looseObject({ prompt_tokens: CountSchema, completion_tokens: CountSchema })
    .nullish()
    .catch(undefined),
});

/** Characters; a server that writes more than this is broken. */
const MAX_WRITTEN = 4_000_000;

export interface Written {
  /** All that the model wrote, thoughts included. */
  readonly all: string;
  readonly counted: CountedTokens | undefined;
  readonly isCut: boolean;
}

export interface Reading {
  readonly reached: Addressed;
  readonly watch: Watch;
  readonly silenceMs: number;
}

/**
 * @throws BrokenStream where it ends before the model says that it has, AppError where the model refuses or
 *   what comes is no completion
 */
export async function* readAnswer(
  events: AsyncIterable<unknown>,
  { reached, watch, silenceMs }: Reading,
): AsyncGenerator<ChatPiece, Written> {
  const controller = reached.name;
  const filter = createThoughtFilter();
  let [all, refusal, isEmpty] = ['', '', true];
  let finish: string | undefined;
  let counted: CountedTokens | undefined;
  for await (const event of events) {
    const chunk = ChunkSchema.safeParse(event);
    if (!chunk.success) {
      throw unintelligible(controller, detail('odd-event'));
    }
    const [choice] = chunk.data.choices;
    const { content, reasoning_content, reasoning, refusal: refused } = choice?.delta ?? {};
    all += (reasoning_content ?? reasoning ?? '') + (content ?? '');
    refusal += refused ?? '';
    finish = choice?.finish_reason ?? finish;
    counted = countedIn(chunk.data.usage) ?? counted;
    const text = content ? filter.push(content) : '';
    if (text !== '') {
      isEmpty = false;
      watch.rest();
      yield { type: 'text', text };
      watch.expect(silenceMs);
    }
    if (all.length > MAX_WRITTEN) {
      throw unintelligible(controller, detail('answer-too-long', { characters: MAX_WRITTEN }));
    }
  }
  if (finish === undefined) {
    throw new BrokenStream('its answer broke off');
  }
  watch.rest();
  const rest = filter.end();
  if (rest !== '') {
    yield { type: 'text', text: rest };
  }
  refuseIf(reached, { finish, refusal });
  if (isEmpty && rest === '' && finish !== 'length') {
    throw unintelligible(controller, detail('answer-empty'));
  }
  return { all, counted, isCut: finish === 'length' };
}

const countedIn = (usage: z.infer<typeof ChunkSchema>['usage']): CountedTokens | undefined =>
  usage
    ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens }
    : undefined;

function unintelligible(controller: string, why: ErrorDetail): AppError {
  return AppError.of('CONTROLLER_UNINTELLIGIBLE', { controller, why });
}

interface Ending {
  readonly finish: string;
  readonly refusal: string;
}

function refuseIf({ name: controller, key }: Addressed, { finish, refusal }: Ending): void {
  if (refusal !== '') {
    throw AppError.of('CONTROLLER_REFUSED', { controller, why: presentable(refusal, key) });
  }
  if (finish === 'content_filter') {
    const why = detail('content-filter');
    throw AppError.of('CONTROLLER_REFUSED', { controller, why });
  }
}
