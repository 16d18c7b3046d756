import page from 'virtual:proof-page';
import { fileOf, isOurFile } from './file.ts';
import type { Proof } from './proof.ts';

/**
 * Hex SHA-256 of the checking script in the files this build makes. A proof file shows that of the script it runs; equal means
 * only as much as the place where the other was read can be trusted.
 */
export const PROOF_SCRIPT_HASH: string = page.scriptHash;

/** The whole proof file, HTML (about 165 KB). To be loaded when it is wanted: it holds the verifier as text. */
export const proofFile = (proof: Proof): string => fileOf(proof, page);

/** Whether a file is, letter by letter, one that this build would make of the proof it carries. */
export const isProofFile = (html: string): boolean => isOurFile(html, page);
