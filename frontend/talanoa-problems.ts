import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, link, Refused } from './live-link';
import { controls } from './shared-styles';
import type { Byline } from './thread-model';
import { agoOf, randomKey, say, type Texts } from './words';

type Head = {
  id: string;
  title: string;
  status: string;
  author: Byline;
  revision: number;
  at: string;
  causes: number;
  actable: number;
  unsettled: number;
  endorsers: number;
};

/** The problem statements of a room, live, and where one is begun. */
@customElement('talanoa-problems')
export class Problems extends LitElement {
  @property() alliance = '';
  @property() room = '';
  @property() me = '';
  @property({ type: Boolean }) mayspeak = false;
  @property({ attribute: false }) texts: Texts = {};

  @state() private heads: Head[] = [];
  @state() private loaded = false;
  @state() private problem = '';
  private stop?: () => void;
  private key = randomKey();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && this.room) {
      this.open();
    }
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('room') && this.room) {
      this.open();
    }
  }

  private open(): void {
    this.stop?.();
    this.stop = link.listen(`/room/${this.room}`, (frame) => {
      if (frame.type === 'listening') {
        void this.load();
      } else if (frame.type === 'problem') {
        this.heads = [frame.problem, ...this.heads.filter((head) => head.id !== frame.problem.id)];
      } else if (frame.type === 'ended') {
        this.heads = [];
        this.problem = this.t('live.ended');
      }
    });
    void this.load();
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private async load(): Promise<void> {
    try {
      this.heads = (await api('GET', `/rooms/${this.room}/problems`)).problems;
      this.loaded = true;
      this.problem = '';
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  private async start(event: Event): Promise<void> {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input')!;
    try {
      const { id } = await api('POST', `/rooms/${this.room}/problems`, { key: this.key, title: field.value });
      location.assign(`/a/${this.alliance}/r/${this.room}/problem/${id}`);
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  override render() {
    return html`
      ${this.mayspeak
        ? html`<form @submit=${this.start}>
            <label for="title">${this.t('live.problem.begin')}</label>
            <div class="row">
              <input id="title" maxlength="140" required dir="auto" placeholder=${this.t('live.problem.beginExample')} />
              <button class="primary">${this.t('live.problem.beginDo')}</button>
            </div>
            <p class="soft">${this.t('live.problem.beginWhat')}</p>
          </form>`
        : nothing}
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      ${this.loaded && this.heads.length === 0 ? html`<p class="soft">${this.t('live.problem.none')}</p>` : nothing}
      <ul>
        ${this.heads.map(
          (head) => html`<li>
            <a href="/a/${this.alliance}/r/${this.room}/problem/${head.id}">
              <b dir="auto">${head.title}</b>
              <span class="soft">
                ${this.t('live.problem.status.' + head.status)} · ${this.t('live.problem.causeCount', head.causes)} ·
                ${this.t('live.problem.actableCount', head.actable)} · ${agoOf(head.at)}
              </span>
              ${head.endorsers ? html`<span class="mark">${this.t('live.problem.haveCount', head.endorsers)}</span>` : nothing}
              ${head.unsettled ? html`<span class="mark">${this.t('live.problem.unsettled', head.unsettled)}</span>` : nothing}
            </a>
          </li>`,
        )}
      </ul>
    `;
  }

  static override styles = [
    controls,
    css`
      form {
        margin-block: 0.5rem 1.5rem;
      }
      label {
        display: block;
        font-weight: 600;
        margin-bottom: 0.3rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      input {
        flex: 1 1 16rem;
        min-width: 0;
        box-sizing: border-box;
        font: inherit;
        padding: 0.5rem 0.7rem;
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.5rem;
      }
      a {
        display: block;
        padding: 0.8rem 1rem;
        color: var(--ink);
        text-decoration: none;
        background: var(--paper-raised);
        border: 1px solid var(--line);
        border-radius: 12px;
        overflow-wrap: anywhere;
      }
      a:hover {
        border-color: var(--sea);
      }
      b {
        display: block;
        font-weight: 600;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      .mark {
        display: inline-block;
        margin-block-start: 0.3rem;
        margin-inline-end: 0.4rem;
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        background: var(--sand-tint);
        font-size: 0.82rem;
        font-weight: 600;
      }
    `,
  ];
}
