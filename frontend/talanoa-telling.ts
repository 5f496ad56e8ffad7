import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { api, Refused } from './live-link';
import { controls } from './shared-styles';
import { found, quoted, type Kind, type Quoted } from './tellings';
import type { Message, Telling } from './thread-model';
import { say, type Texts } from './words';

const LIKEN_AFTER = 300;

/** Where one marks what a message tells. Says how the message is then in a {@code marked} event. */
@customElement('talanoa-telling')
export class TellingElement extends LitElement {
  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) kinds: Kind[] = [];
  @property({ attribute: false }) texts: Texts = {};
  /** What was selected in the message before. */
  @property({ attribute: false }) selected: Quoted | null = null;
  /** The thread's address. */
  @property() path = '';
  /** The kinds that peers gave to what means the like. */
  @state() private likely: string[] = [];
  @state() private plain = '';
  @state() private meant: { from: number; to: number } | null = null;
  @state() private problem = '';
  @query('textarea') private words!: HTMLTextAreaElement;

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private get one(): string {
    return `${this.path}/messages/${this.message.number}`;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('message') as Message | undefined;
    if (changed.has('message') && before?.html !== this.message.html) {
      void this.load();
    }
  }

  protected override firstUpdated(): void {
    this.words?.focus({ preventScroll: true });
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      this.plain = (await api('GET', `${this.one}/source`)).plain;
      await this.updateComplete;
      const place = this.selected && found(this.plain, this.selected);
      this.words.setSelectionRange(place?.from ?? 0, place?.to ?? 0);
      this.select();
    });
  }

  private async attempt(doing: () => Promise<void>): Promise<void> {
    try {
      this.problem = '';
      await doing();
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  /** Takes over which words are selected, without the white space around them. */
  private select(): void {
    const { selectionStart, selectionEnd } = this.words;
    const part = quoted(this.plain, selectionStart, selectionEnd);
    this.meant = part && found(this.plain, part);
    this.liken();
  }

  /** Asks what is likely, once for all that is selected meanwhile. */
  private liken(): void {
    const part = this.meant ? `?from=${this.meant.from}&to=${this.meant.to}` : '';
    if (part !== this.likened) {
      this.likened = part;
      clearTimeout(this.likening);
      this.likening = window.setTimeout(async () => {
        const { kinds } = await api('GET', `${this.one}/likely${part}`).catch(() => ({ kinds: [] }));
        if (part === this.likened) {
          this.likely = kinds;
        }
      }, LIKEN_AFTER);
    }
  }
  private likened?: string;
  private likening?: number;

  private telling(kind: Kind): Telling | undefined {
    return this.message.tellings.find(
      ({ kind: id, from, to }) => id === kind.id && from === (this.meant?.from ?? null) && to === (this.meant?.to ?? null),
    );
  }

  private async toggle(kind: Kind): Promise<void> {
    const there = this.telling(kind);
    await (there ? this.takeAway(there) : this.mark(kind));
  }

  private async mark(kind: Kind): Promise<void> {
    const part = this.meant && quoted(this.plain, this.meant.from, this.meant.to);
    await this.change('POST', `${this.one}/tellings`, { kind: kind.id, ...part });
  }

  private async takeAway({ kind, from, to }: Telling): Promise<void> {
    const part = from === null ? '' : `?from=${from}&to=${to}`;
    await this.change('DELETE', `${this.one}/tellings/${kind}${part}`);
  }

  private async change(method: string, path: string, body?: unknown): Promise<void> {
    await this.attempt(async () => {
      const detail = await api<Message>(method, path, body);
      this.dispatchEvent(new CustomEvent('marked', { detail }));
    });
  }

  override render() {
    const { meant, message } = this;
    if (message.state !== 'said') {
      return html`<p>${this.t('live.hiddenMessage')}</p>`;
    }
    const parts = message.tellings.filter(({ words }) => words !== null);
    return html`
      <p class="soft">${this.t('live.tellWhat')}</p>
      <label
        >${this.t('live.tellWords')}
        ${this.field()}
      </label>
      <p class="meant" role="status">
        ${meant
          ? html`${this.t('live.tellPart')} <bdi>“${this.plain.slice(meant.from, meant.to)}”</bdi>`
          : this.t('live.tellWhole')}
      </p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.choice('about', 'live.tellAbout')} ${this.choice('is', 'live.tellIs')}
      ${parts.length > 0 ? this.marked(parts) : nothing}
    `;
  }

  /** Keeps its words as they are, but is not read-only: no key leads through what is. */
  private field() {
    return html`<textarea
      rows="4"
      dir="auto"
      inputmode="none"
      spellcheck="false"
      aria-readonly="true"
      .value=${this.plain}
      @beforeinput=${(event: Event) => event.preventDefault()}
      @input=${() => (this.words.value = this.plain)}
      @select=${this.select}
      @selectionchange=${this.select}
      @keyup=${this.select}
      @pointerup=${this.select}
    ></textarea>`;
  }

  private isLikely(kind: Kind): boolean {
    return this.likely.includes(kind.id) && this.telling(kind) === undefined;
  }

  private choice(sort: Kind['sort'], title: string) {
    return html`<fieldset>
      <legend>${this.t(title)}</legend>
      ${this.kinds
        .filter((kind) => kind.sort === sort)
        .map(
          (kind) =>
            html`<button
              class=${this.isLikely(kind) ? 'likely' : ''}
              aria-pressed=${this.telling(kind) !== undefined}
              aria-describedby=${this.isLikely(kind) ? 'likely' : nothing}
              @click=${() => this.toggle(kind)}
            >
              <bdi>${kind.name}</bdi>
            </button>`,
        )}
      ${sort === 'about' && this.kinds.some((kind) => this.isLikely(kind))
        ? html`<p class="soft" id="likely">${this.t('live.tellLikely')}</p>`
        : nothing}
    </fieldset>`;
  }

  private marked(parts: Telling[]) {
    const nameOf = new Map(this.kinds.map((kind) => [kind.id, kind.name]));
    return html`<h3>${this.t('live.tellParts')}</h3>
      <ul>
        ${parts
          .filter(({ kind }) => nameOf.has(kind))
          .map(
            (telling) =>
              html`<li>
                <span><bdi>“${telling.words}”</bdi> <bdi class="soft">${nameOf.get(telling.kind)}</bdi></span>
                <button
                  class="quiet"
                  aria-label=${`${this.t('live.tellOff')}: ${nameOf.get(telling.kind)}, “${telling.words}”`}
                  @click=${() => this.takeAway(telling)}
                >
                  ${this.t('live.tellOff')}
                </button>
              </li>`,
          )}
      </ul>`;
  }

  static override styles = [
    controls,
    css`
      p {
        margin: 0 0 0.6rem;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      label {
        display: grid;
        gap: 0.3rem;
        font-size: 0.92rem;
      }
      textarea {
        width: 100%;
        box-sizing: border-box;
        font: inherit;
        font-size: 1rem;
        line-height: 1.5;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 0.5rem 0.7rem;
        resize: vertical;
      }
      .meant {
        margin-block: 0.5rem 0.8rem;
        max-height: 4.5rem;
        overflow-y: auto;
        overflow-wrap: anywhere;
      }
      .problem {
        color: var(--alarm);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        border: none;
        margin: 0 0 0.8rem;
        padding: 0;
        min-width: 0;
      }
      legend,
      h3 {
        font-size: 0.92rem;
        font-weight: 600;
        margin: 0 0 0.3rem;
        padding: 0;
      }
      fieldset button {
        border-radius: 999px;
        max-width: 100%;
        overflow-wrap: anywhere;
      }
      fieldset p {
        flex-basis: 100%;
        margin: 0;
      }
      fieldset button.likely {
        border: 2px dashed var(--sea);
      }
      fieldset button[aria-pressed='true'],
      fieldset button[aria-pressed='true']:hover:not([disabled]) {
        background: var(--sea);
        border-color: var(--sea);
        color: var(--on-sea);
      }
      fieldset button[aria-pressed='true']::before {
        content: '✓ ';
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        gap: 0.6rem;
        padding-block: 0.2rem;
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      li button {
        flex: none;
      }
    `,
  ];
}
