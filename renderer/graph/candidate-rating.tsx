// How a candidate was rated, on demand: what would have to be fetched, and each part of its score.

import { Suspense, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Candidate } from '../../shared/models.ts';
import type { ScorePart } from '../../shared/ranking.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { latePart } from '../shell/late-part.tsx';
import { useFormat } from '../ui/format.ts';
import { ScoreBar } from '../ui/score-bar.tsx';
import { Summary } from '../ui/summary.tsx';
import classes from './inspector.module.css';
import { byPoints, shownPoints } from './shown-rating.ts';

const CandidatePin = latePart(() =>
  import('../models/candidate-pin.tsx').then((part) => part.CandidatePin),
);

interface CandidateRatingProps {
  readonly candidate: Candidate;
  readonly task: TaskType;
}

export function CandidateRating({ candidate, task }: CandidateRatingProps) {
  const t = useTranslations('graph.inspector.rating');
  const [isOpen, setOpen] = useState(false);
  const { parts = [], fetch } = candidate;
  const pin = (
    <Suspense>
      <CandidatePin task={task} candidate={candidate} />
    </Suspense>
  );
  if (parts.length === 0) {
    // Of no use without a rating, but to take the pin away.
    return candidate.isPinned === true ? pin : null;
  }
  return (
    <details
      className={classes.rating}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <Summary className={classes.summary}>{t('title')}</Summary>
      {isOpen && fetch !== undefined && <FetchLine {...fetch} />}
      {isOpen && <Parts parts={parts} />}
      {isOpen && pin}
    </details>
  );
}

function FetchLine({ bytes, fit: known }: NonNullable<Candidate['fetch']>) {
  const t = useTranslations('graph.inspector.rating');
  const format = useFormat();
  const fit = known ?? 'unknown';
  return (
    <p className={classes.hint}>
      {bytes === undefined
        ? t('fetchUnknown', { fit })
        : t('fetch', { size: format.bytes(bytes), fit })}
    </p>
  );
}

function Parts({ parts }: { readonly parts: readonly ScorePart[] }) {
  const t = useTranslations('graph.inspector.rating');
  const { share, count } = useFormat();
  const note = useId();
  return (
    <>
      <table aria-describedby={note} className={classes.parts}>
        <thead>
          <tr>
            <th scope="col">{t('part')}</th>
            <th scope="col" colSpan={2}>
              {t('value')}
            </th>
            <th scope="col">{t('points')}</th>
          </tr>
        </thead>
        <tbody>
          {byPoints(parts).map(({ part, value, points }) => (
            <tr key={part}>
              <th scope="row">{t(`parts.${part}`)}</th>
              <td>
                <ScoreBar score={value} />
              </td>
              <td>{share(value)}</td>
              <td>{count(shownPoints(points))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p id={note} className={classes.hint}>
        {t('unknown')}
      </p>
    </>
  );
}
