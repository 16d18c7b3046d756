import { z } from 'zod';
import { canonicalBytes, type Json } from '../crypto/canonical.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { channel, level, seatKind } from '../schema/roster.ts';
import { ENDORSEMENT_LIMITS, type Decision } from '../schema/endorsement.ts';
import { ready, stateNow, type AgreementRegister, type Signable } from './agreement.ts';
import type { AgreementState } from './agreement-state.ts';
import type { Matter, Version } from './matter.ts';
import type { Agency } from './roster-agencies.ts';
import type { RosterRegister } from './roster.ts';
import type { Seat } from './roster-seats.ts';
import { spelt, type RosterNoun } from './roster-words.ts';

/** What endorsements of Annex 1 are about: there is one in a workspace. */
const ANNEX_RECORD = 'annex-1';
const ANNEX_SCHEMA = 'annex/1';
/** Bytes of an endorsement that are not its content. */
const AROUND = 2_048;

const name = z.strictObject({ en: z.string(), km: z.string(), th: z.string() });

/**
 * Annex 1 as the Parties agree it: "the structure and communication channels for the CCC" (plan item 1.2). Agencies, seats,
 * their kinds, duties, channels and languages. Persons are left out on purpose: seats hold duties and persons come and go
 * (record, day 2, 2 t: "the representative agencies will remain the same, the individual delegates may be changed"), so a
 * rotation must not undo the agreement. Who holds a seat is printed beside it, as of a day. Order in lists is left out, too.
 */
const annexContent = z.strictObject({
  parties: z.array(
    z.strictObject({
      party: z.string(),
      agencies: z.array(
        z.strictObject({
          id: z.string(),
          name,
          short: z.string(),
          level: level.nullable(),
          parent: z.string().nullable(),
        }),
      ),
      seats: z.array(
        z.strictObject({
          id: z.string(),
          agency: z.string().nullable(),
          title: name,
          kind: seatKind.nullable(),
          duties: z.string(),
          channels: z.array(z.strictObject(channel.shape)),
          languages: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type AnnexContent = z.infer<typeof annexContent>;
export type AnnexParty = AnnexContent['parties'][number];
export type AnnexAgency = AnnexParty['agencies'][number];
export type AnnexSeat = AnnexParty['seats'][number];

/** One agency or seat that is not as it was agreed. */
export interface AnnexChange {
  readonly party: string;
  readonly noun: Exclude<RosterNoun, 'appointment'>;
  readonly record: string;
  readonly agreed: AnnexAgency | AnnexSeat | null;
  readonly now: AnnexAgency | AnnexSeat | null;
}

export interface Annex {
  readonly signable: Signable;
  readonly matter: Matter;
  readonly state: AgreementState;
  /** As the Parties agreed it last and it is in force; null when it is not. */
  readonly agreed: AnnexContent | null;
  /** What reads otherwise since; empty where nothing was agreed, or nothing can be signed now. */
  readonly changes: readonly AnnexChange[];
}

/** Annex 1 in a version; null when it has another shape. */
export const readAnnex = ({ schema, content }: Pick<Version, 'schema' | 'content'>): AnnexContent | null =>
  schema === ANNEX_SCHEMA ? (annexContent.safeParse(content).data ?? null) : null;

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
const words = (field: Field<string>): string => (firstValue(field) ?? '').normalize('NFC');

const agencyWords = (agency: Agency): AnnexAgency => ({
  id: agency.id,
  name: { en: words(agency.nameEn), km: words(agency.nameKm), th: words(agency.nameTh) },
  short: words(agency.short),
  level: firstValue(agency.level),
  parent: firstValue(agency.parent),
});

const seatWords = (seat: Seat): AnnexSeat => ({
  id: seat.id,
  agency: firstValue(seat.agency),
  title: { en: words(seat.titleEn), km: words(seat.titleKm), th: words(seat.titleTh) },
  kind: firstValue(seat.kind),
  duties: words(seat.duties),
  channels: (firstValue(seat.channels) ?? []).map(({ kind, value, hours }) => ({ kind, value, hours })),
  // A set, whatever order its boxes were ticked in.
  languages: [...(firstValue(seat.languages) ?? [])].sort(),
});

const disputed = (field: Field<unknown>): boolean =>
  field.state === 'conflict' || field.state === 'unreadable';

function isDisputed(record: Agency | Seat): boolean {
  const fields =
    'nameEn' in record
      ? [record.nameEn, record.nameKm, record.nameTh, record.short, record.level, record.parent]
      : [
          ...[record.agency, record.titleEn, record.titleKm, record.titleTh, record.kind, record.duties],
          ...[record.channels, record.languages],
        ];
  return record.standing.state === 'contested' || fields.some(disputed);
}

/** Annex 1 of the rosters, agreed by all Parties through the one mechanism there is. */
export class AnnexRegister {
  readonly #roster: RosterRegister;
  readonly #agreement: AgreementRegister;
  #signable: Signable | null = null;
  #kept: Annex | null = null;

  /** Made after both, of whose changes it hears after them. */
  constructor(roster: RosterRegister, agreement: AgreementRegister) {
    this.#roster = roster;
    this.#agreement = agreement;
    roster.observe(() => (this.#signable = null));
  }

  /** Where Annex 1 stands; the same object until the structure or a word on it changes. */
  get now(): Annex {
    const matter = this.#agreement.matter(ANNEX_RECORD);
    if (this.#kept?.matter === matter && this.#signable !== null) return this.#kept;
    const signable = (this.#signable ??= this.#made());
    const agreed = matter.agreement === null ? null : readAnnex(matter.agreement.version);
    const content = signable.state === 'ready' ? readAnnex(signable) : null;
    this.#kept = {
      signable,
      matter,
      state: stateNow(matter, signable),
      agreed,
      changes: agreed === null || content === null ? [] : differences(agreed, content),
    };
    return this.#kept;
  }

  /** A Party's word on Annex 1 as it stood on the screen. Throws `EndorseRefused` and `WriteRefused`. */
  endorse(seen: string, decision: Decision, mandate?: string): void {
    this.#agreement.endorse({ record: ANNEX_RECORD, signable: this.now.signable, seen, decision, mandate });
  }

  #made(): Signable {
    const sides = this.#agreement.parties.map((party) => ({ party, side: this.#roster.side(party) }));
    const parties = sides.map(({ party }) => {
      const standing = <T extends Agency | Seat>(records: readonly T[]) =>
        records.filter((record) => record.standing.state !== 'deleted');
      const { agencies, seats } = this.#roster.records(party);
      return { party, agencies: standing(agencies), seats: standing(seats) };
    });
    if (parties.some(({ agencies, seats }) => [...agencies, ...seats].some(isDisputed)))
      return { state: 'blocked', problem: 'in conflict' };
    if (parties.some(({ seats }) => seats.length === 0)) return { state: 'blocked', problem: 'empty' };
    const content: AnnexContent = {
      parties: parties.map(({ party, agencies, seats }) => ({
        party,
        agencies: agencies.map(agencyWords).sort(byId),
        seats: seats.map(seatWords).sort(byId),
      })),
    };
    if (canonicalBytes(content as Json).length > ENDORSEMENT_LIMITS.bytes - AROUND)
      return { state: 'blocked', problem: 'too large' };
    return ready(ANNEX_SCHEMA, content);
  }
}

function differences(agreed: AnnexContent, now: AnnexContent): AnnexChange[] {
  const parties = new Set([...agreed.parties, ...now.parties].map(({ party }) => party));
  return [...parties].flatMap((party) => {
    const [then, at] = [agreed, now].map((content) => content.parties.find((one) => one.party === party));
    return [
      ...apart('agency', party, then?.agencies ?? [], at?.agencies ?? []),
      ...apart('seat', party, then?.seats ?? [], at?.seats ?? []),
    ];
  });
}

function apart<T extends AnnexAgency | AnnexSeat>(
  noun: AnnexChange['noun'],
  party: string,
  agreed: readonly T[],
  now: readonly T[],
): AnnexChange[] {
  const then = new Map(agreed.map((one) => [one.id, one]));
  const at = new Map(now.map((one) => [one.id, one]));
  return [...new Set([...then.keys(), ...at.keys()])].flatMap((record) => {
    const [before, after] = [then.get(record) ?? null, at.get(record) ?? null];
    const isSame = before !== null && after !== null && spelt(before as Json) === spelt(after as Json);
    return isSame ? [] : [{ party, noun, record, agreed: before, now: after }];
  });
}
