import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { declare } from '../../src/charter/charter.ts';
import { Declarations } from '../../src/charter/declarations.ts';
import { readGenesis } from '../../src/charter/genesis.ts';
import { Keyring } from '../../src/charter/keyring.ts';
import { fromSeed, sampleIdentity, type SampleBody } from '../../src/charter/sample.ts';
import { statementHash } from '../../src/charter/statement.ts';
import type { Identity } from '../../src/charter/identity.ts';
import { toBase64Url } from '../../src/crypto/bytes.ts';
import { signerFromSeed } from '../../src/crypto/sign.ts';
import { openWorkspace } from '../../src/registers/workspace.ts';
import type { Workspace } from '../../src/registers/workspace-types.ts';
import { Vault } from '../../src/replica/vault.ts';
import { newDevice, newRelay } from '../charter/devices.ts';
import { draftTitles, writeDraft } from '../charter/drafts.ts';
import { until } from '../sim/until.ts';

const seed = new Uint8Array(16).fill(11);

interface Opened {
  readonly workspace: Workspace;
  /** Vaults it opened, by space. */
  readonly vaults: ReadonlyMap<string, Vault>;
}

/** Opens an identity on a device whose vaults can be looked into. */
async function openOn(identity: Identity): Promise<Opened> {
  const vaults = new Map<string, Vault>();
  const device = newDevice();
  const workspace = await openWorkspace(identity, {
    ...device,
    vault: async (name) => {
      const vault = await device.vault(name);
      vaults.set(name.slice(name.lastIndexOf(' ') + 1), vault);
      return vault;
    },
  });
  onTestFinished(() => workspace.close());
  return { workspace, vaults };
}

const openSample = async (body: SampleBody, relay: string): Promise<Opened> =>
  openOn(await sampleIdentity(seed, body, relay));

const idsIn = ({ vaults }: Opened): Set<string> =>
  new Set([...vaults.values()].flatMap((vault) => [...vault.ids()]));

describe('the space of one Party', () => {
  it('reaches the Party’s other device and no byte of it any other body, through one relay', async () => {
    const relay = await newRelay();
    const [kh, same, th, iom] = await Promise.all(
      (['KH', 'KH', 'TH', 'IOM'] as const).map((body) => openSample(body, relay.url)),
    );
    if (kh === undefined || same === undefined || th === undefined || iom === undefined) throw new Error();
    const id = writeDraft(kh.workspace.own, 'Where we could give way');
    writeDraft(th.workspace.own, 'What we have to have');
    await until(() => draftTitles(same.workspace.own).length === 1, 'the draft at the other device');
    expect(draftTitles(same.workspace.own)).toEqual(['Where we could give way']);
    expect(same.workspace.own?.whereIs(id)).toMatchObject({ relay: true, seenBy: { KH: true } });
    expect(Object.keys(kh.workspace.own?.whereIs(id).seenBy ?? {})).toEqual(['KH']);
    expect(draftTitles(th.workspace.own)).toEqual(['What we have to have']);
    expect(iom.workspace.own).toBeNull();
    // Whoever has what was written after it has all that will ever come.
    kh.workspace.plan.addPlan({ title: 'Tabled', period: '' });
    for (const { workspace } of [th, iom])
      await until(() => workspace.plan.plans().length === 2, 'what was written after the draft');
    const secret = new Set(kh.vaults.get('party-KH')?.ids());
    expect(secret.size).toBeGreaterThan(1);
    for (const other of [th, iom]) {
      expect([...idsIn(other)].filter((one) => secret.has(one))).toEqual([]);
      expect(other.vaults.has('party-KH')).toBe(false);
    }
    for (const { workspace } of [kh, same, th, iom]) expect(workspace.notices()).toEqual([]);
  });

  it('counts among what only this device has, and leaves nothing behind when it closes', async () => {
    const relay = await newRelay();
    const { workspace } = await openSample('KH', relay.url);
    await until(() => workspace.sync().relay.state === 'connected', 'the relay');
    expect(workspace.sync().waiting).toBe(0);
    workspace.network(false);
    writeDraft(workspace.own, 'Written on the way');
    workspace.plan.addPlan({ title: 'Written beside it', period: '' });
    expect(workspace.sync()).toMatchObject({ waiting: 2 });
    expect(workspace.sync().waitingSince).not.toBeNull();
    await workspace.flush();
    expect(workspace.sync()).toMatchObject({ waiting: 2 });
    workspace.network(true);
    await until(() => workspace.sync().waiting === 0, 'both at the relay');
    const { own } = workspace;
    await workspace.close();
    expect(() => writeDraft(own, 'Too late')).toThrow('closed');
  });

  it('shows its own people in it with their carets, and tells the joint space nothing of where they are', async () => {
    const relay = await newRelay();
    const [kh, same, th] = await Promise.all(
      (['KH', 'KH', 'TH'] as const).map(async (body) => (await openSample(body, relay.url)).workspace),
    );
    if (kh?.own == null || same?.own == null || th === undefined) throw new Error();
    const id = writeDraft(kh.own, 'A draft', 'Its wording');
    await until(() => draftTitles(same.own).length === 1, 'the draft at the other device');
    kh.place(id, kh.own);
    const record = kh.own.doc.getMap<Y.Map<unknown>>('drafts').get(id);
    const text = record?.get('wording');
    if (!(text instanceof Y.Text)) throw new Error('no wording');
    const at = Y.createRelativePositionFromTypeIndex(text, 3);
    kh.own.carets.setLocalStateField('cursor', { anchor: at, head: at });
    const seen = () => same.people(same.own ?? undefined).find(({ me }) => !me);
    await until(() => seen()?.place === id && seen()?.mode === 'writing', 'the other device at the draft');
    const carets = [...same.own.carets.getStates().values()].filter(({ cursor }) => cursor != null);
    expect(carets).toHaveLength(1);
    await until(() => th.people().length === 3, 'all three in the joint space');
    expect(th.people().map(({ place, mode }) => [place, mode])).toEqual(Array(3).fill([null, 'reading']));
    kh.place('elsewhere');
    await until(() => th.people().some(({ place }) => place === 'elsewhere'), 'the place in the joint space');
    await until(() => seen()?.place === null, 'the draft left');
    kh.network(false);
    await until(() => seen() === undefined, 'the other device gone from this space too');
    kh.network(true);
    await until(() => seen() !== undefined, 'the other device back');
  });

  it('opens by itself in an open workspace once its key is granted to the device', async () => {
    const relay = await newRelay();
    const kh = await sampleIdentity(seed, 'KH', relay.url);
    const { genesis } = kh.foundation;
    const secret = kh.secrets?.['party-KH'];
    const { charter, joint } = kh.secrets ?? {};
    if (secret === undefined || charter === undefined || joint === undefined || kh.admin === null)
      throw new Error('no secrets');
    const first = await openOn(kh);
    writeDraft(first.workspace.own, 'Written before');
    await until(() => first.workspace.sync().waiting === 0, 'the draft at the relay');
    await first.workspace.close();

    const { workspace, vaults } = await openOn({ ...kh, secrets: { charter, joint } });
    expect(workspace.own).toBeNull();
    expect(vaults.has('party-KH')).toBe(false);
    let told = 0;
    workspace.observe(() => told++);
    const ring = new Keyring('party-KH');
    await ring.add(1, secret);
    const [grant] = await ring.grantsFor(genesis, { cert: kh.cert, kemPub: kh.receiver.publicKey });
    if (grant === undefined) throw new Error('no grant');
    const declarations = new Declarations(genesis);
    for (const said of kh.statements) await declarations.take(said);
    const granted = await declare(declarations, genesis, 1, kh.admin, grant);
    // Any member's device carries the statement; it opens to one.
    const iom = await sampleIdentity(seed, 'IOM', relay.url);
    await openOn({ ...iom, statements: [...iom.statements, granted] });
    await until(() => workspace.own !== null, 'the space');
    expect(told).toBeGreaterThan(0);
    await until(() => draftTitles(workspace.own).includes('Written before'), 'what was written before');
  });

  it('is not there where the workspace was founded without, and all else is', async () => {
    const kh = await sampleIdentity(seed, 'KH', 'ws://127.0.0.1:9');
    const { admin, foundation } = kh;
    if (admin === null) throw new Error('no admin');
    const spaces = foundation.genesis.spaces.filter(({ name }) => !name.startsWith('party-'));
    const genesis = readGenesis({ ...foundation.genesis, spaces });
    if (genesis === null) throw new Error('an older genesis is still read');
    const declarations = new Declarations(genesis);
    const signer = await signerFromSeed(await fromSeed(seed, 'root 1'));
    const root = { key: toBase64Url(signer.publicKey), signer };
    for (const { party, act } of kh.statements) {
      if (party !== 1 || (act.kind !== 'admin' && act.kind !== 'cert')) continue;
      await declare(declarations, genesis, 1, act.kind === 'admin' ? root : admin, act);
    }
    const statements = [...declarations.all()].map(([, said]) => said);
    const mine = statements.find(({ act }) => act.kind === 'cert' && act.body === 'KH');
    if (mine === undefined) throw new Error('no certificate');
    const older: Identity = {
      ...kh,
      kind: 'founded',
      foundation: { ...foundation, genesis },
      cert: statementHash(mine),
      statements,
    };
    const { workspace, vaults } = await openOn(older);
    expect(workspace.own).toBeNull();
    expect([...vaults.keys()].sort()).toEqual(['charter', 'joint']);
    workspace.plan.addPlan({ title: 'Written as ever', period: '' });
    expect(workspace.plan.plans()).toHaveLength(1);
  });
});
