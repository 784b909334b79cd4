// Removes a model from this machine: asked in place, then done.

import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { useFormat } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';
import { shortName } from './model-lists.ts';

interface ModelRemovalProps {
  readonly id: string;
  readonly bytes: number;
  readonly onRemoved: () => void;
}

export function ModelRemoval({ id, bytes, onRemoved }: ModelRemovalProps) {
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
        question: t('removeSure', { model: shortName(id), bytes: format.bytes(bytes) }),
        keep: t('keep'),
        yes: t('removeYes'),
      }}
      action={action}
      onRemove={remove}
    />
  );
}
