import { expect, test } from 'vitest';
import { createEngineKeyring } from '../../../electron/desktop/engine-keyring.ts';
import {
  type KeyringAnswer,
  KeyringAnswerSchema,
  type KeyringQuestion,
  KeyringQuestionSchema,
} from '../../../electron/desktop/keyring-messages.ts';
import { detail } from '../../../shared/errors.ts';

function asking(timeoutMs = 10_000) {
  const asked: KeyringQuestion[] = [];
  const { keyring, heard } = createEngineKeyring({
    // As the channel between two processes gives it on.
    send: (question) => asked.push(KeyringQuestionSchema.parse(structuredClone(question))),
    timeoutMs,
  });
  const answer = (place: number, said: KeyringAnswer['answer']) =>
    heard(KeyringAnswerSchema.parse({ type: 'keyring', id: asked[place]?.id, answer: said }));
  return { keyring, asked, answer };
}

test('each answer reaches its question, in whatever order they come', async () => {
  const { keyring, asked, answer } = asking();
  const [one, two] = [keyring.seal('first'), keyring.seal('second')];
  const opened = keyring.open('c2VhbGVk');
  expect(asked.map(({ ask }) => ask.what)).toEqual(['seal', 'seal', 'open']);
  answer(2, { what: 'open', key: 'third', resealed: 'YW5ldw==' });
  answer(1, { what: 'seal', sealed: 'dHdv' });
  answer(0, { what: 'seal', sealed: 'b25l' });
  expect(await Promise.all([one, two])).toEqual(['b25l', 'dHdv']);
  expect(await opened).toEqual({ key: 'third', resealed: 'YW5ldw==' });
});

test('a failure, and an answer to another question, are told by their code', async () => {
  const { keyring, answer } = asking();
  const failed = keyring.seal('key');
  answer(0, { what: 'failed', why: detail('no-keyring') });
  await expect(failed).rejects.toMatchObject({
    ...{ code: 'KEYRING_FAILED', details: { why: [detail('no-keyring')] } },
  });
  const confused = keyring.isProtecting();
  answer(1, { what: 'seal', sealed: 'b25l' });
  await expect(confused).rejects.toMatchObject({ code: 'KEYRING_FAILED' });
});

test('a host that does not answer is given up, and what it says later is heard by nobody', async () => {
  const { keyring, answer } = asking(20);
  await expect(keyring.seal('key')).rejects.toMatchObject({ code: 'KEYRING_FAILED' });
  answer(0, { what: 'seal', sealed: 'b25l' });
  const next = keyring.seal('next');
  answer(1, { what: 'seal', sealed: 'bmV4dA==' });
  expect(await next).toBe('bmV4dA==');
});

test('messages of another form are refused without being repeated', () => {
  const wrong = { type: 'keyring', id: 1, ask: { what: 'seal', key: 'sk-marker', more: 1 }, x: 1 };
  expect(
    KeyringQuestionSchema.safeParse({ ...wrong, id: 'sk-marker' }).error?.message,
  ).not.toContain('sk-marker');
  const ask = { what: 'seal', key: 'sk-marker'.repeat(2000) };
  expect(KeyringQuestionSchema.safeParse({ ...wrong, ask }).error?.message).not.toContain(
    'sk-marker',
  );
});
