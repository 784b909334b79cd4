// The filters of all lists of the screen: by task type, size, licence, language, terms and fit.

import { Checkbox, NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import { isTaskType } from '../../shared/tasks.ts';
import { useFormat } from '../ui/format.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './filter-bar.module.css';
import { useFilters } from './use-filters.ts';
import { useTaskOptions } from './use-task-options.ts';

/** Offered as “up to”, in bytes. */
const SIZES = [1e8, 2.5e8, 5e8, 1e9, 2e9, 5e9];
/** Licences that the Hub's models mostly have, besides those of the models that are known here. */
const LICENCES = ['apache-2.0', 'bsd-3-clause', 'cc-by-4.0', 'cc-by-nc-4.0', 'mit', 'openrail'];

export function FilterBar({ listings }: { readonly listings: readonly ModelListing[] }) {
  const t = useTranslations('models.filters');
  const { filters, isFiltering, change, clear } = useFilters();
  const { isOpen = false, fits = false } = filters;
  return (
    <fieldset className={classes.bar} aria-label={t('title')}>
      <div className={classes.choices}>
        <TaskFilter />
        <SizeFilter />
        <LicenceFilter listings={listings} />
        <LanguageFilter listings={listings} />
      </div>
      <div className={classes.line}>
        <Checkbox
          size="xs"
          label={t('fits')}
          checked={fits}
          onChange={({ currentTarget: { checked } }) => change({ fits: checked || undefined })}
        />
        <Checkbox
          size="xs"
          label={t('open')}
          checked={isOpen}
          onChange={({ currentTarget: { checked } }) => change({ isOpen: checked || undefined })}
        />
        {isFiltering && <TextButton onClick={clear}>{t('clear')}</TextButton>}
      </div>
    </fieldset>
  );
}

function TaskFilter() {
  const t = useTranslations('models.filters');
  const { filters, change } = useFilters();
  const groups = useTaskOptions();
  return (
    <NativeSelect
      size="xs"
      label={t('task')}
      data={[{ value: '', label: t('any') }, ...groups]}
      value={filters.task ?? ''}
      onChange={({ currentTarget: { value } }) =>
        change({ task: isTaskType(value) ? value : undefined })
      }
    />
  );
}

function SizeFilter() {
  const t = useTranslations('models.filters');
  const format = useFormat();
  const { filters, change } = useFilters();
  const sizes = [...new Set([...SIZES, filters.bytes ?? 0])].filter((bytes) => bytes > 0);
  return (
    <NativeSelect
      size="xs"
      label={t('size')}
      data={[
        { value: '', label: t('any') },
        ...sizes
          .toSorted((a, b) => a - b)
          .map((bytes) => ({
            value: String(bytes),
            label: t('upTo', { bytes: format.bytes(bytes) }),
          })),
      ]}
      value={filters.bytes ?? ''}
      onChange={({ currentTarget: { value } }) => change({ bytes: Number(value) || undefined })}
    />
  );
}

interface ListingsProps {
  readonly listings: readonly ModelListing[];
}

function LicenceFilter({ listings }: ListingsProps) {
  const t = useTranslations('models.filters');
  const { filters, change } = useFilters();
  const { licence } = filters;
  const named = licence === 'commercial' ? [] : [licence];
  const known = [...LICENCES, ...listings.map((listing) => listing.licence), ...named];
  const names = [...new Set(known)].filter((name) => name !== undefined).toSorted();
  return (
    <NativeSelect
      size="xs"
      label={t('licence')}
      data={[
        { value: '', label: t('any') },
        { value: 'commercial', label: t('commercial') },
        { group: t('named'), items: names },
      ]}
      value={licence ?? ''}
      onChange={({ currentTarget: { value } }) => change({ licence: value || undefined })}
    />
  );
}

function LanguageFilter({ listings }: ListingsProps) {
  const t = useTranslations('models.filters');
  const locale = useLocale();
  const { filters, change } = useFilters();
  const wanted = filters.language;
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
    const codes = listings
      .flatMap(({ languages }) => languages)
      .filter((code) => /^[a-z]{2}$/.test(code));
    return [...new Set([...codes, ...(wanted === undefined ? [] : [wanted])])]
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  }, [listings, wanted, locale]);
  return (
    <NativeSelect
      size="xs"
      label={t('language')}
      data={[{ value: '', label: t('any') }, ...options]}
      value={wanted ?? ''}
      onChange={({ currentTarget: { value } }) => change({ language: value || undefined })}
    />
  );
}
