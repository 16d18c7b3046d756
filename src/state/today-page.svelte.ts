import type { Commitment } from '../registers/commitments.ts';
import { recordPlace } from '../registers/record-place.ts';
import { timelineOf, type TimelineEvent } from '../registers/timeline.ts';
import { timeframeOf } from '../registers/timeframe.ts';
import { isOverdue, waitingFor } from '../registers/today/today.ts';
import type { Waiting } from '../registers/today/waiting.ts';
import type { Body, Workspace } from '../registers/workspace-types.ts';
import type { Language } from '../schema/articles.ts';
import { SUFFIXES } from '../schema/in-three.ts';
import type { CommitmentState, Owner } from '../schema/commitments.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import { localDay } from './local-day.ts';
import { grouped, type News, type NewsGroup } from './news-groups.ts';
import type { Toasts } from './toasts.svelte.ts';

const DATES = 6;

/** What waits for this person's body, what changed since they looked, what was promised, and what comes next. */
export class TodayPage {
  readonly workspace: Workspace;
  readonly body: Body;
  waiting = $state.raw<readonly Waiting[]>([]);
  /** For a partner, who is asked for no agreement itself: what waits for each Party. Empty for a Party. */
  others = $state.raw<readonly { readonly body: Body; readonly waiting: readonly Waiting[] }[]>([]);
  news = $state.raw<readonly NewsGroup[]>([]);
  commitments = $state.raw<readonly Commitment[]>([]);
  /** Ids. */
  orphans = $state.raw<readonly string[]>([]);
  dates = $state.raw<readonly TimelineEvent[]>([]);
  now = $state(0);
  readonly mayWrite: boolean;
  readonly #clock: () => number;
  readonly #toasts: Toasts;
  readonly #soon = new Coalesced(() => this.#read(), 100);
  readonly #ends: (() => void)[];

  constructor(workspace: Workspace, toasts: Toasts, clock: () => number) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.#clock = clock;
    const { me, bodies } = workspace;
    this.mayWrite = me.role !== 'reader';
    this.body = bodies.find(({ id }) => id === me.body) ?? {
      id: me.body,
      kind: 'partner',
      name: me.body,
      tone: 0,
    };
    this.#read();
    this.#ends = [workspace.observe(this.#soon.soon), workspace.host.observe(this.#soon.soon)];
  }

  /** Today in this place, `YYYY-MM-DD`. */
  get day(): string {
    return localDay(this.now);
  }

  isOverdue(waiting: Waiting): boolean {
    return isOverdue(waiting, this.day);
  }

  looked(): void {
    this.workspace.looked();
    this.#read();
  }

  /** Notes a promise; false when it was refused, with the reason said. */
  promise(what: string, who: readonly Owner[], by: string): boolean {
    const year = Number(this.day.slice(0, 4));
    return this.#try(() => this.workspace.joint.commitments.add({ what, who, by: timeframeOf(by, year) }));
  }

  /** Says what a promise reads in another language; whether it went well. */
  translate(id: string, language: Language, words: string): boolean {
    return this.#try(() =>
      this.workspace.joint.commitments.set(id, { [`what${SUFFIXES[language]}`]: words }),
    );
  }

  settle(id: string, state: CommitmentState): void {
    this.#try(() => this.workspace.joint.commitments.set(id, { state }));
  }

  /** Says which plan item carries a promise out; null: none. */
  carriedOutBy(id: string, item: string | null): void {
    this.#try(() => this.workspace.joint.commitments.set(id, { item }));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#soon.close();
  }

  #try(act: () => unknown): boolean {
    try {
      act();
      this.#read();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  #read(): void {
    const { workspace } = this;
    const { joint, bodies } = workspace;
    this.now = this.#clock();
    const parties = bodies.filter(({ kind }) => kind === 'party').map(({ id }) => id);
    this.waiting = waitingFor({ joint, body: this.body, parties, day: this.day });
    this.others =
      this.body.kind === 'party'
        ? []
        : bodies
            .filter(({ kind }) => kind === 'party')
            .map((body) => ({ body, waiting: waitingFor({ joint, body, parties, day: this.day }) }));
    this.news = grouped(
      workspace.news().flatMap((change): News[] => {
        const place = recordPlace(joint, change.record);
        return place === null ? [] : [{ ...change, place }];
      }),
    );
    this.commitments = joint.commitments.list();
    this.orphans = joint.commitments.orphans().map(({ id }) => id);
    this.dates = comingDates(timelineOf(joint), this.day);
  }
}

const lastDay = ({ reach }: TimelineEvent): string =>
  reach === null || reach.to.kind === 'open' ? '' : reach.to.day;

/** What lies ahead, by its last day. */
function comingDates(events: readonly TimelineEvent[], day: string): readonly TimelineEvent[] {
  return events
    .filter((event) => event.standing !== 'struck' && event.standing !== 'done' && lastDay(event) >= day)
    .sort((a, b) => (lastDay(a) < lastDay(b) ? -1 : lastDay(a) > lastDay(b) ? 1 : 0))
    .slice(0, DATES);
}
