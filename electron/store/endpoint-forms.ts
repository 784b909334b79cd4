// endpoints.json in the data folder: how each language model's endpoint takes a form, found out once. It can
// be found out again: what can't be read is as if it had never been written.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Form, FormSchema } from '../controllers/openai/form.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'endpoints.json';
const FormsSchema = z.record(z.string(), FormSchema);

export interface EndpointForms {
  readonly get: (endpoint: string) => Form | undefined;
  readonly set: (endpoint: string, form: Form) => void;
}

export function endpointForms(home: string): EndpointForms {
  let forms: Readonly<Record<string, Form>> | undefined;
  const read = () => {
    forms ??= readForms(home);
    return forms;
  };
  return {
    get: (endpoint) => read()[endpoint],
    set: (endpoint, form) => {
      forms = { ...read(), [endpoint]: form };
      const content = `${JSON.stringify(forms, null, 2)}\n`;
      replaceFile({ home, name: NAME, what: 'what is known of language models' }, content);
    },
  };
}

function readForms(home: string): Readonly<Record<string, Form>> {
  try {
    return FormsSchema.parse(JSON.parse(readFileSync(join(home, NAME), 'utf8')));
  } catch {
    return {};
  }
}
