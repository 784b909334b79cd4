// The kinds of resources: an icon and a hue each.

import {
  IconFileText,
  IconPhoto,
  IconTable,
  IconVideo,
  IconVolume,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ResourceKind } from '../../shared/media.ts';

const ICONS: Readonly<Record<ResourceKind, TablerIcon>> = {
  text: IconFileText,
  image: IconPhoto,
  audio: IconVolume,
  video: IconVideo,
  table: IconTable,
};

export function kindColor(kind: ResourceKind): string {
  return `var(--kind-${kind})`;
}

interface KindIconProps {
  readonly kind: ResourceKind;
  /** Pixels. */
  readonly size?: number;
}

export function KindIcon({ kind, size = 16 }: KindIconProps) {
  const Icon = ICONS[kind];
  return (
    <Icon size={size} stroke={1.5} color={kindColor(kind)} style={{ flex: 'none' }} aria-hidden />
  );
}
