// Removes a model from this machine: asked in place, then done.

import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { useFormat } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';
import { shortName } from './model-lists.ts';

interface ModelRemovalProps {
  readonly id: string;
  /** That it frees. */
  readonly bytes: number;
  /** Where several such buttons stand together. */
  readonly label?: string;
  readonly onRemoved: () => void;
}

export function ModelRemoval({ id, bytes, label, onRemoved }: ModelRemovalProps) {
  const t = useTranslations('models.installed');
  const format = useFormat();
  const action = useAction();
  const remove = async () => {
    if (await action.act(() => engine.models.remove({ id }))) {
      onRemoved();
    }
  };
  return (
    <AskedRemoval
      words={{
        remove: t('remove'),
        ...(label !== undefined && { label }),
        question: t('removeSure', {
          model: shortName(id.split('@')[0] ?? id),
          bytes: format.bytes(bytes),
        }),
        keep: t('keep'),
        yes: t('removeYes'),
      }}
      action={action}
      onRemove={remove}
    />
  );
}
