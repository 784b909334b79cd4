// The attempts of a task that failed before the last one, and what followed each.

import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import { useErrorText } from '../ui/error-text.ts';
import classes from './inspector.module.css';
import { InspectorSection } from './inspector-section.tsx';

export function InspectorAttempts({ attempts }: Pick<TaskState, 'attempts'>) {
  const t = useTranslations('graph.inspector');
  const errorText = useErrorText();
  if (attempts.length === 0) {
    return null;
  }
  return (
    <InspectorSection title={t('attempts')}>
      <ol className={classes.list}>
        {attempts.map(({ attempt, model, error, next }) => (
          <li key={attempt}>
            <span className={classes.strong}>{t('attempt', { number: attempt, model })}</span>
            <br />
            {errorText(error)} {t(`next.${next}`)}
          </li>
        ))}
      </ol>
    </InspectorSection>
  );
}
