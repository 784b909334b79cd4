// Where a file comes from, line by line: the request, what made it and how.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { GalleryItem, Provenance } from '../../shared/gallery.ts';
import { useFacts } from '../results/use-facts.ts';
import { deviceName } from '../ui/device-name.ts';
import { useFormat } from '../ui/format.ts';
import { HostBadge } from '../ui/host-badge.tsx';
import { useTaskName } from '../ui/task-names.ts';
import classes from './item-viewer.module.css';

interface ProvenanceFactsProps {
  readonly item: GalleryItem;
  readonly provenance: Provenance;
}

export function ProvenanceFacts({ item, provenance }: ProvenanceFactsProps) {
  const t = useTranslations('gallery.details');
  const facts = useFacts();
  const { duration, moment } = useFormat();
  const taskName = useTaskName();
  const { request, origin, type, model, seed, durationMs, at } = provenance;
  return (
    <dl className={classes.facts}>
      <Fact name={t('request')}>
        <span className={classes.request}>{request}</span>
      </Fact>
      {origin === 'given' && <Fact name={t('origin')}>{t('given')}</Fact>}
      {type !== undefined && (
        <Fact name={t('task')}>
          {taskName(type)} <code>{type}</code>
        </Fact>
      )}
      {model !== undefined && (
        <>
          <Fact name={t('model')}>
            <span className={classes.model}>
              {model.name} <HostBadge host={model.host} />
            </span>
            {model.name !== model.id && <code>{model.id}</code>}
          </Fact>
          <Fact name={t('revision')}>
            <code>{model.revision}</code>
          </Fact>
        </>
      )}
      {seed !== undefined && <Fact name={t('seed')}>{String(seed)}</Fact>}
      <Device {...provenance} />
      {durationMs !== undefined && <Fact name={t('duration')}>{duration(durationMs)}</Fact>}
      <Fact name={t('at')}>
        <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>
      </Fact>
      <Fact name={t('file')}>
        {facts(item)} <code>{item.artefact.mime}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Device({ device, dtype }: Pick<Provenance, 'device' | 'dtype'>) {
  const t = useTranslations('gallery.details');
  if (device === undefined) {
    return null;
  }
  const name = deviceName(device);
  return (
    <Fact name={t('device')}>
      {dtype === undefined ? name : t('deviceWith', { device: name, dtype })}
    </Fact>
  );
}
