import { imageSize } from 'image-size';

/** Dots of an image that is shown in the page. It takes 4 bytes a dot while it is, whatever its file takes: a few kilobytes may say 65,535 by 65,535. */
export const DOTS_SHOWN = 64_000_000;

export interface ImageDots {
  readonly width: number;
  readonly height: number;
}

/** Width and height that an image says it has, read from its head and not by drawing it; null: it says none that can be read. */
export function dotsOf(bytes: Uint8Array): ImageDots | null {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
