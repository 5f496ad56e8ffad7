import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { api, Refused } from './live-link';
import { draftOf, keepDraft } from './outbox';
import type { Attachment } from './thread-model';
import { randomKey, say, sizeOf, type Texts } from './words';
import { controls, KIND_SIGNS } from './shared-styles';

export type Person = {
  id: string;
  name: string;
  initials: string;
  institution: string;
  portrait: string | null;
};
export type Composed = {
  key: string;
  markdown: string;
  answers: number | null;
  attachments: string[];
  poll: { question: string; options: string[]; several: boolean } | null;
  pseudonym: boolean;
};

type Hint = { kind: string; from: number; to: number };

/** What calls somebody, or everybody where it is nobody's id. */
const mentionOf = ({ id, name }: Person) => `@[${name.replace(/[[\]]/g, '')}](${id ? `person:${id}` : 'room:'})`;

const SERVER_DRAFT_AFTER = 1_200;

/** Where one writes: keeps every keystroke, completes names, takes files and polls. */
@customElement('talanoa-composer')
export class Composer extends LitElement {
  @property({ attribute: false }) texts: Texts = {};
  @property() person = '';
  @property() room = '';
  @property() place = '';
  @property() rule = '';
  @property() kind = 'open';
  @property({ attribute: false }) people: Person[] = [];
  @property({ type: Boolean }) titled = false;
  /** Whether one may speak under a pseudonym here, and the one that one has. */
  @property({ type: Boolean }) pseudonyms = false;
  @property() pseudonym = '';
  /** Whether one has spoken under it before, and so is asked to go on so. */
  @property({ type: Boolean }) borne = false;
  /** Whether nobody may be named here. */
  @property({ type: Boolean }) naming = false;

  @state() private heading = '';
  @state() private words = '';
  @state() private answers: { number: number; name: string } | null = null;
  @state() private files: Attachment[] = [];
  @state() private uploading = 0;
  @state() private problem = '';
  @state() private note = '';
  @state() private poll: { question: string; options: string[]; several: boolean } | null = null;
  @state() private suggestions: Person[] = [];
  @state() private chosen = 0;
  @state() private later: string | null = null;
  @state() private veiled = false;
  @state() private hints: string[] = [];
  private lookedOver = '';
  private looking = false;
  private chose = false;

  @query('textarea') private area!: HTMLTextAreaElement;
  private saving?: number;
  private restored = false;
  private restoring?: Promise<void>;
  private lastTyping = 0;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('place') && this.place) {
      this.chose = false;
      this.restoring = this.restore();
    }
    if (!this.chose && changed.has('borne')) {
      this.veiled = this.veiled || (this.pseudonyms && this.borne);
    }
  }

  /** Begins an answer to this message. */
  answer(number: number, name: string): void {
    this.answers = { number, name };
    this.keep();
    this.focusWords();
  }

  /** Puts a quotation before what is written. */
  quote(source: string, name: string): void {
    const quoted = source
      .split('\n')
      .map((line) => '> ' + line)
      .join('\n');
    this.words = `> **${name}**\n>\n${quoted}\n\n${this.words}`;
    this.keep();
    this.focusWords();
  }

  /** Puts words back that could not be posted. */
  take(markdown: string): void {
    this.words = this.words ? `${this.words}\n\n${markdown}` : markdown;
    this.keep();
    this.focusWords();
  }

  /** Begins a question to somebody; what is written here already stays, and they are called below it. */
  async ask(person: Person, about: string): Promise<void> {
    await this.restoring;
    const mention = mentionOf(person);
    const begun = this.words && !this.words.includes(mention);
    if (!this.words.includes(mention)) {
      this.words = `${this.words.trimEnd()}${this.words ? '\n\n' : ''}${mention} `;
    }
    const others = this.heading && this.heading !== about;
    this.heading ||= about;
    this.note = begun || others ? say(this.texts, 'live.askedBelow', `\u2068${person.name}\u2069`) : '';
    this.keep();
    this.focusWords();
  }

  clear(): void {
    this.heading = '';
    this.words = '';
    this.answers = null;
    this.files = [];
    this.poll = null;
    this.later = null;
    this.problem = '';
    this.note = '';
    this.hints = [];
    clearTimeout(this.saving);
    keepDraft(this.person, this.place, { at: Date.now(), pseudonym: this.veiled });
    void api('DELETE', this.draftPath()).catch(() => undefined);
  }

  refuse(problem: string): void {
    this.problem = problem;
  }

  focusWords(): void {
    void this.updateComplete.then(() => {
      this.area.focus();
      this.grow();
    });
  }

  private draftPath(): string {
    return this.titled
      ? `/rooms/${this.room}/draft`
      : `/rooms/${this.room}/threads/${this.place}/draft`;
  }

  private async restore(): Promise<void> {
    this.restored = false;
    const here = draftOf(this.person, this.place);
    this.heading = here?.title ?? '';
    this.words = here?.markdown ?? '';
    this.answers = here?.answers ?? null;
    this.files = here?.files ?? [];
    this.poll = here?.poll ?? null;
    this.veiled = this.pseudonyms && (here?.pseudonym ?? this.borne);
    await this.updateComplete;
    this.restored = true;
    this.grow();
    try {
      const there = await api('GET', this.draftPath());
      const now = draftOf(this.person, this.place);
      if (there.markdown && (!now || Date.parse(there.at) > now.at)) {
        this.heading = there.title ?? '';
        this.words = there.markdown;
        this.answers = there.answers ? { number: there.answers, name: '' } : null;
        this.veiled = this.pseudonyms && there.pseudonym;
      }
    } catch {
      // What is kept in this browser stands.
    }
    await this.updateComplete;
    this.grow();
  }

  private keep(): void {
    const { heading: title, words: markdown, answers, files, poll, veiled: pseudonym } = this;
    const written = title || markdown;
    keepDraft(this.person, this.place, { title, markdown, answers, files, poll, pseudonym, at: Date.now() });
    clearTimeout(this.saving);
    const tell = () =>
      written
        ? api('PUT', this.draftPath(), { title, markdown, answers: answers?.number ?? null, pseudonym })
        : api('DELETE', this.draftPath());
    this.saving = window.setTimeout(() => void tell().catch(() => undefined), SERVER_DRAFT_AFTER);
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('heading') || changed.has('words')) {
      this.dispatchEvent(new CustomEvent('drafted', { detail: { words: `${this.heading}\n${this.words}` } }));
    }
    if (this.restored && (changed.has('files') || changed.has('poll') || changed.has('answers'))) {
      this.keep();
    }
  }

  private typed(): void {
    this.words = this.area.value;
    this.problem = '';
    this.hints = [];
    this.keep();
    this.grow();
    this.suggest();
    if (!this.pseudonyms && Date.now() - this.lastTyping > 3_000) {
      const told = this.dispatchEvent(new Event('typing', { cancelable: true }));
      this.lastTyping = told ? Date.now() : 0;
    }
  }

  private grow(): void {
    this.area.style.height = 'auto';
    this.area.style.height = `${Math.min(this.area.scrollHeight + 2, innerHeight * 0.4)}px`;
  }

  private suggest(): void {
    const before = this.area.value.slice(0, this.area.selectionStart);
    const wanted = before.match(/(?:^|\s)@([^\s@[\]]{0,30})$/)?.[1];
    this.suggestions =
      wanted === undefined
        ? []
        : [...this.people, this.everybody()]
            .filter((person) => plain(person.name).includes(plain(wanted)))
            .slice(0, 6);
    this.chosen = 0;
  }

  /** Stands among the people for all of them. */
  private everybody(): Person {
    const name = say(this.texts, 'live.everybody');
    return { id: '', name, initials: '', institution: '', portrait: null };
  }

  private mention(person: Person): void {
    const at = this.area.selectionStart;
    const before = this.area.value
      .slice(0, at)
      .replace(/@[^\s@[\]]{0,30}$/, `${mentionOf(person)} `);
    this.words = before + this.area.value.slice(at);
    this.suggestions = [];
    this.keep();
    void this.updateComplete.then(() => {
      this.area.focus();
      this.area.setSelectionRange(before.length, before.length);
    });
  }

  private key(event: KeyboardEvent): void {
    if (this.suggestions.length > 0) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.chosen = (this.chosen + step + this.suggestions.length) % this.suggestions.length;
        return;
      }
      if (event.key === 'Enter' || event.key === 'Tab') {
        event.preventDefault();
        this.mention(this.suggestions[this.chosen]);
        return;
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.suggestions = [];
        return;
      }
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      void this.send();
    } else if (event.key === 'Escape') {
      this.area.blur();
      this.dispatchEvent(new Event('leave'));
    }
  }

  /** Nine o'clock on some day to come, as the browser's field wants it. */
  private morning(days: number): string {
    const day = new Date();
    day.setDate(day.getDate() + days);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T09:00`;
  }

  private sendLater(): void {
    const detail = this.composed();
    const at = new Date(this.later ?? '');
    if (detail && !isNaN(at.getTime())) {
      this.dispatchEvent(new CustomEvent('later', { detail: { message: detail, at: at.toISOString() } }));
    }
  }

  /** By name or under the pseudonym; what is kept of it moves to where it belongs at once. */
  private speakAs(veiled: boolean): void {
    this.veiled = veiled;
    this.chose = true;
    this.problem = '';
    this.keep();
  }

  /**
   * The passages that may say who somebody is, where that matters; none where it was asked before
   * for the same words, or nobody can be asked.
   */
  private async lookOver(words: string): Promise<string[]> {
    if ((!this.naming && !this.veiled) || words === this.lookedOver) {
      return [];
    }
    try {
      const { hints } = await api('POST', `/rooms/${this.room}/look-over`, { markdown: words });
      this.lookedOver = words;
      return [...new Set((hints as Hint[]).map((hint) => words.slice(hint.from, hint.to)))].slice(0, 12);
    } catch {
      return [];
    }
  }

  private async send(): Promise<void> {
    const detail = this.looking ? null : this.composed();
    if (detail) {
      const said = [detail.title, detail.markdown].filter(Boolean).join('\n');
      this.looking = true;
      this.hints = await this.lookOver(said);
      this.looking = false;
      if (this.hints.length > 0) {
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('.hints button')?.focus();
        return;
      }
      if (this.words !== detail.markdown) {
        return; // Somebody who goes on writing has not finished.
      }
      this.dispatchEvent(new CustomEvent('composed', { detail }));
      if (!this.titled) {
        this.clear();
        this.focusWords();
      }
    }
  }

  private composed(): (Composed & { title: string }) | null {
    if (this.uploading > 0) {
      return null;
    }
    if (!this.words.trim() || (this.titled && !this.heading.trim())) {
      this.problem = say(this.texts, this.words.trim() ? 'live.needsTitle' : 'live.needsWords');
      return null;
    }
    if (this.veiled && this.files.length > 0) {
      this.problem = say(this.texts, 'live.pseudonymFiles');
      return null;
    }
    return {
      key: randomKey(),
      title: this.heading.trim(),
      markdown: this.words,
      answers: this.answers?.number ?? null,
      attachments: this.files.map((file) => file.id),
      poll: this.poll,
      pseudonym: this.veiled,
    };
  }

  private async upload(list: FileList | null): Promise<void> {
    if (this.veiled && list?.length) {
      this.problem = say(this.texts, 'live.pseudonymFiles');
      return;
    }
    for (const file of [...(list ?? [])]) {
      this.uploading++;
      try {
        const form = new FormData();
        form.append('file', file);
        const attachment = await api<Attachment>('POST', `/rooms/${this.room}/attachments`, form);
        this.files = [...this.files, attachment];
      } catch (refused) {
        const why = refused instanceof Refused && refused.message;
        this.problem = `${file.name}: ${why || say(this.texts, 'live.offline')}`;
      } finally {
        this.uploading--;
      }
    }
  }

  private paste(event: ClipboardEvent): void {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      void this.upload(event.clipboardData.files);
    }
  }

  private wrap(before: string, after = before): void {
    const { selectionStart: from, selectionEnd: to, value } = this.area;
    this.words = value.slice(0, from) + before + value.slice(from, to) + after + value.slice(to);
    this.keep();
    void this.updateComplete.then(() => {
      this.area.focus();
      this.area.setSelectionRange(from + before.length, to + before.length);
    });
  }

  override render() {
    const t = (key: string, ...values: (string | number)[]) => say(this.texts, key, ...values);
    return html`
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.send();
        }}
        @dragover=${(event: DragEvent) => event.preventDefault()}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          void this.upload(event.dataTransfer?.files ?? null);
        }}
      >
        <p class="rule">
          <span class="kind ${this.kind}"
            ><span aria-hidden="true">${KIND_SIGNS[this.kind]}</span> ${t('room.kind.' + this.kind)}</span
          >
          ${this.rule}
        </p>
        ${this.pseudonyms ? this.speaker(t) : nothing}
        ${this.titled
          ? html`<input
              class="heading"
              maxlength="140"
              aria-label=${t('live.title')}
              placeholder=${t('live.title')}
              .value=${this.heading}
              @input=${(event: Event) => {
                this.heading = (event.target as HTMLInputElement).value;
                this.keep();
              }}
            />`
          : nothing}
        ${this.answers
          ? html`<p class="answering">
              ${t('live.answering', this.answers.name || '#' + this.answers.number)}
              <button type="button" class="quiet" @click=${() => (this.answers = null)}>
                ${t('live.notAnswering')}
              </button>
            </p>`
          : nothing}
        <div class="field">
          <textarea
            rows="2"
            dir="auto"
            aria-label=${t('live.write')}
            placeholder=${t('live.write')}
            .value=${this.words}
            @input=${this.typed}
            @keydown=${this.key}
            @paste=${this.paste}
          ></textarea>
          ${this.suggestions.length > 0
            ? html`<ul class="suggestions" role="listbox" aria-label=${t('live.mention')}>
                ${this.suggestions.map(
                  (person, i) =>
                    html`<li
                      role="option"
                      aria-selected=${i === this.chosen}
                      @mousedown=${(event: Event) => {
                        event.preventDefault();
                        this.mention(person);
                      }}
                    >
                      <b>${person.name}</b> <span>${person.institution}</span>
                    </li>`,
                )}
              </ul>`
            : nothing}
        </div>
        ${this.files.map(
          (file) =>
            html`<p class="file">
              ${file.name} · ${sizeOf(file.size)}
              <button
                type="button"
                class="quiet"
                aria-label=${t('live.removeFile', file.name)}
                @click=${() => (this.files = this.files.filter((other) => other !== file))}
              >
                ✕
              </button>
            </p>`,
        )}
        ${this.uploading > 0 ? html`<p class="file">${t('live.uploading')}</p>` : nothing}
        ${this.poll ? this.pollEditor(t) : nothing}
        ${this.later === null ? nothing : this.laterEditor(t, this.later)}
        ${this.note ? html`<p class="note" role="status">${this.note}</p>` : nothing}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        ${this.hints.length > 0 ? this.hinted(t) : nothing}
        <div class="bar">
          <button type="button" class="quiet sign" title=${t('live.bold')} aria-label=${t('live.bold')} @click=${() => this.wrap('**')}><b>B</b></button>
          <button type="button" class="quiet sign" title=${t('live.italic')} aria-label=${t('live.italic')} @click=${() => this.wrap('_')}><i>I</i></button>
          <button type="button" class="quiet sign" title=${t('live.list')} aria-label=${t('live.list')} @click=${() => this.wrap('\n- ', '')}>•</button>
          <button type="button" class="quiet sign" title=${t('live.quoteSign')} aria-label=${t('live.quoteSign')} @click=${() => this.wrap('\n> ', '')}>❝</button>
          ${this.veiled ? nothing : this.attacher(t)}
          <button
            type="button"
            class="quiet"
            @click=${() => (this.poll = this.poll ? null : { question: '', options: ['', ''], several: false })}
          >
            ${t('live.poll')}
          </button>
          ${this.titled
            ? nothing
            : html`<button
                type="button"
                class="quiet"
                aria-expanded=${this.later !== null}
                @click=${() => (this.later = this.later === null ? this.morning(1) : null)}
              >
                ${t('live.later')}
              </button>`}
          <span class="space"></span>
          <span class="hint">${t('live.sendKeys')}</span>
          <button class="primary" ?disabled=${this.uploading > 0}>
            ${this.titled ? t('live.start') : t('live.send')}
          </button>
        </div>
      </form>
    `;
  }

  private attacher(t: (key: string) => string) {
    return html`<label class="quiet button" title=${t('live.attach')}>
      <span aria-hidden="true">+</span><span class="hidden">${t('live.attach')}</span>
      <input
        type="file"
        multiple
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          void this.upload(input.files).then(() => (input.value = ''));
        }}
      />
    </label>`;
  }

  /** Under which name one speaks. */
  private speaker(t: (key: string, ...values: (string | number)[]) => string) {
    const me = this.people.find((person) => person.id === this.person)?.name ?? t('live.ownName');
    const choice = (veiled: boolean, name: string) => html`<label class=${this.veiled === veiled ? 'chosen' : ''}>
      <input
        type="radio"
        name="speaker"
        .checked=${this.veiled === veiled}
        @change=${() => this.speakAs(veiled)}
      />
      <bdi>${name}</bdi>
    </label>`;
    return html`<fieldset class="speaker">
      <legend>${t('live.speakAs')}</legend>
      ${choice(false, me)} ${choice(true, this.pseudonym || t('live.freshPseudonym'))}
      ${this.veiled ? html`<span class="soft">${t('live.veiledHint')}</span>` : nothing}
    </fieldset>`;
  }

  /** What may identify somebody, before it is said. */
  private hinted(t: (key: string, ...values: (string | number)[]) => string) {
    return html`<div class="hints" role="alert">
      <p>${t('live.mayIdentify')}</p>
      <ul>
        ${this.hints.map((passage) => html`<li><mark dir="auto">${passage}</mark></li>`)}
      </ul>
      <button
        type="button"
        @click=${() => {
          this.hints = [];
          this.focusWords();
        }}
      >
        ${t('live.reword')}
      </button>
      <button type="button" class="quiet" @click=${() => void this.send()}>${t('live.sayAnyway')}</button>
    </div>`;
  }

  private laterEditor(t: (key: string, ...values: (string | number)[]) => string, at: string) {
    const monday = 7 - ((new Date().getDay() + 6) % 7);
    return html`<fieldset class="poll later">
      <legend>${t('live.laterWhen')}</legend>
      <input
        type="datetime-local"
        aria-label=${t('live.laterWhen')}
        .value=${at}
        @input=${(event: Event) => (this.later = (event.target as HTMLInputElement).value)}
      />
      <button type="button" class="quiet" @click=${() => (this.later = this.morning(1))}>${t('live.laterTomorrow')}</button>
      <button type="button" class="quiet" @click=${() => (this.later = this.morning(monday))}>${t('live.laterMonday')}</button>
      <button type="button" class="primary" @click=${this.sendLater}>${t('live.laterKeep')}</button>
    </fieldset>`;
  }

  private pollEditor(t: (key: string, ...values: (string | number)[]) => string) {
    const poll = this.poll!;
    const change = (change: Partial<typeof poll>) => (this.poll = { ...poll, ...change });
    return html`<fieldset class="poll">
      <legend>${t('live.poll')}</legend>
      <input
        aria-label=${t('live.pollQuestion')}
        placeholder=${t('live.pollQuestion')}
        maxlength="300"
        .value=${poll.question}
        @input=${(event: Event) => change({ question: (event.target as HTMLInputElement).value })}
      />
      ${poll.options.map(
        (option, i) =>
          html`<input
            aria-label=${t('live.pollOption', i + 1)}
            placeholder=${t('live.pollOption', i + 1)}
            maxlength="140"
            .value=${option}
            @input=${(event: Event) =>
              change({
                options: poll.options.map((other, j) =>
                  j === i ? (event.target as HTMLInputElement).value : other,
                ),
              })}
          />`,
      )}
      <button
        type="button"
        class="quiet"
        ?disabled=${poll.options.length >= 12}
        @click=${() => change({ options: [...poll.options, ''] })}
      >
        ${t('live.pollMore')}
      </button>
      <label>
        <input
          type="checkbox"
          .checked=${poll.several}
          @change=${(event: Event) => change({ several: (event.target as HTMLInputElement).checked })}
        />
        ${t('live.pollSeveral')}
      </label>
    </fieldset>`;
  }

  static override styles = [
    controls,
    css`
      form {
        display: grid;
        gap: 0.5rem;
        padding: 0.75rem 1rem 0.9rem;
        background: var(--paper-raised);
        border-top: 1px solid var(--line);
      }
      .kind {
        font-weight: 650;
        margin-inline-end: 0.3rem;
      }
      .rule {
        margin: 0;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      .speaker {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.5rem;
        border: none;
        margin: 0;
        padding: 0;
        font-size: 0.9rem;
      }
      .speaker legend {
        float: inline-start;
        padding: 0;
        margin-inline-end: 0.2rem;
        color: var(--ink-soft);
      }
      .speaker label {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
        min-height: 2rem;
        padding: 0.1rem 0.7rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      .speaker .chosen {
        border-color: var(--sea);
        background: var(--sea-tint);
        font-weight: 600;
      }
      .speaker .soft {
        color: var(--ink-soft);
        font-size: 0.82rem;
      }
      .hints {
        padding: 0.6rem 0.8rem;
        background: var(--sand-tint);
        border-radius: 10px;
        font-size: 0.92rem;
      }
      .hints p,
      .hints ul {
        margin: 0 0 0.5rem;
      }
      .hints ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.5rem;
        padding: 0;
        list-style: none;
      }
      .hints mark {
        padding: 0.1rem 0.4rem;
        border-radius: 5px;
        color: var(--ink);
        background: var(--paper-raised);
        font-weight: 600;
      }
      .answering,
      .file {
        margin: 0;
        font-size: 0.9rem;
        color: var(--ink-soft);
      }
      .field {
        position: relative;
      }
      textarea,
      .heading,
      .poll input:not([type='checkbox']) {
        width: 100%;
        box-sizing: border-box;
        font: inherit;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        padding: 0.6rem 0.8rem;
        line-height: 1.5;
        resize: none;
      }
      .heading {
        font-weight: 600;
      }
      .suggestions {
        position: absolute;
        inset-block-end: 100%;
        inset-inline-start: 0;
        margin: 0 0 0.25rem;
        padding: 0.25rem;
        list-style: none;
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        box-shadow: var(--shadow);
        min-width: 16rem;
        z-index: 5;
      }
      .suggestions li {
        padding: 0.4rem 0.6rem;
        border-radius: 6px;
        cursor: pointer;
      }
      .suggestions li[aria-selected='true'] {
        background: var(--sea-tint);
      }
      .suggestions span {
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      .note {
        margin: 0;
        color: var(--ink-soft);
      }
      .problem {
        margin: 0;
        color: var(--alarm);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.25rem;
        flex-wrap: wrap;
      }
      .space {
        flex: 1;
      }
      .hint {
        color: var(--ink-soft);
        font-size: 0.8rem;
        margin-inline-end: 0.5rem;
      }
      .poll {
        max-height: 32dvh;
        overflow-y: auto;
        display: grid;
        gap: 0.4rem;
        border: 1px solid var(--line);
        border-radius: 10px;
      }
      .poll.later {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
      }
      .poll.later input {
        width: auto;
        flex: 1 1 12rem;
      }
      .poll > button {
        justify-self: start;
      }
      input[type='file'] {
        position: absolute;
        opacity: 0;
        width: 1px;
        height: 1px;
      }
      label.button:focus-within {
        outline: 3px solid var(--focus);
      }
      @media (max-width: 700px) {
        form {
          gap: 0.35rem;
          padding: 0.5rem 0.8rem 0.6rem;
        }
        .rule {
          font-size: 0.8rem;
        }
        .speaker legend {
          order: -2;
          flex: 1 0 100%;
        }
        .speaker:has(.soft) legend {
          flex: none;
        }
        .speaker .soft {
          order: -1;
          flex: 1 0 60%;
        }
        .speaker label {
          padding-inline: 0.55rem 0.7rem;
        }
        .hint,
        .sign {
          display: none !important;
        }
        .bar {
          flex-wrap: nowrap;
        }
      }
    `,
  ];
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
}
