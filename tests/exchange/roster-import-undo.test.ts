import { expect, it, onTestFinished } from 'vitest';
import { rosterRows } from '../../src/exchange/roster-csv.ts';
import { writeRoster, type ReadRow } from '../../src/exchange/roster-import.ts';
import { ROSTER_NAMES, type RosterColumn } from '../../src/exchange/roster-csv.ts';
import { FileImport } from '../../src/state/file-import.svelte.ts';
import { Toasts } from '../../src/state/toasts.svelte.ts';
import { OwnActs } from '../../src/replica/own-acts.ts';
import { previewRoster } from '../../src/exchange/roster-import.ts';
import type { RosterRow } from '../../src/exchange/roster-csv.ts';
import { desksOf, meet, type Desk } from '../sim/joint-desks.ts';
import { until } from '../sim/until.ts';

const TODAY = '2022-10-15';
const row = (line: number, cells: RosterRow['cells']): RosterRow => ({ line, cells });

/** What a page does with a file: shown, written after a look, and the words that come of it. */
async function importing(desk: Desk, rows: readonly RosterRow[]) {
  const acts = new OwnActs({ lasting: new Set(), passing: new Set(), signed: () => 0 });
  acts.watch(desk.space);
  const toasts = new Toasts();
  onTestFinished(() => {
    acts.close();
    toasts.close();
  });
  const file = new FileImport<RosterColumn, ReadRow>(
    'seats.csv',
    {
      names: ROSTER_NAMES,
      lacking: () => '',
      preview: (read) => previewRoster(desk.joint.roster, read, TODAY),
      write: (preview, read) => writeRoster(desk.joint.roster, read, TODAY, preview),
      changedMeanwhile: () => null,
      written: () => undefined,
    },
    { kind: 'rows', read: () => rows },
    { toasts, acts },
    () => null,
  );
  await until(() => file.stage.state === 'shown', 'the preview');
  await file.write();
  return { acts, toasts };
}

it('an import into the roster is one act: a rotation, a changed seat and 300 new ones go back by one undo, at both replicas', async () => {
  const [kh, th] = await desksOf('KH', 'TH');
  const { roster } = kh.joint;
  const police = roster.addAgency({ nameEn: 'Police' });
  const seat = roster.addSeat(police, { titleEn: 'Focal point', duties: 'Coordinates' });
  roster.appoint(seat, { person: { en: 'Before' }, from: '2022-01-01' });
  await meet(kh, th);
  const sides = () => [kh, th].map(({ joint }) => JSON.stringify(rosterRows(joint, 'KH', TODAY)));
  const before = sides();

  const { acts, toasts } = await importing(kh, [
    row(2, { agency: 'Police', seat: 'Focal point', duties: 'Leads', person: 'After', from: '2022-10-01' }),
    ...Array.from({ length: 300 }, (_, i) =>
      row(3 + i, { agency: 'Ministry', seat: `Seat ${i}`, person: `Person ${i}`, from: '2022-10-01' }),
    ),
  ]);
  await meet(kh, th);
  const imported = sides();
  expect(imported).not.toEqual(before);
  expect(imported[0]).toContain('After');

  // The words after it take it back, as does the undo key: it is one and the same act.
  const [told] = toasts.list;
  if (told === undefined) throw new Error('nothing was said');
  acts.asUndo(() => toasts.undo(told));
  await meet(kh, th);
  expect(sides()).toEqual(before);
  expect(acts.last).toBeNull();
  expect(acts.redo().state).toBe('done');
  await meet(kh, th);
  expect(sides()).toEqual(imported);
  expect(acts.undo().state).toBe('done');
  await meet(kh, th);
  expect(sides()).toEqual(before);
  for (const { space } of [kh, th]) expect(space.notices()).toEqual([]);
});
