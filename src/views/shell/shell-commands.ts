import type { Command, CommandList, Commands } from '../../state/commands.ts';
import type { Section } from '../../state/router.svelte.ts';
import { m } from '../../texts/messages.ts';

interface Ways {
  /** Address of the workspace. */
  readonly base: string;
  /** What the pages offer. */
  readonly pages: Commands;
  /** Whether this member writes at all, and whether in plans and texts. */
  readonly writes: boolean;
  readonly writesTexts: boolean;
  /** Shows the keys. */
  keys(): void;
  readonly undo: { undo(): void; redo(): void };
}

const MOD = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';

const go = (hash: string) => {
  location.hash = hash;
};

/** What can be asked for on every page: to go to another, and what begins there. */
export function shellCommands({ base, pages, writes, writesTexts, keys, undo }: Ways): CommandList {
  const page = (section: Section, name: string, pressed: string): Command => ({
    id: `go ${section}`,
    name,
    keys: pressed,
    act: () => go(`${base}/${section}`),
  });
  /** Offered by its page once that is there; until then this leads to it. */
  const elsewhere = (may: boolean, id: string, section: Section, name: string): Command[] =>
    may && !pages.has(id)
      ? [{ id: `${id} elsewhere`, name, act: () => pages.want(id, section, () => go(`${base}/${section}`)) }]
      : [];
  return () => [
    ...elsewhere(writesTexts, 'new item', 'plan', m.srch_new_item()),
    ...elsewhere(writes, 'new meeting', 'meetings', m.srch_new_meeting()),
    ...(writes
      ? [
          { id: 'undo', name: m.undo_last(), keys: `${MOD}+Z`, act: () => undo.undo() },
          { id: 'redo', name: m.redo_last(), keys: `${MOD}+Shift+Z`, act: () => undo.redo() },
        ]
      : []),
    { id: 'print', name: m.srch_print(), act: () => print() },
    { id: 'keys', name: m.keys_open(), keys: '?', act: keys },
    page('today', m.nav_today(), 'g t'),
    page('plan', m.nav_plan(), 'g p'),
    page('articles', m.nav_articles(), 'g a'),
    page('roster', m.nav_roster(), 'g r'),
    page('meetings', m.nav_meetings(), 'g e'),
    page('workshop', m.nav_workshop(), 'g w'),
    page('timeline', m.nav_timeline(), 'g l'),
    page('board', m.nav_board(), 'g b'),
    page('signing', m.nav_signing(), 'g s'),
    page('members', m.nav_members(), 'g m'),
    { id: 'go workspaces', name: m.nav_workspaces(), act: () => go('#/') },
  ];
}
