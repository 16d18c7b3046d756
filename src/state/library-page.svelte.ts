import { fileOf, type DocumentWish, type LibraryDocument } from '../registers/library.ts';
import { readDocument, safeName, type ChosenDocument } from '../registers/read-file.ts';
import { writesTexts, type Workspace } from '../registers/workspace-types.ts';
import type { FileState } from '../replica/file-state.ts';
import type { Attachment, DocumentLink } from '../schema/library.ts';
import { documentTitle, libraryFailure } from '../texts/library.ts';
import { m } from '../texts/messages.ts';
import type { App } from './app.ts';
import { Coalesced } from './coalesced.ts';
import { libraryRows, type LibraryFilter } from './library-rows.ts';
import type { Toasts } from './toasts.svelte.ts';

/** The library: what is in it, what of it is shown, and where its files are. */
export class LibraryPage {
  readonly workspace: Workspace;
  readonly toasts: Toasts;
  readonly base: string;
  readonly mayWrite: boolean;
  documents = $state.raw<readonly LibraryDocument[]>([]);
  filter = $state.raw<LibraryFilter>({ words: '', language: '', kind: '', sort: 'newest', replaced: false });
  now = $state(0);
  /** Moves on whenever a file, the relay or a Party may have. */
  beat = $state(0);
  /** Names of files that are being read and sealed. */
  reading = $state.raw<readonly string[]>([]);
  readonly rows = $derived(libraryRows(this.documents, this.filter, documentTitle));
  readonly #app: App;
  readonly #ends: (() => void)[];
  readonly #records = new Coalesced(() => this.#read(), 50);
  readonly #status = new Coalesced(() => this.#readStatus(), 100);

  constructor(app: App, workspace: Workspace, toasts: Toasts, base: string) {
    this.#app = app;
    this.workspace = workspace;
    this.toasts = toasts;
    this.base = base;
    this.mayWrite = writesTexts(workspace.me.role);
    const { joint, files } = workspace;
    this.#read();
    for (const one of this.documents) this.#look(one);
    this.#ends = [
      joint.library.observe(this.#records.soon),
      files.observe(this.#status.soon),
      workspace.observe(this.#status.soon),
    ];
  }

  get(id: string): LibraryDocument | null {
    return this.documents.find((one) => one.id === id) ?? null;
  }

  addressOf(id: string): string {
    return `${this.base}/library/${encodeURIComponent(id)}`;
  }

  state(file: Attachment): FileState {
    return this.workspace.files.state(file);
  }

  /** Adds a link, or changes what is said of a document; whether it went well. */
  keep(of: LibraryDocument | null, wish: DocumentWish, links: readonly DocumentLink[] = []): boolean {
    return this.try(() => {
      const { library } = this.workspace.joint;
      if (of !== null) library.set(of.id, wish);
      else this.#go(library.add(wish, { kind: 'link', url: wish.url ?? '' }, links));
    });
  }

  /** Adds a link as a new version of a document. */
  keepVersion(of: LibraryDocument, wish: DocumentWish): boolean {
    return this.try(() =>
      this.#go(this.workspace.joint.library.addVersion(of.id, wish, { kind: 'link', url: wish.url ?? '' })),
    );
  }

  /** Adds files, each as a document of its own that has the file's name for a title until somebody gives it a better one. */
  async addFiles(files: readonly ChosenDocument[], versionOf: LibraryDocument | null = null): Promise<void> {
    for (const file of files) await this.#addFile(file, versionOf);
  }

  async #addFile(file: ChosenDocument, versionOf: LibraryDocument | null): Promise<void> {
    const name = safeName(file.name);
    this.reading = [...this.reading, name];
    try {
      const { files, joint } = this.workspace;
      const ref = await files.add(await readDocument(file));
      const body = { kind: 'file', attachment: { ...ref, name, type: file.type.slice(0, 127) } } as const;
      const id =
        versionOf === null
          ? joint.library.add({ titleEn: name.replace(/\.[^.]{1,8}$/, '') || name }, body)
          : joint.library.addVersion(versionOf.id, {}, body);
      await this.workspace.flush();
      this.#go(id);
    } catch (error) {
      this.toasts.say(() => libraryFailure(error, name));
    }
    this.reading = this.reading.filter((other) => other !== name);
  }

  async choose(versionOf: LibraryDocument | null = null): Promise<void> {
    await this.addFiles(await this.#app.files.choose(), versionOf);
  }

  /** Hands the file to the reader's own device as a file, never to be run in this page. */
  async save(file: Attachment): Promise<void> {
    const name = safeName(file.name);
    try {
      this.#app.files.save(name, await this.workspace.files.open(file));
    } catch (error) {
      this.toasts.say(() => libraryFailure(error, name));
    }
  }

  async free(file: Attachment): Promise<void> {
    const name = safeName(file.name);
    try {
      const went = await this.workspace.files.drop(file);
      this.toasts.say(() => (went ? m.lib_freed({ file: name }) : m.lib_not_freed()));
    } catch (error) {
      this.toasts.say(() => libraryFailure(error, name));
    }
  }

  delete(document: LibraryDocument): void {
    this.try(() => {
      const title = documentTitle(document);
      const undo = this.workspace.joint.library.delete(document.id);
      this.toasts.say(
        () => m.lib_deleted({ title }),
        () => void this.try(undo),
      );
      location.hash = `${this.base}/library`;
    });
  }

  try(act: () => unknown): boolean {
    try {
      act();
      void this.workspace.flush();
      return true;
    } catch (error) {
      this.toasts.say(() => libraryFailure(error, ''));
      return false;
    }
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#records.close();
    this.#status.close();
  }

  #go(id: string): void {
    location.hash = this.addressOf(id);
  }

  #look(document: LibraryDocument): void {
    const file = fileOf(document);
    if (file !== null) void this.workspace.files.look(file);
  }

  #read(): void {
    const before = this.documents;
    this.documents = this.workspace.joint.library.list();
    if (before.length > 0)
      for (const one of this.documents) if (!before.some(({ id }) => id === one.id)) this.#look(one);
    this.#readStatus();
  }

  #readStatus(): void {
    this.now = this.workspace.host.now();
    this.beat++;
  }
}
