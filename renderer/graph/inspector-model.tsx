// Which model did a task, why, and which others could; another one and another seed can be chosen.

import { NumberInput, Radio } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Assignment, Candidate } from '../../shared/models.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { deviceName } from '../ui/device-name.ts';
import { CandidateLine } from './candidate-line.tsx';
import classes from './inspector.module.css';
import { InspectorSection } from './inspector-section.tsx';
import { modelOf } from './rerun-draft.ts';
import type { TaskDrafts } from './use-drafts.ts';
import { useReasonWords } from './use-reason-words.ts';

interface InspectorModelProps {
  readonly state: TaskState;
  readonly drafts: TaskDrafts;
}

export function InspectorModel({ state, drafts }: InspectorModelProps) {
  const t = useTranslations('graph.inspector');
  const reasonWords = useReasonWords();
  const { assignment } = state;
  const draft = drafts.of(state);
  const ran = state.status === 'finished' ? state.output.ran : undefined;
  return (
    <InspectorSection title={t('model')}>
      {assignment === undefined ? (
        <p className={classes.soft}>{t('noModel')}</p>
      ) : (
        <>
          <Radio.Group
            aria-label={t('model')}
            value={draft?.model ?? modelOf(state) ?? null}
            onChange={(model) => drafts.change(state, { model })}
          >
            <div className={classes.candidates}>
              {assignment.candidates.map((candidate) => (
                <CandidateLine
                  key={`${candidate.host} ${candidate.id}`}
                  candidate={candidate}
                  task={state.task.type}
                  isChosen={isModel(candidate, assignment.model)}
                />
              ))}
            </div>
          </Radio.Group>
          <p className={classes.reason}>
            <span className={classes.strong}>{t('reason')}</span> {reasonWords(assignment)}
          </p>
          {ran !== undefined && (
            <p className={classes.soft}>
              {t('ran', { device: deviceName(ran.device), dtype: ran.dtype })}
            </p>
          )}
        </>
      )}
      {state.seed !== undefined && (
        <NumberInput
          label={t('seed')}
          description={t('seedHint')}
          size="sm"
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={draft?.seed ?? state.seed}
          onChange={(seed) => typeof seed === 'number' && drafts.change(state, { seed })}
        />
      )}
    </InspectorSection>
  );
}

function isModel(candidate: Candidate, { id, host }: Assignment['model']): boolean {
  return candidate.id === id && candidate.host === host;
}
