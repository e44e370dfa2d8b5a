import { type PointerEvent, type TouchEvent, useRef } from "react";

/** A finger that rests this long asks for the menu. */
const longPressMs = 450;
/** A finger that moves more than this is doing something else. */
const stillPx = 10;
/** So far to the side, and letting go answers. */
const replyPx = 56;
const farthestPx = 72;

type Gestures = { onLongPress: () => void; onSwipe: (() => void) | null };
type Touch = {
  x: number;
  y: number;
  dx: number;
  sideways: boolean;
  timer?: ReturnType<typeof setTimeout>;
};

/** Long press and swipe to the right, for fingers. A mouse has buttons for both. */
export function useGestures({ onLongPress, onSwipe }: Gestures) {
  const touch = useRef<Touch | null>(null);
  const end = (row: HTMLElement | null) => {
    clearTimeout(touch.current?.timer);
    touch.current = null;
    row?.style.removeProperty("translate");
  };
  return {
    onTouchStart: (event: TouchEvent<HTMLElement>) => {
      const finger = event.touches[0];
      end(event.currentTarget);
      if (!finger || event.touches.length > 1) return;
      const { clientX: x, clientY: y } = finger;
      const timer = setTimeout(() => {
        touch.current = null;
        onLongPress();
      }, longPressMs);
      touch.current = { x, y, dx: 0, sideways: false, timer };
    },
    onTouchMove: (event: TouchEvent<HTMLElement>) => {
      const finger = event.touches[0];
      const now = touch.current;
      if (!finger || !now) return;
      const [dx, dy] = [finger.clientX - now.x, finger.clientY - now.y];
      if (Math.max(Math.abs(dx), Math.abs(dy)) > stillPx) clearTimeout(now.timer);
      if (!now.sideways && Math.abs(dy) > stillPx) return end(event.currentTarget);
      now.sideways ||= dx > stillPx && dx > Math.abs(dy) * 1.5;
      if (!now.sideways || onSwipe === null) return;
      now.dx = Math.max(0, Math.min(farthestPx, dx));
      event.currentTarget.style.translate = `${now.dx}px 0`;
    },
    onTouchEnd: (event: TouchEvent<HTMLElement>) => {
      if ((touch.current?.dx ?? 0) >= replyPx) onSwipe?.();
      end(event.currentTarget);
    },
    onTouchCancel: (event: TouchEvent<HTMLElement>) => end(event.currentTarget),
    /** The system's own menu of a long press would stand above ours. */
    onContextMenu: (event: PointerEvent<HTMLElement> | React.MouseEvent<HTMLElement>) => {
      if (matchMedia("(pointer: coarse)").matches) event.preventDefault();
    },
  };
}
