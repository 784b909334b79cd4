// Which part of the graph is seen: all of it at first, as long as the person has not moved it, and
// always the task that is selected.

import { useReducedMotion } from '@mantine/hooks';
import type { ReactFlowInstance } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TaskId } from '../../shared/plan.ts';
import { useTextScale } from '../state/preferences.ts';
import type { Flow, FlowEdge, FlowNode } from './flow-elements.ts';
import { taskNodeId } from './graph-model.ts';
import { NODE_SIZES, type Point, type Size } from './layout.ts';
import { boundsOf, fitReadable, fitWhole, type Room, reveal, type Viewport } from './viewport.ts';

export type FlowInstance = ReactFlowInstance<FlowNode, FlowEdge>;

export interface Camera {
  /** Of the element that the graph fills; undefined before it is there. */
  readonly size: Room | undefined;
  readonly setElement: (element: HTMLElement | null) => void;
  readonly setInstance: (instance: FlowInstance) => void;
  /** The person has moved the graph, and decides from now on what is seen. */
  readonly onTouched: () => void;
  /** Moves as little as is needed to see a task. */
  readonly show: (task: TaskId) => void;
  /** Comes near to a task. */
  readonly approach: (task: TaskId) => void;
  /** What lies under a point of the window, in the graph's pixels. */
  readonly pointAt: (x: number, y: number) => Point | undefined;
  readonly showAll: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
}

/** Milliseconds. */
const GLIDE = 200;

export function useCamera({ layout }: Flow, selected: TaskId | undefined): Camera {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const scale = useTextScale();
  const measured = useSize(element);
  const size = useMemo(() => measured && { ...measured, scale }, [measured, scale]);
  const [instance, setInstance] = useState<FlowInstance>();
  const isTouched = useRef(false);
  const duration = useReducedMotion() ? 0 : GLIDE;
  const glide = useCallback(
    (viewport: Viewport, ms: number) => instance?.setViewport(viewport, { duration: ms }),
    [instance],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size makes nothing larger or smaller
  useEffect(() => {
    if (instance !== undefined && size !== undefined && !isTouched.current) {
      glide(fitReadable(boundsOf(layout), size), duration);
    }
  }, [layout, instance]);

  const show = useCallback(
    (task: TaskId) => {
      const position = layout.positions.get(taskNodeId(task));
      if (instance !== undefined && size !== undefined && position !== undefined) {
        const before = instance.getViewport();
        const after = reveal({ ...position, ...NODE_SIZES.task }, before, size);
        if (after !== before) {
          // At once, so that the node is there to take the focus.
          glide(after, 0);
        }
      }
    },
    [layout, instance, size, glide],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout glides, above
  useEffect(() => {
    if (selected !== undefined) {
      show(selected);
    } else if (size !== undefined && !isTouched.current) {
      glide(fitReadable(boundsOf(layout), size), 0);
    }
  }, [instance, size, selected]);

  return {
    ...{ size, setElement, setInstance, show },
    onTouched: () => {
      isTouched.current = true;
    },
    approach: (task) => {
      const position = layout.positions.get(taskNodeId(task));
      if (size !== undefined && position !== undefined) {
        isTouched.current = true;
        glide(fitWhole({ ...position, ...NODE_SIZES.task }, size), duration);
      }
    },
    pointAt: (x, y) => instance?.screenToFlowPosition({ x, y }),
    showAll: () => {
      if (size !== undefined) {
        isTouched.current = false;
        glide(fitWhole(boundsOf(layout), size), duration);
      }
    },
    zoomIn: () => {
      isTouched.current = true;
      instance?.zoomIn({ duration });
    },
    zoomOut: () => {
      isTouched.current = true;
      instance?.zoomOut({ duration });
    },
  };
}

function useSize(element: HTMLElement | null): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    if (element === null) {
      return;
    }
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
