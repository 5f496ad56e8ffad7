import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { api } from './live-link';
import { say, type Texts } from './words';

type Related = {
  alliance: string;
  room: string;
  roomName: string;
  thread: string | null;
  problem: string | null;
  title: string;
  number: number;
  by: { kind: string; name: string } | null;
  passage: string;
};

const PAUSE = 700;
const AFTER_THE_REST = 600;
const ENOUGH_WORDS = 2;
const ENOUGH_LETTERS = 12;
const MENTION = /@\[[^\]]*\]\([^)]*\)/g;

/** Where peers have talked about something like this; shows nothing where they have not. */
@customElement('talanoa-related')
export class RelatedElement extends LitElement {
  @property() room = '';
  /** The address of a thread or a statement; otherwise the words that are being written. */
  @property() path = '';
  @property() words = '';
  /** Whether it is open at first. */
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) texts: Texts = {};
  @state() private related: Related[] = [];
  private asked = '';
  private waiting?: number;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('path') && this.path) {
      this.related = [];
      this.soon(AFTER_THE_REST, () => api('GET', `${this.path}/related`));
    } else if (changed.has('words') && !this.path) {
      const words = this.words.replace(MENTION, ' ').trim();
      if (words.length < ENOUGH_LETTERS || words.split(/\s+/).length < ENOUGH_WORDS) {
        clearTimeout(this.waiting);
        this.related = [];
        this.asked = '';
      } else if (words !== this.asked) {
        this.soon(PAUSE, () => api('POST', `/rooms/${this.room}/related`, { words }));
        this.asked = words;
      }
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.waiting);
  }

  /** Asks a little later, once for all that was changed meanwhile; where it fails, nothing is shown. */
  private soon(pause: number, ask: () => Promise<{ related: Related[] }>): void {
    clearTimeout(this.waiting);
    const about = `${this.path} ${this.words}`;
    this.waiting = window.setTimeout(async () => {
      const { related } = await ask().catch(() => ({ related: [] }));
      if (about === `${this.path} ${this.words}`) {
        this.related = related;
      }
    }, pause);
  }

  private address(one: Related): string {
    const room = `/a/${one.alliance}/r/${one.room}`;
    return one.problem ? `${room}/problem/${one.problem}` : `${room}/t/${one.thread}#${one.number}`;
  }

  override render() {
    if (this.related.length === 0) {
      return nothing;
    }
    return html`<details ?open=${this.open}>
      <summary>${say(this.texts, 'live.related', this.related.length)}</summary>
      <ul>
        ${this.related.map(
          (one) =>
            html`<li>
              <a href=${this.address(one)} dir="auto">${one.title}</a>
              <p class="soft">
                ${one.by ? html`<bdi>${this.nameOf(one.by)}</bdi> · ` : nothing}<bdi>${one.roomName}</bdi>
              </p>
              <p class="passage" dir="auto">${unsafeHTML(one.passage)}</p>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private nameOf(by: { kind: string; name: string }): string {
    return by.kind === 'former' ? say(this.texts, 'live.former') : by.name;
  }

  static override styles = css`
    :host {
      display: block;
    }
    details {
      padding: 0.35rem 1rem;
      border-block-end: 1px solid var(--line);
      font-size: 0.92rem;
    }
    summary {
      cursor: pointer;
      color: var(--ink-soft);
      border-radius: 6px;
      padding: 0.15rem 0.2rem;
    }
    summary:focus-visible,
    a:focus-visible {
      outline: 2px solid var(--sea);
      outline-offset: 2px;
    }
    ul {
      list-style: none;
      margin: 0.3rem 0 0.2rem;
      padding: 0;
      max-height: 30dvh;
      overflow-y: auto;
    }
    li {
      padding: 0.4rem 0.2rem;
      border-top: 1px solid var(--line);
      max-width: 68ch;
    }
    a {
      color: var(--sea-ink);
      font-weight: 600;
      text-decoration: none;
      overflow-wrap: anywhere;
    }
    a:hover {
      text-decoration: underline;
    }
    p {
      margin: 0.1rem 0 0;
      overflow-wrap: anywhere;
    }
    .soft {
      color: var(--ink-soft);
      font-size: 0.86rem;
    }
    .passage {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow: hidden;
    }
    mark {
      background: none;
      color: inherit;
    }
  `;
}
