import type { Bytes } from '../crypto/bytes.ts';
/** The browser, as far as Span needs it. Imported by main.ts alone; tests bring their own. */

export const now = (): number => Date.now();

/** Whether this page may have keys and a service worker: it came over https, or from the device itself. */
export const secure: boolean = window.isSecureContext;

/** Small things of this device alone, by name; null where nothing is kept, or where the browser keeps nothing. */
export const notes = {
  read(name: string): string | null {
    try {
      return localStorage.getItem(`span ${name}`);
    } catch {
      return null;
    }
  },
  keep(name: string, text: string): void {
    try {
      localStorage.setItem(`span ${name}`, text);
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  },
  /** Called when another window of this device keeps something else. */
  observe(listener: (name: string, text: string | null) => void): void {
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key?.startsWith('span ') === true) listener(key.slice('span '.length), newValue);
    });
  },
};

/** As {@link notes}, of this window alone. */
export const tab = {
  read(name: string): string | null {
    try {
      return sessionStorage.getItem(`span ${name}`);
    } catch {
      return null;
    }
  },
  keep(name: string, text: string): void {
    try {
      sessionStorage.setItem(`span ${name}`, text);
    } catch {
      // A window that keeps nothing begins anew when it is loaded again.
    }
  },
};

const contrast = window.matchMedia('(prefers-contrast: more)');
/** Whether the system asks for high contrast. */
export const contrastWish = {
  get more(): boolean {
    return contrast.matches;
  },
  observe(listener: () => void): void {
    contrast.addEventListener('change', listener);
  },
};

/** The reader's own languages as the browser says them, best first. */
export const ownLanguages = (): readonly string[] => navigator.languages;

/** Base URL of the relay that served this page. */
export const ownRelay = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}`;

/** What the clock of the relay that served this page says beside this device's, Unix ms; null where it does not answer. */
export async function relayClock(): Promise<{ readonly own: number; readonly relay: number } | null> {
  const asked = now();
  try {
    const { headers } = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' });
    const relay = Date.parse(headers.get('date') ?? '');
    // Half the way there and back, and half the second that the header leaves out.
    return Number.isNaN(relay) ? null : { own: (asked + now()) / 2, relay: relay + 500 };
  } catch {
    return null;
  }
}

/** Calls when the page is about to be hidden or left: the last moment at which work is sure to be done. Returns its end. */
export function onLeaving(listener: () => void): () => void {
  const hidden = () => document.visibilityState === 'hidden' && listener();
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', listener);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', listener);
  };
}

export function onNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Asks the browser not to clear this site's data under pressure; it may say no, and nothing is promised from its answer. */
export function keepStorage(): void {
  void navigator.storage?.persist?.().catch(() => false);
}

/** Hands the user a file: a text, or bytes as they are. */
export function saveFile(name: string, content: string | Bytes): void {
  const type = typeof content === 'string' ? 'text/plain' : 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Whether this browser has a viewer of its own for PDF inside a page; one without would save the file unasked. */
export const showsPdf: boolean = navigator.pdfViewerEnabled;

/** An address of bytes that this page alone can ask for, good until its end. They are read as `type`: nothing is guessed of a blob. */
export function addressOf(bytes: Bytes, type: string): { readonly url: string; end(): void } {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  return { url, end: () => URL.revokeObjectURL(url) };
}

/** Whether an address holds an image that this browser can draw. An `error` event of the element that shows it can be missed; this cannot. */
export async function drawsImage(url: string): Promise<boolean> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return true;
  } catch {
    return false;
  }
}

/** Largest file that is read: an invitation has a few hundred letters. */
const MAX_FILE = 64 * 1024;

/** Lets the user choose a text file; null when none was chosen. A file too large to be an invitation reads as empty. */
export function openFile(): Promise<string | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.span-invitation,text/plain';
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(null);
      else if (file.size > MAX_FILE) resolve('');
      else file.text().then(resolve, () => resolve(''));
    });
    input.click();
  });
}

/**
 * Lets the user choose a file; null when none was chosen. `accept` as the chooser has it (`.csv,text/csv`). A file of more than
 * `most` bytes is not read at all.
 */
export function readFile(
  accept: string,
  most: number,
): Promise<{ readonly name: string; readonly bytes: Bytes | 'too large' | 'unreadable' } | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) return resolve(null);
      const { name } = file;
      if (file.size > most) return resolve({ name, bytes: 'too large' });
      file.arrayBuffer().then(
        (buffer) => resolve({ name, bytes: new Uint8Array(buffer) }),
        // It went away, or belongs to somebody else.
        () => resolve({ name, bytes: 'unreadable' }),
      );
    });
    input.click();
  });
}

/** Lets the user choose files; empty when none was chosen. What is in them is not read here. */
export function chooseFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.addEventListener('cancel', () => resolve([]));
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.click();
  });
}
