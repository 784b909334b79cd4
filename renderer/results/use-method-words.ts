// How something was measured or predicted, in words; what was stored before it had a code stays as it is.

import { useMessages, useTranslations } from 'use-intl';

export function useMethodWords(): (method: string) => string {
  const t = useTranslations('results.methods');
  const { methods } = useMessages().results;
  return (method) => (isKey(method, methods) ? t(method) : method);
}

function isKey<Names extends object>(name: string, names: Names): name is string & keyof Names {
  return Object.hasOwn(names, name);
}
