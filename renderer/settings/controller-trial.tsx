// How a test of a language model went: each thing that was tried, and what it says of the model.

import { VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ControllerTest } from '../../shared/controller-listing.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useErrorText } from '../ui/error-text.ts';
import { useFormat } from '../ui/format.ts';
import { type TaskLook, TaskStateIcon } from '../ui/task-state.tsx';
import classes from './settings.module.css';
import { useChoiceName } from './use-choice-name.ts';
import type { Trial } from './use-controller-test.ts';

type Step = ControllerTest['steps'][number];

const LOOKS: Readonly<Record<Step['outcome'], TaskLook>> = {
  passed: 'finished',
  failed: 'failed',
  'not-tried': 'waiting',
};

export function ControllerTrial({ trial }: { readonly trial: Trial }) {
  const t = useTranslations('settings.test');
  const choiceName = useChoiceName();
  const { choice, isBusy, result, error } = trial;
  const name = choice === undefined ? '' : choiceName(choice);
  return (
    <div className={classes.trial}>
      <p role="status" className={classes.trialLine}>
        {isBusy && t('running', { name })}
        {result && <Verdict name={name} steps={result.steps} />}
      </p>
      {error && <ErrorNotice error={error} />}
      {result && (
        <>
          <ol className={classes.steps} aria-label={t('title', { name })}>
            {result.steps.map((step) => (
              <StepLine key={step.step} step={step} />
            ))}
          </ol>
          <Findings result={result} />
        </>
      )}
    </div>
  );
}

function Verdict({ name, steps }: { readonly name: string } & Pick<ControllerTest, 'steps'>) {
  const t = useTranslations('settings.test');
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  return failed === undefined
    ? t('works', { name })
    : t('fails', { name, step: t(`steps.${failed.step}`) });
}

function StepLine({ step: { step, outcome, error } }: { readonly step: Step }) {
  const t = useTranslations('settings.test');
  const errorText = useErrorText();
  return (
    <li className={classes.step} data-outcome={outcome}>
      <span className={classes.stepIcon}>
        <TaskStateIcon look={LOOKS[outcome]} />
      </span>
      <span className={classes.stepName}>{t(`steps.${step}`)}</span>
      <span className={classes.stepWords}>
        {error === undefined ? (
          t(`outcomes.${outcome}`)
        ) : (
          <>
            <VisuallyHidden>{t(`outcomes.${outcome}`)}</VisuallyHidden> {errorText(error)}
          </>
        )}
      </span>
    </li>
  );
}

/** How it takes forms, how much it can look at, how quick it is. */
function Findings({ result }: { readonly result: ControllerTest }) {
  const t = useTranslations('settings.test');
  const { count, duration } = useFormat();
  const { form, contextTokens, firstWordMs, totalMs } = result;
  const found = [
    form && t(`forms.${form}`),
    contextTokens !== undefined && t('contextTokens', { tokens: count(contextTokens) }),
    firstWordMs !== undefined && t('firstWord', { time: duration(firstWordMs) }),
    totalMs !== undefined && t('total', { time: duration(totalMs) }),
  ].filter((words) => typeof words === 'string');
  return found.length > 0 && <p className={classes.findings}>{found.join(' · ')}</p>;
}
