import { firstValue } from '../replica/field.ts';
import type { Language } from '../schema/articles.ts';
import type {
  BoardFact,
  BoardMatter,
  BoardOffer,
  BoardPicture,
  BoardStand,
  BoardText,
} from '../schema/board.ts';
import type { ProposalView } from './articles.ts';
import type { JointRegisters } from './joint.ts';
import type { Matter } from './matter.ts';
import { fitted, shortened } from './board-fit.ts';
import { boardFloor } from './board-floor.ts';
import { scriptOf, wordingsOf } from './board-wordings.ts';
import { clip, saidAlone, saidOn } from './board-said.ts';
import { firstSaid, inThree } from './in-three.ts';
import { expectedInThree } from './item-in-three.ts';
import { clockOf } from './meeting-clock.ts';
import type { NumberedPoint } from './meeting-types.ts';
import type { Body } from './workspace-types.ts';

/** What a board is asked to show. Ids of records of the joint space: there is no way to name a case, or a draft of one Party. */
export type BoardSubject =
  | { readonly kind: 'blank' }
  | { readonly kind: 'agenda'; readonly meeting: string }
  | { readonly kind: 'clause'; readonly instrument: string; readonly provision: string }
  | { readonly kind: 'item'; readonly item: string }
  | { readonly kind: 'point'; readonly meeting: string; readonly point: string };

export interface BoardWish {
  readonly subject: BoardSubject;
  readonly languages: readonly Language[];
  /** The meeting whose clock runs on the board; null: none. */
  readonly meeting: string | null;
  readonly scroll: number;
  readonly zoom: number;
  /** Unix ms. */
  readonly now: number;
}

const OFFERS = 4;
const LINES = 60;
const WIDE: ReadonlySet<ProposalView['kind']> = new Set(['basis', 'everywhere', 'renumber']);

const standsOf = (matter: Matter): BoardStand[] =>
  [...matter.stands].map(([body, stand]) => ({
    body,
    stand: stand.state === 'silent' ? 'silent' : stand.state === 'divided' ? 'divided' : stand.decision.kind,
  }));

/** Open proposals that a board shows on a provision: what is about it comes before what changes a word throughout. */
export function openOn(
  articles: JointRegisters['articles'],
  instrument: string,
  provision: string,
): readonly ProposalView[] {
  const touching = articles.proposals(instrument).filter((view) => view.open && view.touches.has(provision));
  const own = touching.filter(({ kind }) => !WIDE.has(kind));
  return own.length > 0 ? own : touching;
}

/** Reads what a board shows out of the joint registers: tabled and agreed words, and what the Parties write together. */
export class BoardComposer {
  readonly #joint: JointRegisters;
  readonly #bodies: readonly Body[];

  constructor(joint: JointRegisters, bodies: readonly Body[]) {
    this.#joint = joint;
    this.#bodies = bodies;
  }

  /** The picture of a wish. What is no longer there is shown as blank. */
  picture(wish: BoardWish): BoardPicture {
    const meeting = wish.meeting === null ? null : this.#joint.meetings.meeting(wish.meeting);
    return fitted({
      heading: meeting === null ? [] : saidOn(inThree(meeting, 'heading'), wish.languages),
      zone: meeting === null ? '' : (firstValue(meeting.zone) ?? ''),
      bodies: this.#bodies.map(({ id, name, kind, tone }) => ({ id, name, kind, tone })),
      matter: this.#matter(wish),
      clock: this.#clock(wish),
      ...boardFloor(this.#joint, this.#bodies, wish.meeting, wish.now),
      scroll: wish.scroll,
      zoom: wish.zoom,
    });
  }

  /** What is shown, in a few words, for the list of what was. */
  title(picture: BoardPicture): string {
    const { matter } = picture;
    if (matter.kind === 'blank') return '';
    const title = matter.title[0]?.text ?? '';
    return matter.kind === 'agenda' ? title : `${matter.number} ${title}`.trim();
  }

  #matter(wish: BoardWish): BoardMatter {
    const { subject } = wish;
    switch (subject.kind) {
      case 'blank':
        return { kind: 'blank' };
      case 'agenda':
        return this.#agenda(subject.meeting, wish.languages, wish.now);
      case 'clause':
        return this.#clause(subject.instrument, subject.provision, wish.languages);
      case 'item':
        return this.#item(subject.item, wish.languages);
      case 'point':
        return this.#point(subject.meeting, subject.point);
    }
  }

  #clause(instrument: string, id: string, languages: readonly Language[]): BoardMatter {
    const { articles, translations } = this.#joint;
    const text = articles.text(instrument);
    const state = text.provisions.get(id);
    const now = state?.now ?? null;
    const open = openOn(articles, instrument, id);
    const about = open[0] ?? null;
    const source = now?.text ?? '';
    const offers = open.flatMap((view) => offersOf(view, id, source));
    if (now === null && offers.length === 0) return { kind: 'blank' };
    const settled = articles.proposals(instrument).findLast((view) => !view.open && view.touches.has(id));
    const spoken = about ?? settled ?? null;
    const proposed = about?.offers[0]?.content.changes.find(({ provision }) => provision === id)?.to ?? null;
    const parent = (now ?? proposed)?.parent;
    const article = parent == null ? null : (text.provisions.get(parent)?.now ?? null);
    const called = (language: 'km' | 'th'): string =>
      article === null || parent == null ? '' : translations.said(parent, language, article.text);
    const words = { en: article?.text ?? '', km: called('km'), th: called('th') };
    const title = saidOn(words, languages);
    // The number is the same in all of them, and stands once.
    const first = `${article?.number ?? ''} ${title[0]?.text ?? ''}`.trim();
    return {
      kind: 'clause',
      number: clip((now ?? proposed)?.number ?? '', 40),
      title:
        first === '' ? [] : [{ language: title[0]?.language ?? 'en', text: clip(first) }, ...title.slice(1)],
      texts: wordingsOf(translations, id, source, 'en', languages),
      facts: [],
      from: offers.length === 0 ? '' : shortened(source).text,
      offers: offers.slice(0, OFFERS),
      more: Math.max(0, offers.length - OFFERS),
      stands: spoken === null ? [] : standsOf(spoken.matter),
      state: spoken?.state.state ?? (now === null ? null : 'agreed'),
    };
  }

  #item(id: string, languages: readonly Language[]): BoardMatter {
    const item = this.#joint.plan.item(id);
    if (item === null || item.standing.state === 'deleted') return { kind: 'blank' };
    const { matter, state } = this.#joint.planAgreement.of(item);
    const words = item.activity.toString();
    const facts: BoardFact[] = [];
    const responsible = firstValue(item.responsible) ?? [];
    if (responsible.length > 0) facts.push({ kind: 'responsible', bodies: [...responsible] });
    const when = firstValue(item.timeframe)?.spoken ?? '';
    if (when !== '') facts.push({ kind: 'timeframe', value: saidAlone(when) });
    const expected = saidOn(expectedInThree(item, this.#joint.translations), languages);
    if (expected.length > 0) facts.push({ kind: 'expected', value: expected });
    const plan = this.#joint.plan.plans().find((one) => one.id === firstValue(item.plan));
    return {
      kind: 'item',
      number: clip(firstValue(item.number) ?? '', 40),
      title: plan === undefined ? [] : saidOn(inThree(plan, 'title'), languages),
      texts: wordingsOf(this.#joint.translations, id, words, scriptOf(words), languages),
      facts,
      from: '',
      offers: [],
      more: 0,
      stands: state.state === 'draft' ? [] : standsOf(matter),
      state: state.state,
    };
  }

  #point(meeting: string, id: string): BoardMatter {
    const sections = this.#joint.meetings.points.sections(meeting);
    const among = (list: readonly NumberedPoint[]): NumberedPoint | undefined =>
      list.flatMap((one) => [one, ...one.points]).find(({ point }) => point.id === id);
    const section = sections.find(({ points }) => among(points) !== undefined);
    const found = section === undefined ? undefined : among(section.points);
    if (section === undefined || found === undefined) return { kind: 'blank' };
    const { point, number } = found;
    const text = point.text.toString();
    const facts: BoardFact[] = [];
    const by = firstValue(point.by);
    if (by !== null)
      facts.push({ kind: 'said by', value: saidAlone(by.person === '' ? by.body : by.person) });
    const outcome = firstValue(point.outcome);
    if (outcome !== null) facts.push({ kind: 'outcome', outcome: outcome.kind, time: outcome.time });
    return {
      kind: 'point',
      number: clip(number, 40),
      title: saidAlone(section.title),
      texts: [{ language: scriptOf(text), standing: 'record', ...shortened(text) }],
      facts,
      from: '',
      offers: [],
      more: 0,
      stands: [],
      state: null,
    } satisfies BoardText;
  }

  #agenda(id: string, languages: readonly Language[], now: number): BoardMatter {
    const meeting = this.#joint.meetings.meeting(id);
    if (meeting === null) return { kind: 'blank' };
    const lines = this.#joint.meetings.agenda.list(id);
    const { lines: times } = this.#times(id, now);
    return {
      kind: 'agenda',
      title: saidOn(firstSaid(inThree(meeting, 'heading'), inThree(meeting, 'title')), languages),
      more: Math.max(0, lines.length - LINES),
      lines: lines.slice(0, LINES).map((line) => {
        const time = times.get(line.id);
        return {
          title: saidOn(inThree(line, 'title'), languages),
          minutes: firstValue(line.minutes),
          from: time?.from ?? null,
          state: time?.state ?? 'to come',
        };
      }),
    };
  }

  #times(meeting: string, now: number) {
    const about = this.#joint.meetings.meeting(meeting);
    const lines = this.#joint.meetings.agenda.list(meeting);
    return clockOf(
      lines.map(({ id, minutes, running }) => ({ id, minutes: firstValue(minutes), running })),
      about === null ? null : firstValue(about.from),
      now,
    );
  }

  #clock(wish: BoardWish): BoardPicture['clock'] {
    const { meeting, now } = wish;
    if (meeting === null) return null;
    const line = this.#joint.meetings.agenda.list(meeting).find(({ running }) => running.state === 'running');
    if (line === undefined || line.running.state !== 'running') return null;
    const { since, spent } = line.running;
    return {
      title: saidOn(inThree(line, 'title'), wish.languages),
      // A clock that runs behind the one that called the line counts from nothing.
      ran: Math.min(1e12, Math.max(0, Math.round(now - since)) + Math.round(spent * 60_000)),
      minutes: firstValue(line.minutes),
    };
  }
}

const boardTo = (to: string): Pick<BoardOffer, 'to' | 'goesOn'> => {
  const { text, goesOn } = shortened(to);
  return { to: text, goesOn };
};

/** The newest texts of a proposal, as this provision would read. */
const offersOf = ({ offers }: ProposalView, id: string, from: string): BoardOffer[] =>
  offers.flatMap(({ content, by }): BoardOffer[] => {
    const change = content.changes.find(({ provision }) => provision === id);
    if (change === undefined) return [];
    const to = change.to?.text ?? '';
    return [
      {
        by: by.body,
        language: scriptOf(to === '' ? from : to),
        removed: change.to === null,
        ...boardTo(to),
      },
    ];
  });
