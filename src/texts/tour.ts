import { m } from './messages.ts';

const TITLES = {
  today: () => m.tour_today(),
  cell: () => m.tour_cell(),
  where: () => m.tour_where(),
  articles: () => m.tour_articles(),
  meetings: () => m.tour_meetings(),
  sync: () => m.tour_sync(),
  search: () => m.tour_search(),
} as const;
const WORDS = {
  today: () => m.tour_today_text(),
  cell: () => m.tour_cell_text(),
  where: () => m.tour_where_text(),
  articles: () => m.tour_articles_text(),
  meetings: () => m.tour_meetings_text(),
  sync: () => m.tour_sync_text(),
  search: () => m.tour_search_text(),
} as const;

export const stepTitle = (step: keyof typeof TITLES): string => TITLES[step]();
export const stepWords = (step: keyof typeof WORDS): string => WORDS[step]();
