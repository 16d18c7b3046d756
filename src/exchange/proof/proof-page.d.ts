/** The page of a proof file, made by scripts/proof-page.ts in builds, tests and development. */
declare module 'virtual:proof-page' {
  const page: import('./file.ts').ProofPage;
  export default page;
}
