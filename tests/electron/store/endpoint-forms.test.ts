import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../../electron/controllers/openai/form.ts';
import { endpointForms } from '../../../electron/store/endpoint-forms.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const PLAIN: Form = { format: 'text', leftOut: ['seed'] };
const STRICT: Form = { format: 'schema', leftOut: [] };

describe('how endpoints take a form', () => {
  it('is known at the next start, each for itself', () => {
    const home = temporaryFolder();
    const first = endpointForms(home);
    expect(first.get('http://a/v1 x')).toBeUndefined();
    first.set('http://a/v1 x', PLAIN);
    first.set('http://a/v1 y', STRICT);
    const second = endpointForms(home);
    expect(second.get('http://a/v1 x')).toEqual(PLAIN);
    expect(second.get('http://a/v1 y')).toEqual(STRICT);
  });

  it.each(['not JSON', '{"a": "schema"}', '[]'])('is found out again where %s is kept', (text) => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'endpoints.json'), text);
    const forms = endpointForms(home);
    expect(forms.get('a')).toBeUndefined();
    forms.set('a', PLAIN);
    expect(JSON.parse(readFileSync(join(home, 'endpoints.json'), 'utf8'))).toEqual({ a: PLAIN });
  });
});
