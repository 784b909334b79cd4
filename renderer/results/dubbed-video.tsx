// A video that speech was put into, with a line that says of what it was put together.

import { useTranslations } from 'use-intl';
import type { Dub } from '../../shared/dubs.ts';
import { useFormat } from '../ui/format.ts';
import { FileLine } from './file-line.tsx';
import { Notes } from './notes.tsx';
import { VideoPlayer } from './video-player.tsx';

export function DubbedVideo({ dub: { file, video, speech } }: { readonly dub: Dub }) {
  const t = useTranslations('results.dubbed');
  const { names } = useFormat();
  const sound = names(speech.map(({ name }) => name));
  return (
    <div>
      <VideoPlayer file={file} />
      <FileLine file={file} />
      <Notes notes={[t('parts', { video: video.name, sound })]} />
    </div>
  );
}
