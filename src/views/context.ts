import { createContext, onMount } from 'svelte';
import type { Body, Workspace } from '../registers/workspace-types.ts';
import type { App } from '../state/app.ts';
import type { OwnActs } from '../replica/own-acts.ts';
import type { CommandList, Commands } from '../state/commands.ts';
import type { Following } from '../state/following.svelte.ts';
import type { Toasts } from '../state/toasts.svelte.ts';

/** What the pages of an open workspace share. */
export interface WorkspaceContext {
  readonly app: App;
  readonly workspace: Workspace;
  readonly toasts: Toasts;
  /** What this member did, and the way back. */
  readonly acts: OwnActs;
}

export const [useWorkspace, provideWorkspace] = createContext<WorkspaceContext>();

export const [useFollowing, provideFollowing] = createContext<Following>();

export const [useCommands, provideCommands] = createContext<Commands>();

/** Offers a page's acts in the palette for as long as the page is there. To be called while it is set up. */
export function offer(list: CommandList): void {
  const commands = useCommands();
  onMount(() => commands.add(list));
}

/** The tone of tokens.css for a body: Parties by their place, partners plain. */
export const toneOf = (body: Body | null | undefined): string =>
  body?.kind === 'party' ? `party-${body.tone % 4}` : 'plain';

export const bodyOf = (bodies: readonly Body[], id: string): Body | null =>
  bodies.find((body) => body.id === id) ?? null;
