// One task type: what could do it and which of it is taken now, the recommended models, the way to the Hub;
// folded under what does it now.

import { useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { useOverview } from '../state/overview.ts';
import { useTaskChoices } from '../state/task-choices.ts';
import { Fold } from '../ui/fold.tsx';
import { useTaskName } from '../ui/task-names.ts';
import { ModelOffer } from './model-offer.tsx';
import classes from './offers.module.css';
import { TaskCandidates } from './task-candidates.tsx';
import { TaskHub } from './task-hub.tsx';

interface TaskOffersProps {
  readonly type: TaskType;
  readonly listings: readonly ModelListing[];
  readonly canFetch: boolean;
  readonly isForcedOpen: boolean;
}

export function TaskOffers({ type, listings, canFetch, isForcedOpen }: TaskOffersProps) {
  const t = useTranslations('models.offers');
  const taskName = useTaskName();
  const choice = useTaskChoices(({ choices }) => choices?.get(type));
  const now = useDoneNow(type);
  return (
    <Fold
      level={4}
      title={taskName(type)}
      aside={
        <span className={classes.now} data-has={now.has}>
          {now.words}
        </span>
      }
      isForcedOpen={isForcedOpen}
      isFlush
    >
      {choice !== undefined && <TaskCandidates choice={choice} />}
      {listings.length > 0 && <h5 className={classes.recommended}>{t('recommended')}</h5>}
      <ul className={classes.models}>
        {listings.map((listing) => (
          <ModelOffer key={listing.id} type={type} listing={listing} canFetch={canFetch} />
        ))}
      </ul>
      {choice !== undefined && <TaskHub choice={choice} />}
    </Fold>
  );
}

/** Which models can do it now, in words. */
function useDoneNow(type: TaskType): { readonly words: string; readonly has: boolean } {
  const t = useTranslations('models.offers');
  const abilities = useOverview(({ overview }) => overview?.abilities) ?? [];
  const here = abilities.filter((ability) => ability.type === type);
  const named = (host: (typeof here)[number]['host']) =>
    [...new Set(here.filter((one) => one.host === host).map(({ model }) => model))].join(', ');
  const [installed, builtin] = [named('onnx'), named('builtin')];
  const words = [
    installed !== '' && t('installed', { models: installed }),
    builtin !== '' && t('builtin', { models: builtin }),
  ].filter((one) => one !== false);
  return words.length === 0
    ? { words: t('nothing'), has: false }
    : { words: words.join(' · '), has: true };
}
