// What a choice is called: "gpt-4o-mini (OpenAI)".

import { useTranslations } from 'use-intl';
import { type ControllerChoice, parseChoice } from '../../shared/controllers.ts';
import { useControllers } from '../state/controllers.ts';

export function useChoiceName(): (choice: ControllerChoice) => string {
  const t = useTranslations('settings.model');
  const connections = useControllers(({ overview }) => overview?.connections);
  return (choice) => {
    const parsed = parseChoice(choice);
    switch (parsed.kind) {
      case 'rules':
        return t('rules');
      case 'local':
        return parsed.model;
      case 'connection': {
        const name = connections?.find(({ id }) => id === parsed.connection)?.name;
        return `${parsed.model} (${name ?? parsed.connection})`;
      }
    }
  };
}
