// What models take on the disk: each with what its removal frees, what is left over, what other tools keep.

import { useTranslations } from 'use-intl';
import type { DiskUse } from '../../shared/model-listing.ts';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { useDiskUse } from '../state/disk-use.ts';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { useFormat } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';
import classes from './disk-use.module.css';
import { shortName } from './model-lists.ts';
import { ModelRemoval } from './model-removal.tsx';

const HEADING = 'models-disk';

export function DiskUseSection() {
  const t = useTranslations('models.disk');
  const { bytes } = useFormat();
  const { use, error, load } = useDiskUse();
  const stay = () => document.getElementById(HEADING)?.focus(); // the row goes with its buttons
  return (
    <section aria-labelledby={HEADING}>
      <div className={screen.head}>
        <h2 id={HEADING} tabIndex={-1}>
          {t('title')}
        </h2>
        {use && <p className={screen.aside}>{t('free', { bytes: bytes(use.freeBytes) })}</p>}
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {use && (
        <div className={screen.rows}>
          <Fold
            title={t('models', { count: use.models.length })}
            aside={bytes(use.modelBytes)}
            isFlush
          >
            <ul className={classes.list}>
              {use.models.map((model) => (
                <ModelRow key={`${model.id} ${model.revision}`} model={model} onRemoved={stay} />
              ))}
            </ul>
          </Fold>
          {use.leftovers.length > 0 && (
            <Fold title={t('leftovers')} aside={bytes(use.leftoverBytes)} isFlush>
              <p className={classes.hint}>{t('leftoversHint')}</p>
              <ul className={classes.list}>
                {use.leftovers.map((left) => (
                  <LeftoverRow
                    key={`${left.model} ${left.kind} ${left.canRemove}`}
                    left={left}
                    onRemoved={stay}
                  />
                ))}
              </ul>
            </Fold>
          )}
          {use.otherBytes > 0 && (
            <div className={classes.others}>
              <span>{t('others')}</span>
              <span className={classes.bytes}>{bytes(use.otherBytes)}</span>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

interface ModelRowProps {
  readonly model: DiskUse['models'][number];
  readonly onRemoved: () => void;
}

function ModelRow({ model, onRemoved }: ModelRowProps) {
  const t = useTranslations('models.disk');
  const format = useFormat();
  const { id, revision, origin, dtypes, bytes, freedBytes } = model;
  const isOwn = origin === 'folder';
  return (
    <li className={classes.row} aria-label={shortName(id)}>
      <span className={classes.name}>{isOwn ? shortName(id) : id}</span>
      <span className={classes.bytes}>{format.bytes(bytes)}</span>
      <p className={classes.facts}>
        {[
          dtypes.join(', '),
          !isOwn && t('revision', { revision: revision.slice(0, 7) }),
          isOwn && t('own'),
          !isOwn && freedBytes < bytes && t('shared', { bytes: format.bytes(bytes - freedBytes) }),
        ]
          .filter((fact) => fact !== false && fact !== '')
          .join(' · ')}
      </p>
      {!isOwn && (
        <ModelRemoval
          id={`${id}@${revision}`}
          bytes={freedBytes}
          label={t('removeOne', { model: id, revision: revision.slice(0, 7) })}
          onRemoved={onRemoved}
        />
      )}
    </li>
  );
}

interface LeftoverRowProps {
  readonly left: DiskUse['leftovers'][number];
  readonly onRemoved: () => void;
}

function LeftoverRow({ left, onRemoved }: LeftoverRowProps) {
  const t = useTranslations('models.disk');
  const format = useFormat();
  const action = useAction();
  const { model, kind, files, bytes, canRemove } = left;
  const remove = async () => {
    if (await action.act(() => engine.models.removeLeftovers({ id: model }))) {
      onRemoved();
      await useDiskUse.getState().load();
    }
  };
  return (
    <li className={classes.row} aria-label={model}>
      <span className={classes.name}>{model}</span>
      <span className={classes.bytes}>{format.bytes(bytes)}</span>
      <p className={classes.facts}>{t(`kinds.${kind}`, { count: files })}</p>
      {canRemove ? (
        <AskedRemoval
          words={{
            remove: t('remove'),
            label: t('removeLeft', { model }),
            question: t('removeSure', { model, bytes: format.bytes(bytes) }),
            keep: t('keep'),
            yes: t('removeYes'),
          }}
          action={action}
          onRemove={remove}
        />
      ) : (
        <p className={classes.facts}>{t('notOurs')}</p>
      )}
    </li>
  );
}
