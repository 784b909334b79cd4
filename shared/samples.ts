// Requests to try, in the languages of the screen.

import { z } from 'zod';

export const SampleWordsSchema = z.object({
  id: z.string(),
  /** In English. */
  request: z.string(),
  /** The same in other languages of the screen, by their codes. */
  translations: z.record(z.string(), z.string()).readonly(),
});
export type SampleWords = Readonly<z.infer<typeof SampleWordsSchema>>;

export function requestIn(
  { request, translations }: Omit<SampleWords, 'id'>,
  language: string | undefined,
): string {
  return (language === undefined ? undefined : translations[language]) ?? request;
}
