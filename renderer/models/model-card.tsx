// What the Hub's page says of one model, over the screen: what it is, on what terms, in which formats it can
// be fetched, who serves it.

import { Modal } from '@mantine/core';
import { IconExternalLink, IconHistory, IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ModelCard } from '../../shared/hub-models.ts';
import type { OfflineReason } from '../../shared/model-listing.ts';
import { Loading } from '../shell/screen-frame.tsx';
import { useModelCard } from '../state/model-card.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { CardFormats } from './card-formats.tsx';
import { CardHosting } from './card-hosting.tsx';
import { HubFacts } from './hub-facts.tsx';
import classes from './model-card.module.css';
import { isNotAsked } from './not-asked.ts';

export function ModelCardDialog({ offline }: { readonly offline: OfflineReason | undefined }) {
  const app = useTranslations('app');
  const t = useTranslations('models.card');
  const { isOpen, model, card, error, close } = useModelCard();
  useEffect(() => close, [close]); // it does not wait for the next time that the screen is opened
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={model?.id}
      size={680}
      // The page itself never scrolls; to hold it would take a style that its policy refuses.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': app('close') }}
      classNames={{ title: classes.title }}
    >
      {model !== undefined && (
        <div className={classes.card}>
          {card === undefined && error === undefined && <Loading words={t('loading')} />}
          {error && <Refused id={model.id} error={error} offline={offline} />}
          {card && <Content card={card} revision={model.revision} offline={offline} />}
        </div>
      )}
    </Modal>
  );
}

interface RefusedProps {
  readonly id: string;
  readonly error: ErrorReport;
  readonly offline: OfflineReason | undefined;
}

function Refused({ id, error, offline }: RefusedProps) {
  const t = useTranslations('models');
  const { sentences } = useFormat();
  const again = () => useModelCard.getState().open({ id });
  return (
    <>
      {isNotAsked(error) && offline !== undefined ? (
        <p role="status">{sentences(t('card.notKept'), t(`hub.notKeptHint.${offline}`))}</p>
      ) : (
        <ErrorNotice error={error} onRecover={again} />
      )}
      <PageLink id={id} />
    </>
  );
}

interface ContentProps {
  readonly card: ModelCard;
  readonly revision: string | undefined;
  readonly offline: OfflineReason | undefined;
}

function Content({ card, revision, offline }: ContentProps) {
  const t = useTranslations('models');
  const taskName = useTaskName();
  const { moment } = useFormat();
  const { model, paragraphs, asOf, isKept } = card;
  const { id, tasks } = model;
  return (
    <>
      <div className={classes.head}>
        <p>{tasks.length === 0 ? t('installed.noTasks') : tasks.map(taskName).join(' · ')}</p>
        <p className={classes.facts}>
          <HubFacts model={model} />
        </p>
      </div>
      {model.gated !== undefined && <Terms gated={model.gated} />}
      {paragraphs.length > 0 ? (
        <div className={classes.paragraphs}>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      ) : (
        <p className={classes.soft}>{t('card.noText')}</p>
      )}
      <CardFormats card={card} revision={revision} offline={offline} />
      <CardHosting model={model} />
      <div className={classes.foot}>
        <PageLink id={id} />
        <span className={classes.asOf}>
          {isKept && <IconHistory size={14} stroke={1.75} aria-hidden />}
          {t(isKept ? 'hub.kept' : 'hub.asOf', { moment: moment(asOf) })}
        </span>
      </div>
    </>
  );
}

function Terms({ gated }: { readonly gated: 'auto' | 'manual' }) {
  const t = useTranslations('models.card.terms');
  const { sentences } = useFormat();
  return (
    <p className={classes.terms}>
      <IconLock size={16} stroke={1.5} aria-hidden />
      <span>{sentences(t(gated), t('how'))}</span>
    </p>
  );
}

function PageLink({ id }: { readonly id: string }) {
  const t = useTranslations('models.card');
  return (
    <a
      className={classes.link}
      href={`https://huggingface.co/${id}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {t('page')}
      <IconExternalLink size={14} stroke={1.75} aria-hidden />
    </a>
  );
}
