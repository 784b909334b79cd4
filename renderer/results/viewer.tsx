// A picture over the whole window, to be zoomed and moved by pointer and keyboard, with its marks.

import 'yet-another-react-lightbox/styles.css';
import { IconEye, IconEyeOff, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import Lightbox, { type Labels, type Slide } from 'yet-another-react-lightbox';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import type { NamedArtefact } from '../../shared/media.ts';
import { sizeOf } from './layered-picture.tsx';
import type { Layer } from './layers.ts';
import { Marks, type Size } from './marks.tsx';
import { MediaGone } from './media-gone.tsx';
import type { PictureViewerProps } from './picture-viewer.tsx';
import { fullUrl } from './shown-url.ts';
import classes from './viewer.module.css';

declare module 'yet-another-react-lightbox' {
  interface SlideTypes {
    picture: PictureSlide;
  }
}

interface PictureSlide {
  readonly type: 'picture';
  readonly file: NamedArtefact;
  readonly layers: readonly Layer[];
}

export function Viewer({ file, layers = [], onClose }: PictureViewerProps) {
  const t = useTranslations('results.viewer');
  const [hasMarks, setMarks] = useState(true);
  const slide: PictureSlide = { type: 'picture', file, layers: hasMarks ? layers : [] };
  const Eye = hasMarks ? IconEyeOff : IconEye;
  const marksButton = (
    <button
      key="marks"
      type="button"
      className="yarl__button"
      aria-label={t(hasMarks ? 'hideMarks' : 'showMarks')}
      onClick={() => setMarks(!hasMarks)}
    >
      <Eye size={20} stroke={1.5} aria-hidden />
    </button>
  );
  return (
    <Lightbox
      open
      close={onClose}
      slides={[slide]}
      plugins={[Zoom]}
      className={classes.viewer ?? ''}
      carousel={{ finite: true, padding: 24 }}
      controller={{ closeOnBackdropClick: true }}
      animation={{ fade: 160 }}
      zoom={{ supports: ['picture'], scrollToZoom: true, maxZoom: 12 }}
      toolbar={{ buttons: [...(layers.length > 0 ? [marksButton] : []), 'zoom', 'close'] }}
      labels={useLabels(file.name)}
      render={{
        slide: ({ slide: shown, rect, zoom = 1 }) => drawSlide(shown, rect, zoom),
        buttonPrev: () => null,
        buttonNext: () => null,
        iconZoomIn: () => <IconZoomIn size={20} stroke={1.5} aria-hidden />,
        iconZoomOut: () => <IconZoomOut size={20} stroke={1.5} aria-hidden />,
        iconClose: () => <IconX size={20} stroke={1.5} aria-hidden />,
      }}
    />
  );
}

function useLabels(name: string): Labels {
  const t = useTranslations('results.viewer');
  return {
    Lightbox: `${t('label')}: ${name}`,
    Close: t('close'),
    Previous: t('previous'),
    Next: t('next'),
    Slide: t('picture'),
    Carousel: t('pictures'),
    'Photo gallery': t('pictures'),
    '{index} of {total}': t('place', { index: '{index}', total: '{total}' }),
    'Zoom in': t('zoomIn'),
    'Zoom out': t('zoomOut'),
  };
}

function drawSlide(slide: Slide, room: Size, zoom: number) {
  return slide.type === 'picture' ? <FullPicture {...slide} room={room} zoom={zoom} /> : null;
}

interface FullPictureProps extends PictureSlide {
  readonly room: Size;
  /** Lines stay as thin as they are when the picture grows. */
  readonly zoom: number;
}

function FullPicture({ file, layers, room, zoom }: FullPictureProps) {
  const [isGone, setGone] = useState(false);
  const [loaded, setLoaded] = useState<Size>();
  const size = sizeOf(file) ?? loaded;
  if (isGone) {
    return (
      <div className={classes.gone}>
        <MediaGone file={file} />
      </div>
    );
  }
  return (
    <div className={classes.picture} style={{ ...(size && fitted(size, room)), '--zoom': zoom }}>
      <img
        src={fullUrl(file)}
        alt={file.name}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          setLoaded({ width, height })
        }
        onError={() => setGone(true)}
      />
      {size !== undefined && <Marks size={size} layers={layers} />}
    </div>
  );
}

/** A small picture is shown up to twice its size, not blown up to the window. */
function fitted(size: Size, room: Size): { width: number; height: number } {
  const scale = Math.min(2, room.width / size.width, room.height / size.height);
  return { width: size.width * scale, height: size.height * scale };
}
