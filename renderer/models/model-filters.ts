// What a person wants to see of the models, as it stands in the address behind `#/models?`, and whether a
// model is that. Words that are looked for are no part of it.

import type { HubQuery } from '../../shared/hub-models.ts';
import { forbidsCommerce } from '../../shared/licences.ts';
import type { ModelListing } from '../../shared/model-listing.ts';
import { isTaskType, type TaskType } from '../../shared/tasks.ts';

export interface ModelFilters {
  readonly task?: TaskType | undefined;
  /** At most so many bytes. */
  readonly bytes?: number | undefined;
  /** Every licence that does not forbid commercial use, or one by its name. */
  readonly licence?: 'commercial' | (string & {}) | undefined;
  /** ISO 639-1. */
  readonly language?: string | undefined;
  /** Without those whose terms have to be accepted first. */
  readonly isOpen?: boolean | undefined;
  /** Without those that do not fit into the memory that is free. */
  readonly fits?: boolean | undefined;
}

const MB = 1e6;

/** What the address does not say rightly is as if it said nothing. */
export function filtersIn(query: string): ModelFilters {
  const said = new URLSearchParams(query);
  const [task, licence, language] = ['task', 'licence', 'language'].map((name) => said.get(name));
  const size = Number(said.get('size'));
  return {
    ...(task != null && isTaskType(task) && { task }),
    ...(size > 0 && Number.isFinite(size) && { bytes: size * MB }),
    ...(licence != null && /^[\w.+-]{1,60}$/.test(licence) && { licence }),
    ...(language != null && /^[a-z]{2}$/.test(language) && { language }),
    ...(said.get('gated') === 'hide' && { isOpen: true }),
    ...(said.get('fits') === 'yes' && { fits: true }),
  };
}

export function queryOf({ task, bytes, licence, language, isOpen, fits }: ModelFilters): string {
  const said = new URLSearchParams();
  const say = (name: string, value: string | number | undefined) =>
    value !== undefined && said.set(name, String(value));
  say('task', task);
  say('size', bytes && bytes / MB);
  say('licence', licence);
  say('language', language);
  say('gated', isOpen ? 'hide' : undefined);
  say('fits', fits ? 'yes' : undefined);
  return said.toString();
}

/** What of it the Hub is asked for, or its answer is sifted by. */
export function askedOfHub({ task, licence, language, isOpen }: ModelFilters): Partial<HubQuery> {
  const isCommercial = licence === 'commercial';
  return {
    ...{ task, language, isOpen: isOpen === true || undefined },
    licence: isCommercial ? undefined : licence,
    isCommercial: isCommercial || undefined,
  };
}

/** Whether a model of this machine or the catalogue is wanted; by the task type its list is made. */
export function passes(listing: ModelListing, filters: ModelFilters): boolean {
  const { bytes: most, licence, language, fits } = filters;
  const { installed, formats, dtype, languages } = listing;
  const format = formats.find((one) => one.dtype === dtype);
  const bytes = installed?.bytes ?? format?.bytes;
  return (
    (most === undefined || (bytes !== undefined && bytes <= most)) &&
    hasLicence(listing.licence, licence) &&
    // None: they do not matter, or are not known.
    (language === undefined || languages.length === 0 || languages.includes(language)) &&
    (fits !== true || format?.fit.verdict !== 'wont-fit')
  );
}

function hasLicence(licence: string | undefined, wanted: ModelFilters['licence']): boolean {
  if (wanted === undefined) {
    return true;
  }
  return wanted === 'commercial'
    ? !forbidsCommerce(licence ?? '')
    : licence?.toLowerCase() === wanted.toLowerCase();
}
