// Sentences said by code: whoever makes one gives the code and the values, whoever shows it has the words.
// The English of all codes of a subject is one table of ICU messages; other languages are the renderer's.

import type { ICUArgs } from 'use-intl/core';
import { z } from 'zod';

/** ICU messages by their codes. */
type ToldTable = Readonly<Record<string, string>>;

type ValuesOf<Message extends string> = ICUArgs<
  Message,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: never }
>;

type Said<Code, Values> = keyof Values extends never
  ? { readonly code: Code; readonly values?: undefined }
  : { readonly code: Code; readonly values: Readonly<Values> };

/** One of the sentences of a table, with a value for each placeholder of its message. */
export type Told<Table extends ToldTable> = {
  [Code in keyof Table & string]: Said<Code, ValuesOf<Table[Code]>>;
}[keyof Table & string];

/** For a sentence that was made elsewhere, or before there were codes; every table has it. */
export const AS_WRITTEN = { 'as-written': '{text}' } as const;

/** Reads a sentence of the table. A plain text becomes one that is shown as it is. */
export function toldSchema<const Table extends ToldTable & typeof AS_WRITTEN>(
  table: Table,
): z.ZodType<Told<Table>> {
  const said = z.object({
    code: z.enum(Object.keys(table)),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  });
  const plain = z.string().transform((text) => ({ code: 'as-written', values: { text } }));
  // That the values are those of the code is known where the sentence is made, by its type.
  return z.union([said, plain]) as unknown as z.ZodType<Told<Table>>;
}

type Value = string | number;

/** Values as they are shown, by their names: `…Bytes` as a size, `language` as the name of that BCP 47 tag. */
export function shownValues(
  values: Readonly<Record<string, Value>>,
  { bytes, locale }: { bytes: (count: number) => string; locale: string },
): Record<string, Value> {
  const shownAs = (name: string, value: Value) => {
    if (name === 'language') {
      return languageName(String(value), locale);
    }
    return name.endsWith('Bytes') ? bytes(Number(value)) : value;
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shownAs(name, value)]),
  );
}

/** In the language `locale`; as it is where it is no tag of a language. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
