import type { Attachment } from 'svelte/attachments';

/** Attachments that tell how high an element is, px, by a name; again whenever that changes. One observer for all of them. */
export function elementHeights(
  tell: (key: string, height: number) => void,
): (key: string) => Attachment<HTMLElement> {
  const names = new WeakMap<Element, string>();
  const observer = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const key = names.get(target);
      const height = borderBoxSize[0]?.blockSize;
      if (key !== undefined && height !== undefined && target.isConnected) tell(key, height);
    }
  });
  return (key) => (element) => {
    names.set(element, key);
    observer.observe(element);
    return () => observer.unobserve(element);
  };
}
