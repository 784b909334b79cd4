// What a slot of a task type is called.

import { useMessages, useTranslations } from 'use-intl';

export function useSlotName(): (slot: string) => string {
  const t = useTranslations('graph.slots');
  const { slots } = useMessages().graph;
  return (slot) => (isKey(slot, slots) ? t(slot) : slot);
}

function isKey<Names extends object>(name: string, names: Names): name is string & keyof Names {
  return Object.hasOwn(names, name);
}
