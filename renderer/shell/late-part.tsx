// A part of the page whose code comes when it is first shown. React's own `lazy` keeps a failure for good;
// here the next try asks for the code and the styles again.

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { loadFailedStyles } from './failed-styles.ts';

/** The code of a part of the page could not be had. */
export class NotLoadedError extends Error {
  override readonly name = 'NotLoadedError';
  /** Whoever shows the part next asks for it again. Not before: React itself draws once more at an error. */
  readonly renew: () => void;

  constructor(renew: () => void, cause: unknown) {
    super('A part of the page could not be loaded.', { cause });
    this.renew = renew;
  }
}

/** To be drawn within Suspense and a PartBoundary (part-boundary.tsx). */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const begin = (): LazyExoticComponent<ComponentType<Props>> =>
    lazy(() =>
      loadFailedStyles()
        .then(load)
        .then(
          (Part) => ({ default: Part }),
          (cause: unknown) => {
            throw new NotLoadedError(() => {
              Loaded = begin();
            }, cause);
          },
        ),
    );
  let Loaded = begin();
  return function LatePart(props: Props) {
    return <Loaded {...props} />;
  };
}
