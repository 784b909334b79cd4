// The models that a connection lists, asked for when it is chosen.

import { useEffect, useState } from 'react';
import type { ConnectionListing } from '../../shared/controller-listing.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

export type Listed =
  | { readonly status: 'none' | 'asking' }
  | { readonly status: 'listed'; readonly models: readonly string[] }
  | { readonly status: 'failed'; readonly error: ErrorReport };

/** Nothing is asked where there is none, or where it can't answer: refused, without address or key. */
export function useListedModels(connection: ConnectionListing | undefined): Listed {
  const [listed, setListed] = useState<Listed>({ status: 'none' });
  const canAsk =
    connection !== undefined &&
    connection.refusal === undefined &&
    connection.baseUrl !== undefined &&
    (connection.hasKey || !connection.needsKey);
  const id = canAsk ? connection.id : undefined;
  const address = connection?.baseUrl;
  // biome-ignore lint/correctness/useExhaustiveDependencies: at another address it has other models
  useEffect(() => {
    setListed({ status: id === undefined ? 'none' : 'asking' });
    if (id === undefined) {
      return;
    }
    let isWanted = true;
    answerOf(engine.controllers.models({ id })).then((answer) => {
      if (isWanted) {
        setListed(
          answer.ok
            ? { status: 'listed', models: answer.value }
            : { status: 'failed', error: answer.error },
        );
      }
    });
    return () => {
      isWanted = false;
    };
  }, [id, address]);
  return listed;
}
