import { createContext } from 'svelte';
import type { Composer } from '../../../state/composing.svelte.ts';

/** The composer of the page; provided once where the page makes it. */
export const [useComposer, provideComposer] = createContext<Composer>();
