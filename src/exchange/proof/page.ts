/** Runs inside a proof file, with nothing but the file: reads the proof beside it, checks it and says what it found. */
import './no-eval.ts';
import { sha256 } from '../../crypto/hash.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { hex, PROOF_ELEMENT } from './file.ts';
import { verifyProof } from './verify.ts';
import { show } from './view.ts';

const carried = document.getElementById(PROOF_ELEMENT)?.textContent ?? '';
const script = hex(sha256(utf8(document.currentScript?.textContent ?? '')));
void verifyProof(carried).then((report) => show(report, script));
