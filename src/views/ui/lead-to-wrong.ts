import { tick } from 'svelte';

/** Gives the focus to the first field of a form that says it is wrong, once all of them have said so; false where none does. */
export async function leadToWrong(form: HTMLFormElement | null): Promise<boolean> {
  await tick();
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
  wrong?.focus();
  return wrong !== null;
}
