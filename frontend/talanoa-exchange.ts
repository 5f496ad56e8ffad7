import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { api, Refused } from './live-link';
import { controls } from './shared-styles';
import { fullTimeOf, say, type Texts } from './words';

type Said = {
  number: number;
  answers: number | null;
  at: string;
  state: string;
  html: string;
  by: { kind: string; name: string };
};

const AROUND = 2;

/** What a message that was found answers, and what was said around it, opened in its place. */
@customElement('talanoa-exchange')
export class Exchange extends LitElement {
  @property() room = '';
  @property() thread = '';
  @property({ type: Number }) number = 1;
  @property() zone = 'UTC';
  @property({ attribute: false }) texts: Texts = {};
  @state() private open = false;
  @state() private said: Said[] = [];
  @state() private problem = '';

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private async toggle(): Promise<void> {
    this.open = !this.open;
    if (!this.open || this.said.length > 0) {
      return;
    }
    const from = Math.max(1, this.number - AROUND);
    try {
      const around = await this.messages(from, this.number + AROUND - from + 1);
      const answered = around.find((one) => one.number === this.number)?.answers ?? from;
      this.said = [...(answered < from ? await this.messages(answered, 1) : []), ...around];
      this.problem = '';
    } catch (refused) {
      this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
    }
  }

  private async messages(from: number, count: number): Promise<Said[]> {
    const of = `/rooms/${this.room}/threads/${this.thread}/messages`;
    return (await api('GET', `${of}?from=${from}&count=${count}`)).messages;
  }

  override render() {
    return html`<button class="quiet" aria-expanded=${this.open} @click=${() => void this.toggle()}>
        ${this.t(this.open ? 'live.around.close' : 'live.around.open')}
      </button>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      ${this.open ? html`<ol>${this.said.map((one) => this.row(one))}</ol>` : nothing}`;
  }

  private row(one: Said) {
    const by = one.by.kind === 'former' ? this.t('live.former') : one.by.name;
    return html`<li class=${one.number === this.number ? 'found' : ''}>
      <p class="by"><bdi>${by}</bdi> · ${fullTimeOf(one.at, this.zone)}</p>
      <div dir="auto">
        ${one.state === 'said' ? unsafeHTML(one.html) : html`<i>${this.t('live.around.gone')}</i>`}
      </div>
    </li>`;
  }

  static override styles = [
    controls,
    css`
      button.quiet {
        font-size: 0.88rem;
        margin-inline-start: -0.55rem;
      }
      ol {
        list-style: none;
        margin: 0.2rem 0 0.4rem;
        padding: 0;
        border-inline-start: 2px solid var(--line-strong);
      }
      li {
        padding: 0.35rem 0.9rem;
        max-width: 68ch;
        overflow-wrap: anywhere;
      }
      li.found {
        background: var(--sea-tint);
        border-start-end-radius: 8px;
        border-end-end-radius: 8px;
      }
      li div > :first-child {
        margin-top: 0;
      }
      li div > :last-child {
        margin-bottom: 0;
      }
      .by {
        margin: 0 0 0.15rem;
        font-size: 0.86rem;
        color: var(--ink-soft);
      }
      img {
        max-width: 100%;
      }
      pre {
        overflow-x: auto;
      }
    `,
  ];
}
