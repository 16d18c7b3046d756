/** The pages of a workspace, by the word in their address. */
export const SECTIONS = [
  'today',
  'plan',
  'articles',
  'roster',
  'meetings',
  'board',
  'workshop',
  'timeline',
  'signing',
  'library',
  'members',
] as const;
export type Section = (typeof SECTIONS)[number];
