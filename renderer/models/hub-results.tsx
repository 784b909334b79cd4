// What the Hub said to a search: its models, of when that is, or why there is nothing to show.

import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import type { HubAnswer, HubQuery } from '../../shared/hub-models.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
import screen from '../shell/screen-body.module.css';
import { useHubSearch } from '../state/hub-search.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { HubResult } from './hub-result.tsx';
import classes from './hub-search.module.css';
import { isNotAsked } from './not-asked.ts';

/** Models shown before the person asks for the rest. */
const FIRST = 10;

interface HubResultsProps {
  readonly offline: OfflineReason | undefined;
}

export function HubResults({ offline }: HubResultsProps) {
  const t = useTranslations('models.hub');
  const { query, draft, answer, error, isAsking } = useHubSearch();
  const isOther = query !== undefined && !isAsking && !isSame(query, draft);
  return (
    <>
      {/* There from the beginning, since screen readers tell what comes into it. */}
      <p role="status" className={classes.status}>
        {isAsking && t('asking')}
        {answer && <AsOf answer={answer} />}
        {isOther && <span className={classes.changed}>{t('changed')}</span>}
      </p>
      {error && <Refused error={error} offline={offline} />}
      {answer && query && <Found models={answer.models} kind={query.kind} />}
    </>
  );
}

function isSame(one: HubQuery, other: HubQuery): boolean {
  const names = ['kind', 'task', 'text', 'licence', 'language', 'isCommercial', 'isOpen'] as const;
  return names.every((name) => one[name] === other[name]);
}

function AsOf({ answer: { models, asOf, isKept } }: { readonly answer: HubAnswer }) {
  const t = useTranslations('models.hub');
  const { moment } = useFormat();
  return (
    <>
      <span>{t('found', { count: models.length })}</span>
      <span className={classes.kept}>
        {isKept && <IconHistory size={14} stroke={1.75} aria-hidden />}
        {t(isKept ? 'kept' : 'asOf', { moment: moment(asOf) })}
      </span>
    </>
  );
}

interface RefusedProps extends HubResultsProps {
  readonly error: ErrorReport;
}

function Refused({ error, offline }: RefusedProps) {
  const t = useTranslations('models.hub');
  const search = useHubSearch((hub) => hub.search);
  if (isNotAsked(error) && offline !== undefined) {
    return <Nothing role="alert" title={t('notKept')} hint={t(`notKeptHint.${offline}`)} />;
  }
  if (error.code === 'USAGE') {
    return <Nothing role="alert" title={t('notSorted')} hint={t('notSortedHint')} />;
  }
  return <ErrorNotice error={error} onRecover={search} />;
}

interface NothingProps {
  readonly title: string;
  readonly hint: string;
  /** Where nothing else tells those who do not see it. */
  readonly role?: 'alert';
}

function Nothing({ title, hint, role }: NothingProps) {
  return (
    <div role={role} className={screen.nothing}>
      <p className={screen.nothingTitle}>{title}</p>
      <p>{hint}</p>
    </div>
  );
}

interface FoundProps extends Pick<HubAnswer, 'models'> {
  readonly kind: HubQuery['kind'];
}

function Found({ models, kind }: FoundProps) {
  const t = useTranslations('models.hub');
  const [isWhole, setWhole] = useState(false);
  if (models.length === 0) {
    return <Nothing title={t('nothing')} hint={t('nothingHint')} />;
  }
  return (
    <>
      <ul className={screen.rows} aria-label={t('list')}>
        {models.slice(0, isWhole ? undefined : FIRST).map((model) => (
          <HubResult key={model.id} model={model} kind={kind} />
        ))}
      </ul>
      {models.length > FIRST && (
        <div className={classes.more}>
          <TextButton aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('fewer', { count: FIRST }) : t('all', { count: models.length })}
          </TextButton>
        </div>
      )}
    </>
  );
}
