// The engine's side of the keyring: asks the host's process, one message each way, and waits no longer than
// a person takes to unlock it.

import { AppError, detail } from '../../shared/errors.ts';
import type { Keyring } from '../keyring.ts';
import type { KeyringAnswer, KeyringQuestion } from './keyring-messages.ts';

interface EngineKeyringOptions {
  readonly send: (question: KeyringQuestion) => void;
  /** Milliseconds: it may ask the person for a password. */
  readonly timeoutMs?: number;
}

export interface EngineKeyring {
  readonly keyring: Keyring;
  /** To be told of each answer of the host. */
  readonly heard: (answer: KeyringAnswer) => void;
}

const TIMEOUT_MS = 60_000;

type Ask = KeyringQuestion['ask'];
type Answer = KeyringAnswer['answer'];
type AnswerTo<What extends Ask['what']> = Extract<Answer, { readonly what: What }>;

export function createEngineKeyring(options: EngineKeyringOptions): EngineKeyring {
  const { send, timeoutMs = TIMEOUT_MS } = options;
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ask = async <What extends Ask['what']>(
    question: Extract<Ask, { readonly what: What }>,
  ): Promise<AnswerTo<What>> => {
    const id = asked++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const why = detail('keyring-silent', { seconds: timeoutMs / 1000 });
    const timer = setTimeout(resolve, timeoutMs, { what: 'failed', why } satisfies Answer);
    waiting.set(id, resolve);
    try {
      send({ type: 'keyring', id, ask: question });
      return checked(await promise, question.what);
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  };
  return {
    keyring: {
      isProtecting: async () => (await ask({ what: 'protecting' })).isProtecting,
      seal: async (key) => (await ask({ what: 'seal', key })).sealed,
      open: async (sealed) => {
        const { key, resealed } = await ask({ what: 'open', sealed });
        return { key, resealed };
      },
    },
    // One that comes too late finds nobody.
    heard: ({ id, answer }) => waiting.get(id)?.(answer),
  };
}

function checked<What extends Ask['what']>(answer: Answer, what: What): AnswerTo<What> {
  if (isOf(answer, what)) {
    return answer;
  }
  const why = answer.what === 'failed' ? answer.why : detail('other-question');
  throw AppError.of('KEYRING_FAILED', { why });
}

function isOf<What extends Ask['what']>(answer: Answer, what: What): answer is AnswerTo<What> {
  return answer.what === what;
}
