// The viewer of enlarged pictures, fetched when the first one is opened.

import { Suspense } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { latePart } from '../shell/late-part.tsx';
import { PartBoundary } from '../shell/part-boundary.tsx';
import type { Layer } from './layers.ts';

const Viewer = latePart(() => import('./viewer.tsx').then((part) => part.Viewer));

export interface PictureViewerProps {
  readonly file: NamedArtefact;
  readonly layers?: readonly Layer[] | undefined;
  readonly onClose: () => void;
}

export function PictureViewer(props: PictureViewerProps) {
  return (
    <PartBoundary>
      <Suspense>
        <Viewer {...props} />
      </Suspense>
    </PartBoundary>
  );
}
