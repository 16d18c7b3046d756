import type { EndorsementHost } from '../replica/door.ts';
import { openRoots, ownedRoots, type Roots } from '../replica/roots.ts';
import { AgreementRegister } from './agreement.ts';
import { ArticlesRegister } from './articles.ts';
import { BoardRegister } from './boards.ts';
import { CalendarRegister } from './calendar.ts';
import { CommitmentRegister } from './commitments.ts';
import { DraftRegister } from './drafts.ts';
import { LibraryRegister } from './library.ts';
import { MeetingRegister } from './meetings.ts';
import { PlanRegister } from './plan.ts';
import { PlanAgreement } from './plan-agreement.ts';
import { RosterRegister } from './roster.ts';
import { RosterAcknowledgements } from './acknowledgement.ts';
import { AnnexRegister } from './annex.ts';
import { RosterTargets } from './roster-targets.ts';
import { SigningRegister } from './signing.ts';
import { TerminationRegister } from './termination.ts';
import { TranslationRegister } from './translations.ts';
import { WorkshopRegister } from './workshop.ts';

/** The registers all members share, over one open joint space. */
export class JointRegisters {
  /** What leads a meeting, and is a facilitator's to write: no roster, nobody's own side, no text the Parties agree on. */
  static readonly LED: ReadonlySet<string> = new Set([
    ...MeetingRegister.ROOTS,
    ...CommitmentRegister.ROOTS,
    ...BoardRegister.ROOTS,
    ...WorkshopRegister.ROOTS,
  ]);

  /** Root maps of the joint space: an update that names another is refused. `bodies`: all of the genesis, partners, too. */
  static roots(bodies: readonly string[]): Roots {
    return new Map([
      ...openRoots([
        ...PlanRegister.ROOTS,
        ...ArticlesRegister.ROOTS,
        ...DraftRegister.ROOTS,
        ...TranslationRegister.ROOTS,
        ...SigningRegister.ROOTS,
        ...TerminationRegister.ROOTS,
        ...WorkshopRegister.ROOTS,
        ...MeetingRegister.ROOTS,
        ...CommitmentRegister.ROOTS,
        ...BoardRegister.ROOTS,
        ...LibraryRegister.ROOTS,
      ]),
      ...ownedRoots(
        [
          ...RosterRegister.OWNED,
          ...RosterAcknowledgements.OWNED,
          ...RosterTargets.OWNED,
          ...WorkshopRegister.OWNED,
          ...CalendarRegister.OWNED,
        ],
        bodies,
      ),
    ]);
  }

  readonly plan: PlanRegister;
  readonly agreement: AgreementRegister;
  readonly planAgreement: PlanAgreement;
  readonly articles: ArticlesRegister;
  /** Proposals everybody writes along. */
  readonly drafts: DraftRegister;
  readonly translations: TranslationRegister;
  readonly signings: SigningRegister;
  readonly terminations: TerminationRegister;
  readonly roster: RosterRegister;
  readonly workshops: WorkshopRegister;
  /** Holidays and busy times of every body. */
  readonly calendars: CalendarRegister;
  readonly meetings: MeetingRegister;
  readonly commitments: CommitmentRegister;
  readonly boards: BoardRegister;
  readonly library: LibraryRegister;
  /** What each body has acknowledged of the others' rosters. */
  readonly acknowledgements: RosterAcknowledgements;
  readonly targets: RosterTargets;
  readonly annex: AnnexRegister;

  /** `parties`: bodies that must agree, in the order of the genesis; `bodies`: they and the partners. */
  constructor(host: EndorsementHost, parties: readonly string[], bodies: readonly string[] = parties) {
    // The agreement first: the others read it when they hear of a change, so it has to hear before them.
    this.agreement = new AgreementRegister(host, parties);
    this.plan = new PlanRegister(host);
    this.planAgreement = new PlanAgreement(this.agreement);
    this.articles = new ArticlesRegister(host, this.agreement);
    this.drafts = new DraftRegister(host);
    this.translations = new TranslationRegister(host, this.agreement);
    this.signings = new SigningRegister(host, this.agreement, this.articles, this.translations);
    this.terminations = new TerminationRegister(host, this.agreement);
    this.roster = new RosterRegister(host, bodies);
    this.workshops = new WorkshopRegister(host, this.agreement, bodies);
    this.calendars = new CalendarRegister(host, bodies);
    this.meetings = new MeetingRegister(host, this.agreement, this.plan);
    this.commitments = new CommitmentRegister(host, this.plan);
    this.boards = new BoardRegister(host);
    this.library = new LibraryRegister(host);
    this.acknowledgements = new RosterAcknowledgements(host, this.roster);
    this.targets = new RosterTargets(host, bodies, this.plan);
    this.annex = new AnnexRegister(this.roster, this.agreement);
  }
}
