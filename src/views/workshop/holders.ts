import type { RosterRegister } from '../../registers/roster.ts';
import type { Body } from '../../registers/workspace-types.ts';
import type { DutyHolder } from '../../schema/workshop.ts';
import { dutyWords } from '../../texts/workshop.ts';

/** A duty's holder as the value of a choice: a body, or a body and its seat. */
export const holderKey = ({ body, seat }: DutyHolder): string => (seat === null ? body : `${body}/${seat}`);

export function holderOf(key: string): DutyHolder | null {
  if (key === '') return null;
  const cut = key.indexOf('/');
  return cut < 0 ? { body: key, seat: null } : { body: key.slice(0, cut), seat: key.slice(cut + 1) };
}

/** Every body and every seat of the rosters, bodies first where no seat is known. */
export const holderOptions = (
  roster: RosterRegister,
  bodies: readonly Body[],
): readonly { readonly value: string; readonly label: string; readonly holder: DutyHolder }[] =>
  bodies
    .flatMap(({ id: body }): DutyHolder[] => [
      { body, seat: null },
      ...roster.side(body).seats.map(({ id }) => ({ body, seat: id })),
    ])
    .map((holder) => ({ value: holderKey(holder), label: dutyWords(holder, roster, bodies), holder }));
