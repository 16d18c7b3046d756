import type { SearchRecord } from '../registers/search/search-record.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { ActKind } from '../replica/own-acts.ts';
import type { Kept } from '../replica/act-kept.ts';
import { m } from './messages.ts';
import { bodyName } from './people.ts';
import { readersWords } from './readers-first.ts';
import { searchKind } from './search.ts';
import { together } from './times.ts';

type Said = (inputs: { what: string }) => string;

const UNDONE: Readonly<Record<ActKind, Said>> = {
  added: (inputs) => m.undo_added(inputs),
  deleted: (inputs) => m.undo_deleted(inputs),
  restored: (inputs) => m.undo_restored(inputs),
  written: (inputs) => m.undo_written(inputs),
  changed: (inputs) => m.undo_changed(inputs),
};
const REDONE: Readonly<Record<ActKind, Said>> = {
  added: (inputs) => m.redo_added(inputs),
  deleted: (inputs) => m.redo_deleted(inputs),
  restored: (inputs) => m.redo_restored(inputs),
  written: (inputs) => m.redo_written(inputs),
  changed: (inputs) => m.redo_changed(inputs),
};

const MOST = 60;
const short = (words: string): string =>
  words.length > MOST ? `${words.slice(0, MOST - 1).trimEnd()}…` : words;

/** What an act was about: `Item 1.2 Designate focal points…`. Null: a record that is looked at nowhere by itself. */
export function actPlace(record: SearchRecord | null): string {
  if (record === null) return m.undo_something();
  const called = record.called === null ? '' : readersWords(record.called);
  const title = called || (record.titles[0] ?? record.lines[0] ?? '');
  return [searchKind(record.kind), record.number, short(title)].filter((part) => part !== '').join(' ');
}

export const undoneWords = (kind: ActKind, what: string, way: 'undo' | 'redo'): string =>
  (way === 'undo' ? UNDONE : REDONE)[kind]({ what });

/** Why an act was left as it is. */
export function keptWords(kept: Kept, what: string, me: string, bodies: readonly Body[]): string {
  switch (kept.why) {
    case 'signed':
      return m.undo_kept_signed({ what });
    case 'was a choice':
      return m.undo_kept_choice({ what });
    case 'lasts':
      return m.undo_kept_lasts({ what });
    case 'changed since': {
      const others = [...new Set(kept.by.map(({ body }) => body))].filter((body) => body !== me);
      const who = together(others.map((body) => bodyName(bodies, body)));
      return who === '' ? m.undo_kept_changed({ what }) : m.undo_kept_changed_by({ what, who });
    }
  }
}
