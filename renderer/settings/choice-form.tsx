// What conducts all stages or one of them: where it is, which model, whether it works.

import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ControllersOverview } from '../../shared/controller-listing.ts';
import type { Stage } from '../../shared/controllers.ts';
import { engine } from '../api/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { type ChoiceDraft, choiceOf, draftOf } from './choice-draft.ts';
import { ModelField, SourceField } from './choice-fields.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ControllerTrial } from './controller-trial.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';
import { useChoiceName } from './use-choice-name.ts';
import { useControllerTest } from './use-controller-test.ts';

interface ChoiceFormProps {
  readonly overview: ControllersOverview;
  readonly stage: Stage | 'default';
}

export function ChoiceForm({ overview, stage }: ChoiceFormProps) {
  const t = useTranslations('settings.model');
  const { choices, connections } = overview;
  const chosen = choices[stage];
  const [draft, setDraft] = useState<ChoiceDraft>(() => draftOf(chosen));
  const [isUsed, setUsed] = useState(false);
  const { isBusy, error, change } = useChange();
  const choiceName = useChoiceName();
  const trial = useControllerTest();
  const choice = choiceOf(draft);
  const connection = connections.find(({ id }) => id === draft.source);
  const isComplete = draft.source === '' || choice !== undefined;
  const isChanged = isComplete && choice !== chosen;
  const isTestable = choice !== undefined && choice !== 'rules';
  const alter = (part: Partial<ChoiceDraft>) => {
    trial.clear();
    setUsed(false);
    setDraft((before) => ({ ...before, ...part }));
  };
  useEffect(() => {
    // It may have been chosen elsewhere on the screen.
    setDraft((before) => (choiceOf(before) === chosen ? before : draftOf(chosen)));
  }, [chosen]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) {
      setUsed(await change(() => engine.controllers.choose({ stage, choice })));
    }
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.fields}>
        <SourceField
          {...{ overview, stage }}
          source={draft.source}
          onChange={(source) => alter({ source, model: modelAtFirst(source, overview) })}
        />
        {draft.source !== '' && draft.source !== 'rules' && (
          <ModelField
            {...{ connection, overview }}
            source={draft.source}
            model={draft.model}
            onChange={(model) => alter({ model })}
          />
        )}
      </div>
      <ConnectionFacts source={draft.source} connection={connection} />
      {error && <ErrorNotice error={error} />}
      {(stage === 'default' || isChanged || isUsed || isTestable) && (
        <div className={classes.actions}>
          <Button
            type="submit"
            size="compact-sm"
            variant="filled"
            loading={isBusy}
            // It keeps the focus once what it does is done.
            data-disabled={!isChanged || undefined}
            aria-disabled={!isChanged}
          >
            {t('use')}
          </Button>
          {isTestable && (
            <Button
              size="compact-sm"
              variant="default"
              loading={trial.isBusy}
              onClick={() => trial.begin(choice)}
            >
              {t('test')}
            </Button>
          )}
          <p role="status" className={classes.status}>
            {isUsed && t('used', { name: choiceName(choice ?? choices.default) })}
          </p>
        </div>
      )}
      <ControllerTrial trial={trial} />
    </form>
  );
}

/** What is in use there, or the only one that there is. */
function modelAtFirst(source: string, { choices, localModels }: ControllersOverview): string {
  const used = draftOf(choices.default);
  if (used.source === source) {
    return used.model;
  }
  return source === 'local' ? (localModels[0] ?? '') : '';
}
