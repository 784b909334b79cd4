// Holds what goes wrong in one part of the page there: a notice takes its place, all others go on. React
// itself reports the error to the console, once.

import { Component, type ReactNode } from 'react';
import { NotLoadedError } from './late-part.tsx';
import { PartFailure } from './part-failure.tsx';

interface PartBoundaryProps {
  /** What stands around the notice, such as the header of a screen. */
  readonly frame?: (notice: ReactNode) => ReactNode;
  readonly children: ReactNode;
}

interface PartBoundaryState {
  readonly failure: { readonly error: unknown } | undefined;
}

const WHOLE: PartBoundaryState = { failure: undefined };

export class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override readonly state: PartBoundaryState = WHOLE;

  static getDerivedStateFromError(error: unknown): PartBoundaryState {
    return { failure: { error } };
  }

  override componentWillUnmount(): void {
    this.#renew();
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { children, frame } = this.props;
    if (failure === undefined) {
      return children;
    }
    const isNotLoaded = failure.error instanceof NotLoadedError;
    const notice = (
      <PartFailure failure={isNotLoaded ? 'notLoaded' : 'broken'} onRetry={() => this.#retry()} />
    );
    return frame === undefined ? notice : frame(notice);
  }

  #retry(): void {
    this.#renew();
    this.setState(WHOLE);
  }

  #renew(): void {
    const error = this.state.failure?.error;
    if (error instanceof NotLoadedError) {
      error.renew();
    }
  }
}
