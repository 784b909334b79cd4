// Beside a file: what can be done with it, where it comes from, and which other runs had it.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { GalleryItem, Provenance } from '../../shared/gallery.ts';
import { Loading } from '../shell/screen-frame.tsx';
import { useComposer } from '../state/composer.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './item-viewer.module.css';
import { openRun } from './open-run.ts';
import { ProvenanceFacts } from './provenance-facts.tsx';
import { useDetails } from './use-details.ts';

export function FileDetails({ item }: { readonly item: GalleryItem }) {
  const t = useTranslations('gallery.details');
  const { details, error, again } = useDetails(item.artefact.id);
  const opening = useAction();
  const [latest, ...earlier] = details?.uses ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <aside className={classes.details} aria-label={t('title')} tabIndex={0}>
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => useComposer.getState().attach(item)}
        >
          {t('useAsInput')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={opening.isBusy}
          onClick={() => opening.act(() => openRun(item))}
        >
          {t('openRun')}
        </Button>
      </div>
      {opening.error && <ErrorNotice error={opening.error} />}
      <h3>{t('title')}</h3>
      {error && <ErrorNotice error={error} onRecover={again} />}
      {latest === undefined ? (
        error === undefined && <Loading words={t('loading')} />
      ) : (
        <ProvenanceFacts item={item} provenance={latest} />
      )}
      {earlier.length > 0 && <EarlierRuns uses={earlier} />}
    </aside>
  );
}

function EarlierRuns({ uses }: { readonly uses: readonly Provenance[] }) {
  const t = useTranslations('gallery');
  const { moment } = useFormat();
  const { error, act } = useAction();
  return (
    <section className={classes.earlier} aria-labelledby="earlier-runs">
      <h3 id="earlier-runs">{t('details.earlier')}</h3>
      {error && <ErrorNotice error={error} />}
      <ul>
        {uses.map((use) => (
          <li key={`${use.run} ${use.origin} ${use.name}`}>
            <time dateTime={new Date(use.at).toISOString()}>
              {moment(use.at)} · {t(`origins.${use.origin}`)}
            </time>
            <TextButton onClick={() => act(() => openRun(use))}>{use.request}</TextButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
