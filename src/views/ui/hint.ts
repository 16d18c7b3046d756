import type { Attachment } from 'svelte/attachments';

const DELAY = 150;
let panel: HTMLElement | null = null;
let shownBy: Element | null = null;

function show(owner: Element, words: string): void {
  if (panel === null) {
    panel = document.createElement('div');
    panel.className = 'hint';
    panel.popover = 'manual';
    // What it says stands in the owner's accessible name already.
    panel.setAttribute('aria-hidden', 'true');
    document.body.append(panel);
  }
  panel.textContent = words;
  panel.showPopover();
  shownBy = owner;
  const at = owner.getBoundingClientRect();
  const own = panel.getBoundingClientRect();
  const below = at.bottom + own.height + 12 < innerHeight;
  panel.style.left = `${Math.max(8, Math.min(at.left + at.width / 2 - own.width / 2, innerWidth - own.width - 8))}px`;
  panel.style.top = `${below ? at.bottom + 6 : at.top - own.height - 6}px`;
}

function hide(owner: Element): void {
  if (shownBy !== owner) return;
  panel?.hidePopover();
  shownBy = null;
}

/** Shows words beside an element on hover and while it has the focus; Escape takes them away (WCAG 1.4.13). */
export const hint =
  (words: () => string): Attachment<HTMLElement> =>
  (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Heard only while there is something to take away: a long table has thousands of hints.
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave();
    };
    const enter = () => {
      window.addEventListener('keydown', escape);
      timer = setTimeout(() => show(element, words()), DELAY);
    };
    const leave = () => {
      window.removeEventListener('keydown', escape);
      clearTimeout(timer);
      hide(element);
    };
    const focus = () => {
      if (!element.matches(':focus-visible')) return;
      window.addEventListener('keydown', escape);
      show(element, words());
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('focus', focus);
    element.addEventListener('blur', leave);
    return () => {
      leave();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('focus', focus);
      element.removeEventListener('blur', leave);
    };
  };
