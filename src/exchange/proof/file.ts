import { embed, type Proof } from './proof.ts';

/** Id of the element that holds the proof in a file. */
export const PROOF_ELEMENT = 'span-proof';

/** The page of a proof file as the build makes it (scripts/proof-page.ts). */
export interface ProofPage {
  /** Self-contained; holds no `</script`. */
  readonly script: string;
  readonly style: string;
  /** Lower-case hex of SHA-256 over the UTF-8 of the script. */
  readonly scriptHash: string;
  /** `sha256-…` as a content security policy names it. */
  readonly scriptSource: string;
  readonly styleSource: string;
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Any text in the place of a proof: {@link fileOf} for true ones. */
const fileHolding = (carried: string, page: ProofPage): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${page.scriptSource}'; style-src '${page.styleSource}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Span">
<title>Span: proof of an agreement</title>
<style>${page.style}</style>
</head>
<body>
<main>
<h1>Not checked</h1>
<p>The script that checks this proof has not run. If this stays, the browser does not let it run, or the file was changed.
Nothing in this file is verified. Open it in a current browser that lets scripts run.</p>
</main>
<script id="${PROOF_ELEMENT}" type="application/json">${carried}</script>
<script>${page.script}</script>
</body>
</html>
`;

/**
 * The whole file, HTML. It asks for nothing from anywhere: its policy lets in its own script and style, by their hashes, and
 * nothing else. As long as the script has not spoken, the page says that nothing is checked.
 */
export const fileOf = (proof: Proof, page: ProofPage): string => fileHolding(embed(proof), page);

/** What a proof file carries, for `verifyProof`; null when it is no such file. */
export function carriedBy(html: string): string | null {
  const [, carried] =
    new RegExp(`<script id="${PROOF_ELEMENT}" type="application/json">(.*?)</script>`, 's').exec(html) ?? [];
  return carried ?? null;
}

/**
 * Whether a file is, letter by letter, the one this page makes of the proof it carries: so a member can tell a file whose
 * script was changed. False also for files of another version of Span; their proof can still be judged by `verifyProof`.
 */
export function isOurFile(html: string, page: ProofPage): boolean {
  const carried = carriedBy(html);
  return carried !== null && fileHolding(carried, page) === html;
}
