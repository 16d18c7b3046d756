import type { ChangedRecords, RecordHost } from '../replica/door.ts';
import { firstValue, type Field } from '../replica/field.ts';
import { Listeners } from '../replica/listeners.ts';
import { byPlace, orderBetween } from '../replica/order.ts';
import { BadValue } from '../replica/records.ts';
import {
  documentFields,
  type Attachment,
  type DocumentFields,
  type DocumentKind,
  type DocumentLink,
} from '../schema/library.ts';
import { viewInThree, type InThreeFields } from './in-three.ts';
import { KeptRecords } from './kept-records.ts';
import type { Kept } from './meeting-types.ts';

/** A document or a link, as everybody's writing left it. */
export interface LibraryDocument extends Kept, InThreeFields<'notes'> {
  readonly titleEn: Field<string>;
  readonly titleKm: Field<string>;
  readonly titleTh: Field<string>;
  readonly kind: Field<DocumentKind>;
  readonly url: Field<string | null>;
  readonly source: Field<string>;
  readonly version: Field<string>;
  /** Id of the document that this one is a new version of. */
  readonly replaces: Field<string | null>;
  readonly date: Field<string | null>;
  readonly languages: Field<readonly string[]>;
  readonly links: Field<readonly DocumentLink[]>;
  readonly attachment: Field<Attachment | null>;
}

type Settable = Exclude<keyof DocumentFields, 'order' | 'kind' | 'attachment' | 'links' | 'replaces'>;
/** What may be set; a field left out or undefined stays as it is. The bytes of a document never change: see versions. */
export type DocumentWish = { readonly [K in Settable]?: DocumentFields[K] };
/** What a new document is: an address, or a file that is sealed and kept already. */
export type DocumentBody =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'file'; readonly attachment: Attachment };

const sameLink = (a: DocumentLink, b: DocumentLink): boolean => a.kind === b.kind && a.id === b.id;

/** What it belongs to; where two answers were set apart, all of both, since one link does not deny another. */
export function linksOf({ links }: LibraryDocument): readonly DocumentLink[] {
  if (links.state === 'one') return links.value;
  const all = links.state === 'conflict' ? links.values.flatMap(({ value }) => value) : [];
  return all.filter((link, i) => all.findIndex((other) => sameLink(other, link)) === i);
}

/** The file of a document; null for a link, and where it was set apart (which no honest device does). */
export const fileOf = ({ attachment }: LibraryDocument): Attachment | null => firstValue(attachment);

/**
 * Documents and links of a workspace (product M11). A file's bytes are no part of the record: it says where the sealed chunks are
 * and how they open. Acts throw `BadValue` and `WriteRefused`.
 */
export class LibraryRegister {
  static readonly ROOTS = ['documents'] as const;

  readonly #host: RecordHost;
  readonly #kept: KeptRecords<typeof documentFields, LibraryDocument>;
  readonly #listeners = new Listeners<[records: ChangedRecords]>();

  constructor(host: RecordHost) {
    this.#host = host;
    this.#kept = new KeptRecords(host, 'documents', documentFields, (view, about) =>
      Object.assign(about, {
        titleEn: view.field('titleEn'),
        titleKm: view.field('titleKm'),
        titleTh: view.field('titleTh'),
        kind: view.field('kind'),
        url: view.field('url'),
        source: view.field('source'),
        version: view.field('version'),
        replaces: view.field('replaces'),
        date: view.field('date'),
        languages: view.field('languages'),
        ...viewInThree(view, 'notes'),
        links: view.field('links'),
        attachment: view.field('attachment'),
      }),
    );
    host.observe((records) => {
      this.#kept.drop(records);
      this.#listeners.tell(records);
    });
  }

  /** Those that stand, in the order they came; the same array until one changes. */
  list(): readonly LibraryDocument[] {
    return this.#kept.standing();
  }

  /** Deleted ones included; null when there is none. */
  get(id: string): LibraryDocument | null {
    return this.#kept.view(id);
  }

  /** All files that a record names, also where two are set apart; deleted ones by themselves. */
  files(): { readonly standing: readonly Attachment[]; readonly deleted: readonly Attachment[] } {
    const named = (all: readonly LibraryDocument[]) =>
      all
        .flatMap(({ attachment }) =>
          attachment.state === 'conflict'
            ? attachment.values.map(({ value }) => value)
            : [firstValue(attachment)],
        )
        .filter((file) => file !== null);
    const [deleted = [], standing = []] = [true, false].map((gone) =>
      named(this.#kept.all().filter((one) => (one.standing.state === 'deleted') === gone)),
    );
    return { standing, deleted };
  }

  /** Those that belong to a record. */
  about(link: DocumentLink): readonly LibraryDocument[] {
    return this.list().filter((one) => linksOf(one).some((own) => sameLink(own, link)));
  }

  /** Standing documents that are a new version of this one. */
  replacedBy(id: string): readonly LibraryDocument[] {
    return this.list().filter(({ replaces }) => firstValue(replaces) === id);
  }

  /** What a document was before, the newest first; a circle, which only hostile software writes, ends where it closes. */
  earlier(id: string): readonly LibraryDocument[] {
    const seen = new Set([id]);
    const chain: LibraryDocument[] = [];
    let before = firstValue(this.get(id)?.replaces ?? { state: 'empty' });
    while (before !== null && !seen.has(before)) {
      seen.add(before);
      const one = this.get(before);
      if (one === null) break;
      chain.push(one);
      before = firstValue(one.replaces);
    }
    return chain;
  }

  /** Adds one at the end; gives its id. `BadValue` `title` 'missing': it has none in any language. */
  add(wish: DocumentWish, body: DocumentBody, links: readonly DocumentLink[] = []): string {
    return this.#add(wish, body, { links, replaces: null });
  }

  /** Adds a new version of a document, with its titles, source and links where none are given. Gives its id. */
  addVersion(of: string, wish: DocumentWish, body: DocumentBody): string {
    const before = this.#kept.existing(of);
    const kept = {
      titleEn: firstValue(before.titleEn) ?? undefined,
      titleKm: firstValue(before.titleKm) ?? undefined,
      titleTh: firstValue(before.titleTh) ?? undefined,
      source: firstValue(before.source) ?? undefined,
      languages: firstValue(before.languages) ?? undefined,
    };
    return this.#add({ ...dropEmpty(kept), ...wish }, body, { links: linksOf(before), replaces: of });
  }

  set(id: string, wish: DocumentWish): void {
    const before = this.#kept.existing(id);
    const titles = [
      wish.titleEn ?? firstValue(before.titleEn),
      wish.titleKm ?? firstValue(before.titleKm),
      wish.titleTh ?? firstValue(before.titleTh),
    ];
    needTitle(titles);
    this.#kept.set(id, wish);
  }

  /** Says that a document belongs to a record, beside all it belongs to already. */
  link(id: string, link: DocumentLink): void {
    const links = linksOf(this.#kept.existing(id));
    if (links.some((own) => sameLink(own, link))) return;
    this.#setLinks(id, [...links, link]);
  }

  unlink(id: string, link: DocumentLink): void {
    this.#setLinks(
      id,
      linksOf(this.#kept.existing(id)).filter((own) => !sameLink(own, link)),
    );
  }

  /** Takes one out of the library; gives the undo. Its chunks stay where they are. */
  delete(id: string): () => void {
    this.#kept.delete(id);
    return () => this.#kept.restore(id);
  }

  /** Called after every change with the ids of the records it touched. Returns its end. */
  observe(listener: (records: ChangedRecords) => void): () => void {
    return this.#listeners.add(listener);
  }

  #setLinks(id: string, links: readonly DocumentLink[]): void {
    this.#kept.set(id, { links });
  }

  #add(
    wish: DocumentWish,
    body: DocumentBody,
    rest: { readonly links: readonly DocumentLink[]; readonly replaces: string | null },
  ): string {
    needTitle([wish.titleEn, wish.titleKm, wish.titleTh]);
    const id = this.#host.newId();
    const list = [...this.#kept.all()].sort(byPlace);
    this.#kept.add(id, {
      ...wish,
      ...rest,
      ...(body.kind === 'link'
        ? { kind: 'link', url: body.url, attachment: null }
        : { kind: 'file', attachment: body.attachment }),
      order: orderBetween(list, list.length - 1, id),
    });
    return id;
  }
}

function needTitle(titles: readonly (string | null | undefined)[]): void {
  if (titles.every((title) => (title ?? '').trim() === '')) throw new BadValue('title', 'missing');
}

const dropEmpty = (wish: { readonly [K in keyof DocumentWish]: DocumentWish[K] | undefined }): DocumentWish =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
