import type { Component } from 'svelte';
import type { Section } from '../../state/router.svelte.ts';

/** What every page of a workspace is given. */
export type PageProps = {
  /** Id of the record the address points at in the section. */
  readonly at: string | null;
  /** Address of the workspace, without the section. */
  readonly base: string;
};

type Page = () => Promise<{ readonly default: Component<PageProps> }>;

/** The pages, each fetched when it is first asked for: the service worker has them all, so offline, too. */
export const PAGES: Readonly<Record<Section, Page>> = {
  today: () => import('../today/TodayPage.svelte'),
  plan: () => import('../plan/PlanPage.svelte'),
  articles: () => import('../articles/ArticlesPage.svelte'),
  roster: () => import('../roster/RosterPage.svelte'),
  meetings: () => import('../meetings/MeetingsPage.svelte'),
  board: () => import('../board/DriverPage.svelte'),
  workshop: () => import('../workshop/WorkshopPage.svelte'),
  timeline: () => import('../timeline/TimelinePage.svelte'),
  signing: () => import('../signing/SigningPage.svelte'),
  library: () => import('../library/LibraryPage.svelte'),
  members: () => import('../members/MembersPage.svelte'),
};
