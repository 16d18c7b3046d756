import { genesisHash, readGenesis, signedGenesis, type Genesis } from '../../charter/genesis.ts';
import {
  readStatement,
  statementHash,
  statementSigned,
  type Cert,
  type Statement,
} from '../../charter/statement.ts';
import { fromBase64Url, sameBytes, toBase64Url } from '../../crypto/bytes.ts';
import { canonicalBytes, type Json } from '../../crypto/canonical.ts';
import { adminPathBytes } from '../../wire/room.ts';
import { holds } from '../../wire/text.ts';
import { need } from './failed.ts';
import type { Proof } from './proof.ts';

/** Reading a shape may tidy it (trim a name); what was tidied is not what was signed. */
const untouched = (read: unknown, given: unknown): boolean =>
  sameBytes(canonicalBytes(read as Json), canonicalBytes(given as Json));

/** The genesis, once every Party's root has signed it. Throws `Failed`. */
export async function provenGenesis({ foundation }: Proof): Promise<Genesis> {
  const genesis = readGenesis(foundation.genesis);
  need(genesis !== null && untouched(genesis, foundation.genesis), 'genesis shape');
  need(foundation.signatures.length === genesis.parties.length, 'genesis shape');
  for (const [i, { name }] of genesis.parties.entries())
    need(await signedGenesis(genesis, i + 1, foundation.signatures[i] ?? ''), 'Party did not sign', name);
  return genesis;
}

const nameOf = ({ act, party }: Statement, genesis: Genesis): string => {
  const name = genesis.parties[party - 1]?.name ?? String(party);
  return act.kind === 'cert' ? `${act.person} (${name})` : name;
};

/** Everything that holds of a statement by itself, as in `charter/declarations`. Throws `Failed`. */
async function proveStatement(said: Statement, genesis: Genesis): Promise<void> {
  const of = nameOf(said, genesis);
  need(said.workspace === toBase64Url(genesisHash(genesis)), 'other workspace', of);
  const root = genesis.parties[said.party - 1]?.root;
  need(root !== undefined, 'unknown Party', of);
  need(await statementSigned(said), 'statement changed', of);
  const { act } = said;
  if (act.kind === 'admin') {
    need(said.by === root, 'not by the root', of);
    const path = adminPathBytes(fromBase64Url(act.key), said.party);
    need(await holds(root, act.path, path), 'appointment changed', of);
  } else if (act.kind === 'cert') {
    const ours = genesis.parties[said.party - 1]?.id === act.body;
    need(ours || genesis.partners.some(({ id }) => id === act.body), 'unknown body', of);
  }
}

/** The devices' certificates by hash, and the statements that no signature leans on. */
export interface Authority {
  readonly certs: ReadonlyMap<string, Cert>;
  /** Statements a set of certificates does not need. */
  surplus(used: ReadonlySet<string>): readonly string[];
}

/**
 * The certificates, once each is by an admin whom its Party's root appointed. The place of a statement in its Party's chain is
 * not judged: the others of the chain are nobody's business who reads a proof. Throws `Failed`.
 */
export async function provenAuthority({ statements }: Proof, genesis: Genesis): Promise<Authority> {
  const read = statements.map((given) => {
    const said = readStatement(given);
    need(said !== null && untouched(said, given), 'statement unreadable');
    return said;
  });
  for (const said of read) await proveStatement(said, genesis);
  const adminOf = ({ party, by }: Statement) =>
    read.find(({ act, party: its }) => act.kind === 'admin' && act.key === by && its === party);
  const certs = new Map<string, Cert>();
  for (const said of read) {
    if (said.act.kind !== 'cert') continue;
    need(adminOf(said) !== undefined, 'not by an admin', nameOf(said, genesis));
    certs.set(statementHash(said), said as Cert);
  }
  return {
    certs,
    surplus: (used) => {
      const needed = new Set<Statement>();
      for (const [hash, cert] of certs) {
        const admin = adminOf(cert);
        if (used.has(hash) && admin !== undefined) needed.add(cert).add(admin);
      }
      return read.filter((said) => !needed.has(said)).map((said) => nameOf(said, genesis));
    },
  };
}
