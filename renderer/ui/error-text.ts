// Errors and their details in the person's language.

import { useTranslations } from 'use-intl';
import { isDetailCode } from '../../shared/error-details.ts';
import type { ErrorDetail, ErrorReport } from '../../shared/errors.ts';
import { ResourceKindSchema } from '../../shared/media.ts';
import { isTaskType } from '../../shared/tasks.ts';
import { useSlotName } from '../graph/use-slot-name.ts';
import { useTaskName } from './task-names.ts';

type Data = ErrorReport['data'];

/** The sentence of an error. What fills it beside our details comes as it is: names, numbers, words of a service. */
export function useErrorText(): (error: ErrorReport) => string {
  const t = useTranslations('errors');
  const detailText = useDetailText();
  const named = useNames();
  return ({ code, data, details = {} }) => {
    const texts = Object.entries(data).map(([name, text]) => {
      const said = details[name]?.map(detailText).join(t('between')) ?? text;
      // A sentence of a service, within one of ours.
      return [name, name === 'why' ? said.replace(/\.$/, '') : said];
    });
    return t(`messages.${code}`, named(Object.fromEntries(texts)));
  };
}

/** A detail of an error; one that is not known any more stays as it was written. */
export function useDetailText(): (detail: ErrorDetail) => string {
  const t = useTranslations('errors.details');
  const named = useNames();
  return ({ code, data, text }) => (isDetailCode(code) ? t(code, named(data)) : text);
}

/** Task types, what they need, slots and kinds by their names on the screen. */
function useNames(): (data: Data) => Data {
  const kindName = useTranslations('tasks.kinds');
  const taskName = useTaskName();
  const slotName = useSlotName();
  const needsOf = useTranslations('tasks.needs');
  const kindNamed = (written: string) => {
    const kind = ResourceKindSchema.safeParse(written);
    return kind.success ? kindName(kind.data) : written;
  };
  return ({ task, needs, slot, kind, given, ...data }) => ({
    ...data,
    ...(task !== undefined && { task: isTaskType(task) ? taskName(task) : task }),
    ...(needs !== undefined && { needs: isTaskType(needs) ? needsOf(needs) : needs }),
    ...(slot !== undefined && { slot: slotName(slot) }),
    ...(kind !== undefined && { kind: kindNamed(kind) }),
    ...(given !== undefined && { given: kindNamed(given) }),
  });
}
