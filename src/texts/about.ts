import { m } from './messages.ts';

/** What each page is for, in a few sentences; keys are the sections of a workspace. */
const ABOUT = {
  today: () => m.about_today(),
  plan: () => m.about_plan(),
  articles: () => m.about_articles(),
  roster: () => m.about_roster(),
  meetings: () => m.about_meetings(),
  board: () => m.about_board(),
  workshop: () => m.about_workshop(),
  timeline: () => m.about_timeline(),
  library: () => m.about_library(),
  signing: () => m.about_signing(),
  members: () => m.about_members(),
} as const;

export const aboutWords = (section: keyof typeof ABOUT): string => ABOUT[section]();
