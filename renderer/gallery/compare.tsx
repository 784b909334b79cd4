// Two pictures side by side, enlarged and moved in step.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ResultMenu } from '../results/result-menu.tsx';
import { useFacts } from '../results/use-facts.ts';
import { useGallery } from '../state/gallery.ts';
import classes from './compare.module.css';
import { FullDialog } from './full-dialog.tsx';
import { WHOLE } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';
import { zoomByKey } from './zoom-keys.ts';
import { ZoomStage } from './zoom-stage.tsx';

export function Compare({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('gallery.compare');
  const facts = useFacts();
  const picked = useGallery((state) => state.picked);
  const [zoom, setZoom] = useState(WHOLE);
  return (
    <FullDialog
      label={t('title')}
      closeLabel={t('close')}
      onClose={onClose}
      onKeyDown={(event) => zoomByKey(event, zoom, setZoom)}
      title={<h2>{t('title')}</h2>}
      tools={<ZoomButtons zoom={zoom} onZoom={setZoom} />}
    >
      <div className={classes.pair}>
        {picked.map((file) => (
          <figure key={file.artefact.id} className={classes.side}>
            <ZoomStage file={file} zoom={zoom} onZoom={setZoom} />
            <figcaption>
              <span className={classes.name}>{file.name}</span>
              <span className={classes.facts}>{facts(file)}</span>
              <ResultMenu result={{ type: 'file', file }} />
            </figcaption>
          </figure>
        ))}
      </div>
    </FullDialog>
  );
}
