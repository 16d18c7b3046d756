import type { MinutesStanding } from '../exchange/minutes-sheet.ts';
import type { AgreementState } from '../registers/agreement-state.ts';
import type { EndorseProblem, Signable } from '../registers/agreement.ts';
import type { Matter } from '../registers/matter.ts';
import type { Awaited } from '../registers/meeting-awaited.ts';
import { readMinutes } from '../registers/meeting-minutes.ts';
import type { MinutesText } from '../schema/minutes.ts';
import type { Answer } from '../texts/agreement.ts';
import { m } from '../texts/messages.ts';
import { bodyName } from '../texts/people.ts';
import { answersAfter, wordOf } from './answers.ts';
import type { Conclusion, MeetingRoom } from './meeting-room.svelte.ts';
import { minutesWarnings } from './minutes-checks.ts';
import { standingOf } from './minutes-paper.ts';

/** What a Party is asked to sign: the exact text, and the answer it began with. */
export interface Asked {
  readonly hash: string;
  readonly text: MinutesText;
  readonly answer: Answer;
}

/** The minutes of a meeting as one text: where the Parties stand on it, and what a Party may say of it now. */
export class Concluding {
  readonly #room: MeetingRoom;
  /** Which text is in sight where what was agreed and what is here now differ. */
  which = $state<'agreed' | 'now'>('agreed');
  asked = $state.raw<Asked | null>(null);

  constructor(room: MeetingRoom) {
    this.#room = room;
  }

  readonly #minutes = $derived.by(() => this.#room.minutes);
  readonly signed = $derived(this.#minutes?.phase.phase === 'signed' ? this.#minutes.phase : null);
  readonly adopted = $derived(this.#minutes?.phase.phase === 'adopted' ? this.#minutes.phase : null);
  readonly kind: Conclusion = $derived(
    this.adopted === null && this.signed === null ? 'adoption' : 'signature',
  );
  readonly matter: Matter | null = $derived(
    (this.kind === 'signature' ? this.#minutes?.signing.matter : this.#minutes?.matter) ?? null,
  );
  readonly #signable: Signable | null = $derived(
    (this.kind === 'signature' ? this.#minutes?.signing.signable : this.#minutes?.signable) ?? null,
  );
  readonly hash: string | null = $derived(this.#signable?.state === 'ready' ? this.#signable.hash : null);
  readonly stands: AgreementState | null = $derived.by(() => {
    const minutes = this.#minutes;
    if (minutes === null) return null;
    return 'adoption' in minutes.phase ? minutes.phase.adoption : minutes.signing.state;
  });
  readonly awaited: readonly Awaited[] = $derived(this.#minutes?.awaited ?? []);
  /** What both Parties agreed while what is here reads otherwise: nobody is left to guess which of the two is meant. */
  readonly before: MinutesText | null = $derived.by(() => {
    if (this.signed !== null) return this.signed.since === 'unchanged' ? null : this.signed.text;
    const agreement = this.kind === 'adoption' ? (this.#minutes?.matter.agreement ?? null) : null;
    if (agreement === null || agreement.version.hash === this.hash) return null;
    // What a capital had yet to confirm was never adopted, and holds nobody once it was written in again.
    const plain = agreement.endorsements.every(({ decision }) => decision.kind === 'agreed');
    return plain ? readMinutes(agreement.version) : null;
  });
  readonly now: MinutesText | null = $derived.by(() => {
    if (this.signed?.since === 'unchanged') return this.signed.text;
    const text = this.#minutes?.text ?? null;
    return text !== null && this.kind === 'signature'
      ? { ...text, signature: this.#minutes?.signature ?? null }
      : text;
  });
  readonly obstacle: EndorseProblem | null = $derived.by(() => {
    void this.#room.beat;
    const { agreement } = this.#room.workspace.joint;
    return this.#signable === null ? null : agreement.obstacle(this.#signable);
  });
  readonly warnings = $derived.by(() =>
    this.now === null || this.signed !== null
      ? []
      : minutesWarnings({ ...this.now, signature: this.#minutes?.signature ?? null }, this.#room.workspace),
  );
  /** Words may be said of them. */
  readonly open: boolean = $derived.by(() => this.#room.phase === 'discussed' || this.adopted !== null);
  readonly #mine = $derived.by(() =>
    this.matter === null ? null : wordOf(this.matter, this.#room.workspace.me.body, this.hash),
  );
  /** What this member's Party may say now, the plain yes first. A yes that was said is only taken back. */
  readonly answers: readonly Answer[] = $derived.by(() => {
    if (!this.open || this.hash === null) return [];
    const kind = this.#mine?.decision.kind;
    const said = kind !== undefined && kind !== 'withdrawn';
    return answersAfter(this.#mine, false).filter(
      (answer) =>
        answer === 'withdrawn' ||
        (this.obstacle === null && (answer === 'agreed' || (answer === 'ad referendum' && !said))),
    );
  });
  /** A Party's word stands on another text than the one that is here now. */
  readonly meanwhile: boolean = $derived(
    this.matter !== null &&
      this.before === null &&
      this.open &&
      [...this.matter.stands.values()].some(
        (stand) =>
          stand.state === 'spoken' &&
          (stand.decision.kind === 'agreed' || stand.decision.kind === 'ad referendum') &&
          stand.hash !== this.hash,
      ),
  );
  readonly shown: MinutesText | null = $derived(
    this.before !== null && this.which === 'agreed' ? this.before : this.now,
  );
  /** How far the text in sight has come; on paper only, the seal says it on the screen. */
  readonly standing: MinutesStanding = $derived.by(() => {
    const agreed = this.shown !== null && this.shown === this.before;
    if (this.signed !== null) return agreed || this.before === null ? 'signed' : 'draft';
    if (agreed) return 'adopted';
    return this.#minutes === null ? 'draft' : standingOf(this.#minutes);
  });

  /** Name of an act; a Party that spoke ad referendum confirms. */
  actName(answer: Answer): string {
    const { bodies, me } = this.#room.workspace;
    const party = bodyName(bodies, me.body);
    if (answer === 'withdrawn') return m.act_withdraw();
    if (answer === 'ad referendum')
      return this.kind === 'adoption' ? m.mtg_adopt_referendum() : m.signing_referendum();
    if (this.#mine?.decision.kind === 'ad referendum') return m.mtg_confirm({ party });
    return this.kind === 'adoption' ? m.mtg_adopt({ party }) : m.signing_sign({ party });
  }

  /** Asks for a Party's word on exactly what is here now. */
  begin(answer: Answer): void {
    if (this.hash !== null && this.now !== null) this.asked = { hash: this.hash, text: this.now, answer };
  }

  /** What the page is for now. */
  get title(): string {
    if (this.signed !== null) return m.mtg_signed_title();
    if (this.adopted !== null) return m.mtg_sign_title();
    if (this.#room.concluded) return m.mtg_confirm_title();
    return this.#room.phase === 'discussed' ? m.mtg_adopt_title() : m.mtg_page_title();
  }
}
