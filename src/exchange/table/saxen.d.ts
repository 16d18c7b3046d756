/** As far as it is used here; the package brings no types. */
declare module 'saxen' {
  export class Parser {
    /** Prefixes by namespace: names of elements and attributes are told with these. */
    ns(prefixes: Readonly<Record<string, string>>): this;
    on(
      event: 'openTag',
      listener: (name: string, attributes: () => Readonly<Record<string, string>>) => void,
    ): this;
    on(event: 'closeTag', listener: (name: string) => void): this;
    /** Of `attention`: what begins with `<!`, a document type among them. */
    on(event: 'text' | 'cdata' | 'attention', listener: (raw: string) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    parse(xml: string): Error | null;
  }
}
