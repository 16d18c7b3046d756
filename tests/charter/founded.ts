import { onTestFinished } from 'vitest';
import { Founding } from '../../src/charter/founding.ts';
import {
  readLetter,
  writeLetter,
  type MemberLetter,
  type PartyLetter,
} from '../../src/charter/invitation.ts';
import { Joining } from '../../src/charter/joining.ts';
import type { Role } from '../../src/charter/statement.ts';
import { randomBytes, toBase64Url } from '../../src/crypto/bytes.ts';
import type { WorkspacePlace } from '../../src/registers/workspace-place.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { until } from '../sim/until.ts';
import { newDevice } from './devices.ts';

export const partyLetter = (relay: string, parties = ['KH', 'TH']): PartyLetter =>
  writeLetter({
    kind: 'party',
    relay,
    secret: toBase64Url(randomBytes(16)),
    workspace: 'A border cooperation',
    inviter: 'Head of KH',
    parties: parties.map((id) => ({ id, name: `Country ${id}` })),
    partners: [{ id: 'IOM', name: 'A partner' }],
    from: 'KH',
  }) as PartyLetter;

export const begin = (device: WorkspacePlace, letter: PartyLetter, party: string): Promise<Founding> =>
  Founding.begin(device, { letter, party, person: `Head of ${party}`, seat: 'Head of delegation' });

export async function reach<S extends string>(
  act: { readonly state: { readonly state: string } },
  state: S,
): Promise<void> {
  await until(
    () => act.state.state === state,
    () => `${state} (is ${JSON.stringify(act.state)})`,
  );
}

/** Founds a workspace between Parties on devices of their own. */
export async function foundTogether(relay: string, parties = ['KH', 'TH']) {
  const letter = partyLetter(relay, parties);
  const devices = parties.map(() => newDevice());
  const foundings = await Promise.all(devices.map((device, i) => begin(device, letter, parties[i] ?? '')));
  for (const founding of foundings) await reach(founding, 'comparing');
  for (const founding of foundings) founding.confirm();
  for (const founding of foundings) await reach(founding, 'founded');
  const workspaces = await Promise.all(
    foundings.map(async ({ state }, i) =>
      open(devices[i]!, state.state === 'founded' ? state.workspace : ''),
    ),
  );
  for (const founding of foundings) founding.close();
  return { letter, devices, workspaces };
}

export async function open(device: WorkspacePlace, key: string): Promise<Workspace> {
  const identity = await device.shelf.identity(key);
  if (identity === null) throw new Error('no identity');
  const workspace = await openWorkspace(identity, device);
  onTestFinished(() => workspace.close());
  return workspace;
}

/** Admits a device of its own at an admin's desk; gives the device and the workspace it opens. */
export async function admit(admin: Workspace, body: string, role: Role, device: WorkspacePlace) {
  const desk = admin.invitations;
  if (desk === null) throw new Error('no desk');
  const made = await desk.create({ body, role });
  const joining = await Joining.begin(device, readLetter(made.file) as MemberLetter);
  await joining.ask({ person: `A ${role} of ${body}`, seat: 'A seat' });
  await until(() => desk.list().find(({ id }) => id === made.id)?.state.state === 'asked', 'the request');
  await desk.admit(made.id);
  await reach(joining, 'admitted');
  const workspace = await open(device, joining.state.state === 'admitted' ? joining.state.workspace : '');
  joining.close();
  return workspace;
}
