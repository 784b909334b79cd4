// What is worth knowing of a file, in one line: pixels, duration, bytes.

import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { useFormat } from '../ui/format.ts';
import { clock } from './numbers.ts';

export function useFacts(): (file: NamedArtefact) => string {
  const t = useTranslations('results.facts');
  const { bytes } = useFormat();
  return ({ artefact: { width, height, duration, size } }) =>
    [
      ...(width !== undefined && height !== undefined
        ? [t('pixels', { width: String(width), height: String(height) })]
        : []),
      ...(duration === undefined ? [] : [clock(duration)]),
      bytes(size),
    ].join(' · ');
}
