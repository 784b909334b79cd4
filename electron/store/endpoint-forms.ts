// endpoints.json in the data folder: how each language model's endpoint takes a form, found out once,
// and again where the file is gone.

import { join } from 'node:path';
import { z } from 'zod';
import { type Form, FormSchema } from '../controllers/openai/form.ts';
import { readKept } from './kept-file.ts';
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
    forms ??= readKept(join(home, NAME), FormsSchema) ?? {};
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
