import { daysOn } from '../registers/appointments.ts';
import { fieldsInThree } from '../registers/in-three.ts';
import type { JointRegisters } from '../registers/joint.ts';
import type { Confirmation } from '../registers/workshop-agreement.ts';
import type { Candidate, Participant, PlanLine, Preparation, Workshop } from '../registers/workshop-views.ts';
import type { Body } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import { stateWords } from '../texts/agreement.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { calendarDate, weekdayDate } from '../texts/times.ts';
import {
  daysWords,
  decidesWords,
  dutiesWords,
  dutyWords,
  durationWords,
  preparationState,
  seatTitle,
  timeWords,
} from '../texts/workshop.ts';
import { printable } from './printable.ts';
import { asIs, partySignatures, readersLine, readersLines, saidLine, saidLines } from './said.ts';
import { cell, type Sheet, type SheetBlock, type SheetCell, type SheetTable } from './sheet.ts';
import { sheetFrame } from './sheet-frame.ts';
import { headTable, languageRows, workspaceRow } from './sheet-head.ts';

/** Where the planner's records are read. */
type Registers = Pick<JointRegisters, 'workshops' | 'roster'>;

interface Paper {
  readonly registers: Registers;
  readonly workshop: Workshop;
  readonly confirmation: Confirmation;
  readonly bodies: readonly Body[];
}

const orNone = (lines: readonly string[], none: string): SheetCell =>
  cell(...(lines.length === 0 ? [none] : lines));

function headOf({ workshop, confirmation, bodies }: Paper, workspace: string, day: string): SheetTable {
  const named = (id: string | null) => (id === null ? m.ws_host_none() : bodyName(bodies, id));
  const { confirmed } = confirmation;
  return headTable(
    m.ws_particulars(),
    [
      [
        m.ws_confirmation(),
        cell(
          printable(stateWords(confirmation.state, bodies)),
          ...(confirmed === null ? [] : [printable(daysWords(confirmed)), printable(confirmed.venue)]),
        ),
      ],
      [m.ws_field_purpose(), cell(...readersLines(fieldsInThree(workshop, 'purpose')))],
      [m.ws_field_host(), orNone(saidLines(workshop.host, named), m.ws_host_none())],
      [m.ws_field_venue(), orNone(readersLines(fieldsInThree(workshop, 'venue')), m.signing_no_venue())],
      [m.ws_field_duration(), cell(...saidLines(workshop.duration, durationWords))],
      [
        m.ws_field_window(),
        cell(
          ...saidLines(workshop.window, ({ spoken, tbc }) => (tbc ? m.insp_time_tbc({ spoken }) : spoken)),
        ),
      ],
      [m.ws_field_partners(), cell(...saidLines(workshop.partners, (all) => all.join('\n')))],
      ...languageRows(fieldsInThree(workshop, 'title')),
      workspaceRow(workspace, day),
    ],
    0.22,
  );
}

function datesOf(candidates: readonly Candidate[], { registers, workshop, bodies }: Paper): SheetTable {
  const chosen = firstValue(workshop.chosen);
  return {
    name: m.ws_dates(),
    columns: [
      { heading: m.ws_word_date(), share: 0.32 },
      { heading: m.ws_note(), share: 0.3 },
      { heading: m.out_where_it_stands(), share: 0.38 },
    ],
    rows: candidates.map((candidate) => {
      const { id, span } = candidate;
      const strikes = registers.workshops.strikes(id).map((strike) => {
        const [body, reason] = [bodyName(bodies, strike.body), saidLine(strike.reason, asIs)];
        return reason === '' ? m.out_struck({ body }) : m.out_struck_why({ body, reason });
      });
      const stands = strikes.length === 0 ? [m.ws_suits()] : strikes.map(printable);
      return [
        cell(...saidLines(span, daysWords)),
        cell(...readersLines(fieldsInThree(candidate, 'note'))),
        cell(...(chosen === id ? [m.ws_put_now()] : []), ...stands),
      ];
    }),
  };
}

function planOf(lines: readonly PlanLine[], { registers, confirmation, bodies }: Paper): SheetTable {
  const first = confirmation.confirmed?.from ?? confirmation.words?.from ?? null;
  const dayName = (day: number) =>
    first === null
      ? m.ws_plan_day({ day })
      : m.ws_plan_day_date({ day, date: weekdayDate(daysOn(first, day - 1)) });
  return {
    name: m.ws_plan(),
    columns: [
      { heading: m.ws_line_day(), share: 0.22 },
      { heading: m.out_time(), share: 0.15 },
      { heading: m.ws_line_title(), share: 0.4 },
      { heading: m.ws_line_lead(), share: 0.23 },
    ],
    rows: lines.map((line) => [
      cell(...saidLines(line.day, dayName)),
      cell(...saidLines(line.time, timeWords)),
      cell(...readersLines(fieldsInThree(line, 'title'))),
      cell(
        ...saidLines(line.lead, (one) =>
          one === null ? m.ws_lead_none() : dutyWords(one, registers.roster, bodies),
        ),
      ),
    ]),
  };
}

const documentsOf = (all: readonly Preparation[], { registers, bodies }: Paper): SheetTable => ({
  name: m.ws_docs(),
  columns: [
    { heading: m.ws_doc_title(), share: 0.38 },
    { heading: m.ws_doc_owner(), share: 0.28 },
    { heading: m.ws_doc_state(), share: 0.14 },
    { heading: m.ws_doc_due(), share: 0.2 },
  ],
  rows: all.map((one) => [
    cell(...readersLines(fieldsInThree(one, 'title'))),
    cell(...saidLines(one.owners, (list) => dutiesWords(list, registers.roster, bodies))),
    cell(...saidLines(one.state, preparationState)),
    orNone(
      saidLines(one.due, ({ spoken }) => spoken),
      m.ws_doc_due_none(),
    ),
  ]),
});

const peopleOf = (all: readonly Participant[], { registers, bodies }: Paper): SheetTable => ({
  name: m.ws_people(),
  columns: [
    { heading: m.doc_col_for(), share: 0.16 },
    { heading: m.ws_person_seat(), share: 0.36 },
    { heading: m.ws_person_name(), share: 0.28 },
    { heading: m.ws_person_decides(), share: 0.2 },
  ],
  rows: all.map((participant) => {
    const { body, seat, person, decides } = participant;
    const seats = saidLines(seat, (id) => (id === null ? '' : seatTitle(registers.roster, id)));
    return [
      cell(printable(bodyName(bodies, body))),
      cell(...seats, ...readersLines(fieldsInThree(participant, 'seatWords'))),
      orNone(saidLines(person, asIs), m.ws_person_unnamed()),
      cell(...saidLines(decides, decidesWords)),
    ];
  }),
});

/** A part of the plan under its heading; what is empty says so. */
const partOf = (table: SheetTable, none: string): SheetBlock[] => [
  { kind: 'heading', number: '', text: table.name },
  table.rows.length === 0 ? { kind: 'paragraph', text: none } : { kind: 'table', table },
];

/**
 * A workshop on paper: particulars, candidate dates and who struck them, the plan of the days, what is to be prepared and who
 * takes part. `day`: of printing, `YYYY-MM-DD`.
 */
export function workshopSheet(
  registers: Registers,
  workshop: Workshop,
  confirmation: Confirmation,
  bodies: readonly Body[],
  workspace: string,
  day: string,
): Sheet {
  const paper: Paper = { registers, workshop, confirmation, bodies };
  const { workshops } = registers;
  const { id } = workshop;
  const people = bodies.flatMap((body) => workshops.participants(id, body.id));
  return {
    frame: sheetFrame(),
    layout: 'upright',
    standing: m.out_standing_on({
      state: printable(stateWords(confirmation.state, bodies)),
      date: calendarDate(day),
    }),
    heading: m.ws_title(),
    title: readersLine(fieldsInThree(workshop, 'title')) || m.ws_untitled(),
    date: day,
    head: headOf(paper, workspace, day),
    blocks: [
      ...partOf(datesOf(workshops.candidates(id), paper), m.ws_dates_none()),
      ...partOf(planOf(workshops.dayPlan(id), paper), m.out_plan_none()),
      ...partOf(documentsOf(workshops.preparations(id), paper), m.ws_docs_none()),
      ...partOf(peopleOf(people, paper), m.ws_people_none()),
    ],
    signatures: partySignatures(bodies),
    annexes: [],
  };
}
