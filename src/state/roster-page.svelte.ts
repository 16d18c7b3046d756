import type { Annex } from '../registers/annex.ts';
import type { Pending } from '../registers/acknowledgement.ts';
import type { AppointmentWish } from '../registers/appointments.ts';
import type { Commitment } from '../registers/commitments.ts';
import type { Holder, Holding } from '../registers/holder.ts';
import { readinessOf, type Readiness } from '../registers/readiness.ts';
import type { AgencyWish, RosterSide, SeatWish } from '../registers/roster.ts';
import type { RotationWish } from '../registers/rotation.ts';
import type { Body, Workspace } from '../registers/workspace-types.ts';
import type { Decision } from '../schema/endorsement.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import { localDay } from './local-day.ts';
import type { Toasts } from './toasts.svelte.ts';

/** One body's side as the page shows it. */
export interface Side {
  readonly body: Body;
  readonly roster: RosterSide;
  readonly mine: boolean;
  /** What my body has not acknowledged of it. */
  readonly pending: readonly Pending[];
  /** Null for a partner, of whom no readiness is asked. */
  readonly readiness: Readiness | null;
}

/** Both Parties' structures, who holds which seat, and what is not acknowledged yet. */
export class RosterPage {
  readonly workspace: Workspace;
  sides = $state.raw<readonly Side[]>([]);
  annex = $state.raw<Annex | null>(null);
  now = $state(0);
  /** Moves on whenever anything may read otherwise. */
  beat = $state(0);
  readonly maySign: boolean;
  readonly #clock: () => number;
  readonly #toasts: Toasts;
  readonly #soon = new Coalesced(() => this.#read(), 100);
  readonly #ends: (() => void)[];

  constructor(workspace: Workspace, toasts: Toasts, clock: () => number) {
    this.workspace = workspace;
    this.#toasts = toasts;
    this.#clock = clock;
    this.maySign = workspace.maySign;
    this.#read();
    this.#ends = [workspace.observe(this.#soon.soon), workspace.host.observe(this.#soon.soon)];
  }

  /** Today in this place, `YYYY-MM-DD`. */
  get day(): string {
    return localDay(this.now);
  }

  holder(seat: string): Holder {
    return this.workspace.joint.roster.holder(seat, this.day);
  }

  holdings(seat: string): readonly Holding[] {
    return this.workspace.joint.roster.holdings(seat);
  }

  duties(seat: string): readonly Commitment[] {
    return this.workspace.joint.commitments.bySeat(seat);
  }

  addAgency(fields: { readonly nameEn: string } & AgencyWish): boolean {
    return this.#try(() => this.workspace.joint.roster.addAgency(fields));
  }

  addSeat(agency: string, fields: { readonly titleEn: string } & Omit<SeatWish, 'agency'>): boolean {
    return this.#try(() => this.workspace.joint.roster.addSeat(agency, fields));
  }

  setSeat(seat: string, fields: SeatWish): boolean {
    return this.#try(() => this.workspace.joint.roster.setSeat(seat, fields));
  }

  deleteSeat(seat: string): void {
    this.#try(() => this.#toasts.say(m.rst_deleted(), this.workspace.joint.roster.deleteSeat(seat)));
  }

  appoint(seat: string, wish: AppointmentWish): string | null {
    return this.#refusal(() => this.workspace.joint.roster.appoint(seat, wish));
  }

  /** Null when it was done; else why not, in words. */
  rotate(seat: string, wish: RotationWish): string | null {
    return this.#refusal(() => this.workspace.joint.roster.rotate(seat, wish));
  }

  acknowledge({ body, pending }: Side): void {
    this.#try(() => this.workspace.joint.acknowledgements.acknowledge(body.id, pending));
  }

  agree(seen: string, decision: Decision, mandate?: string): boolean {
    return this.#try(() => this.workspace.joint.annex.endorse(seen, decision, mandate));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#soon.close();
  }

  #refusal(act: () => unknown): string | null {
    try {
      act();
      this.#read();
      return null;
    } catch (error) {
      return actFailure(error);
    }
  }

  #try(act: () => unknown): boolean {
    const refusal = this.#refusal(act);
    if (refusal !== null) this.#toasts.say(refusal);
    return refusal === null;
  }

  #read(): void {
    const { joint, bodies, me } = this.workspace;
    this.now = this.#clock();
    this.annex = joint.annex.now;
    this.sides = bodies.map((body): Side => ({
      body,
      roster: joint.roster.side(body.id),
      mine: body.id === me.body && me.role !== 'reader',
      pending: body.id === me.body ? [] : joint.acknowledgements.pending(body.id),
      readiness: body.kind === 'party' ? readinessOf(joint, body.id, this.day) : null,
    }));
    this.beat++;
  }
}
