import { openOn, type BoardSubject } from '../registers/board-picture.ts';
import type { Meeting } from '../registers/meeting-types.ts';
import type { Workspace } from '../registers/workspace-types.ts';
import { firstValue } from '../replica/field.ts';
import type { Outcome, SectionKind } from '../schema/meetings.ts';
import type { PointLink } from '../schema/minutes.ts';
import { inEnglish } from '../texts/language.ts';
import { outcomeWords } from '../texts/meetings.ts';
import { m } from '../texts/messages.ts';
import type { Acting } from './meeting-promises.svelte.ts';
import { rowsOf, type PointRow } from './minutes-rows.ts';

/** What recording an outcome needs of the meeting it is recorded in. */
export interface OutcomeRoom {
  readonly workspace: Workspace;
  readonly meeting: Meeting | null;
  readonly sections: readonly {
    readonly section: SectionKind;
    readonly number: string;
    readonly title: string;
  }[];
  addPoint(
    section: SectionKind,
    wish: { text: string; outcome?: Outcome; links?: PointLink[] },
  ): string | null;
  setPoint(id: string, wish: { outcome?: Outcome | null }): boolean;
}

/** What an outcome on the thing shown begins with. */
export interface OutcomeAbout {
  /** In the language of the record. */
  readonly words: string;
  readonly links: readonly PointLink[];
  /** The point it is recorded on; null: a new one. */
  readonly row: PointRow | null;
}

const EMPTY: OutcomeAbout = { words: '', links: [], row: null };
const begun = (subject: string, summary: string): string =>
  summary === '' ? `${subject}: ` : m.fac_outcome_words({ subject, summary: summary.replace(/\.$/, '') });

/** What is shown on a board, as a point of the minutes would begin; a proposal is linked, and so is an item. */
export const outcomeAbout = (workspace: Workspace, subject: BoardSubject): OutcomeAbout =>
  inEnglish(() => about(workspace, subject));

function about({ joint }: Workspace, subject: BoardSubject): OutcomeAbout {
  if (subject.kind === 'item') {
    const item = joint.plan.item(subject.item);
    if (item === null) return EMPTY;
    const number = firstValue(item.number) ?? '';
    return {
      words: begun(m.insp_title({ number }), item.activity.toString()),
      links: [{ kind: 'item', id: item.id }],
      row: null,
    };
  }
  if (subject.kind === 'clause') {
    const settled = joint.articles
      .proposals(subject.instrument)
      .findLast((one) => !one.open && one.kind !== 'basis' && one.touches.has(subject.provision));
    const proposal = openOn(joint.articles, subject.instrument, subject.provision)[0] ?? settled ?? null;
    const content = proposal?.offers[0]?.content ?? null;
    const proposed = content?.changes.find(({ provision }) => provision === subject.provision)?.to ?? null;
    const now = joint.articles.text(subject.instrument).provisions.get(subject.provision)?.now ?? proposed;
    const number = now?.number ?? '';
    const name = /^\p{Nd}/u.test(number) ? m.mtg_phrase_article({ number }) : number;
    return {
      words: begun(name, content?.summary ?? ''),
      links: proposal === null ? [] : [{ kind: 'proposal', id: proposal.id }],
      row: null,
    };
  }
  if (subject.kind !== 'point') return EMPTY;
  const rows = rowsOf(joint.meetings.points.sections(subject.meeting));
  const row = rows.find((one): one is PointRow => one.kind === 'point' && one.id === subject.point) ?? null;
  return { ...EMPTY, row };
}

/** Records outcomes in a meeting from outside its room. */
export class BoardOutcome implements OutcomeRoom {
  readonly workspace: Workspace;
  readonly #id: string;
  readonly #acting: Acting;

  constructor(workspace: Workspace, meeting: string, acting: Acting) {
    this.workspace = workspace;
    this.#id = meeting;
    this.#acting = acting;
  }

  get meeting(): Meeting | null {
    return this.workspace.joint.meetings.meeting(this.#id);
  }

  get sections() {
    const rows = rowsOf(this.workspace.joint.meetings.points.sections(this.#id));
    return rows.filter((row) => row.kind === 'section');
  }

  addPoint(
    section: SectionKind,
    wish: { text: string; outcome?: Outcome; links?: PointLink[] },
  ): string | null {
    const { points } = this.workspace.joint.meetings;
    const last = points
      .sections(this.#id)
      .find(({ kind }) => kind === section)
      ?.points.at(-1);
    const spot = { section, parent: null, after: last?.point.id ?? null };
    let made: string | null = null;
    this.#acting.try(() => {
      made = points.add(this.#id, spot, wish);
    });
    if (made !== null) this.#say(wish.outcome);
    return made;
  }

  setPoint(id: string, wish: { outcome?: Outcome | null }): boolean {
    const went = this.#acting.try(() => this.workspace.joint.meetings.points.set(id, wish));
    if (went) this.#say(wish.outcome);
    return went;
  }

  #say(outcome: Outcome | null | undefined): void {
    if (outcome != null) this.#acting.say(() => m.fac_outcome_done({ outcome: outcomeWords(outcome) }), null);
  }
}
