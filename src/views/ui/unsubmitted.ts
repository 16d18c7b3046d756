const LETTERS =
  'textarea, input:not([type="checkbox"], [type="radio"], [type="button"], [type="file"], [type="search"])';

/**
 * Follows what is typed into forms and not yet submitted: only the form has it, and loading the page again would lose it.
 * An open dialog counts as long as it is open. Give its end to the effect that begins it.
 */
export class Unsubmitted {
  readonly #typed = new Set<HTMLInputElement | HTMLTextAreaElement>();

  /** Begins; gives the end. */
  follow(): () => void {
    const typed = ({ target }: Event) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
        if (target.matches(LETTERS) && target.form !== null) this.#typed.add(target);
    };
    const submitted = ({ target }: Event) => {
      for (const field of this.#typed) if (field.form === target) this.#typed.delete(field);
    };
    document.addEventListener('input', typed, true);
    document.addEventListener('submit', submitted, true);
    return () => {
      document.removeEventListener('input', typed, true);
      document.removeEventListener('submit', submitted, true);
    };
  }

  get any(): boolean {
    for (const field of this.#typed) if (!field.isConnected) this.#typed.delete(field);
    return (
      document.querySelector('[role="dialog"], [role="alertdialog"]') !== null ||
      [...this.#typed].some(({ value }) => value.trim() !== '')
    );
  }
}
