import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api, Refused } from './live-link';
import { controls } from './shared-styles';
import type { Byline } from './thread-model';
import { dateOf, fullTimeOf, randomKey, say, type Texts } from './words';

type Step = { id: string; words: string; owner: Byline | null; due: string | null; state: string };
type CheckIn = { by: Byline; at: string; done: string; learnt: string; hard: string; next: string };
type Iteration = { number: number; from: string; until: string; steps: Step[]; checkIns: CheckIn[] };
type Course = { revision: number; iterations: Iteration[]; offers: { by: Byline; words: string; at: string }[] };
type Point = { number: number; planned: number; done: number; dropped: number; edits: number; added: number; gone: number };

const STATES = ['planned', 'done', 'dropped'];
const QUESTIONS = ['done', 'learnt', 'hard', 'next'] as const;
const COLUMN = 72;
const TALL = 110;

/** How a problem is worked on: steps, looks back, progress, and who would help. */
@customElement('talanoa-iterations')
export class Iterations extends LitElement {
  @property() path = '';
  @property() room = '';
  @property() me = '';
  @property() zone = 'UTC';
  @property({ type: Boolean }) mayspeak = false;
  @property({ type: Boolean }) draft = false;
  @property({ attribute: false }) texts: Texts = {};

  @state() private course: Course = { revision: 0, iterations: [], offers: [] };
  @state() private points: Point[] = [];
  @state() private people: { id: string; name: string }[] = [];
  @state() private problem = '';
  private readonly keys = new Map<string, string>();

  override willUpdate(changed: PropertyValues): void {
    if ((changed.has('path') || changed.has('draft')) && this.path) {
      void this.load();
      void api('GET', `/rooms/${this.room}/people`).then(
        (people) => (this.people = people),
        () => undefined,
      );
    }
  }

  async load(): Promise<void> {
    try {
      const [course, progress] = await Promise.all([
        api('GET', `${this.path}/course`),
        api('GET', `${this.path}/progress`),
      ]);
      this.take(course);
      this.points = progress.points;
    } catch (refused) {
      this.refused(refused);
    }
  }

  private take(course: Course): void {
    if (course.revision >= this.course.revision) {
      this.course = course;
    }
    this.problem = '';
  }

  private refused(refused: unknown): void {
    this.problem = (refused instanceof Refused && refused.message) || this.t('live.offline');
  }

  private t(key: string, ...values: (string | number)[]): string {
    return say(this.texts, key, ...values);
  }

  private nameOf(by: Byline | null): string {
    return !by ? this.t('live.iteration.nobody') : by.kind === 'former' ? this.t('live.former') : by.name;
  }

  /** What is filled in stays until it is done; the same once more does nothing more. */
  private send(name: string, way: string, path: string) {
    return async (event: Event): Promise<void> => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const key = this.keys.get(name) ?? randomKey();
      this.keys.set(name, key);
      const filled = Object.fromEntries([...new FormData(form)].map(([field, value]) => [field, value || null]));
      try {
        this.take(await api(way, this.path + path, { key, ...filled }));
        this.keys.delete(name);
        form.reset();
        form.closest('details')?.removeAttribute('open');
        void this.load();
      } catch (refused) {
        this.refused(refused);
      }
    };
  }

  private async change(iteration: number, step: Step, change: Partial<Record<'state' | 'owner', string | null>>): Promise<void> {
    const { words, due } = step;
    const body = { words, due, owner: step.owner?.person ?? null, state: step.state, ...change };
    try {
      this.take(await api('PUT', `${this.path}/iterations/${iteration}/steps/${step.id}`, body));
      void this.load();
    } catch (refused) {
      this.refused(refused);
      this.requestUpdate();
    }
  }

  override render() {
    if (this.draft) {
      return html`<p class="soft">${this.t('live.iteration.draft')}</p>`;
    }
    const { iterations, offers } = this.course;
    const own = offers.some((offer) => offer.by.person === this.me);
    return html`
      <p class="soft">${this.t('live.iteration.what')}</p>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      ${iterations.length === 0 ? html`<p>${this.t('live.iteration.none')}</p>` : this.chart()}
      ${[...iterations].reverse().map((iteration) => this.one(iteration))}
      ${this.mayspeak
        ? html`<form @submit=${this.send('begin', 'POST', '/iterations')}>
            <label>${this.t('live.iteration.until')} <input type="date" name="until" required /></label>
            <button class=${iterations.length === 0 ? 'primary' : ''}>${this.t('live.iteration.begin')}</button>
          </form>`
        : nothing}
      <h2>${this.t('live.iteration.offers')}</h2>
      ${offers.length === 0 ? html`<p class="soft">${this.t('live.iteration.noOffers')}</p>` : nothing}
      <ul>
        ${offers.map((offer) => html`<li><bdi><b>${this.nameOf(offer.by)}</b></bdi> <span dir="auto">${offer.words}</span></li>`)}
      </ul>
      ${this.mayspeak
        ? html`<form @submit=${this.send('offer', 'PUT', '/offer')}>
              <label class="wide">${this.t('live.iteration.offer')} <input name="words" maxlength="500" required dir="auto" /></label>
              <button>${this.t('live.iteration.offerDo')}</button>
            </form>
            ${own ? html`<button class="quiet" @click=${this.withdraw}>${this.t('live.iteration.withdraw')}</button>` : nothing}`
        : nothing}
    `;
  }

  private withdraw = async (): Promise<void> => {
    try {
      this.take(await api('DELETE', `${this.path}/offer`));
    } catch (refused) {
      this.refused(refused);
    }
  };

  private one(iteration: Iteration) {
    const { number, from, until, steps, checkIns } = iteration;
    return html`<section aria-labelledby="it-${number}">
      <h2 id="it-${number}">${this.t('live.iteration.title', number)}</h2>
      <p class="soft">${this.t('live.iteration.days', dateOf(from), dateOf(until))}</p>
      ${steps.length === 0 ? html`<p class="soft">${this.t('live.iteration.noSteps')}</p>` : nothing}
      <ul>
        ${steps.map(
          (step) => html`<li class=${step.state}>
            <span dir="auto">${step.words}</span>
            <span class="soft"><bdi>${this.nameOf(step.owner)}</bdi>${step.due ? ` · ${dateOf(step.due)}` : ''}</span>
            ${this.mayspeak
              ? html`<select
                  aria-label=${step.words}
                  @change=${(event: Event) => this.change(number, step, { state: (event.target as HTMLSelectElement).value })}
                >
                  ${STATES.map(
                    (each) => html`<option value=${each} ?selected=${each === step.state}>${this.t('live.iteration.state.' + each)}</option>`,
                  )}
                </select>`
              : html`<span>${this.t('live.iteration.state.' + step.state)}</span>`}
          </li>`,
        )}
      </ul>
      ${this.mayspeak ? this.planning(number) : nothing}
      ${checkIns.map(
        (each) => html`<div class="check">
          <p class="soft"><bdi><b>${this.nameOf(each.by)}</b></bdi>, ${fullTimeOf(each.at, this.zone)}</p>
          <dl>
            ${QUESTIONS.filter((question) => each[question]).map(
              (question) => html`<dt>${this.t('live.iteration.' + question)}</dt>
                <dd dir="auto">${each[question]}</dd>`,
            )}
          </dl>
        </div>`,
      )}
      ${this.mayspeak
        ? html`<details>
            <summary>${this.t('live.iteration.checkIn')}</summary>
            <form class="tall" @submit=${this.send('check-' + number, 'POST', `/iterations/${number}/check-ins`)}>
              ${QUESTIONS.map(
                (question) => html`<label>${this.t('live.iteration.' + question)} <textarea name=${question} rows="2" maxlength="4000" dir="auto"></textarea></label>`,
              )}
              <button class="primary">${this.t('live.iteration.save')}</button>
            </form>
          </details>`
        : nothing}
    </section>`;
  }

  private planning(number: number) {
    return html`<details>
      <summary>${this.t('live.iteration.plan')}</summary>
      <form @submit=${this.send('plan-' + number, 'POST', `/iterations/${number}/steps`)}>
        <label class="wide">${this.t('live.iteration.step')} <input name="words" maxlength="500" required dir="auto" /></label>
        <label
          >${this.t('live.iteration.owner')}
          <select name="owner">
            <option value="">${this.t('live.iteration.nobody')}</option>
            ${this.people.map((person) => html`<option value=${person.id}>${person.name}</option>`)}
          </select></label
        >
        <label>${this.t('live.iteration.due')} <input type="date" name="due" /></label>
        <button>${this.t('live.iteration.plan')}</button>
      </form>
    </details>`;
  }

  /** Bars for the steps, a line for how many words of the statement changed; a table says it all. */
  private chart() {
    const points = this.points;
    const most = Math.max(1, ...points.map((p) => p.planned + p.done + p.dropped));
    const words = Math.max(1, ...points.map((p) => p.added + p.gone));
    const line = points
      .map((p, i) => `${i * COLUMN + COLUMN / 2 + 8},${TALL + 10 - ((p.added + p.gone) / words) * TALL}`)
      .join(' ');
    const columns = ['planned', 'done', 'dropped', 'edits', 'added', 'gone'] as const;
    return html`<section aria-labelledby="progress">
      <h2 id="progress">${this.t('live.iteration.progress')}</h2>
      <svg role="img" aria-label=${this.t('live.iteration.chart')} width=${points.length * COLUMN + 16} height=${TALL + 36}>
        ${points.map((p, i) => {
          const x = i * COLUMN + 20;
          const all = ((p.planned + p.done + p.dropped) / most) * TALL;
          const done = (p.done / most) * TALL;
          return svg`<rect class="all" x=${x} y=${TALL + 10 - all} width="40" height=${all} />
            <rect class="done" x=${x} y=${TALL + 10 - done} width="40" height=${done} />
            <text x=${x + 20} y=${TALL + 28} text-anchor="middle">${p.number}</text>`;
        })}
        ${svg`<polyline points=${line} />`}
      </svg>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="progress">
        <table>
          <tr>
            <th scope="col">${this.t('live.problem.tab.iterations')}</th>
            ${columns.map((column) => html`<th scope="col">${this.t('live.iteration.' + (column === 'done' ? 'isDone' : column))}</th>`)}
          </tr>
          ${points.map(
            (p) => html`<tr>
              <th scope="row">${p.number}</th>
              ${columns.map((column) => html`<td>${p[column]}</td>`)}
            </tr>`,
          )}
        </table>
      </div>
    </section>`;
  }

  static override styles = [
    controls,
    css`
      section {
        border-bottom: 1px solid var(--line);
        padding-block: 0.6rem;
        max-width: 46rem;
      }
      h2 {
        font-family: var(--head-font);
        font-size: 1.1rem;
        margin: 0.6rem 0 0.2rem;
      }
      p {
        margin: 0.3rem 0;
      }
      .soft {
        color: var(--ink-soft);
        font-size: 0.9rem;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.6rem;
        margin-block: 0.6rem;
      }
      label {
        display: grid;
        gap: 0.2rem;
        font-size: 0.9rem;
      }
      .wide {
        flex: 1 1 16rem;
      }
      .tall {
        display: grid;
        align-items: start;
        justify-items: stretch;
      }
      .tall button {
        justify-self: start;
      }
      input,
      select,
      textarea {
        font: inherit;
        color: var(--ink);
        background: var(--paper-raised);
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        padding: 0.4rem 0.6rem;
        min-height: 2.25rem;
        max-width: 100%;
        box-sizing: border-box;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.2rem 0.7rem;
        padding-block: 0.35rem;
        overflow-wrap: anywhere;
      }
      li > span:first-child {
        flex: 1 1 14rem;
      }
      .dropped > span:first-child {
        text-decoration: line-through;
      }
      summary {
        cursor: pointer;
        padding-block: 0.4rem;
        color: var(--sea-ink);
        font-weight: 600;
      }
      .check {
        background: var(--paper-sunk);
        border-radius: 10px;
        padding: 0.4rem 0.9rem;
        margin-block: 0.5rem;
      }
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0 0 0.4rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      svg {
        max-width: 100%;
      }
      svg text {
        fill: var(--ink);
        font-size: 13px;
      }
      .all {
        fill: var(--sea-tint);
        stroke: var(--sea);
      }
      .done {
        fill: var(--sea);
      }
      polyline {
        fill: none;
        stroke: var(--sand-strong);
        stroke-width: 3;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: 0.9rem;
      }
      th,
      td {
        padding: 0.25rem 0.7rem;
        border-bottom: 1px solid var(--line);
        text-align: start;
      }
    `,
  ];
}
