// How a candidate was rated, on demand: what would have to be fetched, and each part of its score.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Candidate } from '../../shared/models.ts';
import type { ScorePart } from '../../shared/ranking.ts';
import { useFormat } from '../ui/format.ts';
import { ScoreBar } from '../ui/score-bar.tsx';
import classes from './inspector.module.css';
import { byPoints, shownPoints } from './shown-rating.ts';

export function CandidateRating({ candidate }: { readonly candidate: Candidate }) {
  const t = useTranslations('graph.inspector.rating');
  const [isOpen, setOpen] = useState(false);
  const { parts = [], fetch } = candidate;
  if (parts.length === 0) {
    return null;
  }
  return (
    <details
      className={classes.rating}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={classes.summary}>{t('title')}</summary>
      {isOpen && fetch !== undefined && <FetchLine {...fetch} />}
      {isOpen && <Parts parts={parts} />}
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
