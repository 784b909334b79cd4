// The screen before there is a conversation: what works now, and requests to try.

import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Overview } from '../../shared/contract.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { requestIn } from '../../shared/samples.ts';
import { engine } from '../api/client.ts';
import { showBegun } from '../state/begin-run.ts';
import { useConversations } from '../state/conversations.ts';
import { useOverview } from '../state/overview.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { KindIcon } from '../ui/kind-icon.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { AREAS, abilitiesByArea } from './areas.ts';
import chat from './chat.module.css';
import classes from './start-screen.module.css';

export function StartScreen() {
  const t = useTranslations('chat.start');
  const { overview, error, load } = useOverview();
  const isFirst = useConversations(({ all, isLoaded }) => isLoaded && all.length === 0);
  return (
    <div className={chat.body}>
      <div className={`${chat.column} ${classes.start}`}>
        <h2 className={classes.title}>{t('title')}</h2>
        {error && <ErrorNotice error={error} onRecover={load} />}
        {overview && isFirst && <Abilities overview={overview} />}
        {overview && <Samples samples={overview.samples} />}
      </div>
    </div>
  );
}

function Abilities({ overview }: { readonly overview: Overview }) {
  const t = useTranslations('chat.start');
  const taskName = useTaskName();
  const byArea = abilitiesByArea(overview.abilities.map(({ type }) => type));
  return (
    <div className={classes.abilities}>
      <p className={classes.lead}>{t('lead')}</p>
      <dl className={classes.areas}>
        {AREAS.map((area) => {
          const types = byArea.get(area) ?? [];
          return (
            types.length > 0 && (
              <div key={area} className={classes.area}>
                <dt>{t(`areas.${area}`)}</dt>
                <dd>{types.map(taskName).join(' · ')}</dd>
              </div>
            )
          );
        })}
      </dl>
    </div>
  );
}

function Samples({ samples }: Pick<Overview, 'samples'>) {
  const t = useTranslations('chat.start');
  const [begun, setBegun] = useState<string>();
  const [error, setError] = useState<ErrorReport>();
  const language = useLocale();
  const begin = async (id: string) => {
    setBegun(id);
    setError(await showBegun(engine.runs.startSample({ id, language })));
    setBegun(undefined);
  };
  return (
    <section aria-labelledby="samples">
      <div className={classes.samplesHead}>
        <h3 id="samples">{t('samples')}</h3>
        <span>{t('sampleHint')}</span>
      </div>
      {error && <ErrorNotice error={error} />}
      <div className={classes.samples}>
        {samples.map(({ id, files, ...words }) => (
          <button
            key={id}
            type="button"
            className={classes.sample}
            disabled={begun !== undefined}
            onClick={() => begin(id)}
          >
            <span className={classes.request}>{requestIn(words, language)}</span>
            <span className={classes.files}>
              {files.map(({ name, kind }) => (
                <span key={name} className={classes.file}>
                  <KindIcon kind={kind} />
                  {name}
                </span>
              ))}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
