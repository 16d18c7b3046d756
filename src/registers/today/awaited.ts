import type { AgreementState } from '../agreement-state.ts';

/** Whether words lie before the Parties on which a Party has yet to speak. A draft waits for nobody. */
export function awaits(state: AgreementState, party: string): boolean {
  const open = state.state === 'changed' ? state.next : state;
  switch (open.state) {
    case 'tabled':
    case 'waiting':
    case 'contested':
      return open.waitingFor.includes(party);
    default:
      return false;
  }
}

/** The day by which a Party owes the confirmation of its capital, `YYYY-MM-DD`; null when it owes none. */
export const owedBy = (state: AgreementState, party: string): string | null =>
  state.state === 'ad referendum' ? (state.until.find((one) => one.party === party)?.until ?? null) : null;
