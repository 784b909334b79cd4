// A picture in a frame, to be enlarged and moved by pointer, wheel and keys.

import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { sizeOf } from '../results/layered-picture.tsx';
import { MediaGone } from '../results/media-gone.tsx';
import { fullUrl } from '../results/shown-url.ts';
import { useFormat } from '../ui/format.ts';
import { panBy, WHOLE, type Zoom, zoomBy } from './zoom.ts';
import type { ChangeZoom } from './zoom-keys.ts';
import classes from './zoom-stage.module.css';

interface ZoomStageProps {
  readonly file: NamedArtefact;
  readonly zoom: Zoom;
  readonly onZoom: ChangeZoom;
}

export function ZoomStage({ file, zoom, onZoom }: ZoomStageProps) {
  const t = useTranslations('gallery.viewer');
  const { share } = useFormat();
  const room = useElementSize<HTMLDivElement>();
  const [isGone, setGone] = useState(false);
  const [loaded, setLoaded] = useState<Size>();
  const size = fitted(sizeOf(file) ?? loaded, room);
  const frame = useRef<HTMLDivElement>(null);
  const grasp = useGrasp(size, onZoom);
  useWheel(frame, size, onZoom);
  if (isGone) {
    return <MediaGone file={file} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and the buttons beside it do the same
    <div
      ref={frame}
      className={classes.frame}
      data-enlarged={zoom.scale > 1}
      onDoubleClick={({ clientX, clientY, currentTarget }) =>
        onZoom((now) =>
          now.scale > 1
            ? WHOLE
            : zoomBy(now, 3, offsetIn(currentTarget, size, { clientX, clientY })),
        )
      }
      {...grasp}
    >
      <div ref={room.ref} className={classes.room}>
        <img
          className={classes.picture}
          src={fullUrl(file)}
          alt={t('picture', { name: file.name, share: share(zoom.scale) })}
          draggable={false}
          style={size && { ...size, transform: transformOf(zoom) }}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setLoaded({ width, height })
          }
          onError={() => setGone(true)}
        />
      </div>
    </div>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A small picture is shown up to twice its size. */
function fitted(size: Size | undefined, room: Size): Size | undefined {
  if (size === undefined || room.width === 0) {
    return undefined;
  }
  const scale = Math.min(2, room.width / size.width, room.height / size.height);
  return { width: size.width * scale, height: size.height * scale };
}

function transformOf({ scale, x, y }: Zoom): string {
  return `scale(${scale}) translate(${(0.5 - x) * 100}%, ${(0.5 - y) * 100}%)`;
}

interface At {
  readonly clientX: number;
  readonly clientY: number;
}

/** From the middle of a frame, in sizes of the fitted picture. */
function offsetIn(frame: Element, size: Size | undefined, { clientX, clientY }: At) {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return size === undefined
    ? { x: 0, y: 0 }
    : {
        x: (clientX - left - width / 2) / size.width,
        y: (clientY - top - height / 2) / size.height,
      };
}

/** Drags the picture while a pointer holds it. */
function useGrasp(size: Size | undefined, onZoom: ChangeZoom) {
  const last = useRef<At>(undefined);
  const letGo = () => {
    last.current = undefined;
  };
  return {
    onPointerDown: ({ button, currentTarget, pointerId, clientX, clientY }: PointerEvent) => {
      if (button === 0) {
        currentTarget.setPointerCapture(pointerId);
        last.current = { clientX, clientY };
      }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const { current: before } = last;
      if (before !== undefined && size !== undefined) {
        last.current = { clientX, clientY };
        const x = (clientX - before.clientX) / size.width;
        const y = (clientY - before.clientY) / size.height;
        onZoom((now) => panBy(now, { x, y }));
      }
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}

/** React listens to the wheel in a way that can't keep the page from scrolling. */
function useWheel(
  frame: RefObject<HTMLElement | null>,
  size: Size | undefined,
  onZoom: ChangeZoom,
): void {
  const latest = useRef({ size, onZoom });
  latest.current = { size, onZoom };
  useEffect(() => {
    const { current: element } = frame;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      if (element !== null) {
        const at = offsetIn(element, latest.current.size, event);
        latest.current.onZoom((now) => zoomBy(now, Math.exp(-event.deltaY / 400), at));
      }
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [frame]);
}
