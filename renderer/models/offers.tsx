// What can do each task type, by what a person wants done. Each is folded: its heading says what does it now.

import { useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { AREAS, abilitiesByArea } from '../chat/areas.ts';
import screen from '../shell/screen-body.module.css';
import classes from './offers.module.css';
import { TaskOffers } from './task-offers.tsx';

interface OffersProps {
  readonly types: readonly TaskType[];
  readonly offers: ReadonlyMap<TaskType, readonly ModelListing[]>;
  readonly canFetch: boolean;
  /** While something is looked for, all that was found is shown. */
  readonly isOpen: boolean;
}

export function Offers({ types: shown, offers, canFetch, isOpen }: OffersProps) {
  const t = useTranslations('models.offers');
  const areaName = useTranslations('chat.start.areas');
  const byArea = abilitiesByArea(shown);
  return (
    <section aria-labelledby="models-offers">
      <div className={screen.head}>
        <h2 id="models-offers">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      {AREAS.map((area) => {
        const types = byArea.get(area) ?? [];
        return (
          types.length > 0 && (
            <div key={area} className={classes.area}>
              <h3 className={classes.areaName}>{areaName(area)}</h3>
              <div className={screen.rows}>
                {types.map((type) => (
                  <TaskOffers
                    key={type}
                    type={type}
                    listings={offers.get(type) ?? []}
                    canFetch={canFetch}
                    isForcedOpen={isOpen}
                  />
                ))}
              </div>
            </div>
          )
        );
      })}
    </section>
  );
}
