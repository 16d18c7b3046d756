import type { Instrument } from '../registers/articles.ts';
import { snapshotOf } from '../registers/check-snapshot.ts';
import { runChecks } from '../registers/checks/run.ts';
import type { Place } from '../registers/checks/snapshot.ts';
import type { Warning } from '../registers/checks/warning.ts';
import type { SignedInstrument, Signing, SigningWish } from '../registers/signing.ts';
import type { ChecklistItem, Termination } from '../registers/termination.ts';
import { writesTexts, type Workspace } from '../registers/workspace-types.ts';
import type { Decision } from '../schema/endorsement.ts';
import { m } from '../texts/messages.ts';
import { actFailure } from '../texts/problems.ts';
import { Coalesced } from './coalesced.ts';
import type { Toasts } from './toasts.svelte.ts';

/** Signing an instrument: what was checked, the record of its signature, and the notices that would end it. */
export class SigningPage {
  readonly workspace: Workspace;
  /** Address of the workspace. */
  readonly base: string;
  instruments = $state.raw<readonly Instrument[]>([]);
  instrumentId = $state<string | null>(null);
  signings = $state.raw<readonly Signing[]>([]);
  terminations = $state.raw<readonly Termination[]>([]);
  warnings = $state.raw<readonly Warning[]>([]);
  /** Proposals nobody has settled yet: what is signed does not contain them. */
  open = $state(0);
  now = $state(0);
  /** Moves on whenever relays or Parties may have. */
  beat = $state(0);
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  readonly #toasts: Toasts;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  // Names are compared each with each: not at every letter.
  readonly #checks = new Coalesced(() => this.#check(), 400);
  readonly #status = new Coalesced(() => this.#readStatus(), 150);

  constructor(workspace: Workspace, toasts: Toasts, base: string) {
    this.workspace = workspace;
    this.base = base;
    this.#toasts = toasts;
    this.mayWrite = writesTexts(workspace.me.role);
    this.maySign = workspace.maySign && this.#isParty(workspace.me.body);
    this.#read();
    this.#check();
    this.#readStatus();
    const changed = () => {
      this.#records.soon();
      this.#checks.soon();
    };
    const { signings, terminations, plan } = workspace.joint;
    this.#ends = [
      signings.observe(changed),
      terminations.observe(changed),
      plan.observe(this.#checks.soon),
      workspace.observe(() => {
        this.#status.soon();
        this.#checks.soon();
      }),
    ];
  }

  readonly instrument: Instrument | null = $derived(
    this.instruments.find(({ id }) => id === this.instrumentId) ?? null,
  );

  #isParty(body: string): boolean {
    return this.workspace.bodies.some(({ id, kind }) => id === body && kind === 'party');
  }

  #read(): void {
    const { articles, signings, terminations } = this.workspace.joint;
    this.instruments = articles.instruments();
    if (!this.instruments.some(({ id }) => id === this.instrumentId))
      this.instrumentId = this.instruments[0]?.id ?? null;
    const { instrument } = this;
    this.signings = instrument === null ? [] : signings.list(instrument);
    this.terminations = instrument === null ? [] : terminations.list(instrument);
    this.open = instrument === null ? 0 : articles.proposals(instrument.id).filter(({ open }) => open).length;
    this.#readStatus();
  }

  #check(): void {
    const { instrument, workspace } = this;
    if (instrument === null) {
      this.warnings = [];
      return;
    }
    const names = {
      people: workspace.members().map(({ person }) => person),
      bodies: workspace.bodies.map(({ name }) => name),
    };
    const signing = this.signings.at(-1) ?? null;
    this.warnings = runChecks(snapshotOf({ joint: workspace.joint, instrument, signing, names }));
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }

  choose(instrument: string): void {
    this.instrumentId = instrument;
    this.#read();
    this.#check();
  }

  /** Leads to the place of a finding. */
  jump({ page, id }: Place): void {
    if (page === 'signing') {
      const at = document.getElementById(id === '' ? 'signing-record' : `signing-${id}`);
      at?.scrollIntoView({ block: 'start' });
      at?.focus({ preventScroll: true });
    } else
      location.hash = id === '' ? `${this.base}/${page}` : `${this.base}/${page}/${encodeURIComponent(id)}`;
  }

  /** Whether it went well; if not, the user has been told. */
  try(act: () => void): boolean {
    try {
      act();
      this.#read();
      this.#checks.soon();
      void this.workspace.flush();
      return true;
    } catch (error) {
      this.#toasts.say(() => actFailure(error));
      return false;
    }
  }

  /** Opens a signature record that begins with what an earlier one says. */
  openRecord(wish: SigningWish): void {
    const { instrumentId } = this;
    if (instrumentId !== null) this.try(() => this.workspace.joint.signings.open(instrumentId, wish));
  }

  set(id: string, wish: SigningWish): boolean {
    return this.try(() => this.workspace.joint.signings.set(id, wish));
  }

  /** Writes the particulars of a signed text into its record again. */
  restore(id: string, { versions, signatories, venue, date }: SignedInstrument): void {
    const languages = versions.map(({ language }) => language);
    this.set(id, { languages, signatories, venue, date });
  }

  /** Signs what was in sight; refused when the record reads otherwise by now. */
  sign(id: string, seen: string, decision: Decision, mandate: string | undefined): boolean {
    const { signings, agreement } = this.workspace.joint;
    const { instrument } = this;
    return this.try(() => {
      const fresh = instrument === null ? [] : signings.list(instrument);
      const signing = fresh.find((one) => one.id === id);
      if (signing === undefined) return;
      if (decision.kind === 'withdrawn')
        agreement.answer(id, seen, decision, mandate === undefined ? {} : { mandate });
      else signings.sign(signing, seen, decision, mandate);
    });
  }

  prepare(fields: { by: string; reference: string; sent: string }): boolean {
    const { instrumentId } = this;
    return (
      instrumentId !== null && this.try(() => this.workspace.joint.terminations.prepare(instrumentId, fields))
    );
  }

  setNotice(
    id: string,
    fields: { reference?: string; sent?: string } & Partial<Record<ChecklistItem, boolean>>,
  ): boolean {
    return this.try(() => this.workspace.joint.terminations.set(id, fields));
  }

  give(termination: Termination, seen: string, mandate: string | undefined): boolean {
    return this.try(() => this.workspace.joint.terminations.give(termination, seen, mandate));
  }

  receive(termination: Termination, on: string): boolean {
    return this.try(() => this.workspace.joint.terminations.receive(termination, on));
  }

  withdraw(termination: Termination, mandate: string | undefined): boolean {
    return this.try(() => this.workspace.joint.terminations.withdraw(termination, mandate));
  }

  discard(id: string): void {
    this.try(() => {
      const undo = this.workspace.joint.terminations.discard(id);
      this.#toasts.say(
        () => m.ending_discarded(),
        () => void this.try(undo),
      );
    });
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
    this.#checks.close();
    this.#status.close();
  }
}
