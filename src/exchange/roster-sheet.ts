import { personOf } from '../registers/appointments.ts';
import type { Annex } from '../registers/annex.ts';
import type { Holder } from '../registers/holder.ts';
import { fieldsInThree } from '../registers/in-three.ts';
import { flatten, type Agency } from '../registers/roster-agencies.ts';
import type { RosterRegister } from '../registers/roster.ts';
import type { Seat } from '../registers/roster-seats.ts';
import type { PersonName } from '../registers/appointments.ts';
import type { Body } from '../registers/workspace-types.ts';
import type { Field } from '../replica/field.ts';
import { stateWords } from '../texts/agreement.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { readersFirst } from '../texts/readers-first.ts';
import {
  channelWords,
  decidesWords,
  holderTrouble,
  levelName,
  seatKindName,
  termWords,
} from '../texts/roster-words.ts';
import { calendarDate } from '../texts/times.ts';
import { printable } from './printable.ts';
import { asIs, partySignatures, readersLines, saidLines } from './said.ts';
import { cell, strong, type Sheet, type SheetBlock, type SheetCell, type SheetTable } from './sheet.ts';
import { sheetFrame } from './sheet-frame.ts';
import { headTable, languageRows, partiesRow, workspaceRow } from './sheet-head.ts';

/** A name as each of the three languages has it, the reader's first; one set apart stands in brackets. */
function namesOf(en: Field<string>, km: Field<string>, th: Field<string>): readonly string[] {
  const said = { en, km, th };
  const lines = { en: '1', km: '1', th: '1' };
  return readersFirst(lines).flatMap(({ lang }) => saidLines(said[lang], asIs));
}

const personLines = (name: PersonName): string[] => readersFirst(name).map(({ text }) => printable(text));

/** Who holds a seat on the day, or why nobody, or nobody alone, does. */
function holderCell(holder: Holder): SheetCell {
  switch (holder.state) {
    case 'held': {
      const { holding } = holder;
      const about = [termWords(holding), decidesWords(holding.decides)].filter((words) => words !== '');
      return cell(...personLines(holding.person), ...about.map(printable));
    }
    case 'vacant':
    case 'to come':
      return cell(printable(holderTrouble(holder)));
    case 'overlap':
      return cell(
        holderTrouble(holder),
        ...holder.holdings.flatMap((one) => [...personLines(one.person), termWords(one)]),
      );
    case 'unsettled':
      return cell(holderTrouble(holder), ...holder.appointments.flatMap((one) => personLines(personOf(one))));
  }
}

const contested = (standing: Seat['standing']): readonly string[] =>
  standing.state === 'contested' ? [m.out_contested()] : [];

function seatRow(seat: Seat, holder: Holder): SheetCell[] {
  const title = namesOf(seat.titleEn, seat.titleKm, seat.titleTh);
  return [
    cell(...(title.length === 0 ? [m.rst_untitled()] : title), ...contested(seat.standing)),
    cell(...saidLines(seat.kind, seatKindName)),
    holderCell(holder),
    cell(...readersLines(fieldsInThree(seat, 'duties'))),
    cell(...saidLines(seat.channels, (all) => all.map(channelWords).join('\n'))),
    cell(...saidLines(seat.languages, (all) => all.join(', '))),
  ];
}

function agencyRow(agency: Agency): SheetCell[] {
  const names = namesOf(agency.nameEn, agency.nameKm, agency.nameTh);
  return [
    strong(...(names.length === 0 ? [m.rst_untitled()] : names), ...contested(agency.standing)),
    cell(...saidLines(agency.level, levelName)),
    cell(),
    cell(),
    cell(),
    cell(),
  ];
}

function sideTable(roster: RosterRegister, body: string, name: string, day: string): SheetTable {
  const side = roster.side(body);
  const row = (seat: Seat) => seatRow(seat, roster.holder(seat.id, day));
  return {
    name,
    rowsAre: 'whole',
    columns: [
      { heading: m.out_agency_and_seat(), share: 0.23 },
      { heading: m.rst_kind(), share: 0.1 },
      { heading: m.out_held_by(), share: 0.2 },
      { heading: m.rst_duties(), share: 0.19 },
      { heading: m.rst_channels(), share: 0.18 },
      { heading: m.rst_speaks_head(), share: 0.1 },
    ],
    rows: [
      ...flatten(side.agencies).flatMap(({ agency, seats }) => [agencyRow(agency), ...seats.map(row)]),
      ...side.strays.map(row),
    ],
  };
}

/**
 * Annex 1 on paper: each body's agencies, seats, channels and who holds them on a day (`YYYY-MM-DD`), names in every language
 * they are written in. Persons are no part of what the Parties agree; where that stands is said at the head.
 */
export function rosterSheet(
  roster: RosterRegister,
  annex: Annex,
  bodies: readonly Body[],
  workspace: string,
  day: string,
): Sheet {
  const shown = bodies.filter(({ id, kind }) => kind === 'party' || roster.side(id).seats.length > 0);
  const state = printable(stateWords(annex.state, bodies));
  return {
    frame: sheetFrame(),
    layout: 'across',
    standing: m.out_standing_on({ state, date: calendarDate(day) }),
    heading: m.rst_annex(),
    title: m.out_roster_title(),
    date: day,
    head: headTable(m.out_head(), [
      ...languageRows(),
      partiesRow(bodies),
      [m.col_agreement(), cell(state, m.out_roster_agreed())],
      workspaceRow(workspace, day),
    ]),
    blocks: shown.flatMap(({ id }): SheetBlock[] => {
      const name = printable(bodyName(bodies, id));
      const table = sideTable(roster, id, name, day);
      return [
        { kind: 'heading', number: '', text: name },
        table.rows.length === 0 ? { kind: 'paragraph', text: m.rst_none() } : { kind: 'table', table },
      ];
    }),
    signatures: partySignatures(bodies),
    annexes: [],
  };
}
