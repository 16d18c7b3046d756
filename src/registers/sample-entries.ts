import { utf8 } from '../crypto/bytes.ts';
import { openEpochKey } from '../crypto/epoch-key.ts';
import { sha256 } from '../crypto/hash.ts';
import { fromSeed, sampleBytes, sampleIdentity } from '../charter/sample.ts';
import { Charter } from '../charter/charter.ts';
import { spaceIdOf } from '../charter/genesis.ts';
import { Courier } from '../replica/courier.ts';
import { authorOf } from '../replica/provenance.ts';
import { Space } from '../replica/space.ts';
import { Vault } from '../replica/vault.ts';
import { PlanRegister } from './plan.ts';
import { writeSamplePlan } from './sample-plan.ts';

/** 26 August 2022, 15:00 in Bangkok: when the four items were adopted. */
const ADOPTED = Date.UTC(2022, 7, 26, 8, 0);

/**
 * The sample's first entries: the adopted plan, as the secretariat's device wrote it down. Made anew from the seed on every
 * device, byte for byte alike, so that two who open one sample before they ever met hold one plan and not two.
 */
export async function sampleEntries(seed: Uint8Array): Promise<readonly (readonly [string, Uint8Array])[]> {
  const identity = await sampleIdentity(seed, 'IOM', '');
  const { foundation } = identity;
  const key = await openEpochKey(await fromSeed(seed, 'epoch joint'));
  const charterKey = await openEpochKey(await fromSeed(seed, 'epoch charter'));
  const now = () => ADOPTED;
  const charter = await Charter.open({
    foundation,
    courier: new Courier(Vault.inMemory(), now),
    statements: identity.statements,
    keys: () => new Map([[charterKey.id, charterKey]]),
    writeKey: () => charterKey,
  });
  const card = charter.byCert(identity.cert);
  if (card === null) throw new Error('the sample does not know its secretariat');
  const vault = Vault.inMemory();
  const random = await sampleBytes(seed, 'first entries');
  const space = await Space.open({
    name: 'joint',
    spaceId: spaceIdOf(foundation.genesis, 'joint'),
    roots: new Set(PlanRegister.ROOTS),
    directory: charter,
    parties: foundation.genesis.parties.map(({ id }) => id),
    device: { card, signKey: identity.signer.privateKey },
    author: authorOf(card),
    courier: new Courier(vault, now),
    keys: () => new Map([[key.id, key]]),
    writeKey: () => key,
    now,
    random,
    together: () => false,
    app: 'sample',
    nonce: (entry) => sha256(utf8('span/1/sample-nonce'), entry.hash).slice(0, 12),
  });
  writeSamplePlan(new PlanRegister(space));
  await space.flush();
  const entries = [...vault.ids()].flatMap((id) => {
    const bytes = vault.get(id);
    return bytes === null ? [] : [[id, bytes] as const];
  });
  await space.close();
  await charter.close();
  return entries;
}
