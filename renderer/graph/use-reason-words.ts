// Why a task has its model, in the person's language where that is known as codes.

import { useTranslations } from 'use-intl';
import type { Assignment } from '../../shared/models.ts';
import type { Reason } from '../../shared/reasons.ts';
import { useFormat } from '../ui/format.ts';
import { useDescription } from '../ui/use-description.ts';
import { useObstacleWords } from './use-obstacle-words.ts';

type Reasoned = Pick<Assignment, 'reason' | 'reasons'>;

export function useReasonWords(): (reasoned: Reasoned) => string {
  const { sentences } = useFormat();
  const sentence = useSentence();
  return ({ reason, reasons }) =>
    reasons === undefined
      ? reason
      : sentences(...reasons.map(sentence).filter((one) => one !== ''));
}

function useSentence(): (reason: Reason) => string {
  const t = useTranslations('graph.reasons');
  const description = useDescription();
  const obstacleWords = useObstacleWords();
  const { bytes, sentences } = useFormat();
  return (reason) => {
    switch (reason.code) {
      case 'description':
        // It tells of the model, and the reason is whole without it.
        return description(reason.text) ?? '';
      case 'record':
        return t('record', { succeeded: reason.succeeded, attempts: reason.attempts });
      case 'to-fetch': {
        const fit = reason.fit ?? 'unknown';
        return reason.bytes === undefined
          ? t('fetchUnknown', { fit })
          : t('fetch', { size: bytes(reason.bytes), fit });
      }
      case 'pin-impossible': {
        const { model, obstacle } = reason;
        const why = obstacle === undefined ? t('notHere') : obstacleWords(obstacle);
        return sentences(t('pinImpossible', { model }), why);
      }
      default:
        return t(reason.code);
    }
  };
}
