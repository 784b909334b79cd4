// What servers answer when they refuse, and what it is taken to mean.

import { expect, test } from 'vitest';
import { meaningOf, readFault } from '../../../../electron/controllers/openai/fault.ts';
import { FULL_FORM, simplerForm } from '../../../../electron/controllers/openai/form.ts';

const openai = (message: string, code?: string, type = 'invalid_request_error') => ({
  error: { message, type, param: null, code: code ?? null },
});

test.each([
  ['a wrong key', 401, openai('Incorrect API key provided', 'invalid_api_key'), 'key'],
  ['Azure’s wrong key', 401, { statusCode: 401, message: 'Access denied' }, 'key'],
  ['a wrong key as 400', 400, openai('API key not valid. Please pass a valid API key.'), 'key'],
  ['a country', 403, openai('Country not supported', 'unsupported_country'), 'forbidden'],
  ['a spent quota', 429, openai('You exceeded your current quota', 'insufficient_quota'), 'quota'],
  ['credits that are gone', 402, { error: 'Payment required' }, 'quota'],
  ['too many requests', 429, openai('Rate limit reached', 'rate_limit_exceeded'), 'busy'],
  [
    'too many requests of a new account',
    429,
    openai('Rate limit reached. Add a payment method at /account/billing.', 'rate_limit_exceeded'),
    'busy',
  ],
  ['no such model', 404, openai('The model `x` does not exist', 'model_not_found'), 'model'],
  ['Ollama’s missing model', 404, openai('model "x" not found, try pulling it first'), 'model'],
  ['a router without it', 400, openai('Not supported', 'model_not_supported'), 'model'],
  ['an invalid model', 400, openai('invalid model ID'), 'model'],
  ['Azure’s deployment', 404, { error: { code: 'DeploymentNotFound', message: 'No' } }, 'model'],
  ['another address', 404, openai('Invalid URL (POST /chat/completions)'), 'address'],
  ['FastAPI’s 404', 404, { detail: 'Not Found' }, 'address'],
  ['a web page', 404, '<html><body>Not the model you want</body></html>', 'address'],
  ['another method', 405, '', 'address'],
  ['a redirect', 308, 'it redirects to elsewhere', 'address'],
  ['a full context', 400, openai('too long', 'context_length_exceeded'), 'context'],
  [
    'vLLM’s full context',
    400,
    { object: 'error', message: "This model's maximum context length is 4096 tokens", code: 400 },
    'context',
  ],
  [
    'llama.cpp’s full context',
    400,
    { error: { code: 400, message: 'exceeds', type: 'exceed_context_size_error', n_ctx: 4096 } },
    'context',
  ],
  ['too large a body', 413, '', 'context'],
  [
    'Azure’s content filter',
    400,
    { error: { message: 'filtered', code: 'content_filter', innererror: { code: 'X' } } },
    'refused',
  ],
  ['a wrong request', 422, { detail: [{ loc: ['body', 'messages'], msg: 'required' }] }, 'refused'],
  ['a model that loads', 503, openai('Loading model', undefined, 'unavailable_error'), 'busy'],
  ['a proxy’s page', 502, '<html>Bad gateway</html>', 'busy'],
  ['a time-out', 408, '', 'busy'],
  ['what it cannot do', 501, openai('not implemented'), 'broken'],
] as const)('%s (%i) is understood', (_name, status, body, meaning) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  expect(meaningOf(readFault({ status, body: text }))).toBe(meaning);
});

test.each([
  [openai('shown', 'x'), 'shown'],
  [{ error: 'plain' }, 'plain'],
  [{ object: 'error', message: 'flat', code: 400 }, 'flat'],
  [{ detail: 'fastapi' }, 'fastapi'],
  ['only text', 'only text'],
  ['<html></html>', 'it sent a web page'],
])('of %j the message is found', (body, message) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  expect(readFault({ status: 400, body: text }).message).toBe(message);
});

const SENT = { hasFormat: true, fields: ['stream_options', 'seed', 'temperature'] } as const;
const fault = (message: string, param: string | null = null, status = 400) =>
  readFault({ status, body: JSON.stringify({ error: { message, param, code: null } }) });

test('a refused format becomes simpler twice, and then there is nothing simpler', () => {
  const refused = fault("'response_format' of type 'json_schema' is not supported");
  const json = simplerForm(FULL_FORM, refused, SENT);
  expect(json).toEqual({ format: 'json', leftOut: [] });
  const text = simplerForm(json ?? FULL_FORM, refused, SENT);
  expect(text).toEqual({ format: 'text', leftOut: [] });
  expect(simplerForm(text ?? FULL_FORM, refused, { ...SENT, hasFormat: false })).toBeUndefined();
});

test('the field that the server names is left out', () => {
  const named = fault("'temperature' does not support 0 with this model", 'temperature');
  expect(simplerForm(FULL_FORM, named, SENT)?.leftOut).toEqual(['temperature']);
  const inWords = fault('Extra inputs are not permitted: seed');
  expect(simplerForm(FULL_FORM, inWords, SENT)?.leftOut).toEqual(['seed']);
});

test('a field is never left out twice', () => {
  const named = fault('unknown field seed');
  const form = { ...FULL_FORM, leftOut: ['seed'] } as const;
  expect(simplerForm(form, named, { hasFormat: false, fields: ['temperature'] })).toBeUndefined();
});

test('a name in a message about an unknown model is no field', () => {
  expect(
    simplerForm(FULL_FORM, fault('The model seed-1 is unknown', null, 404), SENT),
  ).toBeUndefined();
});

test.each([
  fault('maximum context length is 4096 tokens; lower max_tokens or temperature'),
  fault('temperature', null, 401),
  fault('temperature', null, 500),
  fault('The message is empty'),
])('a refusal about something else changes no form: %j', (refusal) => {
  expect(simplerForm(FULL_FORM, refusal, SENT)).toBeUndefined();
});
