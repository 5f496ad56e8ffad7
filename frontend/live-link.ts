import { Client, type IMessage, type StompSubscription } from '@stomp/stompjs';

/** Why something was not done, as the server words it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
    readonly retryAfter = 0,
  ) {
    super(message);
  }

  /** Whether the same request may well succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export type LinkState = 'online' | 'reconnecting' | 'signed-out';
export type Frame = { type: string; [field: string]: any };
type Hearing = (frame: Frame) => void;

const REQUEST_TIMEOUT = 20_000;

function pageToken(): string {
  return document.cookie.match(/(?:^|; )talanoa-csrf=([^;]*)/)?.[1] ?? '';
}

/** Asks the REST door; answers what it says, or throws {@link Refused}. */
export async function api<T = any>(method: string, path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch('/api' + path, {
      method,
      credentials: 'same-origin',
      headers: {
        'X-Talanoa-Token': pageToken(),
        Accept: 'application/json',
        ...(body !== undefined && !form ? { 'Content-Type': 'application/json' } : {}),
      },
      body: body === undefined ? undefined : form ? (body as FormData) : JSON.stringify(body),
      signal: AbortSignal.timeout(form ? REQUEST_TIMEOUT * 6 : REQUEST_TIMEOUT),
    });
  } catch {
    throw new Refused(0, 'offline', '');
  }
  if (response.status === 401) {
    link.signedOut();
  }
  const text = await response.text();
  const json = text ? parsed(text) : undefined;
  if (!response.ok) {
    throw new Refused(response.status, json?.error ?? 'other', json?.message ?? '', json?.retryAfter);
  }
  return json as T;
}

/** Tells the REST door something that has to arrive even if the page goes away meanwhile. */
export function tell(method: string, path: string, body: unknown): void {
  void fetch('/api' + path, {
    method,
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'X-Talanoa-Token': pageToken(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The one live connection of a page. Whoever listens is told again after every reconnection that it
 * may have missed something, and catches up by revision.
 */
class Link {
  state: LinkState = 'reconnecting';
  private readonly hearings = new Map<string, Set<Hearing>>();
  private readonly subscriptions = new Map<string, StompSubscription>();
  private readonly present = new Map<string, Frame>();
  private readonly watchers = new Set<(state: LinkState) => void>();
  private client?: Client;
  private delay = 500;

  /** Hears what comes from a destination, and {@code {type: 'listening'}} at each (re)start. */
  listen(destination: string, hearing: Hearing): () => void {
    this.start();
    const hearings = this.hearings.get(destination) ?? new Set();
    this.hearings.set(destination, hearings.add(hearing));
    if (this.subscriptions.has(destination)) {
      hearing({ type: 'listening' });
      const present = this.present.get(destination);
      if (present) {
        hearing(present);
      }
    } else if (this.client?.connected) {
      this.subscribe(destination);
    }
    return () => {
      hearings.delete(hearing);
      if (hearings.size === 0) {
        this.hearings.delete(destination);
        this.subscriptions.get(destination)?.unsubscribe();
        this.subscriptions.delete(destination);
        this.present.delete(destination);
      }
    };
  }

  watch(watcher: (state: LinkState) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.state);
    return () => this.watchers.delete(watcher);
  }

  /** Sends at once; false where there is no connection. */
  send(destination: string, body: unknown): boolean {
    if (!this.client?.connected) {
      return false;
    }
    this.client.publish({ destination, body: JSON.stringify(body) });
    return true;
  }

  signedOut(): void {
    this.become('signed-out');
    void this.client?.deactivate();
    this.client = undefined;
  }

  private start(): void {
    if (this.client || this.state === 'signed-out') {
      return;
    }
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.client = new Client({
      brokerURL: `${scheme}://${location.host}/live`,
      connectHeaders: { 'x-talanoa-token': pageToken() },
      heartbeatIncoming: 10_000,
      heartbeatOutgoing: 10_000,
      connectionTimeout: 10_000,
      reconnectDelay: 500,
      onConnect: () => this.connected(),
      onWebSocketClose: () => this.lost(),
      onStompError: () => void api('GET', '/me').catch(() => undefined),
    });
    this.client.activate();
    addEventListener('online', () => this.client?.forceDisconnect());
  }

  private connected(): void {
    this.delay = 500;
    this.subscriptions.clear();
    for (const destination of this.hearings.keys()) {
      this.subscribe(destination);
    }
    this.become('online');
  }

  private lost(): void {
    if (this.state !== 'signed-out') {
      this.become('reconnecting');
    }
    this.delay = Math.min(this.delay * 1.7, 15_000);
    if (this.client) {
      this.client.reconnectDelay = this.delay * (0.5 + Math.random());
    }
  }

  private subscribe(destination: string): void {
    const receipt = `listening ${destination} ${Math.random()}`;
    this.client!.watchForReceipt(receipt, () => this.tell(destination, { type: 'listening' }));
    const subscription = this.client!.subscribe(
      destination,
      (message: IMessage) => this.tell(destination, JSON.parse(message.body)),
      { id: destination, receipt },
    );
    this.subscriptions.set(destination, subscription);
  }

  private tell(destination: string, frame: Frame): void {
    if (frame.type === 'presence') {
      this.present.set(destination, frame);
    }
    if (frame.type === 'ended' && frame.destination !== destination) {
      this.subscriptions.delete(frame.destination);
      this.tell(frame.destination, frame);
      return;
    }
    this.hearings.get(destination)?.forEach((hearing) => hearing(frame));
  }

  private become(state: LinkState): void {
    this.state = state;
    this.watchers.forEach((watcher) => watcher(state));
  }
}

export const link = new Link();
