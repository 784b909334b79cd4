// The viewer of enlarged pictures, fetched when the first one is opened.

import { lazy, Suspense } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import type { Layer } from './layers.ts';

const Viewer = lazy(() => import('./viewer.tsx').then(({ Viewer }) => ({ default: Viewer })));

export interface PictureViewerProps {
  readonly file: NamedArtefact;
  readonly layers?: readonly Layer[] | undefined;
  readonly onClose: () => void;
}

export function PictureViewer(props: PictureViewerProps) {
  return (
    <Suspense>
      <Viewer {...props} />
    </Suspense>
  );
}
